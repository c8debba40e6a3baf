import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Db } from '../store/db.ts'
import { seal, unseal } from '../store/seal.ts'
import { findTwoFactor, type TwoFactor, takeBackup, takeStep } from '../store/two-factor.ts'

const periodS = 30
// A telephone's clock that is half a minute off is still right.
const window = 1
// What authenticator apps make without being told otherwise.
const kind = { algorithm: 'SHA1', digits: 6, period: periodS } as const
const secretBytes = 20

/** @param label who it is for, as the app shows it. */
export function makeSecret(
  random: (bytes: number) => Buffer,
  label: string,
): { secret: string; uri: string } {
  const secret = new Secret({ buffer: new Uint8Array(random(secretBytes)).buffer })
  return { secret: secret.base32, uri: new TOTP({ issuer: 'Dajeong', label, secret, ...kind }).toString() }
}

/** The step of time that a code is of; null when it is of none near `now`. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), ...kind })
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, window, timestamp })
  return delta === null ? null : Math.floor(timestamp / 1_000 / periodS) + delta
}

// Bound to their owner, so that a row which is copied to another colleague opens nothing.
const aboutSecret = (colleagueId: string) => `two-factor ${colleagueId}`

export function sealSecret(key: Buffer, colleagueId: string, secret: string): Buffer {
  return seal(key, aboutSecret(colleagueId), secret)
}

/** @throws OperatorError when the key is not the one that it was sealed with. */
export function openSecret(key: Buffer, one: Pick<TwoFactor, 'colleagueId' | 'sealed'>): string {
  return String(unseal(key, aboutSecret(one.colleagueId), one.sealed))
}

/** Ten random letters have 50 bits: too many to guess through the limits, so a plain hash keeps them. */
export function hashBackup(code: string): string {
  return createHash('sha256')
    .update(`backup ${tidy(code)}`)
    .digest('hex')
}

const tidy = (code: string) => code.toLowerCase().replace(/[\s-]/g, '')

/** Uses up a code, of an app or a backup. @returns false when it is wrong or was used before. */
export async function takeCode(
  trx: Db,
  key: Buffer,
  one: TwoFactor,
  ask: { code: string; now: Date },
): Promise<boolean> {
  const code = tidy(ask.code)
  if (!/^\d{6}$/.test(code)) return takeBackup(trx, one.colleagueId, hashBackup(code))
  const step = stepOf(openSecret(key, one), code, ask.now)
  return step !== null && takeStep(trx, one, step)
}

/** What somebody must show besides their password; null when nothing. */
export async function codeNeededOf(db: Db, colleagueId: string): Promise<TwoFactor | null> {
  const found = await findTwoFactor(db, colleagueId)
  return found?.on ? found : null
}
