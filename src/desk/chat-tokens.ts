import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What lets a visitor into one chat. */
export const ChatPass = z.object({
  /** The chat. */
  c: z.string().min(1).max(64),
  /** The account. */
  a: z.string().regex(/^\d{1,18}$/),
  /** The visitor, as the person's native id. */
  v: z.string().min(1).max(256),
  /** Until when, in seconds of UNIX time. */
  e: z.number().int(),
  /** Since when it is renewed. */
  b: z.number().int(),
  /** Of whom the site names: by which secret they were named. */
  k: z.string().max(32).optional(),
})
export type ChatPass = z.infer<typeof ChatPass>

/** Who the brand's own site says that a visitor is. */
export const VisitorIdentity = z.object({
  sub: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
  name: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .optional(),
  iat: z.number().int().optional(),
  exp: z.number().int(),
})
export type VisitorIdentity = z.infer<typeof VisitorIdentity>

// A signed word about somebody may not be good for longer, whatever it says itself: it stands in pages and histories.
const longestIdentity = 24 * 3_600
// Clocks of two machines differ.
const aheadSeconds = 300

/** A text with its signature behind it: `base64url(JSON).base64url(HMAC-SHA256)`. */
export function signText(key: Buffer | string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
  return `${body}.${macOf(key, body)}`
}

/** What was signed with this key; null for anything else. */
export function readSigned(key: Buffer | string, text: string): unknown {
  const [body = '', mac = '', more] = text.split('.')
  if (more !== undefined || body === '') return null
  const told = Buffer.from(mac, 'utf8')
  const right = Buffer.from(macOf(key, body), 'utf8')
  if (told.length !== right.length || !timingSafeEqual(told, right)) return null
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as unknown
  } catch {
    return null
  }
}

function macOf(key: Buffer | string, body: string): string {
  return createHmac('sha256', key).update(body, 'utf8').digest('base64url')
}

/** The key of passes, made from the one that credentials are sealed with, so that neither opens what the other closed. */
export function passKey(key: Buffer): Buffer {
  return createHmac('sha256', key).update('dajeong chat pass', 'utf8').digest()
}

/** Tells one identity secret from the next and nothing of either. */
export function markOf(key: Buffer, identitySecret: string): string {
  return createHmac('sha256', key)
    .update(`identity secret ${identitySecret}`, 'utf8')
    .digest('base64url')
    .slice(0, 16)
}

export function readPass(key: Buffer, token: string, now: Date): ChatPass | 'wrong' | 'over' {
  if (token.length > 1_024) return 'wrong'
  const read = ChatPass.safeParse(readSigned(key, token))
  if (!read.success) return 'wrong'
  return read.data.e * 1_000 > now.getTime() ? read.data : 'over'
}

/** Who it names, if the brand's site signed it with the account's secret and it is of today; null otherwise. */
export function readIdentity(secret: string, token: string, now: Date): VisitorIdentity | null {
  if (token.length > 2_048) return null
  const read = VisitorIdentity.safeParse(readSigned(secret, token))
  if (!read.success) return null
  const { iat, exp } = read.data
  const seconds = now.getTime() / 1_000
  if (exp <= seconds || exp > seconds + longestIdentity + aheadSeconds) return null
  if (iat !== undefined && iat > seconds + aheadSeconds) return null
  return read.data
}
