/** A stretch of text with a meaning; the offsets count UTF-8 bytes, as the network does. */
export interface Facet {
  index: { byteStart: number; byteEnd: number }
  features: Feature[]
}
export type Feature =
  | { $type: 'app.bsky.richtext.facet#link'; uri: string }
  | { $type: 'app.bsky.richtext.facet#mention'; did: string }
  | { $type: 'app.bsky.richtext.facet#tag'; tag: string }

/** What looks like a facet in a text of ours; `start` and `end` count UTF-16 units, as JavaScript does. */
export type Span =
  | { kind: 'link'; start: number; end: number; uri: string }
  | { kind: 'mention'; start: number; end: number; handle: string }
  | { kind: 'tag'; start: number; end: number; tag: string }

// Only ASCII belongs to a link: Korean joins its particles to the word before, as in "https://brand.kr/help에서".
const link = /(?<![A-Za-z0-9])(?:https?:\/\/|www\.)[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/giu
const handle =
  /(?<![A-Za-z0-9@._/+-])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)/gi
const tag = /(?<=^|\s)[#＃]([\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]*)/gu
const longestTag = 64
const longestHandle = 253

/** Finds links, mentions and tags, first to last; none lies inside another. */
export function findSpans(text: string): Span[] {
  const spans: Span[] = []
  const add = (span: Span) => {
    if (!spans.some((other) => span.start < other.end && other.start < span.end)) spans.push(span)
  }
  for (const match of text.matchAll(link)) {
    const shown = trimLink(match[0])
    const uri = /^www\./i.test(shown) ? `https://${shown}` : shown
    if (!URL.canParse(uri) || !new URL(uri).hostname.includes('.')) continue
    add({ kind: 'link', start: match.index, end: match.index + shown.length, uri })
  }
  for (const match of text.matchAll(handle)) {
    const name = match[1] ?? ''
    if (name.length > longestHandle) continue
    add({
      kind: 'mention',
      start: match.index,
      end: match.index + name.length + 1,
      handle: name.toLowerCase(),
    })
  }
  for (const match of text.matchAll(tag)) {
    const name = match[1]?.replace(/[_-]+$/, '') ?? ''
    if (/^[\d_-]*$/.test(name) || [...new Intl.Segmenter().segment(name)].length > longestTag) continue
    add({ kind: 'tag', start: match.index, end: match.index + name.length + 1, tag: name })
  }
  return spans.sort((a, b) => a.start - b.start)
}

/** Leaves the full stop of the sentence, and the bracket that was opened before the link, out of the link. */
function trimLink(found: string): string {
  let shown = found
  for (;;) {
    const last = shown.at(-1) ?? ''
    const unopened = last === ')' && shown.split(')').length > shown.split('(').length
    if (!unopened && !/[.,;:!?'*\][]/.test(last)) return shown
    shown = shown.slice(0, -1)
  }
}

/**
 * The facets of a text. A handle that `resolve` answers with null stays plain text: a mention facet needs a DID.
 * @throws whatever `resolve` throws
 */
export async function makeFacets(
  text: string,
  resolve: (handle: string) => Promise<string | null>,
): Promise<Facet[]> {
  const facets: Facet[] = []
  for (const span of findSpans(text)) {
    const feature = await toFeature(span, resolve)
    if (!feature) continue
    const byteStart = Buffer.byteLength(text.slice(0, span.start))
    const byteEnd = byteStart + Buffer.byteLength(text.slice(span.start, span.end))
    facets.push({ index: { byteStart, byteEnd }, features: [feature] })
  }
  return facets
}

async function toFeature(
  span: Span,
  resolve: (handle: string) => Promise<string | null>,
): Promise<Feature | null> {
  switch (span.kind) {
    case 'link':
      return { $type: 'app.bsky.richtext.facet#link', uri: span.uri }
    case 'tag':
      return { $type: 'app.bsky.richtext.facet#tag', tag: span.tag }
    case 'mention': {
      const did = await resolve(span.handle)
      return did === null ? null : { $type: 'app.bsky.richtext.facet#mention', did }
    }
  }
}

/** The piece of a text between two byte offsets; somebody else's offsets may cut a character, which becomes U+FFFD. */
export function sliceBytes(text: string, byteStart: number, byteEnd?: number): string {
  return Buffer.from(text, 'utf8').subarray(byteStart, byteEnd).toString('utf8')
}
