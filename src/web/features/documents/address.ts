import type { PageFault } from '../../../core/page-fault.ts'

// A document's name has at most as many letters (fetch-page.ts).
const longest = 200

/**
 * What a colleague typed, as the address by which its page would be called; or why it can be none, which nobody need ask the
 * server for.
 */
export function readAddress(typed: string): { url: string } | { fault: PageFault } {
  const tidy = typed.trim()
  // Copied from a page or a browser that leaves it out.
  const isBare = /^[^\s/:@]+\.[^\s/:@]+(?::\d+)?(?:[/?#]|$)/.test(tidy)
  const said = isBare ? `https://${tidy}` : tidy
  if (!URL.canParse(said)) return { fault: 'no-address' }
  const url = new URL(said)
  url.hash = ''
  if (!isWeb(url)) return { fault: 'not-web' }
  if (url.username !== '' || url.password !== '') return { fault: 'with-password' }
  return url.href.length > longest ? { fault: 'too-long' } : { url: url.href }
}

/** Where a document was fetched from, for a link; null where it was uploaded. Nothing but the address of a page is one. */
export function addressOf(name: string): string | null {
  return /^https?:\/\//i.test(name) && URL.canParse(name) && isWeb(new URL(name)) ? name : null
}

/** An address as it reads best: other letters than Latin in themselves, unless they hide something. */
export function sayAddress(address: string): string {
  try {
    const plain = decodeURI(address)
    // Spaces, and what is not seen or turns what follows, stay as they are.
    return /[\s\p{C}\p{Z}]/u.test(plain) ? address : plain
  } catch {
    return address
  }
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:'
}
