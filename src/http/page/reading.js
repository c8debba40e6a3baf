import { el } from './element.js'
import { readingWords } from './reading-words.js'
import { words } from './words.js'

/** What is decided about a message, in the order of what matters to a reader. */
const judged = Object.keys(readingWords.judged)

export function topicName(topic) {
  return topic === null ? readingWords.none : (readingWords.topic[topic] ?? topic)
}

// What is less likely than not is a suspicion, and said as one: "yes, 10%" says two things at once.
const beyondDoubt = 0.5

function wordFor(read, name) {
  const value = read[name]
  const doubted = (read.sure[name] ?? 1) < beyondDoubt
  if (typeof value === 'boolean') {
    if (value && doubted) return readingWords.suspected
    return value ? readingWords.yes : readingWords.no
  }
  switch (name) {
    case 'risks': {
      const each = value.map((risk) => {
        const sure = read.riskDetails[risk]?.sure ?? read.sure.risks ?? 1
        return sure < beyondDoubt ? readingWords.maybe(readingWords.risk[risk]) : readingWords.risk[risk]
      })
      return each.join(', ') || readingWords.none
    }
    case 'topic':
      return topicName(value)
    case 'level':
      return readingWords.level[value] ?? readingWords.noLevel
    case 'language':
      return readingWords.languages[value]
    default:
      return words[name][value]
  }
}

const percent = (chance) => `${Math.round(chance * 100)}%`

/** A sum that is a small part of a cent is still told apart from nothing. */
export function dollars(micros) {
  const usd = { style: 'currency', currency: 'USD' }
  const small = micros < 10_000 ? { maximumSignificantDigits: 2 } : {}
  return new Intl.NumberFormat('en-US', { ...usd, ...small }).format(micros / 1_000_000)
}

function row(read, name) {
  const sure = read.sure[name] ?? (name === 'intent' ? read.confidence : null)
  const others = name === 'intent' ? read.intents.filter(({ value }) => value !== read.intent) : []
  return el(
    'tr',
    { className: read.differs.includes(name) ? 'differs' : '' },
    el('th', { scope: 'row', textContent: readingWords.judged[name] }),
    el(
      'td',
      {},
      el('span', { className: 'value', textContent: wordFor(read, name) }),
      others.map(({ value, confidence }) =>
        el('span', { className: 'soft other', textContent: `${words.intent[value]} ${percent(confidence)}` }),
      ),
      (read.words[name] ?? []).map((word) => el('q', { textContent: word })),
    ),
    el('td', { className: 'sure', textContent: sure === null ? '' : percent(sure) }),
  )
}

/** How a message was read, by whom and how surely; `correct` is what the button does, if anything may be corrected. */
export function readingView(read, correct) {
  if (!read) return null
  const parts = [
    words.intent[read.intent],
    words.feeling[read.feeling],
    words.urgency[read.urgency],
    words.sure(Math.round(read.confidence * 100)),
    read.costMicros > 0 && dollars(read.costMicros),
  ]
  const [what, value, sure] = readingWords.columns
  return el(
    'section',
    { className: 'how-read small' },
    el(
      'div',
      { className: 'row' },
      el('span', {
        className: `chip by ${read.by}`,
        textContent: readingWords.by[read.by],
        title: readingWords.readBy(readingWords.by[read.by]),
      }),
      el(
        'p',
        { className: 'soft grow' },
        parts.filter(Boolean).join(' · '),
        read.why.length > 0 && ` — ${read.why.slice(0, 4).join(', ')}`,
      ),
      correct &&
        el('button', {
          type: 'button',
          id: 'correct',
          className: 'slim',
          'aria-keyshortcuts': 'c',
          textContent: readingWords.correct,
          onclick: correct,
        }),
    ),
    read.differs.length > 0 &&
      el('p', {
        className: 'differ',
        textContent: readingWords.differ(read.differs.map((name) => readingWords.judged[name]).join(', ')),
      }),
    el(
      'details',
      { id: 'every-decision' },
      el('summary', { id: 'every-decision-summary', className: 'soft', textContent: readingWords.how }),
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            { className: 'soft' },
            el('th', { scope: 'col', textContent: what }),
            el('th', { scope: 'col', textContent: value }),
            el('th', { scope: 'col', className: 'sure', textContent: sure }),
          ),
        ),
        el(
          'tbody',
          {},
          judged.map((name) => row(read, name)),
        ),
      ),
    ),
  )
}

/** The person's newest message that has a reading. */
export function newestRead(open) {
  return open.turns.findLast(
    (one) => one.from === 'person' && one.stage !== 'withdrawn' && one.classification !== null,
  )
}
