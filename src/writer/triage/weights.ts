import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { buckets, featureVersion } from './features.ts'
import { outputs } from './outputs.ts'

const Calibration = z.object({
  bias: z.number(),
  /** One step of the stored whole numbers. */
  scale: z.number(),
  /** From score to probability: 1 / (1 + exp(-(slope · score + shift))). Platt 1999. */
  slope: z.number(),
  shift: z.number(),
  /** From this probability on the answer is yes. */
  line: z.number().min(0).max(1),
})
export type Calibration = z.infer<typeof Calibration>

/** From the scores of classes of which one holds to their probabilities: a slope and a shift for each, then the softmax. */
const Joint = z.object({ slope: z.array(z.number()), shift: z.array(z.number()) })
export type Joint = z.infer<typeof Joint>

/** As in `Calibration`, from the greatest chance of a decision's classes, as a logit. */
const Words = z.object({ slope: z.number(), shift: z.number() })

const Language = z.object({
  outputs: z.array(Calibration),
  joint: z.record(z.string(), Joint),
  /** How likely a risk, or the wish for a person, is where words show it: they are wide, and often mean something else. */
  words: z.object({ risk: Words, wantsPerson: Words }),
})

const Header = z.object({
  format: z.literal(2),
  features: z.number().int(),
  buckets: z.number().int(),
  outputs: z.array(z.string()),
  /** When, from what and with which seed they were trained. */
  made: z.record(z.string(), z.unknown()),
  languages: z.record(z.enum(['ko', 'en']), Language),
})
export type Header = z.infer<typeof Header>

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

export function logit(chance: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, chance))
  return Math.log(kept / (1 - kept))
}

export function softmax(scores: readonly number[], { slope, shift }: Joint): number[] {
  const logits = scores.map((score, k) => (slope[k] as number) * score + (shift[k] as number))
  const most = Math.max(...logits)
  const parts = logits.map((logit) => Math.exp(logit - most))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / total)
}

/** Weights of both languages: for each bucket the outputs side by side, so that one message's reads are close together. */
export interface Weights {
  header: Header
  of: Record<'ko' | 'en', Int8Array>
}

export const outputNames: readonly string[] = outputs.map((one) => `${one.decision}:${one.class}`)

/** The one file that is shipped: a line of JSON, then the whole numbers of Korean and English, compressed. */
export function packWeights({ header, of }: Weights): Buffer {
  const raw = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    Buffer.from(of.ko.buffer, of.ko.byteOffset, of.ko.byteLength),
    Buffer.from(of.en.buffer, of.en.byteOffset, of.en.byteLength),
  ])
  return brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  })
}

/**
 * @throws Error that says what to do when the file is not what this version reads: a weight read with other features would
 * answer nonsense without anybody noticing.
 */
export function unpackWeights(file: Buffer): Weights {
  const raw = brotliDecompressSync(file)
  const end = raw.indexOf('\n')
  const header = Header.parse(JSON.parse(raw.subarray(0, end).toString('utf8')))
  const fits =
    header.features === featureVersion &&
    header.buckets === buckets &&
    header.outputs.join() === outputNames.join()
  const size = buckets * outputs.length
  if (!fits || raw.length !== end + 1 + 2 * size) {
    throw new Error(
      'The triage weights were trained for another version of the features; run `npm run train`.',
    )
  }
  const part = (at: number) => new Int8Array(raw.buffer, raw.byteOffset + end + 1 + at * size, size)
  return { header, of: { ko: part(0), en: part(1) } }
}
