import { type Language, languageOf } from '../../core/intent.ts'
import { type Features, makeFeatures } from './features.ts'
import { type Decision, decisions, outputs } from './outputs.ts'
import { logit, sigmoid, softmax, type Weights } from './weights.ts'

/** A value, how sure it is from 0 to 1, and the words that speak most for it. */
export interface Sure<T> {
  value: T
  confidence: number
  words: string[]
}

/** What the local classifier makes of one message. Never throws, whatever the text is. */
export interface Reading {
  language: Language | 'other' | null
  /** Every intent that is there, the main one first. */
  intent: Sure<string>[]
  /** How likely each intent is to be the main one; they add up to 1. */
  chances: { value: string; chance: number }[]
  feeling: Sure<string>
  urgency: Sure<string>
  /** Korean only: how politely it is said; null elsewhere. */
  level: Sure<string> | null
  topic: Sure<string>
  needsReply: Sure<boolean>
  /** True when the brand is talked to, false when it is talked about. */
  toBrand: Sure<boolean>
  wantsPerson: Sure<boolean>
  sarcasm: Sure<boolean>
  spam: Sure<boolean>
  abuse: Sure<boolean>
  risks: Sure<string>[]
  /** How likely the likeliest risk is, whether or not that is enough to name it. */
  riskChance: number
  /** How likely a risk, and the wish for a person, is if words of the message show it. */
  ifWordsShow: { risk: number; wantsPerson: number }
}

export type Triage = (text: string, told?: 'ko' | 'en') => Reading

const columnsOf = Object.fromEntries(
  Object.keys(decisions).map((decision) => [
    decision,
    outputs.flatMap((output, column) => (output.decision === decision ? [column] : [])),
  ]),
) as Record<Decision, number[]>

// More words than these do not explain any more.
const wordsGiven = 3

/**
 * Makes a classifier of loaded weights. It keeps memory of its own, so one serves one thread.
 * @returns a function from a text, and its language where somebody has told it, to what it reads.
 */
export function makeTriage({ header, of }: Weights): Triage {
  const read = makeFeatures()
  const sums = new Float64Array(outputs.length)
  const chance = new Float64Array(outputs.length)
  const explain = makeExplain()

  return (text, told) => {
    const language = told ?? languageOf(text)
    const as = language === 'ko' ? 'ko' : 'en'
    const { outputs: calibrations, joint, words } = header.languages[as]
    const features = read(text, as)
    add(features, of[as], sums)
    calibrations.forEach(({ bias, scale, slope, shift }, column) => {
      const score = (sums[column] as number) * scale + bias
      sums[column] = score
      chance[column] = sigmoid(slope * score + shift)
    })
    const asked: Asked[] = []
    const wordsFor = (column: number, sign: 1 | -1): string[] => {
      const words: string[] = []
      asked.push({ column, sign, words })
      return words
    }

    const shares = (decision: Decision): { column: number; share: number }[] => {
      const columns = columnsOf[decision]
      const fit = joint[decision] ?? { slope: columns.map(() => 1), shift: columns.map(() => 0) }
      const parts = softmax(
        columns.map((column) => sums[column] as number),
        fit,
      )
      return columns
        .map((column, k) => ({ column, share: parts[k] as number }))
        .sort((a, b) => b.share - a.share)
    }
    const sure = (column: number, confidence: number): Sure<string> => ({
      value: outputs[column]?.class ?? '',
      confidence,
      words: wordsFor(column, 1),
    })
    const one = (decision: Decision): Sure<string> => {
      const [best] = shares(decision)
      return sure(best?.column ?? 0, best?.share ?? 0)
    }
    const yes = (decision: Decision, usually: boolean): Sure<boolean> => {
      const column = columnsOf[decision][0] as number
      const p = chance[column] as number
      const value = p >= (calibrations[column]?.line ?? 0.5)
      // What is as usual needs no words: nothing led there.
      const led = value === usually ? [] : wordsFor(column, value ? 1 : -1)
      return { value, confidence: value ? p : 1 - p, words: led }
    }
    const likeliest = (decision: Decision) =>
      Math.max(...columnsOf[decision].map((column) => chance[column] as number))
    const ranked = shares('intent')
    const [main, ...rest] = ranked
    const about = yes('aboutUs', false)
    const reading: Reading = {
      language,
      intent: [
        sure(main?.column ?? 0, main?.share ?? 0),
        // A second intent is kept when it is more likely than not to be there too.
        ...rest.flatMap(({ column }) => {
          const there = columnsOf.intents[columnsOf.intent.indexOf(column)] as number
          return (chance[there] as number) > 0.5 ? [sure(there, chance[there] as number)] : []
        }),
      ],
      chances: ranked.map(({ column, share }) => ({ value: outputs[column]?.class ?? '', chance: share })),
      feeling: one('feeling'),
      urgency: one('urgency'),
      level: as === 'ko' ? one('level') : null,
      topic: one('topic'),
      needsReply: yes('needsReply', true),
      toBrand: { ...about, value: !about.value },
      wantsPerson: yes('wantsPerson', false),
      sarcasm: yes('sarcasm', false),
      spam: yes('spam', false),
      abuse: yes('abuse', false),
      risks: columnsOf.risk.flatMap((column) => {
        const p = chance[column] as number
        return p >= (calibrations[column]?.line ?? 0.5) ? [sure(column, p)] : []
      }),
      riskChance: likeliest('risk'),
      ifWordsShow: {
        risk: sigmoid(words.risk.slope * logit(likeliest('risk')) + words.risk.shift),
        wantsPerson: sigmoid(
          words.wantsPerson.slope * logit(likeliest('wantsPerson')) + words.wantsPerson.shift,
        ),
      },
    }
    explain(text, features, of[as], asked)
    return reading
  }
}

/** Whose words are sought: what speaks for (`sign` 1) or against (-1) an output, and where to put it. */
interface Asked {
  column: number
  sign: 1 | -1
  words: string[]
}

/**
 * Makes what finds the words that speak most for each of some outputs: the sum of what their pieces weigh. All in one pass,
 * because the weights of a bucket stand side by side and the buckets far apart.
 */
function makeExplain() {
  // Kept from message to message: to make them anew takes longer than to sum up.
  let shared = new Uint16Array(4_096)
  let speaks = new Float64Array(4_096)

  return (text: string, features: Features, weights: Int8Array, asked: readonly Asked[]): void => {
    const { count, tokens } = features
    // Four outputs at a time, so that their sums stay in registers; what is missing to the last four is the first, unused.
    const size = Math.ceil(asked.length / 4) * 4
    if (shared.length < count) shared = new Uint16Array(count * 2)
    if (speaks.length < tokens.length * size) speaks = new Float64Array(tokens.length * size * 2)
    shared.fill(0, 0, count)
    speaks.fill(0, 0, tokens.length * size)
    const areWords = tokens.map(isWord)
    sumUp({ features, weights, asked, areWords, size, shared, speaks })
    const asWritten = asWrittenIn(text)
    asked.forEach(({ sign, words }, k) => {
      for (const word of loudest(tokens, areWords, speaks, size, k, sign)) words.push(asWritten(word))
    })
  }
}

/** Adds up in `speaks` how much each word speaks for each output: `size` numbers for each word. */
function sumUp({
  features: { at, value, piece },
  weights,
  asked,
  areWords,
  size,
  shared,
  speaks,
}: {
  features: Features
  weights: Int8Array
  asked: readonly Asked[]
  areWords: readonly boolean[]
  size: number
  shared: Uint16Array
  speaks: Float64Array
}): void {
  const width = outputs.length
  // Pieces that fell into one bucket share its value.
  for (let i = 0; i < piece.count; i += 1) {
    const feature = piece.feature[i] as number
    shared[feature] = (shared[feature] as number) + 1
  }
  const columns = asked.map(({ column }) => column)
  while (columns.length < size) columns.push(0)
  for (let from = 0, to = 0; from < piece.count; from = to) {
    const token = piece.token[from] as number
    while (to < piece.count && piece.token[to] === token) to += 1
    if (!areWords[token]) continue
    for (let k = 0; k < size; k += 4) {
      const place = token * size + k
      const c0 = columns[k] as number
      const c1 = columns[k + 1] as number
      const c2 = columns[k + 2] as number
      const c3 = columns[k + 3] as number
      let s0 = speaks[place] as number
      let s1 = speaks[place + 1] as number
      let s2 = speaks[place + 2] as number
      let s3 = speaks[place + 3] as number
      for (let i = from; i < to; i += 1) {
        const feature = piece.feature[i] as number
        const start = (at[feature] as number) * width
        const much = (value[feature] as number) / (shared[feature] as number)
        s0 += (weights[start + c0] as number) * much
        s1 += (weights[start + c1] as number) * much
        s2 += (weights[start + c2] as number) * much
        s3 += (weights[start + c3] as number) * much
      }
      speaks[place] = s0
      speaks[place + 1] = s1
      speaks[place + 2] = s2
      speaks[place + 3] = s3
    }
  }
}

/** The words whose sums stand out in column `k` of `speaks`, in the order of the text. */
function loudest(
  tokens: readonly string[],
  areWords: readonly boolean[],
  speaks: Float64Array,
  size: number,
  k: number,
  sign: 1 | -1,
): string[] {
  const found: number[] = []
  let most = 0
  for (let pick = 0; pick < wordsGiven; pick += 1) {
    let best = -1
    let loud = 0
    for (let i = 0; i < tokens.length; i += 1) {
      const much = sign * (speaks[i * size + k] as number)
      if (much <= loud || !areWords[i] || found.includes(i)) continue
      best = i
      loud = much
    }
    // Much less than the loudest is hardly heard.
    if (best < 0 || loud < most / 3) break
    if (pick === 0) most = loud
    found.push(best)
  }
  return [...new Set(found.sort((a, b) => a - b).map((i) => (tokens[i] as string).slice(0, 60)))]
}

/** Gives words back as their author wrote them: the classifier reads every digit as 0 and every letter small. */
function asWrittenIn(text: string): (word: string) => string {
  const plain = text.toLowerCase().replace(/\d/g, '0')
  return (word) => {
    // A few letters change their length when they are made small; then places do not match.
    const at = plain.length === text.length ? plain.indexOf(word) : -1
    return at < 0 ? word : text.slice(at, at + word.length)
  }
}

/** Whether it may be shown: `<num>` stands for what its author wrote and is no word of theirs. */
function isWord(token: string): boolean {
  return !token.startsWith('<') && /[\p{L}\p{N}?!]/u.test(token)
}

/**
 * Adds up what the pieces weigh. Six outputs at a time, so that their sums stay in registers: most of the time goes here, and
 * this takes two thirds of what one piece after the other would.
 */
function add({ count, at, value }: Features, weights: Int8Array, sums: Float64Array): void {
  const width = sums.length
  let column = 0
  for (; column + 6 <= width; column += 6) {
    let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0]
    for (let k = 0; k < count; k += 1) {
      const place = (at[k] as number) * width + column
      const much = value[k] as number
      a += much * (weights[place] as number)
      b += much * (weights[place + 1] as number)
      c += much * (weights[place + 2] as number)
      d += much * (weights[place + 3] as number)
      e += much * (weights[place + 4] as number)
      f += much * (weights[place + 5] as number)
    }
    sums.set([a, b, c, d, e, f], column)
  }
  for (; column < width; column += 1) {
    let sum = 0
    for (let k = 0; k < count; k += 1)
      sum += (value[k] as number) * (weights[(at[k] as number) * width + column] as number)
    sums[column] = sum
  }
}
