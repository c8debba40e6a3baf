import { Refused } from './api.js'
import { byId, el } from './element.js'
import { explain } from './explain.js'
import { topicName } from './reading.js'
import { readingWords } from './reading-words.js'
import { said, words } from './words.js'

const flags = Object.keys(readingWords.flags)
const risks = Object.keys(readingWords.risk)

function select(name, value, options) {
  return el(
    'label',
    {},
    el('span', { textContent: readingWords.judged[name] }),
    el(
      'select',
      { name },
      options.map(([one, textContent]) =>
        el('option', { value: one ?? '', textContent, selected: one === value }),
      ),
    ),
  )
}

function tick(name, value, textContent, checked) {
  return el(
    'label',
    { className: 'tick' },
    el('input', { type: 'checkbox', name, value, checked }),
    textContent,
  )
}

function fields(read, topics) {
  const named = topics.includes(read.topic) || read.topic === null ? topics : [read.topic, ...topics]
  return [
    el(
      'div',
      { className: 'fields' },
      ...['intent', 'feeling', 'urgency'].map((name) =>
        select(name, read[name], Object.entries(words[name])),
      ),
      select('topic', read.topic, [
        [null, readingWords.none],
        ...named.map((topic) => [topic, topicName(topic)]),
      ]),
      read.language === 'ko' &&
        select('level', read.level, [[null, readingWords.noLevel], ...Object.entries(readingWords.level)]),
    ),
    el(
      'fieldset',
      {},
      el('legend', { textContent: readingWords.about }),
      flags.map((name) => tick('flag', name, readingWords.flags[name], read[name])),
    ),
    el(
      'fieldset',
      {},
      el('legend', { textContent: readingWords.risks }),
      risks.map((risk) => tick('risk', risk, readingWords.risk[risk], read.risks.includes(risk))),
    ),
  ]
}

/** What of the form says something else than what was read; nothing else is said about. */
function changesIn(form, read) {
  const given = new FormData(form)
  const values = Object.fromEntries(
    ['intent', 'feeling', 'urgency', 'topic', 'level']
      .filter((name) => given.has(name))
      .map((name) => [name, given.get(name) || null]),
  )
  for (const name of flags) values[name] = given.getAll('flag').includes(name)
  const changes = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== read[name]))
  const ticked = given.getAll('risk')
  const sameRisks = ticked.length === read.risks.length && ticked.every((risk) => read.risks.includes(risk))
  return sameRisks ? changes : { ...changes, risks: ticked }
}

function why(error) {
  if (error instanceof TypeError) return words.offline
  if (!(error instanceof Refused) || error.status === 401 || error.status === 403) return null
  if (error.status >= 500) return words.broke(error.body.requestId)
  if (error.body.kind === 'held') return readingWords.held(error.body.by.name)
  return error.status === 409 ? explain(error.body) : said(error)
}

const canTellOpen = CSS.supports('selector(:open)')

/** Enter saves from a choice as it does from a field; in an open list it only chooses. */
function enter(event) {
  const { target, key, currentTarget } = event
  if (key !== 'Enter' || event.isComposing || !target.matches('select')) return
  if (canTellOpen && target.matches(':open')) return
  event.preventDefault()
  currentTarget.requestSubmit()
}

/**
 * Asks what a message should have been read as. Stays open, with the reason, while it cannot be saved.
 * @returns what the server answered, or null when it was cancelled.
 */
export function askCorrection({ turn, topics, send }) {
  const dialog = byId('dialog')
  const opener = document.activeElement?.id
  const { classification: read, text } = turn
  return new Promise((resolve, reject) => {
    const trouble = el('p', { className: 'trouble small grow', role: 'alert' })
    const save = el('button', { className: 'main', textContent: readingWords.save })
    async function submit(event) {
      event.preventDefault()
      if (save.disabled) return
      const changes = changesIn(form, read)
      trouble.textContent = ''
      if (Object.keys(changes).length === 0) {
        trouble.textContent = readingWords.nothing
        return
      }
      save.disabled = true
      try {
        finish(resolve, await send(changes))
      } catch (error) {
        const reason = why(error)
        if (reason === null) finish(reject, error)
        else trouble.textContent = reason
      } finally {
        save.disabled = false
      }
    }
    function finish(settle, value) {
      settle(value)
      dialog.close()
    }
    const form = el(
      'form',
      { className: 'correct', ariaLabel: readingWords.correct, onsubmit: submit, onkeydown: enter },
      el('h2', { textContent: readingWords.correct }),
      el('blockquote', { className: 'soft small', textContent: text }),
      ...fields(read, topics),
      el(
        'div',
        { className: 'row end' },
        trouble,
        el('button', {
          type: 'button',
          className: 'quiet',
          textContent: words.cancel,
          onclick: () => dialog.close(),
        }),
        save,
      ),
    )
    dialog.replaceChildren(form)
    dialog.oncancel = null
    dialog.addEventListener(
      'close',
      () => {
        resolve(null)
        // What was in focus may have been drawn anew meanwhile.
        if (document.activeElement === document.body && opener) byId(opener)?.focus()
      },
      { once: true },
    )
    dialog.showModal()
    form.elements.intent.focus()
  })
}
