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
        ...rest.flatMap(({ column }) =>
          (chance[column] as number) > 0.5 ? [sure(column, chance[column] as number)] : [],
        ),
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
 * Finds the words that speak most for each of these outputs: the sum of what their pieces weigh. All in one pass, because the
 * weights of a bucket stand side by side and the buckets far apart.
 */
function explain(
  text: string,
  { at, count, value, tokens, piece }: Features,
  weights: Int8Array,
  asked: readonly Asked[],
): void {
  const width = outputs.length
  // Pieces that fell into one bucket share its value.
  const shared = new Uint16Array(count)
  for (let i = 0; i < piece.count; i += 1) {
    const feature = piece.feature[i] as number
    shared[feature] = (shared[feature] as number) + 1
  }
  const columns = Int32Array.from(asked, ({ column }) => column)
  const size = columns.length
  const speaks = new Float64Array(tokens.length * size)
  for (let i = 0; i < piece.count; i += 1) {
    const feature = piece.feature[i] as number
    const start = (at[feature] as number) * width
    const much = (value[feature] as number) / (shared[feature] as number)
    const place = (piece.token[i] as number) * size
    for (let k = 0; k < size; k += 1) {
      const weight = weights[start + (columns[k] as number)] as number
      speaks[place + k] = (speaks[place + k] as number) + weight * much
    }
  }
  asked.forEach(({ sign, words }, k) => {
    const found = loudest(tokens, (token) => sign * (speaks[token * size + k] as number))
    words.push(...found.map((word) => asWritten(text, word)))
  })
}

function loudest(tokens: readonly string[], speaks: (token: number) => number): string[] {
  const found: number[] = []
  for (let pick = 0; pick < wordsGiven; pick += 1) {
    let best = -1
    for (let i = 0; i < tokens.length; i += 1) {
      if (speaks(i) <= (best < 0 ? 0 : speaks(best)) || found.includes(i)) continue
      if (isWord(tokens[i] as string)) best = i
    }
    // Much less than the loudest is hardly heard.
    if (best < 0 || speaks(best) < speaks(found[0] ?? best) / 3) break
    found.push(best)
  }
  return [...new Set(found.sort((a, b) => a - b).map((i) => (tokens[i] as string).slice(0, 60)))]
}

/** A word as its author wrote it: the classifier reads every digit as 0 and every letter small. */
function asWritten(text: string, word: string): string {
  if (text.includes(word) || /[<>]/.test(word)) return word
  const pattern = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('0', '\\d')
  return new RegExp(pattern, 'iu').exec(text)?.[0] ?? word
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}?!]/u.test(token)
}

function add({ count, at, value }: Features, weights: Int8Array, sums: Float64Array): void {
  sums.fill(0)
  const width = sums.length
  for (let k = 0; k < count; k += 1) {
    const start = (at[k] as number) * width
    const much = value[k] as number
    for (let column = 0; column < width; column += 1)
      sums[column] = (sums[column] as number) + much * (weights[start + column] as number)
  }
}
