import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { Intent } from '../../core/intent.ts'
import { buckets, replyFeatureVersion } from './reply-features.ts'

/**
 * What is heard. Left out is what patterns tell by nature: speech level, language, cheer, links, repeats, length. The order
 * is the order of the weights.
 */
export const faults = [
  'prompt-leak',
  'claims-human',
  'profanity',
  'hate',
  'personal-data',
  'promise',
  'money',
  'legal',
  'medical',
  'safety',
  'blame',
  'sarcasm',
  'other-customers',
  'competitor',
  'politics',
  'promotion',
  'argument',
  'apology',
] as const

/** What there is an ear for: each fault, and whether there is any that a person has to see. */
export const ears = [...faults, 'any'] as const

/** What one stored whole number stands for, and what is added. */
const Plane = z.object({ bias: z.number(), scale: z.number() })
export type PackedPlane = z.infer<typeof Plane>

/** How what is heard and seen becomes one judgement of a fault (`judge.ts`). */
const Judge = z.object({
  weights: z.array(z.number()),
  /** From this score on it is a fault. */
  line: z.number(),
  /** From score to chance: 1 / (1 + exp(-(slope · score + shift))). */
  slope: z.number(),
  shift: z.number(),
})
export type Judge = z.infer<typeof Judge>

const Hearing = z.object({
  ears: z.array(z.object({ whole: Plane, part: Plane })),
  wants: z.array(Plane),
  judges: z.array(Judge),
})
export type Hearing = z.infer<typeof Hearing>

const Header = z.object({
  format: z.literal(2),
  features: z.string(),
  buckets: z.number().int(),
  faults: z.array(z.string()),
  /** From what and with which seed they were trained. */
  made: z.record(z.string(), z.unknown()),
  languages: z.record(z.enum(['ko', 'en']), Hearing),
})

/** For each bucket the ears side by side, of the whole reply and of a sentence; and of the message what it wants. */
export interface Planes {
  whole: Int8Array
  part: Int8Array
  wants: Int8Array
}

export interface GuardWeights {
  header: z.infer<typeof Header>
  of: Record<'ko' | 'en', Planes>
}

const sizes = {
  whole: buckets * ears.length,
  part: buckets * ears.length,
  wants: buckets * Intent.options.length,
}
const sizeOfLanguage = sizes.whole + sizes.part + sizes.wants

export function emptyPlanes(): Planes {
  return {
    whole: new Int8Array(sizes.whole),
    part: new Int8Array(sizes.part),
    wants: new Int8Array(sizes.wants),
  }
}

/** The one file that is shipped: a line of JSON, then the whole numbers, compressed. */
export function packGuardWeights({ header, of }: GuardWeights): Buffer {
  const planes = [of.ko, of.en]
    .flatMap(({ whole, part, wants }) => [whole, part, wants])
    .map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  const raw = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...planes])
  return brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  })
}

/**
 * @throws Error that says what to do when the file is not what this version reads: a weight read with other features would
 * answer nonsense without anybody noticing.
 */
export function unpackGuardWeights(file: Buffer): GuardWeights {
  const raw = brotliDecompressSync(file)
  const end = raw.indexOf('\n')
  const read = Header.safeParse(JSON.parse(raw.subarray(0, end).toString('utf8')))
  const fits =
    read.success &&
    read.data.features === replyFeatureVersion &&
    read.data.buckets === buckets &&
    read.data.faults.join() === faults.join()
  if (!fits || raw.length !== end + 1 + 2 * sizeOfLanguage) {
    throw new Error(
      'The weights of the guard were trained for another version of the features; run `npm run train:guard`.',
    )
  }
  const planes = (at: number): Planes => {
    const start = raw.byteOffset + end + 1 + at
    return {
      whole: new Int8Array(raw.buffer, start, sizes.whole),
      part: new Int8Array(raw.buffer, start + sizes.whole, sizes.part),
      wants: new Int8Array(raw.buffer, start + sizes.whole + sizes.part, sizes.wants),
    }
  }
  return { header: read.data, of: { ko: planes(0), en: planes(sizeOfLanguage) } }
}
