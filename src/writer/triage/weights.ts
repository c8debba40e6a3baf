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

const Header = z.object({
  format: z.literal(1),
  features: z.number().int(),
  buckets: z.number().int(),
  outputs: z.array(z.string()),
  /** When, from what and with which seed they were trained. */
  made: z.record(z.string(), z.unknown()),
  languages: z.record(z.enum(['ko', 'en']), z.array(Calibration)),
})
export type Header = z.infer<typeof Header>

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
