import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { type ReadDocument, type Section, UnreadableDocument } from './document.ts'
import { type Given, readHead } from './head.ts'

/**
 * Markdown with YAML front matter. A section begins at each heading; one below another is called by both.
 * @throws UnreadableDocument
 */
export function readMarkdown(file: string, source: string): ReadDocument {
  const { given, body } = readFront(file, source)
  const sections: Section[] = []
  const path: string[] = []
  let lines: string[] = []
  let title = ''
  let fenced = false
  const end = () => {
    if (lines.length > 0) sections.push({ heading: path.filter(Boolean).join(' › '), text: plain(lines) })
    lines = []
  }
  for (const line of body.split('\n')) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced
    const [, marks, words] = (!fenced && /^ {0,3}(#{1,6})[ \t]+(.+)$/.exec(line)) || []
    if (!marks || words === undefined) {
      lines.push(line)
      continue
    }
    end()
    const heading = inline(words.replace(/[ \t#]+$/, ''))
    if (marks.length === 1) {
      title ||= heading
      path.length = 0
      continue
    }
    path.length = Math.min(path.length, marks.length - 2)
    while (path.length < marks.length - 2) path.push('')
    path.push(heading)
  }
  end()
  const head = readHead(file, given, body)
  return { ...head, title: head.title || title, sections }
}

function readFront(file: string, source: string): { given: Given[]; body: string } {
  if (!/^---[ \t]*\n/.test(source)) return { given: [], body: source }
  const start = source.indexOf('\n') + 1
  const close = /^---[ \t]*$/m.exec(source.slice(start))
  if (!close)
    throw new UnreadableDocument(file, 1, 'the front matter does not end; close it with a line of "---".')
  const front = source.slice(start, start + close.index)
  const counter = new LineCounter()
  // Everything is read as text: 2026.10 as a number would be version 2026.1, and a date would become a time somewhere.
  const yaml = parseDocument(front, { lineCounter: counter, schema: 'failsafe' })
  const lineAt = (offset: number) => counter.linePos(offset).line + 1
  const [error] = yaml.errors
  if (error)
    throw new UnreadableDocument(
      file,
      lineAt(error.pos[0]),
      `the front matter is not YAML (${error.message.split('\n')[0]}); put values with a colon in quotes.`,
    )
  const body = source.slice(start + close.index + close[0].length)
  if (yaml.contents === null) return { given: [], body }
  if (!isMap(yaml.contents))
    throw new UnreadableDocument(file, 2, 'the front matter is to be lines such as "title: Plans".')
  const given = yaml.contents.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    const line = isScalar(key) ? lineAt(key.range?.[0] ?? 0) : 2
    if (!isScalar(value) && value !== null)
      throw new UnreadableDocument(file, line, `"${name}" is to be one value, not a list or a map.`)
    return { name, value: value === null ? '' : String(value.value ?? ''), line }
  })
  return { given, body }
}

/** Words as they are read: marks of lists, tables, quotes and emphasis are no words. */
function plain(lines: readonly string[]): string {
  return lines
    .filter((line) => !/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/.test(line) && !/^\s{0,3}(?:```|~~~)/.test(line))
    .map((line) => {
      const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]
      if (row !== undefined)
        return inline(
          row
            .split('|')
            .map((cell) => cell.trim())
            .join(' | '),
        )
      return inline(line.replace(/^\s*(?:>\s?)+/, '').replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/, '- '))
    })
    .join('\n')
}

function inline(text: string): string {
  return text
    .replace(/!?\[([^\]\n]{0,500})\]\(([^()\s]{0,500})\)/g, (_, words: string, to: string) =>
      /^https?:/.test(to) && !words.includes(to) ? `${words} (${to})` : words,
    )
    .replace(/<(https?:[^>\s]{1,500})>/g, '$1')
    .replace(/(\*\*|__|`)(?=\S)([^*_`\n]{1,500})\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,500})\*(?![\p{L}\p{N}*])/gu, '$1')
    .trim()
}
