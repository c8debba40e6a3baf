/** What the chat window of one account says of itself before anybody wrote. */
export interface ChatWindow {
  /** The name in the window's head. */
  brand: string
  lang: 'ko' | 'en'
  /** Stands above the first message; null where the brand wrote none. */
  greeting: string | null
  /** `#rrggbb`; null for the window's own. */
  color: string | null
}

/** The same, as the page gets it. */
export interface ChatConfig extends ChatWindow {
  account: string
  /** Who may frame the window, and so who may speak to it. */
  origins: string[]
  uploads: false
}

// One label of a host may be a star, and only the first, as Content-Security-Policy has it.
const pattern = /^https?:\/\/(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/

/** `https://shop.kr`, `https://*.shop.kr`, `http://localhost:8080`; null for anything that is more or less than an origin. */
export function readOrigin(text: string): string | null {
  const origin = text.trim().toLowerCase().replace(/\/$/, '')
  return pattern.test(origin) ? origin : null
}

/** Whether a page of this origin (as browsers write it) is one of those that are allowed. */
export function isAmong(origins: readonly string[], origin: string): boolean {
  return origins.some((allowed) => {
    const star = allowed.indexOf('*.')
    if (star < 0) return allowed === origin
    const [scheme, rest] = [allowed.slice(0, star), allowed.slice(star + 1)]
    return origin.startsWith(scheme) && origin.endsWith(rest) && origin.length > scheme.length + rest.length
  })
}
