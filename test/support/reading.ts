import { Classification } from '../../src/core/intent.ts'

/** A reading for a test: a calm Korean chatter that wants an answer, but for what the test is about. */
export function readingOf(change: Partial<Classification> = {}): Classification {
  return Classification.parse({
    intent: 'chatter',
    feeling: 'calm',
    urgency: 'low',
    needsReply: true,
    wantsPerson: false,
    spam: false,
    risks: [],
    language: 'ko',
    confidence: 0.9,
    by: 'local',
    why: [],
    ...change,
  })
}
