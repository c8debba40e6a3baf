import {
  type Classification,
  type Feeling,
  type Intent,
  type Judged,
  type Reader,
  surenessOfRisk,
  surestRisk,
  type Urgency,
} from './intent.ts'

const urgencyRank: Record<Urgency, number> = { low: 0, normal: 1, high: 2, now: 3 }
const intentRank: Record<Intent, number> = { complaint: 2, question: 1, chatter: 0 }
const feelingRank: Record<Feeling, number> = { pleased: 0, calm: 1, disappointed: 2, angry: 3, vindictive: 4 }
// Of a burst the reader is named whose word costs or counts the most.
const readerRank: Record<Reader, number> = { rules: 0, local: 1, example: 2, model: 3, colleague: 4 }

/**
 * What a burst of messages needs, taken together: the gravest of everything, and a reply if any of them needs one.
 * @throws RangeError when there is nothing to join.
 */
export function joinClassifications(each: readonly Classification[]): Classification {
  const last = each.at(-1)
  if (!last) throw new RangeError('There is no classification to join.')
  const heavy = each.filter((one) => one.needsReply)
  const counted = heavy.length > 0 ? heavy : each
  const gravest = <T extends string>(pick: (one: Classification) => T, rank: Record<T, number>): T =>
    counted.map(pick).reduce((a, b) => (rank[b] > rank[a] ? b : a))
  const newest = counted.at(-1) ?? last
  const intent = gravest((one) => one.intent, intentRank)
  const risks = [...new Set(each.flatMap((one) => one.risks))]
  const sure = joinEach(
    counted,
    (one) => one.sure,
    (a, b) => Math.min(a, b),
  )
  // A threat is no less of one because a harmless word followed it.
  if (risks.length > 0) sure.risks = Math.max(...each.map((one) => surestRisk(one)))
  return {
    intent,
    intents: joinIntents(counted, intent),
    feeling: gravest((one) => one.feeling, feelingRank),
    urgency: gravest((one) => one.urgency, urgencyRank),
    needsReply: heavy.length > 0,
    toBrand: counted.some((one) => one.toBrand),
    wantsPerson: each.some((one) => one.wantsPerson),
    spam: each.every((one) => one.spam),
    abuse: counted.some((one) => one.abuse),
    sarcasm: counted.some((one) => one.sarcasm),
    risks,
    riskDetails: joinRiskDetails(each),
    language: newest.language,
    level: newest.level ?? counted.find((one) => one.level !== null)?.level ?? null,
    topic: counted.findLast((one) => one.topic !== null)?.topic ?? null,
    confidence: Math.min(...counted.map((one) => one.confidence)),
    sure,
    words: joinEach(
      counted,
      (one) => one.words,
      (a, b) => [...new Set([...a, ...b])].slice(0, 8),
    ),
    by: gravest((one) => one.by, readerRank),
    costMicros: each.reduce((sum, one) => sum + one.costMicros, 0),
    differs: [...new Set(each.flatMap((one) => one.differs))],
    why: [...new Set(each.flatMap((one) => one.why))].slice(0, 20),
  }
}

function joinIntents(each: readonly Classification[], main: Intent): Classification['intents'] {
  const most = new Map<Intent, number>()
  for (const { value, confidence } of each.flatMap((one) => one.intents))
    most.set(value, Math.max(confidence, most.get(value) ?? 0))
  return [...most]
    .map(([value, confidence]) => ({ value, confidence }))
    .sort((a, b) => Number(b.value === main) - Number(a.value === main) || b.confidence - a.confidence)
}

/** Each risk as sure as in the message where it is surest. */
function joinRiskDetails(each: readonly Classification[]): Classification['riskDetails'] {
  const joined: Classification['riskDetails'] = {}
  for (const read of each)
    for (const risk of read.risks) {
      const sure = surenessOfRisk(read, risk)
      const words = read.riskDetails[risk]?.words ?? []
      const known = joined[risk]
      joined[risk] = {
        sure: Math.max(sure, known?.sure ?? 0),
        words: [...new Set([...(known?.words ?? []), ...words])].slice(0, 8),
      }
    }
  return joined
}

function joinEach<T>(
  each: readonly Classification[],
  pick: (one: Classification) => Partial<Record<Judged, T>>,
  join: (a: T, b: T) => T,
): Partial<Record<Judged, T>> {
  const joined: Partial<Record<Judged, T>> = {}
  for (const one of each) {
    for (const [name, value] of Object.entries(pick(one)) as [Judged, T][]) {
      const known = joined[name]
      joined[name] = known === undefined ? value : join(known, value)
    }
  }
  return joined
}
