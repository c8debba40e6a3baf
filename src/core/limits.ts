/** How a network counts the length of a text. */
export interface TextLimits {
  /** The most that one message may count, in `unit`. */
  max: number
  unit: 'graphemes' | 'utf16' | 'bytes'
  /** What any link counts, where the network counts all links alike. */
  linkCounts?: number
  /** The domain of a full handle (`@who@where.example`) counts nothing, as on Mastodon. */
  mentionDomainFree?: boolean
  /** A second ceiling in UTF-8 bytes, where the network has one. */
  maxBytes?: number
}

export interface Fit {
  fits: boolean
  /** How far the text is counted on the ceiling that it comes nearest to, or goes furthest over. */
  counted: number
  max: number
  unit: TextLimits['unit']
}

// Only what every network takes for a link: a scheme, a host with a dot and a top level, then URL characters, without
// the punctuation that ends a sentence. A network that takes more for the link counts less than we do, never more.
const link =
  /(?<![A-Za-z0-9@＠$#＃])https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:[/?#][\w\-.~:/?#@!$&'*+,;=%]*[\w\-~/#=%&+])?/g

// The shape of a full handle is Mastodon's: app/models/account.rb, MENTION_RE. The lengths are bounded so that a text made
// to be slow is not; a handle beyond them counts whole.
const handle =
  /(?<![=/\p{L}\p{N}_])(@[a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?)@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,252}[\p{L}\p{N}_])?/giu

/** Where each UTF-16 unit is a grapheme by itself: printable ASCII, line feed, and composed Hangul. */
const simple = /^[\n\x20-\x7e\uac00-\ud7a3]*$/

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Counts a text as the network does, after NFC, in `limits.unit`. */
export function countText(text: string, limits: TextLimits): number {
  let rest = text.normalize('NFC')
  let links = 0
  if (limits.linkCounts !== undefined && rest.includes('://')) {
    rest = rest.replace(link, () => {
      links += 1
      // A stand-in that takes part in nothing: removing the link would let its neighbours melt into one grapheme.
      return '\n'
    })
  }
  if (limits.mentionDomainFree && rest.includes('@')) rest = rest.replace(handle, '$1')
  return countUnits(rest, limits.unit) + links * ((limits.linkCounts ?? 0) - 1)
}

/** Tells whether a text may go out. What does not fit is refused by the caller, never cut. */
export function fitsText(text: string, limits: TextLimits): Fit {
  const counted = countText(text, limits)
  const plain = { fits: counted <= limits.max, counted, max: limits.max, unit: limits.unit }
  if (limits.maxBytes === undefined) return plain
  const bytes = countUnits(text.normalize('NFC'), 'bytes')
  if (bytes / limits.maxBytes <= counted / limits.max) return plain
  return { fits: bytes <= limits.maxBytes, counted: bytes, max: limits.maxBytes, unit: 'bytes' }
}

function countUnits(text: string, unit: TextLimits['unit']): number {
  if (unit === 'bytes') return new TextEncoder().encode(text).length
  if (unit === 'utf16' || simple.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}
