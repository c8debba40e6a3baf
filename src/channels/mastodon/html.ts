import { compile, type FormatCallback } from 'html-to-text'

export interface Named {
  acct: string
  url: string | null
}

type Element = Parameters<FormatCallback>[0]

/**
 * Turns the HTML of a status into the text that its author wrote: paragraphs and breaks as lines, links with their
 * whole address (servers show them shortened), and everybody who is named by the full handle, because `@anna` alone
 * is written for the Annas of every server.
 */
export function htmlToText(html: string, named: Named[] = []): string {
  return toText(html, named).trim()
}

const formatLink: FormatCallback = (element, _walk, builder) => {
  // The types of html-to-text leave its per-document metadata out.
  const { metadata: named = [] } = builder as { metadata?: Named[] }
  builder.addInline(describeLink(element, named), { noWordTransform: true })
}

function describeLink(element: Element, named: Named[]): string {
  const shown = innerText(element).replace(/\s+/g, ' ').trim()
  const href: string = element.attribs?.href ?? ''
  if (shown.startsWith('@')) {
    const who = named.find((one) => one.url === href && isNameOf(shown, one.acct))
    return who ? `@${who.acct}` : shown
  }
  if (shown.startsWith('#') || !/^https?:\/\//i.test(href)) return shown
  const isAddress = shown === '' || comparable(href).startsWith(comparable(shown.replace(/…$/, '')))
  return isAddress ? href : `${shown} (${href})`
}

function isNameOf(shown: string, acct: string): boolean {
  const [user] = acct.split('@')
  return shown.slice(1).split('@')[0]?.toLowerCase() === user?.toLowerCase()
}

function comparable(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, '').toLowerCase()
}

function innerText(element: Element): string {
  if (element.type === 'text') return element.data ?? ''
  return (element.children ?? []).map(innerText).join('')
}

const formatImage: FormatCallback = (element, _walk, builder) => {
  builder.addInline(element.attribs?.alt ?? '', { noWordTransform: true })
}

const toText: (html: string, named?: Named[]) => string = compile({
  wordwrap: false,
  // The usual list has the zero-width space, which is a letter of somebody's text.
  whitespaceCharacters: ' \t\r\n\f',
  limits: { maxInputLength: 1_000_000, maxDepth: 100 },
  formatters: { link: formatLink, image: formatImage },
  selectors: [
    { selector: 'a', format: 'link' },
    { selector: 'img', format: 'image' },
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
  ],
})
