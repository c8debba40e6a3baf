import type { Feeling } from '../core/intent.ts'
import type { Heard } from './heard.ts'
import type { Phrases, PlanName } from './phrases.ts'
import { type Quote, quoteFor } from './quote.ts'
import type { DraftRequest } from './writer.ts'

// What a quotation may have: in public only what is read at a glance.
const quoteRoom = { public: { ko: 90, en: 160 }, direct: { ko: 220, en: 400 } } as const

/** The words of a document that answer what is asked. */
export function findQuote({
  classification,
  tone,
  texts,
  background,
  visibility,
  limits,
}: DraftRequest): Quote | null {
  if (tone.strategy !== 'answer-first' && !tone.thenAnswer) return null
  const room = Math.min(quoteRoom[visibility][classification.language], limits.max / 2)
  return quoteFor(texts.join('\n'), background.passages, room)
}

/** What went wrong weighs on them. */
export function isHurt(feeling: Feeling): boolean {
  return feeling !== 'calm' && feeling !== 'pleased'
}

const endsAsking = /[?？]|(?:나요|까요|가요|세요|니|냐)[\s~.!]{0,4}$/

/** The plan of a reply. Silence is asked for by a colleague who wants a draft all the same. */
export function planOf(
  { tone, classification, texts }: DraftRequest,
  { talks, troubled, event, praises, asked, topics, brief }: Heard,
  phrases: Phrases,
  quote: Quote | null,
): PlanName {
  const hasTalk = (plan: PlanName): boolean => talks.some((name) => phrases.talks[name]?.for.includes(plan))
  const { strategy } = tone
  const wronged =
    classification.intent === 'complaint' || tone.apology === 'once' || tone.door || tone.thenAnswer
  if (strategy === 'silence')
    return ({ complaint: 'thank-and-act', question: 'answer-first', chatter: 'play-along' } as const)[
      classification.intent
    ]
  if (strategy === 'listen' && !wronged) {
    // Who thanks on a grave matter is thanked back, only without cheer.
    if (praises && !event?.told && classification.feeling === 'pleased' && !hasTalk('comfort'))
      return 'welcome'
    if (troubled && (classification.feeling === 'angry' || (event?.told && event.of))) return 'listen'
    const low = isHurt(classification.feeling)
    // Nobody is comforted who has not said what is hard.
    return low && (troubled || hasTalk('comfort')) ? 'comfort' : 'attend'
  }
  if (strategy === 'ask-to-remove') return 'attend'
  if (strategy === 'play-along' && event?.told && event.of && troubled) return 'joke-trouble'
  const saysNoMore = topics.length === 0 && event === null && asked === null && !troubled
  if (strategy === 'thank-and-act' && saysNoMore) {
    // Small talk that was taken for a complaint.
    if (classification.intent === 'chatter' && hasTalk('answer-talk')) return 'answer-talk'
    if (brief && hasTalk('play-along')) return 'play-along'
  }
  // Read as small talk, but it asks for something that only documents tell.
  const asksUs = asked && topics.length > 0 && texts.some((text) => endsAsking.test(text))
  if (strategy === 'play-along' && asksUs && !hasTalk(strategy)) return 'answer-first'
  if (strategy !== 'answer-first') return strategy
  if (hasTalk('answer-mourning')) return 'answer-mourning'
  if (quote) return 'answer-quoting'
  // A question may be how they tell that something is wrong.
  if (event?.told && troubled) return 'answer-trouble'
  return hasTalk('answer-talk') ? 'answer-talk' : strategy
}
