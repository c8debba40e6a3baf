import type { Language } from '../../core/intent.ts'

/**
 * What a message looks like to the classifier: counts of hashed pieces, in three blocks that weigh the same whatever the
 * message's length. Training and serving share this file; whoever changes it trains anew (`npm run train`), and the weights
 * carry its version so that old weights are never read with new features.
 */
export const featureVersion = 4

/**
 * Buckets that pieces are hashed into. A power of two. Where fewer are, too many pieces share one: with 2^15 the Korean hard
 * messages were read five points worse.
 */
export const buckets = 2 ** 17

// What a message wants stands at its start and at its end; the middle of a very long one would only cost time.
const headKept = 1_600
const tailKept = 400

/** Buckets and values of one message; the arrays are reused by the next call of the same reader. */
export interface Features {
  count: number
  at: Int32Array
  value: Float32Array
  /** The words of the message as they were read, links and handles by their kind. */
  tokens: readonly string[]
  /** Which word each counted piece came from: `piece.feature[i]` is a place in `at`, `piece.token[i]` one in `tokens`. */
  piece: { count: number; feature: Int32Array; token: Int32Array }
}

// Where the hash of each kind of piece starts, so that a word and a pair of letters do not share a bucket by design.
const seed = {
  word: 0x811c9dc5,
  pair: 0x2f0b4a27,
  char: 0x5bd1e995,
  jamo: 0x1b873593,
  end: 0x7feb352d,
  shape: 0x3c6ef372,
}

const prime = 0x01000193

/**
 * Makes a reader of features with memory of its own.
 * @returns a function from a message to its features; empty for a message without anything to see.
 */
export function makeFeatures(): (text: string, language: Language) => Features {
  const sums = new Float32Array(buckets)
  const touched = new Int32Array(32_768)
  const at = new Int32Array(32_768)
  const value = new Float32Array(32_768)
  const piece = { count: 0, feature: new Int32Array(piecesTraced), token: new Int32Array(piecesTraced) }
  // Where a bucket of the open block will stand in `at`.
  const place = new Int32Array(buckets)
  let seen = 0
  let count = 0
  // The word that is being taken apart; -1 while what is counted belongs to no word.
  let token = -1

  function add(hash: number): void {
    let h = hash ^ (hash >>> 15)
    h = Math.imul(h, 0x85ebca6b)
    h ^= h >>> 13
    const bucket = h & (buckets - 1)
    if (sums[bucket] === 0) {
      if (seen === touched.length) return
      place[bucket] = count + seen
      touched[seen++] = bucket
    }
    sums[bucket] = (sums[bucket] as number) + 1
    if (token >= 0 && piece.count < piecesTraced) {
      piece.feature[piece.count] = place[bucket] as number
      piece.token[piece.count++] = token
    }
  }

  /** Closes a block: dampens repeats and brings the block to `length`. */
  function close(length: number): void {
    let square = 0
    for (let i = 0; i < seen; i += 1) {
      const bucket = touched[i] as number
      const damped = Math.sqrt(sums[bucket] as number)
      sums[bucket] = damped
      square += damped * damped
    }
    const scale = square > 0 ? length / Math.sqrt(square) : 0
    for (let i = 0; i < seen; i += 1) {
      const bucket = touched[i] as number
      if (count < at.length) {
        at[count] = bucket
        value[count] = (sums[bucket] as number) * scale
        count += 1
      }
      sums[bucket] = 0
    }
    seen = 0
  }

  return (text, language) => {
    count = 0
    piece.count = 0
    const plain = normalise(text)
    const tokens = plain.match(tokenPattern) ?? []
    words(tokens, (hash, index) => {
      token = index
      add(hash)
    })
    close(1)
    tokens.forEach((word, index) => {
      if (!hasLetter(word)) return
      token = index
      if (language === 'ko') {
        pieces(` ${word} `, seed.char, 1, 3, add)
        pieces(toJamo(word), seed.jamo, 3, 6, add)
      } else pieces(` ${word} `, seed.char, 2, 5, add)
    })
    token = -1
    close(1)
    endings(plain, add)
    shape(text, plain, tokens.length, add)
    close(endingWeight)
    return { count, at, value, tokens, piece }
  }
}

/** Most words begin with a letter that is soon told. */
function hasLetter(word: string): boolean {
  const code = word.charCodeAt(0)
  return (code >= 97 && code <= 122) || (code >= 0xac00 && code <= 0xd7a3) || /\p{L}/u.test(word)
}

// Enough for the 2,000 characters that are read of a message; what is beyond it has no word to its name.
const piecesTraced = 32_768

// The third block has few pieces, so each of them weighs more than a word does; much louder, and how somebody writes would count
// for more than what (found by parts of the examples that were not learned from).
const endingWeight = 0.3

const tokenPattern =
  /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?|<\w+>|[@#][\p{L}\p{N}_]+|\p{Extended_Pictographic}|[?!.~^;…]+|\S/gu

// Most messages have nothing but these, which no form of Unicode writes in another way.
const beyondPlain = /[^\x00-\x7F\u3130-\u318F\uAC00-\uD7A3]/

/**
 * One spelling for what means the same: case, width, invisible characters, links, handles, long numbers, stretched letters.
 * What a step needs is looked for first, which costs less than the step.
 */
export function normalise(text: string): string {
  const kept =
    text.length > headKept + tailKept ? `${text.slice(0, headKept)} ${text.slice(-tailKept)}` : text
  const isPlain = !beyondPlain.test(kept)
  const folded = isPlain && !/[\x00-\x1F\x7F]/.test(kept) ? kept : foldedOf(kept)
  let plain = together((isPlain ? folded : unmask(folded)).toLowerCase())
  if (plain.includes('://') || plain.includes('www.'))
    plain = plain.replace(/https?:\/\/\S+|www\.\S+/g, ' <url> ')
  if (plain.includes('@'))
    plain = plain
      .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, ' <email> ')
      .replace(/@[\p{L}\p{N}_.-]+(?:@[\w.-]+)?/gu, ' <user> ')
  if (/\d/.test(plain)) plain = plain.replace(/\d[\d,.\- ]{5,}\d/g, ' <num> ').replace(/\d/g, '0')
  if (!isPlain || /(.)\1\1/.test(plain)) plain = plain.replace(/([\p{L}\p{P}\p{S}])\1{2,}/gu, '$1$1')
  return (/[^\S ]|\s\s/.test(plain) ? plain.replace(/\s+/g, ' ') : plain).trim()
}

function foldedOf(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      // Compatibility forms become plain ones, but not single Korean letters: ㅋ alone is a laugh, not half a syllable.
      .replace(/[^\u3130-\u318f\uac00-\ud7a3]+/g, (part) => part.normalize('NFKC'))
      .replace(/[\p{Cf}\p{Cc}]+/gu, (one) => (/\s/.test(one) ? ' ' : ''))
  )
}

// "환 불 해 줘", "r.e.f.u.n.d": letters held apart, four or more, so that single words of one syllable stay what they are.
const apart = /(?<![\p{L}\p{N}])\p{L}(?:[ .*_-]{1,2}\p{L}(?![\p{L}\p{N}])){3,}/gu

// At least one letter among them has a gap on either side.
const mayBeApart = /[ .*_-][^ .*_-][ .*_-]{1,2}[^ .*_-][ .*_-]/u

function together(text: string): string {
  if (!mayBeApart.test(text)) return text
  return text.replace(apart, (run) => run.replace(/[ .*_-]/g, ''))
}

// Letters of other alphabets that look like Latin ones; used to slip past filters, and only then inside Latin words.
const lookalikes: Record<string, string> = {
  ...{
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ѕ: 's',
    ԁ: 'd',
    һ: 'h',
    ј: 'j',
    в: 'b',
    к: 'k',
  },
  ...{
    м: 'm',
    н: 'h',
    т: 't',
    α: 'a',
    ο: 'o',
    ρ: 'p',
    ε: 'e',
    ι: 'i',
    ν: 'v',
    τ: 't',
    κ: 'k',
    υ: 'u',
    ɑ: 'a',
    ɡ: 'g',
  },
}

function unmask(text: string): string {
  if (!/[\u0370-\u04ff\u0500-\u052fɑɡ]/.test(text)) return text
  return text.replace(/[\p{L}\p{N}]+/gu, (word) =>
    /[a-z]/i.test(word) ? word.replace(/[^a-z0-9]/gi, (one) => lookalikes[one.toLowerCase()] ?? one) : word,
  )
}

function words(tokens: readonly string[], add: (hash: number, token: number) => void): void {
  let before = seed.pair
  tokens.forEach((token, index) => {
    const hash = hashOf(token, seed.word)
    add(hash, index)
    add(Math.imul(before, 31) ^ Math.imul(hash, prime), index)
    before = hash
  })
}

/** All pieces of `least` to `most` UTF-16 units. */
function pieces(text: string, start: number, least: number, most: number, add: (hash: number) => void): void {
  for (let from = 0; from < text.length; from += 1) {
    let hash = start
    const until = Math.min(text.length, from + most)
    for (let i = from; i < until; i += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(i), prime)
      if (i - from + 1 >= least) add(hash ^ (i - from))
    }
  }
}

/** How sentences end: in Korean the ending says whether it asks, tells or pleads, and how politely. */
function endings(plain: string, add: (hash: number) => void): void {
  const sentences = plain.split(/(?<=[?!.~…^])\s+|\n/)
  sentences.forEach((sentence, index) => {
    const bare = sentence.replace(/[\s\p{P}\p{S}ㅋㅎㅠㅜ]+$/gu, '')
    if (bare === '') return
    const last = index === sentences.length - 1
    const mark = /[?]/.test(sentence.slice(bare.length)) ? 1 : /!/.test(sentence.slice(bare.length)) ? 2 : 0
    let hash = seed.end
    for (let i = 1; i <= Math.min(4, bare.length); i += 1) {
      hash = Math.imul(hash ^ bare.charCodeAt(bare.length - i), prime)
      add(hash ^ (i << 8))
      add(hash ^ (i << 8) ^ (mark + 1))
      if (last) add(hash ^ (i << 8) ^ 0x40)
    }
    const first = bare.split(' ', 2)[0] ?? ''
    add(hashOf(first, seed.end ^ 0x55))
  })
}

function shape(text: string, plain: string, tokens: number, add: (hash: number) => void): void {
  const mark = (kind: number, amount: number) => {
    if (amount > 0) add(Math.imul(seed.shape ^ (kind * 16 + Math.min(15, amount)), prime))
  }
  const times = (pattern: RegExp) => plain.match(pattern)?.length ?? 0
  const timesOf = (unit: string, pattern: RegExp) => (plain.includes(unit) ? times(pattern) : 0)
  const laughs =
    plain.includes('ㅋ') || plain.includes('ㅎㅎ') || plain.includes('lo') || plain.includes('haha')
  mark(1, Math.min(4, timesOf('?', /\?/g)))
  mark(2, Math.min(4, timesOf('!', /!/g)))
  mark(3, 1 + Math.floor(Math.log2(1 + tokens)))
  mark(4, laughs ? Math.min(3, times(/ㅋ|ㅎㅎ|\blo+l\b|haha/g)) : 0)
  mark(5, Math.min(3, times(/[ㅠㅜ]/g)))
  mark(6, beyondPlain.test(plain) ? Math.min(3, times(/\p{Extended_Pictographic}/gu)) : 0)
  mark(7, Math.min(2, timesOf('<', /<url>/g)))
  mark(8, Math.min(4, timesOf('<', /<user>/g)))
  mark(9, plain.startsWith('<user>') ? 1 : 0)
  mark(10, /^rt\b/.test(plain) ? 1 : 0)
  mark(11, Math.min(3, timesOf('#', /#/g)))
  mark(12, plain.includes('..') || plain.includes('…') ? 1 : 0)
  mark(13, plain.includes('^^') || plain.includes('~') ? 1 : 0)
  let letters = 0
  let capitals = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) capitals += 1
    else if (code >= 97 && code <= 122) letters += 1
  }
  letters += capitals
  mark(14, letters > 8 && capitals * 2 > letters ? 1 : 0)
  mark(15, /\p{L}/u.test(plain) ? 0 : 1)
  mark(16, plain.includes('<num>') ? 1 : 0)
}

function hashOf(text: string, start: number): number {
  let hash = start
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), prime)
  return hash
}

const leads = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const tails = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

/** The letters of Hangul syllables, so that 됐어요, 됬어요 and 되써요 share most of their pieces. */
function toJamo(word: string): string {
  let out = ''
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i) - 0xac00
    if (code < 0 || code >= 11_172) out += word[i]
    else {
      out += leads[Math.floor(code / 588)]
      out += vowels[Math.floor((code % 588) / 28)]
      if (code % 28) out += tails[code % 28]
    }
  }
  return out
}
