import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { Failure } from './failure.ts'

export const cookieName = 'dajeong_session'

/**
 * Whether the browser reached us through TLS.
 * @param always the settings say that people reach us by https: a proxy that forgets to say so must not cost the cookie its mark.
 */
export function isHttps(req: IncomingMessage, always: boolean): boolean {
  if (always) return true
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

/** @param token null takes the cookie away. @param https as `isHttps` tells it. */
export function sessionCookie(token: string | null, https: boolean): string {
  const end = token === null ? '; Max-Age=0' : ''
  const secure = https ? '; Secure' : ''
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
 * What tries are counted by: an address, or of IPv6 the /64 network that it is in, all of which one subscriber is given.
 * @param address as `addressOf` tells it.
 */
export function originOf(address: string): string {
  const bare = address.replace(/^\[|\](?::\d+)?$/g, '').replace(/%.*$/, '')
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(bare)?.[1]
  if (isIP(bare) !== 6 || mapped) return mapped ?? bare
  const [front = '', back] = bare.toLowerCase().split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [first, last] = [groups(front), groups(back ?? '')]
  const between =
    back === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  const whole = [...first, ...between, ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${whole.join(':')}::/64`
}

/**
 * Where a request comes from.
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
