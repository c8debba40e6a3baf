import type { Ask } from '../../lib/call.ts'
import type { Reading } from '../../lib/shapes.ts'

export type Correction = Ask<'POST /api/conversations/{id}/mentions/{mention}/correct'>['body']

export const intents = ['complaint', 'question', 'chatter'] as const satisfies readonly Reading['intent'][]
export const feelings = [
  'calm',
  'pleased',
  'disappointed',
  'angry',
  'vindictive',
] as const satisfies readonly Reading['feeling'][]
export const urgencies = ['low', 'normal', 'high', 'now'] as const satisfies readonly Reading['urgency'][]
export const levels = ['polite', 'casual'] as const satisfies readonly Reading['level'][]
export const flags = ['needsReply', 'toBrand', 'wantsPerson', 'sarcasm', 'spam', 'abuse'] as const
export const risks = [
  'legal',
  'press',
  'self-harm',
  'threat',
  'minor',
  'medical',
  'discrimination',
  'personal-data',
  'fraud',
] as const satisfies readonly Reading['risks'][number][]

/** What of the form says something else than what was read, and nothing of the rest; null where nothing does. */
export function changesIn(given: FormData, read: Reading): Correction | null {
  const changes: Record<string, unknown> = {}
  for (const name of ['intent', 'feeling', 'urgency', 'topic', 'level'] as const) {
    const value = given.has(name) ? String(given.get(name)) || null : read[name]
    if (value !== read[name]) changes[name] = value
  }
  const ticked = given.getAll('flag')
  for (const name of flags) if (ticked.includes(name) !== read[name]) changes[name] = ticked.includes(name)
  const chosen = risks.filter((risk) => given.getAll('risk').includes(risk))
  const same = chosen.length === read.risks.length && chosen.every((risk) => read.risks.includes(risk))
  if (!same) changes.risks = chosen
  return Object.keys(changes).length > 0 ? (changes as Correction) : null
}
