import { byId, el } from './element.js'
import { helpingWords } from './helping-words.js'
import { askLine } from './line.js'
import { words } from './words.js'

const because = Object.entries(helpingWords.because)

// Fewer letters than this are a slip of the finger, and teach nothing.
const leastChanged = 4

/** Whether an edit changes more than typing: the part between what both texts begin and end with. */
export function changesMore(before, after) {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return Math.max(before.length, after.length) - start - end >= leastChanged
}

/** What was wrong with the draft; null when they do not say. */
export function askChanged(answer) {
  askLine({ question: helpingWords.whatChanged, choices: because, skip: helpingWords.skip, answer })
}

/** Why a text goes out against what was found in it. */
export function askOverrule(answer) {
  askLine({
    question: helpingWords.sendAnyway,
    choices: helpingWords.reasons.map((one) => [one, one]),
    free: { label: helpingWords.ownReason, least: 3, button: helpingWords.anyway },
    answer,
  })
}

/** Asks why a draft is refused: a number, and words if they like. Resolves with null when it was cancelled. */
export function askRefusal() {
  const dialog = byId('dialog')
  return new Promise((resolve) => {
    const field = el('textarea', {
      rows: 3,
      maxLength: 1000,
      ariaLabel: words.refuseWhy,
      placeholder: words.refuseWhy,
    })
    const radios = because.map(([value], at) =>
      el('input', { type: 'radio', name: 'because', value, checked: at === because.length - 1 }),
    )
    const finish = (answer) => {
      dialog.close()
      resolve(answer)
    }
    const form = el(
      'form',
      {
        className: 'refusal',
        onsubmit(event) {
          event.preventDefault()
          finish({ because: new FormData(form).get('because'), reason: field.value })
        },
        onkeydown(event) {
          const inText = event.target === field
          const submits = event.key === 'Enter' && (!inText || event.ctrlKey || event.metaKey)
          const radio = inText ? undefined : radios[Number(event.key) - 1]
          if (event.isComposing || event.target.matches('button')) return
          if (radio) {
            radio.checked = true
            radio.focus()
          } else if (submits) form.requestSubmit()
          else return
          event.preventDefault()
        },
      },
      el('h2', { textContent: words.refuse }),
      el(
        'fieldset',
        {},
        el('legend', { className: 'soft small', textContent: helpingWords.whatWrong }),
        because.map(([, label], at) =>
          el('label', { className: 'tick' }, radios[at], el('kbd', { textContent: String(at + 1) }), label),
        ),
      ),
      field,
      el(
        'div',
        { className: 'row end' },
        el('button', {
          type: 'button',
          className: 'quiet',
          textContent: words.cancel,
          onclick: () => finish(null),
        }),
        el('button', { className: 'main', textContent: words.refuse }),
      ),
    )
    dialog.replaceChildren(form)
    dialog.oncancel = () => resolve(null)
    dialog.showModal()
    radios.at(-1).focus()
  })
}
