import type { Mention } from './mention.ts'

/** What is already known about where a mention may belong. */
export interface Known {
  /** The conversation that its parent is a turn of, if it is with this same person and as public or direct as this. */
  parentKey: string | null
  /** The conversation of something that this person said publicly moments ago and that nobody has answered yet. */
  burstKey: string | null
}

/**
 * Which conversation a mention belongs to. A conversation is between one person and one account: what a bystander says in
 * the same thread is a conversation of their own, so that nobody is answered with somebody else's matter in mind. Direct
 * messages never join a public conversation, whatever they answer.
 */
export function conversationKey(mention: Mention, known: Known): string {
  if (mention.visibility === 'direct') return `direct:${mention.thread ?? mention.author.nativeId}`
  if (known.parentKey) return known.parentKey
  if (mention.thread === null && mention.parent === null && known.burstKey) return known.burstKey
  return `public:${mention.thread ?? mention.parent ?? mention.nativeId}:${mention.author.nativeId}`
}

/**
 * How long after a public message a second one by the same person, not threaded to it, still belongs to it: twice the
 * quiet that we wait for, at least 10 s. Without a quiet time nothing is folded. In milliseconds.
 */
export function burstWindow(quietMs: number): number {
  return quietMs === 0 ? 0 : Math.max(2 * quietMs, 10_000)
}
