import { joinClassifications } from './burst.ts'
import { type Classification, type Language, surenessOfRisk } from './intent.ts'
import type { Visibility } from './mention.ts'
import type { Stage } from './stage.ts'
import { summaryWords } from './summary-words.ts'

export interface SummaryTurnOfPerson {
  from: 'person'
  text: string
  at: Date
  stage: Stage
  classification: Classification | null
}

export interface SummaryTurnOfBrand {
  from: 'brand'
  text: string
  at: Date
  /** The colleague who approved it; null when nobody did. */
  by: string | null
}

/** What is stored of a conversation, oldest first. */
export interface SummaryStory {
  person: { name: string; handle: string }
  visibility: Visibility
  heldBy: string | null
  turns: readonly (SummaryTurnOfPerson | SummaryTurnOfBrand)[]
}

const settled: readonly Stage[] = ['sent', 'ignored', 'refused', 'withdrawn']
// A suspicion that is less likely than not is said as one.
const beyondDoubt = 0.5
const longestQuote = 160
const zone = 'Asia/Seoul'

/**
 * A conversation in a few lines for the colleague who takes it over, made from what is stored and nothing else: who, since
 * when, what they want, what to be careful about, what waits, what we said. A line each; times are Korea's.
 */
export function plainSummary(story: SummaryStory, language: Language): string {
  const words = summaryWords[language]
  const said = story.turns.filter((one) => one.from === 'person' && one.stage !== 'withdrawn')
  const people = said.filter((one) => one.from === 'person')
  const ours = story.turns.filter((one) => one.from === 'brand')
  const [first] = people
  if (!first) return words.nothingOpen
  const open = people.filter(({ stage }) => !settled.includes(stage))
  const { person } = story
  const name =
    person.name && person.name !== person.handle ? `${person.name} (${person.handle})` : person.handle
  const lines = [
    words.who(name, words.visibility[story.visibility], timeOf(first.at, language), people.length),
    ...readingLines(open.length > 0 ? open : people.slice(-1), language),
  ]
  const lastOpen = open.at(-1)
  if (people.length > 1 && lastOpen !== first) lines.push(words.asked(quote(first.text)))
  lines.push(lastOpen ? words.open(open.length, quote(lastOpen.text)) : words.nothingOpen)
  const lastOurs = ours.at(-1)
  lines.push(
    lastOurs
      ? words.answered(
          quote(lastOurs.text),
          lastOurs.by ?? words.machine,
          timeOf(lastOurs.at, language),
          ours.length,
        )
      : words.notAnswered,
  )
  if (story.heldBy !== null) lines.push(words.heldBy(story.heldBy))
  return lines.join('\n')
}

function readingLines(turns: readonly SummaryTurnOfPerson[], language: Language): string[] {
  const read = turns.flatMap(({ classification }) => (classification ? [classification] : []))
  if (read.length === 0) return []
  const words = summaryWords[language]
  const all = joinClassifications(read)
  const topic =
    all.topic !== null && Object.hasOwn(words.topic, all.topic) ? words.topic[all.topic] : all.topic
  const wants = [words.intent[all.intent], topic, words.feeling[all.feeling], words.urgency[all.urgency]]
  const lines = [
    words.wants(
      `${wants.filter((one) => one !== null).join(' · ')} (${words.sure(Math.round(all.confidence * 100))})`,
    ),
  ]
  if (all.wantsPerson)
    lines.push((all.sure.wantsPerson ?? 1) >= beyondDoubt ? words.wantsPerson : words.maybePerson)
  const careful = risksIn(all, language)
  if (careful.length > 0) lines.push(words.careful(careful.join(', ')))
  return lines
}

/** Each risk once, as sure as it was read at the surest, with the words that led to it. */
function risksIn(all: Classification, language: Language): string[] {
  const words = summaryWords[language]
  const quotes = (all.words.risks ?? []).slice(0, 4)
  const risks = all.risks.map((risk) =>
    surenessOfRisk(all, risk) >= beyondDoubt ? words.risk[risk] : words.maybe(words.risk[risk]),
  )
  if (risks.length > 0 && quotes.length > 0) risks.push(quotes.map((one) => `“${one}”`).join(' '))
  return risks
}

function quote(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const letters = [...line]
  return letters.length > longestQuote ? `${letters.slice(0, longestQuote - 1).join('')}…` : line
}

function timeOf(at: Date, language: Language): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, {
    ...{ timeZone: zone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  })
  return day.format(at)
}
