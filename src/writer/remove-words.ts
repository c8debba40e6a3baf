import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Written } from '../core/draft.ts'
import { fitsText } from '../core/limits.ts'
import { bareText } from '../core/similar.ts'
import { CannotWrite, type DraftRequest } from './writer.ts'

const Lines = z.array(z.string().min(1).max(135)).min(20)
const RemovalFile = z.strictObject({ ko: z.strictObject({ haeyo: Lines, hapsyo: Lines }), en: Lines })

/** Replies that ask somebody to remove what is personal, with the hash of the file they came from. */
export type Removal = z.infer<typeof RemovalFile> & { version: string }

const shipped = fileURLToPath(new URL('../../prompts/plain/remove.yaml', import.meta.url))

/** @throws when the file is missing or does not have what is needed, with its name. */
export function loadRemoval(file = shipped): Removal {
  try {
    const source = readFileSync(file, 'utf8')
    const version = createHash('sha256').update(source).digest('hex').slice(0, 12)
    return { ...RemovalFile.parse(parse(source)), version }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${file} cannot be used: ${why}`, { cause })
  }
}

/** Asks them to remove it, in words that this person did not have yet; the same request is answered alike. */
export function writeRemoval(removal: Removal, request: DraftRequest): Written {
  const { classification, tone, limits, alreadySent, id } = request
  const { language } = classification
  const lines = language === 'ko' ? removal.ko[tone.level ?? 'haeyo'] : removal.en
  const had = alreadySent.map(bareText).join('\n')
  const left = lines.filter((line) => !had.includes(bareText(line)) && fitsText(line, limits).fits)
  const place = createHash('sha256').update(id).digest().readUInt32BE(0)
  const text = left[place % Math.max(left.length, 1)]
  if (text === undefined)
    throw new CannotWrite('No words that ask to remove personal data are new to this person and fit.')
  return {
    ...{ text, language, writer: 'plain', model: null, inputs: null, cites: [], fellBack: null },
    madeFrom: { phrases: 'remove', version: removal.version, lines: ['ask-to-remove'] },
    ...{ tokensIn: 0, tokensOut: 0, costMicros: 0 },
  }
}
