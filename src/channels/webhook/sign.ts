import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { ChannelError } from '../channel.ts'

/** Both directions are signed the same way, under this header. */
export const signatureHeader = 'dajeong-signature'

/** How far a signature's time may be from ours, so that an old request cannot be played again later. In seconds. */
export const toleranceS = 300

/** `t=<seconds since 1970>,v1=<HMAC-SHA256 over "<t>.<body>", in hex>` */
export function signBody(secret: KeyObject, body: Buffer | string, now: Date): string {
  const t = String(Math.floor(now.getTime() / 1000))
  return `t=${t},v1=${digest(secret, t, body).toString('hex')}`
}

// Whoever changes their secret signs with the old and the new one for a while, as two v1 in one header.
const mostSignatures = 4

/** @throws ChannelError `auth` that says which part is wrong, and never what would be right. */
export function checkSignature(
  secret: KeyObject,
  header: string | string[] | undefined,
  body: Buffer,
  now: Date,
): void {
  if (typeof header !== 'string' || header === '') {
    throw new ChannelError('auth', `The header ${signatureHeader} is missing; sign the request.`)
  }
  const { t, signatures } = readHeader(header)
  if (!/^\d{1,12}$/.test(t) || signatures.length === 0) {
    const text = `The header ${signatureHeader} cannot be read; it must be t=<seconds since 1970>,v1=<64 hex digits>.`
    throw new ChannelError('auth', text)
  }
  if (Math.abs(now.getTime() / 1000 - Number(t)) > toleranceS) {
    const text = `The signature's time is more than ${toleranceS / 60} minutes from ours (${now.toISOString()}); sign each try anew and set your clock.`
    throw new ChannelError('auth', text)
  }
  const right = digest(secret, t, body)
  const fits = signatures.some((one) => timingSafeEqual(Buffer.from(one, 'hex'), right))
  if (!fits) {
    const text = 'The signature does not fit; sign the bytes that are sent, with the secret of this account.'
    throw new ChannelError('auth', text)
  }
}

const usualHeader = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

function readHeader(header: string): { t: string; signatures: string[] } {
  // As nearly everybody writes it; thousands of these come in a second.
  const usual = usualHeader.exec(header)
  if (usual?.[1] && usual[2]) return { t: usual[1], signatures: [usual[2]] }
  const parts = header.split(',', mostSignatures + 2).map((part) => part.trim())
  const signatures = parts.filter((part) => /^v1=[0-9a-f]{64}$/i.test(part)).slice(0, mostSignatures)
  return {
    t: parts.find((part) => part.startsWith('t='))?.slice(2) ?? '',
    signatures: signatures.map((part) => part.slice(3)),
  }
}

function digest(secret: KeyObject, t: string, body: Buffer | string): Buffer {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest()
}
