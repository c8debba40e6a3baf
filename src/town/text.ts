/** A status text is plain; these are its parts, as Mastodon finds them. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'url'; url: string }
  | { kind: 'mention'; username: string; domain: string | null; text: string }

// A name ends where its Latin letters end, so '@brand님' names @brand; a domain may hold any letter.
const MENTION =
  /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*(?::\d+)?))?/iu
const URL_OR_MENTION = new RegExp(`(https?://[^\\s<>"]+)|${MENTION.source}`, 'giu')
const TRAILING = /[.,!?:;'")\]…。]+$/u

export function splitText(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  const addText = (until: number) => {
    if (until > end) pieces.push({ kind: 'text', text: text.slice(end, until) })
  }
  for (const match of text.matchAll(URL_OR_MENTION)) {
    const [whole, link, username, domain] = match
    addText(match.index)
    if (username !== undefined) {
      pieces.push({ kind: 'mention', username, domain: domain ?? null, text: whole })
      end = match.index + whole.length
    } else if (link !== undefined) {
      const url = link.replace(TRAILING, '')
      pieces.push({ kind: 'url', url })
      end = match.index + url.length
    }
  }
  addText(text.length)
  return pieces
}

export function toHandle(username: string, domain: string | null): string {
  return domain === null ? username : `${username}@${domain}`
}

/** What an URL costs, however long it is (Mastodon: `characters_reserved_per_url`). */
export const URL_LENGTH = 23
/** How long a status may be (Mastodon's default `max_characters`). */
export const MAX_CHARACTERS = 500

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Mastodon's StatusLengthValidator: graphemes; an URL is 23; the domain of a mention is free. */
export function countCharacters(text: string): number {
  let count = 0
  for (const piece of splitText(text)) {
    if (piece.kind === 'url') count += URL_LENGTH
    else count += countGraphemes(piece.kind === 'mention' ? `@${piece.username}` : piece.text)
  }
  return count
}

function countGraphemes(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

export interface Linked {
  url: string
  username: string
}

/** The HTML that Mastodon's clients get as `content`. `find` says whom a mention names; an unknown name stays text. */
export function toHtml(
  text: string,
  find: (username: string, domain: string | null) => Linked | undefined,
): string {
  const html = splitText(text)
    .map((piece) => {
      if (piece.kind === 'text') return escapeHtml(piece.text)
      if (piece.kind === 'url') {
        const url = escapeHtml(piece.url)
        return `<a href="${url}" target="_blank" rel="nofollow noopener">${url}</a>`
      }
      const linked = find(piece.username, piece.domain)
      if (!linked) return escapeHtml(piece.text)
      return `<span class="h-card" translate="no"><a href="${escapeHtml(linked.url)}" class="u-url mention">@<span>${escapeHtml(linked.username)}</span></a></span>`
    })
    .join('')
  return html
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
