import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Failure } from './failure.ts'

export const cookieName = 'dajeong_session'

/** Whether the browser reached us through TLS, which a proxy before us tells. */
export function isHttps(req: IncomingMessage): boolean {
  const told = req.headers['x-forwarded-proto']
  return ((Array.isArray(told) ? told[0] : told) ?? '').split(',')[0]?.trim() === 'https'
}

export function readToken(req: IncomingMessage): string | null {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName && value && /^[\w-]{20,100}$/.test(value)) return value
  }
  return null
}

/** @param token null takes the cookie away. */
export function sessionCookie(token: string | null, req: IncomingMessage): string {
  const end = token === null ? '; Max-Age=0' : ''
  const secure = isHttps(req) ? '; Secure' : ''
  return `${cookieName}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${end}`
}

/**
 * A page of somebody else's must not act in a colleague's name. A foreign page cannot set our header without asking first,
 * and we never say yes to that; and a browser names where a request comes from.
 * @throws Failure 403
 */
export function refuseForeign(req: IncomingMessage): void {
  const { origin, host } = req.headers
  const site = req.headers['sec-fetch-site']
  const foreign = origin !== undefined && hostOf(origin) !== host?.toLowerCase()
  if (foreign || site === 'cross-site' || site === 'same-site') {
    throw new Failure(403, 'foreign-page', 'This request comes from another page.')
  }
  if (req.headers['x-dajeong'] !== '1') {
    throw new Failure(403, 'header-missing', 'Send the header x-dajeong: 1 with what changes something.')
  }
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null
}

/**
 * The address that tries are counted by.
 * @param behindProxy the last entry of x-forwarded-for is our proxy's word; without one anybody could invent it.
 */
export function addressOf(req: IncomingMessage, behindProxy: boolean): string {
  const told = req.headers['x-forwarded-for']
  const last = (Array.isArray(told) ? told.join(',') : (told ?? '')).split(',').at(-1)?.trim()
  return (behindProxy && last) || (req.socket.remoteAddress ?? 'unknown')
}

/** Somebody on this very machine, and not through a proxy that stands on it. */
export function isLocal(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? ''
  const loopback = address === '::1' || /^(?:::ffff:)?127\./.test(address)
  return loopback && req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined
}

export function hasBearer(req: IncomingMessage, token: string | null): boolean {
  const given = /^Bearer (\S{1,500})$/.exec(req.headers.authorization ?? '')?.[1]
  if (!given || !token) return false
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
