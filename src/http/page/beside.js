import { call } from './api.js'
import { byId, el } from './element.js'
import { helpingWords } from './helping-words.js'
import { language } from './words.js'

/** Summaries that were asked for, by conversation, version and language. */
const summaries = new Map()
let folded = false

/** A place for the story so far, and what fills it when it is there. */
export function summaryPlace() {
  return el('section', { id: 'summary', className: 'beside small', hidden: true })
}

export async function showSummary(open) {
  const key = `${open.id} ${open.version}`
  if (!summaries.has(key)) {
    // Of versions that are over nobody asks again.
    if (summaries.size > 50) summaries.clear()
    summaries.set(
      key,
      call(`/api/conversations/${open.id}/summary?language=${language}`).catch(() => {
        summaries.delete(key)
        return null
      }),
    )
  }
  const summary = await summaries.get(key)
  const node = byId('summary')
  if (!summary || !node || location.hash.slice(1) !== open.id) return
  node.hidden = false
  node.replaceChildren(
    el(
      'details',
      {
        open: !folded,
        ontoggle(event) {
          folded = !event.target.open
        },
      },
      el('summary', {}, el('strong', { textContent: helpingWords.summary })),
      el('p', { className: 'lines', textContent: summary.text }),
      el('p', { className: 'soft', textContent: helpingWords.summaryBy[summary.writer] }),
    ),
  )
}

export function holds({ validFrom, validUntil }) {
  const days = [
    validFrom && helpingWords.from(validFrom),
    validUntil && helpingWords.until(validUntil),
  ].filter(Boolean)
  return days.length > 0 ? days.join(' ') : helpingWords.always
}

export function passage(one, id) {
  return el(
    'li',
    { className: `passage ${one.validity}` },
    el(
      'details',
      { id },
      el(
        'summary',
        {},
        el('strong', { textContent: one.heading || one.document.title }),
        el('span', {
          className: 'soft',
          textContent: ` ${one.document.title} · ${helpingWords.version(one.document.version)} · ${holds(one)}`,
        }),
        one.validity !== 'valid' &&
          el('span', { className: 'chip angry', textContent: helpingWords.validity[one.validity] }),
      ),
      el('p', { className: 'lines', textContent: one.text }),
    ),
  )
}

/** What a draft rests on and why it is written as it is. */
export function besideDraft({ draft, sources }) {
  if (!draft) return null
  const { tone } = draft
  return [
    sources.length > 0 &&
      el(
        'section',
        { className: 'beside small', ariaLabel: helpingWords.sources },
        el('p', { className: 'soft', textContent: helpingWords.sources }),
        el(
          'ul',
          {},
          sources.map((one, at) => passage(one, `source-${at}`)),
        ),
      ),
    tone &&
      el(
        'details',
        { id: 'tone', className: 'small tone' },
        el('summary', {
          id: 'tone-summary',
          className: 'soft',
          textContent: `${helpingWords.tone}: ${helpingWords.strategy[tone.strategy] ?? tone.strategy}`,
        }),
        el(
          'ul',
          {},
          tone.why.map((one) => el('li', { textContent: language === 'en' ? one.en : one.ko })),
        ),
      ),
  ]
}
