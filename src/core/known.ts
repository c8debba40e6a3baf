import type { Finding, Written } from './draft.ts'
import type { Classification } from './intent.ts'

const notKnown = {
  code: 'not-known',
  // That a colleague looks is decided; whoever sends it on needs no reason for words that promise nothing.
  severity: 'note',
  ko: '물어본 것에 대한 답이 문서에 없어요. 동료가 확인하고 답해야 해요.',
  en: 'The documents do not say what was asked; a colleague has to find out and answer.',
  span: null,
} as const satisfies Finding

const quoted = {
  code: 'quoted',
  severity: 'note',
  ko: '문서에서 찾은 문장을 그대로 옮겼어요. 물어본 것의 답이 맞는지 동료가 확인해요.',
  en: 'It quotes what the documents say next to the question; a colleague checks that this is the answer.',
  span: null,
} as const satisfies Finding

/**
 * Whether a reply leaves open what was asked: its writer says so, or answers a question from no passage. Whoever asked gets warm
 * words at least; that they also get an answer is for a colleague. Phrases quote the passage that shares most words with a question, and of
 * questions that no passage answers most share words with one: whether it is the answer nobody but a colleague can tell.
 */
export function findNotKnown(
  reply: { cites: readonly string[]; known?: boolean | undefined; writer: Written['writer'] },
  { intent }: Pick<Classification, 'intent'>,
): Finding[] {
  const open = reply.known === false || (intent === 'question' && reply.cites.length === 0)
  if (open) return [notKnown]
  return reply.writer === 'plain' && reply.cites.length > 0 ? [quoted] : []
}
