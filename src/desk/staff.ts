import { createHash } from 'node:crypto'
import { cleanText } from '../core/mention.ts'
import type { Weakness } from '../core/password.ts'
import type { Brands } from '../core/rights.ts'
import { type AuditNote, noteAudit } from '../store/audit.ts'
import {
  anyColleague,
  type Colleague,
  findByEmail,
  findPasswordHash,
  insertColleague,
  listColleagues,
  setName,
  setPassword,
} from '../store/colleagues.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { saveMembership } from '../store/memberships.ts'
import {
  deleteExpired,
  deleteOtherSignIns,
  deleteSignIn,
  deleteSignIns,
  extendSignIn,
  findSignIn,
  insertSignIn,
  type SignIn,
} from '../store/sign-ins.ts'
import { noPassword } from '../store/staff.ts'
import { makeAttempts } from './attempts.ts'
import { codeNeededOf, takeCode } from './codes.ts'
import { findWeakness, hashPassword, isPassword, longestPassword, shortestPassword } from './password.ts'

export type { Colleague, SignIn }

/** How long a sign-in lasts after it was last used, in milliseconds. */
export const signInMs = 12 * 60 * 60_000
// Writing a later end on every click would make each read a write; once in ten minutes is as good.
const extendEveryMs = 10 * 60_000
const windowMs = 15 * 60_000
const triesPerAddress = 10
const triesPerCode = 10
// An office behind one IP address has many colleagues.
const triesPerIp = 60

export type SignInAnswer =
  | { kind: 'signed-in'; token: string; colleague: Colleague; expiresAt: Date }
  | { kind: 'wrong' }
  /** The password is right; a code is asked for besides. */
  | { kind: 'code-needed' }
  | { kind: 'wrong-code' }
  | { kind: 'too-many'; waitMs: number }

export type PasswordAnswer =
  | { kind: 'changed' }
  | { kind: 'wrong' }
  | { kind: 'too-many'; waitMs: number }
  | { kind: 'too-short'; least: number }
  | { kind: 'too-long'; most: number }
  | { kind: 'weak'; why: Weakness }
  | { kind: 'same' }

export interface Staff {
  signIn(ask: { email: string; password: string; code?: string | null; ip: string }): Promise<SignInAnswer>
  /** Who holds this token; using it keeps it alive. */
  find(token: string): Promise<SignIn | null>
  /** The same without keeping it alive, for what a page does by itself. */
  look(tokenHash: string): Promise<SignIn | null>
  signOut(tokenHash: string): Promise<void>
  /** Signs the colleague out everywhere else. */
  changePassword(signIn: SignIn, ask: { current: string; next: string }): Promise<PasswordAnswer>
  /** What colleagues call them from now on. */
  changeName(signIn: SignIn, name: string): Promise<void>
  /** Who is on the staff of one of these brands. */
  list(brands: Brands): Promise<Colleague[]>
}

/**
 * Makes the first admin, an owner of every brand, when nobody is on the staff yet.
 * @returns the one-time password, which is stored nowhere but as its hash; null when there is somebody already.
 */
export async function ensureFirstAdmin(
  db: Db,
  random: (bytes: number) => Buffer,
  email = 'admin@dajeong.local',
): Promise<{ email: string; password: string } | null> {
  if (await anyColleague(db)) return null
  const password = random(15).toString('base64url')
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    const colleagueId = await insertColleague(trx, { email, name: '관리자', passwordHash, mustChange: true })
    if (colleagueId === null) return null
    await saveMembership(trx, { colleagueId, brandId: null, role: 'owner' })
    return { email, password }
  })
}

export type OneTimeAnswer =
  | { kind: 'made'; email: string; password: string }
  | { kind: 'nobody'; addresses: string[] }

/**
 * Makes a new one-time password for whoever has lost theirs, and ends all their sign-ins; that it was done is written down.
 * @returns the password, which is stored nowhere but as its hash; or whom there is, when nobody has this address.
 */
export async function makeOneTimePassword(
  db: Db,
  random: (bytes: number) => Buffer,
  email: string,
): Promise<OneTimeAnswer> {
  const known = await findByEmail(db, email.trim())
  if (!known) return { kind: 'nobody', addresses: (await listColleagues(db)).map((one) => one.email) }
  const password = random(15).toString('base64url')
  const passwordHash = await hashPassword(password)
  const why = 'a new one-time password was made on the machine itself'
  await db.transaction().execute(async (trx) => {
    await setPassword(trx, known.id, { passwordHash, mustChange: true })
    await deleteSignIns(trx, known.id)
    await noteEvents(trx, [{ who: 'dajeong', kind: 'password', why, detail: { colleague: known.id } }])
    await noteAudit(trx, [{ ...aboutColleague('dajeong', 'password-reset', known.id), why }])
  })
  return { kind: 'made', email: known.email, password }
}

/** What the staff's doors need: the database, the key that secrets are sealed with, a clock and a source of randomness that nobody can foresee. */
export function makeStaff(tools: { db: Db; key: Buffer; now(): Date; random(bytes: number): Buffer }): Staff {
  const { db, key, now, random } = tools
  const byAddress = makeAttempts(triesPerAddress, windowMs)
  const byIp = makeAttempts(triesPerIp, windowMs)
  // Whoever knows the password has a million codes to guess from; counted by colleague, from wherever they try.
  const byCode = makeAttempts(triesPerCode, windowMs)
  // Compared with when the address is unknown, so that the answer takes as long as for one that we know.
  const nobody = hashPassword(random(24).toString('base64url'))

  function mayTry(address: string, ip: string): number {
    const at = now().getTime()
    // Who is refused by where they come from counts for no address: else they could lock out whomever they like from there.
    return byIp.take(ip, at) || byAddress.take(address, at)
  }

  return {
    async signIn({ email, password, code = null, ip }) {
      const address = email.trim().toLowerCase()
      const waitMs = mayTry(address, ip)
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      if (password.length > longestPassword) return { kind: 'wrong' }
      const known = await findByEmail(db, address)
      // Who was invited and has no password yet is answered after as much work as everybody else.
      const hash = known && known.passwordHash !== noPassword ? known.passwordHash : await nobody
      const right = await isPassword(password, hash)
      if (!known || !right || hash !== known.passwordHash) {
        // What was typed as an address may be a password; only whose address it is, is kept.
        await noteAudit(db, [aboutColleague('nobody', 'sign-in-failed', known?.id ?? null)])
        return { kind: 'wrong' }
      }
      const second = await codeNeededOf(db, known.id)
      if (second && code === null) return { kind: 'code-needed' }
      const codeMs = second ? byCode.take(known.id, now().getTime()) : 0
      if (codeMs > 0) return { kind: 'too-many', waitMs: codeMs }
      const token = random(32).toString('base64url')
      const expiresAt = new Date(now().getTime() + signInMs)
      await deleteExpired(db, now())
      const { passwordHash, ...colleague } = known
      const one = { tokenHash: hashToken(token), colleagueId: known.id, passwordHash, expiresAt }
      const outcome = await db.transaction().execute(async (trx) => {
        const isCode = !second || (await takeCode(trx, key, second, { code: code ?? '', now: now() }))
        if (!isCode) {
          await noteAudit(trx, [aboutColleague('nobody', 'code-failed', known.id)])
          return 'wrong-code'
        }
        if (!(await insertSignIn(trx, one))) return 'wrong'
        await noteAudit(trx, [aboutColleague(`colleague:${known.id}`, 'sign-in', known.id)])
        return 'in'
      })
      if (outcome !== 'in') return { kind: outcome }
      byCode.forget(known.id)
      byAddress.forget(address)
      return { kind: 'signed-in', token, colleague, expiresAt }
    },

    async find(token) {
      const found = await findSignIn(db, hashToken(token), now())
      if (!found) return null
      const fresh = new Date(now().getTime() + signInMs)
      if (fresh.getTime() - found.expiresAt.getTime() < extendEveryMs) return found
      await extendSignIn(db, found.tokenHash, fresh)
      return { ...found, expiresAt: fresh }
    },

    look: (tokenHash) => findSignIn(db, tokenHash, now()),

    async signOut(tokenHash) {
      await deleteSignIn(db, tokenHash)
    },

    async changePassword({ colleague, tokenHash }, { current, next }) {
      if (next.length > longestPassword || current.length > longestPassword)
        return { kind: 'too-long', most: longestPassword }
      if (next.length < shortestPassword) return { kind: 'too-short', least: shortestPassword }
      const why = await findWeakness(db, next, colleague.email)
      if (why) return { kind: 'weak', why }
      // A stolen session must not become a place to guess the password at leisure.
      const key = colleague.email.toLowerCase()
      const waitMs = byAddress.take(key, now().getTime())
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      const hash = await findPasswordHash(db, colleague.id)
      if (!hash || !(await isPassword(current, hash))) return { kind: 'wrong' }
      byAddress.forget(key)
      if (next.normalize('NFC') === current.normalize('NFC')) return { kind: 'same' }
      const nextHash = await hashPassword(next)
      return db.transaction().execute(async (trx) => {
        const one = { passwordHash: nextHash, mustChange: false, instead: hash }
        if (!(await setPassword(trx, colleague.id, one))) return { kind: 'wrong' }
        await deleteOtherSignIns(trx, colleague.id, tokenHash)
        await noteAudit(trx, [aboutColleague(`colleague:${colleague.id}`, 'password-changed', colleague.id)])
        return { kind: 'changed' }
      })
    },

    changeName: ({ colleague }, wanted) =>
      db.transaction().execute(async (trx) => {
        const name = cleanText(wanted).trim()
        if (name === '' || name === colleague.name || !(await setName(trx, colleague.id, name))) return
        const note = aboutColleague(`colleague:${colleague.id}`, 'name-changed', colleague.id)
        await noteAudit(trx, [{ ...note, before: { name: colleague.name }, after: { name } }])
      }),

    list: (brands) => listColleagues(db, brands),
  }
}

/** Something that is of no brand: what was done to a colleague, or by whoever said to be them. */
export function aboutColleague(who: AuditNote['who'], what: string, id: string | null): AuditNote {
  return { who, what, brandId: null, target: id === null ? null : `colleague:${id}`, colleagueId: id }
}

/** What is stored of a token: whoever reads the database cannot sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}
