import { z } from 'zod'

/** What the classifier was taught to tell apart; a brand's own topics may build on these. */
export const BaseTopic = z.enum([
  'delivery',
  'refund',
  'payment',
  'account',
  'quality',
  'outage',
  'price',
  'staff',
  'store',
  'event',
  'app',
  'content',
  'howto',
])
export type BaseTopic = z.infer<typeof BaseTopic>

/**
 * A topic of a brand. It is chosen when one of its words is in the message (the longest word wins); without such a word when
 * the classifier hears a base topic that it is `like`.
 */
export const Topic = z.strictObject({
  name: z.string().trim().min(1).max(60),
  words: z.array(z.string().trim().min(2).max(60)).max(50).default([]),
  like: z.array(BaseTopic).max(13).default([]),
})
export type Topic = z.infer<typeof Topic>

/** The list of a brand that has not written its own: the base topics by their names. */
export const usualTopics: readonly Topic[] = BaseTopic.options.map((name) => ({
  name,
  words: [],
  like: [name],
}))

/**
 * @param heard the base topic that the classifier hears, null when none.
 * @returns the brand's topic and the word that led to it, or null when nothing fits.
 */
export function topicOf(
  text: string,
  heard: BaseTopic | null,
  topics: readonly Topic[],
): { name: string; word: string | null } | null {
  const plain = text.normalize('NFC').toLowerCase()
  let best: { name: string; word: string } | null = null
  for (const { name, words } of topics) {
    for (const word of words) {
      if (word.length > (best?.word.length ?? 0) && plain.includes(word.normalize('NFC').toLowerCase()))
        best = { name, word }
    }
  }
  if (best) return best
  const like = heard === null ? undefined : topics.find((topic) => topic.like.includes(heard))
  return like ? { name: like.name, word: null } : null
}
