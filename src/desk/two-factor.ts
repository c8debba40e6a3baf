import { noteAudit } from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import type { SignIn } from '../store/sign-ins.ts'
import type { CountTries } from '../store/tries.ts'
import { beginTwoFactor, confirmTwoFactor, deleteTwoFactor, findTwoFactor } from '../store/two-factor.ts'
import type { Auth } from './auth.ts'
import { codeNeededOf, hashBackup, makeSecret, openSecret, sealSecret, stepOf, takeCode } from './codes.ts'
import { aboutColleague } from './staff.ts'

const windowMs = 15 * 60_000
const tries = 10
const backupCodes = 10
// No letter is like another, or like a digit.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

export type TwoFactorRefusal =
  | { kind: 'wrong' }
  | { kind: 'already-on' }
  | { kind: 'not-begun' }
  | { kind: 'too-many'; waitMs: number }

/** A colleague's own second factor: codes of an authenticator app (RFC 6238). */
export interface TwoFactors {
  read(signIn: SignIn): Promise<{ on: boolean; backupCodes: number }>
  /** A new secret for the app, shown once; codes are asked for only when one was shown back. */
  begin(
    signIn: SignIn,
    password: string,
  ): Promise<{ kind: 'begun'; secret: string; uri: string } | TwoFactorRefusal>
  /** @returns ten codes for one use each, shown once. */
  confirm(signIn: SignIn, code: string): Promise<{ kind: 'on'; backupCodes: string[] } | TwoFactorRefusal>
  end(signIn: SignIn, ask: { password: string; code: string }): Promise<{ kind: 'off' } | TwoFactorRefusal>
}

export function makeTwoFactors(tools: {
  db: Db
  key: Buffer
  auth: Auth
  countTries: CountTries
  now(): Date
  random(bytes: number): Buffer
}): TwoFactors {
  const { db, key, auth, countTries, now, random } = tools
  // A stolen session must not become a place to guess a password or a code at leisure.
  const byColleague = countTries('second factor of', tries, windowMs)

  const makeBackup = () => {
    const text = [...random(10)].map((byte) => letters[byte % letters.length]).join('')
    return `${text.slice(0, 5)}-${text.slice(5)}`
  }
  async function waitOf({ colleague }: SignIn): Promise<{ kind: 'too-many'; waitMs: number } | null> {
    const waitMs = await byColleague.take(colleague.id)
    return waitMs > 0 ? { kind: 'too-many', waitMs } : null
  }

  return {
    async read({ colleague }) {
      const found = await codeNeededOf(db, colleague.id)
      return { on: found !== null, backupCodes: found?.backupCodes ?? 0 }
    },

    async begin(signIn, password) {
      const { id, email } = signIn.colleague
      const wait = await waitOf(signIn)
      if (wait) return wait
      if (!(await auth.isOwn(signIn.token, password))) return { kind: 'wrong' }
      const { secret, uri } = makeSecret(random, email)
      if (!(await beginTwoFactor(db, id, sealSecret(key, id, secret)))) return { kind: 'already-on' }
      return { kind: 'begun', secret, uri }
    },

    async confirm(signIn, code) {
      const { id } = signIn.colleague
      const wait = await waitOf(signIn)
      if (wait) return wait
      const begun = await findTwoFactor(db, id)
      if (!begun) return { kind: 'not-begun' }
      if (begun.on) return { kind: 'already-on' }
      const step = stepOf(openSecret(key, begun), code.replace(/\s/g, ''), now())
      if (step === null) return { kind: 'wrong' }
      const codes = Array.from({ length: backupCodes }, makeBackup)
      const answer = await db.transaction().execute<{ kind: 'on' | 'already-on' }>(async (trx) => {
        const one = { colleagueId: id, sealed: begun.sealed, step, hashes: codes.map(hashBackup), now: now() }
        if (!(await confirmTwoFactor(trx, one))) return { kind: 'already-on' }
        await noteAudit(trx, [aboutColleague(`colleague:${id}`, 'two-factor-on', id)])
        return { kind: 'on' }
      })
      if (answer.kind !== 'on') return { kind: 'already-on' }
      await byColleague.forget(id)
      return { kind: 'on', backupCodes: codes }
    },

    async end(signIn, { password, code }) {
      const { id } = signIn.colleague
      const wait = await waitOf(signIn)
      if (wait) return wait
      if (!(await auth.isOwn(signIn.token, password))) return { kind: 'wrong' }
      const found = await codeNeededOf(db, id)
      if (!found) return { kind: 'not-begun' }
      const answer = await db.transaction().execute<{ kind: 'off' | 'wrong' }>(async (trx) => {
        if (!(await takeCode(trx, key, found, { code, now: now() }))) return { kind: 'wrong' }
        await deleteTwoFactor(trx, id)
        await noteAudit(trx, [aboutColleague(`colleague:${id}`, 'two-factor-off', id)])
        return { kind: 'off' }
      })
      if (answer.kind === 'off') await byColleague.forget(id)
      return answer
    },
  }
}
