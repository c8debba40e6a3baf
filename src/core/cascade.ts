import type { Classification, Judged } from './intent.ts'

/** A model's reading of a message that the classifier was not sure of. */
export type SecondOpinion = Pick<
  Classification,
  'intent' | 'feeling' | 'urgency' | 'needsReply' | 'wantsPerson' | 'spam' | 'abuse' | 'sarcasm' | 'risks'
> & { confidence: number; quotes: readonly string[] }

// A first reading that gave less than this to its value has no opinion to speak of.
const opinion = 0.4

/**
 * Joins the classifier's unsure reading with the model's. The model's word counts, except where missing something would hurt:
 * what either of them hears of risks and of the wish for a person stands, and where they contradict each other about
 * something that decides whether or how we answer, `differs` names it and a person decides.
 */
export function secondReading(
  text: string,
  first: Classification,
  second: SecondOpinion,
  costMicros: number,
): Classification {
  const differs: Judged[] = []
  const upset = (intent: Classification['intent']) => intent === 'complaint'
  if (upset(first.intent) !== upset(second.intent) && first.confidence >= opinion && !bothAsk(first, second))
    differs.push('intent')
  if (first.needsReply !== second.needsReply) differs.push('needsReply')
  if (first.spam !== second.spam) differs.push('spam')
  if (first.abuse !== second.abuse) differs.push('abuse')
  // A quote that is not in the message is the model's own and leads nowhere.
  const words = second.quotes.filter((quote) => quote !== '' && text.includes(quote)).slice(0, 8)
  const { confidence } = second
  return {
    ...first,
    intent: second.intent,
    intents: [
      { value: second.intent, confidence },
      ...first.intents.filter(({ value }) => value !== second.intent && upset(value)),
    ],
    feeling: second.feeling,
    urgency: second.urgency,
    sarcasm: second.sarcasm || first.sarcasm,
    // Until a person has looked, the careful half of each contradiction holds.
    needsReply: first.needsReply || second.needsReply,
    spam: first.spam && second.spam,
    abuse: first.abuse || second.abuse,
    wantsPerson: first.wantsPerson || second.wantsPerson,
    risks: [...new Set([...first.risks, ...second.risks])],
    // How sure a model is of a risk is not asked: that it names one is enough for a person to look.
    riskDetails: {
      ...first.riskDetails,
      ...Object.fromEntries(
        second.risks.map((risk) => [risk, { sure: 1, words: first.riskDetails[risk]?.words ?? [] }]),
      ),
    },
    confidence,
    sure: {
      ...first.sure,
      ...{ intent: confidence, feeling: confidence, urgency: confidence, needsReply: confidence },
      ...(second.risks.length > 0 ? { risks: 1 } : {}),
    },
    words: { ...first.words, intent: words.map((word) => word.slice(0, 60)) },
    by: 'model',
    costMicros,
    differs,
    why: second.quotes.slice(0, 20).map((quote) => quote.slice(0, 200)),
  }
}

/** "언제까지 기다려요?" is both; whoever calls it a question and whoever calls it a complaint mean the same answer. */
function bothAsk(first: Classification, second: SecondOpinion): boolean {
  return first.intent !== 'chatter' && second.intent !== 'chatter'
}
