import type { Finding } from './draft.ts'
import type { Classification } from './intent.ts'

const notKnown = {
  code: 'not-known',
  // That a colleague looks is decided; whoever sends it on needs no reason for words that promise nothing.
  severity: 'note',
  ko: '물어본 것에 대한 답이 문서에 없어요. 동료가 확인하고 답해야 해요.',
  en: 'The documents do not say what was asked; a colleague has to find out and answer.',
  span: null,
} as const satisfies Finding

/**
 * Whether a reply leaves open what was asked: its writer says so, or answers a question from no passage. Whoever asked gets warm
 * words at least; that they also get an answer is for a colleague.
 */
export function findNotKnown(
  reply: { cites: readonly string[]; known?: boolean | undefined },
  { intent }: Pick<Classification, 'intent'>,
): Finding[] {
  const open = reply.known === false || (intent === 'question' && reply.cites.length === 0)
  return open ? [notKnown] : []
}
