import { byId, el } from './element.js'
import { words } from './words.js'

/** Whether a question stands under the text. */
export function closeLine() {
  byId('line')?.replaceChildren()
}

/**
 * Asks one thing under the text, to be answered with one key: the number of a choice. Enter answers `skip`, Escape takes the
 * question away.
 * @param ask.choices pairs of a value and its label.
 * @param ask.free a field for other words: its label, the fewest letters and the button.
 * @param ask.skip the label of the answer null.
 */
export function askLine({ question, choices, free, skip, answer }) {
  const node = byId('line')
  if (!node) return
  const done = (value) => {
    closeLine()
    answer(value)
  }
  const field =
    free &&
    el('input', {
      type: 'text',
      className: 'grow',
      maxLength: 300,
      placeholder: free.label,
      ariaLabel: free.label,
    })
  const form = el(
    'form',
    {
      className: 'ask-line',
      tabIndex: -1,
      ariaLabel: question,
      onsubmit(event) {
        event.preventDefault()
        if (field && field.value.trim().length >= free.least) done(field.value.trim())
        else field?.focus()
      },
      onkeydown(event) {
        if (event.isComposing) return
        const chosen = choices[Number(event.key) - 1]
        if (event.key === 'Escape') {
          closeLine()
          byId('reply')?.focus()
        } else if (event.target === field) {
          event.stopPropagation()
          return
        } else if (chosen) done(chosen[0])
        else if (event.key === 'Enter' && skip && event.target === form) done(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      },
    },
    el('strong', { textContent: question }),
    el(
      'div',
      { className: 'row' },
      choices.map(([value, label], at) =>
        el(
          'button',
          { type: 'button', className: 'slim', onclick: () => done(value) },
          el('kbd', { textContent: String(at + 1) }),
          ` ${label}`,
        ),
      ),
      skip &&
        el('button', {
          type: 'button',
          className: 'quiet slim',
          textContent: skip,
          onclick: () => done(null),
        }),
    ),
    field &&
      el(
        'div',
        { className: 'row line' },
        field,
        el('button', { className: 'slim', textContent: free.button }),
        el('button', {
          type: 'button',
          className: 'quiet slim',
          textContent: words.cancel,
          onclick: closeLine,
        }),
      ),
  )
  node.replaceChildren(form)
  form.focus()
  form.scrollIntoView({ block: 'nearest' })
}
