import { type HTMLElement, NodeType, parse } from 'node-html-parser'
import type { ReadDocument, Section } from './document.ts'
import { type Given, readHead } from './head.ts'

// What is on a page and is no knowledge.
const dropped =
  'script, style, noscript, template, nav, footer, aside, form, iframe, svg, button, [hidden], [aria-hidden=true]'
const blocks =
  /^(?:P|DIV|LI|UL|OL|DL|DT|DD|SECTION|ARTICLE|MAIN|BLOCKQUOTE|PRE|FIGURE|FIGCAPTION|ADDRESS|DETAILS|SUMMARY|HEADER|TABLE|BODY|HTML|CAPTION)$/

/**
 * HTML with `<title>` and `<meta name="dajeong:…">`. Menus, footers and scripts are left out; a table becomes a line for each
 * row in which each cell is called by its column, so that a row found alone still says what its figures are.
 * @throws UnreadableDocument
 */
export function readHtml(file: string, source: string): ReadDocument {
  const root = parse(source, {
    comment: false,
    blockTextElements: { script: false, style: false, pre: true },
  })
  const given: Given[] = root.querySelectorAll('meta').flatMap((meta) => {
    const name = /^dajeong:(.+)$/.exec(meta.getAttribute('name') ?? '')?.[1]
    return name ? [{ name, value: meta.getAttribute('content') ?? '', line: lineOf(source, meta) }] : []
  })
  const title = root.querySelector('title')
  if (title && !given.some(({ name }) => name === 'title'))
    given.push({ name: 'title', value: oneLine(title.text), line: lineOf(source, title) })
  for (const element of root.querySelectorAll(`${dropped}, head`)) element.remove()
  const sections = sectionsOf(root.querySelector('main') ?? root.querySelector('body') ?? root)
  const head = readHead(file, given, sections.map(({ text }) => text).join('\n'))
  return { ...head, sections }
}

function sectionsOf(body: HTMLElement): Section[] {
  const sections: Section[] = []
  const path: string[] = []
  let text = ''
  const end = () => {
    if (text.trim() !== '') sections.push({ heading: path.filter(Boolean).join(' › '), text })
    text = ''
  }
  const walk = (element: HTMLElement) => {
    for (const node of element.childNodes) {
      if (node.nodeType === NodeType.TEXT_NODE) {
        text += node.text.replace(/\s+/g, ' ')
        continue
      }
      if (node.nodeType !== NodeType.ELEMENT_NODE) continue
      const child = node as HTMLElement
      const level = Number(/^H([1-6])$/.exec(child.tagName ?? '')?.[1])
      if (level) {
        end()
        // The page's own name stands above all of it and says nothing about one part.
        path.length = Math.min(path.length, Math.max(0, level - 2))
        while (path.length < level - 2) path.push('')
        if (level > 1) path.push(oneLine(child.text))
      } else if (child.tagName === 'TABLE') text += `\n\n${tableRows(child).join('\n')}\n\n`
      else if (child.tagName === 'BR') text += '\n'
      else if (blocks.test(child.tagName ?? '')) {
        text += child.tagName === 'LI' ? '\n- ' : '\n\n'
        walk(child)
        text += child.tagName === 'LI' ? '\n' : '\n\n'
      } else walk(child)
    }
  }
  walk(body)
  end()
  return sections
}

function tableRows(table: HTMLElement): string[] {
  const rows = table.querySelectorAll('tr').map((row) => ({
    isHead: row.querySelector('td') === null,
    cells: row.querySelectorAll('th, td').map((cell) => oneLine(cell.text)),
  }))
  const names = rows[0]?.isHead ? rows[0].cells : []
  return rows.slice(names.length > 0 ? 1 : 0).map(({ cells }) =>
    cells
      .map((cell, at) => (at > 0 && names[at] ? `${names[at]}: ${cell}` : cell))
      .filter(Boolean)
      .join(', '),
  )
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function lineOf(source: string, element: HTMLElement): number {
  return source.slice(0, element.range[0]).split('\n').length
}
