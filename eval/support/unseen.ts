import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { Example } from '../../src/writer/triage/learn/example.ts'
import { parseLine } from '../../src/writer/triage/learn/examples.ts'
import { findIn, keyOf } from '../../src/writer/triage/learn/texts.ts'

/** Real messages to brands that nothing learns from: their licence forbids it, or there is none. Only our labels are kept, by hash. */
const sets = {
  ko: { folder: 'play-reviews', textOf: reviewText },
  en: { folder: 'airline-tweets', textOf: tweetText },
} as const

type Columns = Record<string, string | undefined>

/** Figures of the first half were looked at while it was decided what teaches how much, of the second only reported. */
export const halves = ['looked-at', 'put-by'] as const

/** Those that the folders have, with our labels; none where no folder has them. */
export function readUnseen(
  folders: readonly string[],
  lang: 'ko' | 'en',
  half: (typeof halves)[number],
): Example[] {
  const { folder, textOf } = sets[lang]
  const path = findIn(folders, folder)
  if (path === null) return []
  const texts = readBefore.get(path) ?? textsBelow(path, textOf)
  readBefore.set(path, texts)
  const name = `${lang}-${folder}-${half}.jsonl`
  const labels = readFileSync(
    fileURLToPath(new URL(`../../test/data/triage/unseen/${name}`, import.meta.url)),
    'utf8',
  )
  return labels
    .split('\n')
    .filter(Boolean)
    .flatMap((line, index) => {
      const { key, ...labelled } = parseLine(line, `${name}, line ${index + 1}`)
      const text = texts.get(String(key))
      return text === undefined ? [] : [Example.parse({ ...labelled, lang, text })]
    })
}

// Both halves, and every table that asks, are of the same files.
const readBefore = new Map<string, Map<string, string>>()

function textsBelow(path: string, textOf: (row: Columns) => string): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of readdirSync(path).filter((name) => name.endsWith('.csv'))) {
    const options = { columns: true, bom: true, relax_quotes: true, relax_column_count: true } as const
    for (const row of parse(readFileSync(join(path, file), 'utf8'), options) as Columns[]) {
      const text = textOf(row)
      texts.set(keyOf(text), text)
    }
  }
  return texts
}

function reviewText(row: Columns): string {
  const whole = row.user_specific_comment
  const shown = row.user_comment ?? row.user_simple_comment ?? ''
  return (whole && whole !== 'no_specific_comment' ? whole : shown).trim()
}

function tweetText({ text = '' }: Columns): string {
  return text
    .replace(/^=/, '')
    .replace(/@\w+/g, '@user')
    .replace(/https?:\S+/g, 'http://url')
    .trim()
}
