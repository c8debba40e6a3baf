import { basename, extname } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { type ReadDocument, type Section, UnreadableDocument } from './document.ts'
import { guessLanguage, readHead } from './head.ts'

const columns = ['question', 'answer', 'lang', 'version', 'valid_from', 'valid_until']

interface Row {
  record: Record<string, string>
  info: { lines: number }
}

/**
 * Questions and answers, a row each: `question,answer` and, if wanted, `lang,version,valid_from,valid_until`, which hold for
 * their row. The document is called by its file and has the newest version of its rows.
 * @throws UnreadableDocument
 */
export function readCsv(file: string, source: string): ReadDocument {
  let ended = 0
  const sections = rowsOf(file, source).map(({ record, info }): Section => {
    const line = ended + 1
    ended = info.lines
    const { question = '', answer = '' } = record
    if (question.trim() === '' || answer.trim() === '')
      throw new UnreadableDocument(
        file,
        line,
        `the ${question.trim() === '' ? 'question' : 'answer'} is empty; fill it in or take the row away.`,
      )
    const given = columns.slice(2).map((name) => ({ name, value: record[name] ?? '', line }))
    const { language, version, validFrom, validUntil } = readHead(file, given, `${question}\n${answer}`)
    return { heading: question, text: answer, language, version, validFrom, validUntil }
  })
  const versions = sections.flatMap(({ version }) => version ?? []).sort()
  return {
    title: basename(file, extname(file)),
    version: versions.at(-1) ?? '1',
    language: guessLanguage(sections.map(({ text }) => text).join('\n')),
    validFrom: null,
    validUntil: null,
    sections,
  }
}

function rowsOf(file: string, source: string): Row[] {
  try {
    return parse(source, {
      columns: (names: string[]) => checkColumns(file, names),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Row[]
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new UnreadableDocument(
      file,
      Number(cause.lines ?? 0) || null,
      `this is not CSV (${cause.message}); put texts with commas or line breaks in double quotes.`,
      { cause },
    )
  }
}

function checkColumns(file: string, given: string[]): string[] {
  const names = given.map((name) => name.trim().toLowerCase())
  const unknown = names.find((name) => !columns.includes(name))
  const missing = ['question', 'answer'].find((name) => !names.includes(name))
  if (unknown !== undefined || missing !== undefined)
    throw new UnreadableDocument(
      file,
      1,
      `${missing ? `there is no column "${missing}"` : `the column "${unknown}" is not known`}; the first line is to be ${columns.join(',')} (all but the first two may be left out).`,
    )
  return names
}
