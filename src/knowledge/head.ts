import { type ReadDocument, UnreadableDocument } from './document.ts'

/** One value that a document gives about itself, with the line it stands on (null where lines say nothing, as in PDF). */
export interface Given {
  name: string
  value: string
  line: number | null
}

export type Head = Omit<ReadDocument, 'sections'>

const names = ['title', 'version', 'lang', 'valid_from', 'valid_until']

/**
 * What a document says about itself, checked. A document without a version has version "1", one without a language has the
 * one that most of its letters are of.
 * @throws UnreadableDocument
 */
export function readHead(file: string, given: readonly Given[], text: string): Head {
  const values = new Map<string, Given>()
  for (const one of given) {
    const name = one.name.trim().toLowerCase()
    if (!names.includes(name))
      throw new UnreadableDocument(
        file,
        one.line,
        `"${one.name}" is not known here; the head may give ${names.join(', ')}.`,
      )
    if (values.has(name))
      throw new UnreadableDocument(file, one.line, `"${name}" is given a second time; keep one of the two.`)
    if (one.value.trim() !== '') values.set(name, { ...one, value: one.value.trim() })
  }
  const validFrom = day(file, values.get('valid_from'))
  const validUntil = day(file, values.get('valid_until'))
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    throw new UnreadableDocument(
      file,
      values.get('valid_until')?.line ?? null,
      `valid_until (${validUntil}) is before valid_from (${validFrom}); exchange or mend them.`,
    )
  return {
    title: values.get('title')?.value ?? '',
    version: values.get('version')?.value ?? '1',
    language: languageOf(file, values.get('lang'), text),
    validFrom,
    validUntil,
  }
}

function day(file: string, given: Given | undefined): string | null {
  if (!given) return null
  const { value } = given
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  const read = new Date(`${value}T00:00:00Z`)
  // 2026-02-30 would quietly become the 2nd of March.
  const isReal = year && !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === value
  if (!isReal || !month || !date)
    throw new UnreadableDocument(
      file,
      given.line,
      `${given.name} is "${value}", which is no day; write it as YYYY-MM-DD, such as 2026-11-22.`,
    )
  return value
}

function languageOf(file: string, given: Given | undefined, text: string): 'ko' | 'en' {
  const value = given?.value.toLowerCase()
  if (value === 'ko' || value === 'en') return value
  if (value !== undefined)
    throw new UnreadableDocument(file, given?.line ?? null, `lang is "${value}"; it may be ko or en.`)
  return guessLanguage(text)
}

/** Korean where at least a fifth of the letters are: Korean text is full of Latin names. */
export function guessLanguage(text: string): 'ko' | 'en' {
  const hangul = text.match(/[가-힣ㄱ-ㅎㅏ-ㅣ]/g)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return hangul > 0 && hangul * 5 >= letters ? 'ko' : 'en'
}
