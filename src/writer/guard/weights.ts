import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
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

/** What one stored whole number stands for, and what is added. */
const Plane = z.object({ bias: z.number(), scale: z.number() })

const Hearing = z.object({
  whole: Plane,
  part: Plane,
  /** From score to chance: 1 / (1 + exp(-(slope · score + shift))). */
  slope: z.number(),
  shift: z.number(),
  /** From this score on it is a fault. */
  line: z.number(),
  /** From this score on it is one where a weak pattern says so, too. */
  withPattern: z.number(),
})
export type Hearing = z.infer<typeof Hearing>

const Header = z.object({
  format: z.literal(1),
  features: z.number().int(),
  buckets: z.number().int(),
  faults: z.array(z.string()),
  /** From what and with which seed they were trained. */
  made: z.record(z.string(), z.unknown()),
  languages: z.record(z.enum(['ko', 'en']), z.array(Hearing)),
})

/** For each bucket the faults side by side, of the whole reply and of a sentence. */
export interface Planes {
  whole: Int8Array
  part: Int8Array
}

export interface GuardWeights {
  header: z.infer<typeof Header>
  of: Record<'ko' | 'en', Planes>
}

const size = buckets * faults.length

export function emptyPlanes(): Planes {
  return { whole: new Int8Array(size), part: new Int8Array(size) }
}

/** The one file that is shipped: a line of JSON, then the whole numbers, compressed. */
export function packGuardWeights({ header, of }: GuardWeights): Buffer {
  const planes = [of.ko.whole, of.ko.part, of.en.whole, of.en.part].map(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  )
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
  const header = Header.parse(JSON.parse(raw.subarray(0, end).toString('utf8')))
  const fits =
    header.features === replyFeatureVersion &&
    header.buckets === buckets &&
    header.faults.join() === faults.join()
  if (!fits || raw.length !== end + 1 + 4 * size) {
    throw new Error(
      'The weights of the guard were trained for another version of the features; run `npm run train:guard`.',
    )
  }
  const part = (at: number) => new Int8Array(raw.buffer, raw.byteOffset + end + 1 + at * size, size)
  return {
    header,
    of: { ko: { whole: part(0), part: part(1) }, en: { whole: part(2), part: part(3) } },
  }
}
