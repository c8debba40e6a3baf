import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { josa } from 'es-hangul'
import { z } from 'zod'
import { Visibility } from '../../src/core/mention.ts'
import { lastSound } from '../../src/core/tone/josa.ts'
import { wordsOf } from '../../src/knowledge/terms.ts'

// Whether a reply hears what a message speaks of, and speaks of it in good Korean.

/** A message of ours with what it is, whatever a classifier makes of it, and words of which a reply should have one. */
export const OwnMessage = z.object({
  id: z.string(),
  kind: z.enum(['complaint', 'question', 'chatter', 'thanks', 'irony', 'joke', 'both']),
  visibility: Visibility,
  text: z.string(),
  about: z.array(z.string()),
})
export type OwnMessage = z.infer<typeof OwnMessage>

/** `messages`: the phrases were mended while reading what they are answered. `fresh`: written after that. */
export function ownMessages(name: 'messages' | 'fresh'): OwnMessage[] {
  const path = fileURLToPath(new URL(`../../test/data/samples/${name}.jsonl`, import.meta.url))
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => OwnMessage.parse(JSON.parse(line)))
}

/** Whether a reply names the matter: one of the words that it should have, or else any word of content that both have. */
export function namesMatter(message: string, reply: string, about: readonly string[] = []): boolean {
  if (about.length > 0) {
    const small = reply.toLowerCase()
    return about.some((word) => small.includes(word.toLowerCase()))
  }
  const theirs = new Set(wordsOf(message).filter((word) => word.length > 1))
  return wordsOf(reply).some((word) => theirs.has(word))
}

const pairs = { 이: '이/가', 가: '이/가', 은: '은/는', 는: '은/는', 을: '을/를', 를: '을/를' } as const

/** Words of theirs in a reply with a particle that does not fit their sound. */
export function wrongParticles(message: string, reply: string): string[] {
  const small = message.toLowerCase()
  return [...reply.matchAll(/(?<![\p{L}\p{N}])([\p{L}\p{N}]{2,12})([이가은는을를])(?=[ .,!?]|$)/gu)].flatMap(
    ([whole, word = '', particle = '']) => {
      // "맛있는" is no noun with a particle.
      if (/[있없]$/.test(word)) return []
      const pair = pairs[particle as keyof typeof pairs]
      const fits = josa.pick(lastSound(word) || word, pair) === particle
      // "와이파이" ends in what looks like a particle.
      const isTheirs = small.includes(word.toLowerCase()) && !small.includes(whole.toLowerCase())
      return !fits && isTheirs ? [whole] : []
    },
  )
}
