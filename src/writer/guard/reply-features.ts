import type { GuardRequest } from '../../core/guard/check.ts'
import { readSentences, type Sentence } from '../../core/guard/shape.ts'
import type { Intent, Language } from '../../core/intent.ts'
import { featureVersion, makeFeatures } from '../triage/features.ts'

/**
 * What a reply looks like to the reader that hears faults: the pieces of its words, what its sentences do, and what it answers.
 * Training and serving share this file; whoever changes it counts its own number up and trains anew (`npm run train:guard`). The
 * pieces of words are triage's, so its version is part of this one: weights that knew other pieces are refused.
 */
export const replyFeatureVersion = `3 on ${featureVersion}`

/** A power of two. */
export const buckets = 2 ** 16

/** Counts of hashed pieces: places and values that are not zero. */
export interface Row {
  at: Int32Array
  value: Float32Array
}

export interface ReplyRows {
  /** The reply as a whole. */
  whole: Row
  /** Each of its sentences, because one bad one among friendly ones is the rule. */
  parts: { sentence: Sentence; row: Row }[]
}

export type AnsweredBy = Pick<GuardRequest, 'visibility' | 'classification' | 'personText'>

// Beside the words of a reply, which have length 1 in each of two blocks.
const markVolume = 0.5
const messageVolume = 0.3

// Nobody is answered in more sentences; what comes after them is heard with the whole.
const sentencesHeard = 40

export interface ReplyReader {
  /** @param wants what the message wants, as it was read of `message` */
  reply(reply: string, request: AnsweredBy, wants: Intent): ReplyRows
  message(personText: string, language: Language): Row
}

/** Makes a reader of features with memory of its own. */
export function makeReplyFeatures(): ReplyReader {
  const read = makeFeatures()

  function addWords(
    into: Map<number, number>,
    text: string,
    language: Language,
    volume: number,
    twist: number,
  ) {
    const { count, at, value } = read(text, language)
    for (let i = 0; i < count; i += 1) {
      // An odd factor moves the message's pieces elsewhere than the same pieces of the reply.
      const bucket = (Math.imul(at[i] as number, twist) + (twist >> 1)) & (buckets - 1)
      into.set(bucket, (into.get(bucket) ?? 0) + (value[i] as number) * volume)
    }
  }

  function readReply(
    reply: string,
    { visibility, classification, personText }: AnsweredBy,
    wants: Intent,
  ): ReplyRows {
    const { language, level = null } = classification
    const said = new Map<number, number>()
    addWords(said, personText, language, messageVolume, 7_919)
    const about = [wants, `level ${level}`, visibility]
    const sentences = readSentences(reply).slice(0, sentencesHeard)
    const rowFor = (text: string, marks: readonly string[]): Row => {
      const sums = new Map<number, number>()
      addWords(sums, text, language, 1, 1)
      for (const mark of marks) sums.set(bucketOf(mark), markVolume)
      for (const [bucket, value] of said) sums.set(bucket, (sums.get(bucket) ?? 0) + value)
      return toRow(sums)
    }
    const theirs = wordsOf(personText, language)
    return {
      whole: rowFor(reply, [
        ...about,
        `sentences ${Math.min(4, sentences.length)}`,
        ...sentences.map(({ shape }) => `has ${shape}`),
      ]),
      parts: sentences.map((sentence, place) => {
        const text = reply.slice(...sentence.span)
        const { shape } = sentence
        const echo = `echo ${shareOf(wordsOf(text, language), theirs)}`
        const marks = [shape, `${shape} ${wants}`, whereIn(place, sentences.length), echo, `${echo} ${shape}`]
        return {
          sentence,
          row: rowFor(
            text,
            [...about, ...marks].map((mark) => `in ${mark}`),
          ),
        }
      }),
    }
  }

  return {
    reply: readReply,
    message(personText, language) {
      const sums = new Map<number, number>()
      addWords(sums, personText, language, 1, 1)
      return toRow(sums)
    },
  }
}

function toRow(sums: Map<number, number>): Row {
  return { at: Int32Array.from(sums.keys()), value: Float32Array.from(sums.values()) }
}

function whereIn(place: number, of: number): string {
  if (of === 1) return 'only'
  return place === 0 ? 'first' : place === of - 1 ? 'last' : 'between'
}

function wordsOf(text: string, language: Language): Set<string> {
  return new Set(text.toLowerCase().match(language === 'ko' ? /[가-힣]{2}/g : /[a-z]{4,}/g) ?? [])
}

/** How much of a sentence is the person's own words, in thirds. */
function shareOf(words: Set<string>, theirs: Set<string>): number {
  if (words.size === 0) return 0
  return Math.round((3 * [...words].filter((word) => theirs.has(word)).length) / words.size)
}

function bucketOf(mark: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < mark.length; i += 1) hash = Math.imul(hash ^ mark.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) & (buckets - 1)
}
