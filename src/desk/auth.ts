import { createHmac } from 'node:crypto'
import { isAPIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { bearer } from 'better-auth/plugins/bearer'
import type { Db } from '../store/db.ts'
import type { TakenLink } from '../store/links.ts'
import { deleteSignIn, type SignIn } from '../store/sign-ins.ts'
import { type Act, actNow, during, hashToken, makeAuthRows, Outdated, toAddress } from './auth-rows.ts'
import { hashPassword, isPassword, longestPassword, shortestPassword } from './password.ts'

/** How long a sign-in lasts after it was last used, in milliseconds. */
export const signInMs = 12 * 60 * 60_000
// Writing a later end on every click would make each read a write; once in ten minutes is as good.
const extendEveryMs = 10 * 60_000

/** What belongs to a sign-in and is written with it, or neither is. */
export type Alongside = Pick<Act, 'before' | 'after'>

/**
 * Passwords, sign-ins and links to choose a password by: better-auth on our own tables. Its HTTP endpoints are not served;
 * whoever stands behind a door of ours calls these.
 */
export interface Auth {
  /** @returns the token of the new sign-in; null when the address or the password is wrong. */
  signIn(ask: { email: string; password: string }, more: Alongside): Promise<string | null>
  /** Lets in somebody whom a provider has vouched for. @param trx the transaction that found out who they are. @returns the token; null when they have another password, or none, by now. */
  admit(trx: Db, one: { colleagueId: string; passwordHash: string }): Promise<string | null>
  /** Who holds this token. @param keepAlive makes the sign-in last from now on. */
  find(token: string, keepAlive: boolean): Promise<SignIn | null>
  signOut(token: string): Promise<void>
  isOwn(token: string, password: string): Promise<boolean>
  /** Ends every sign-in of theirs. @returns the token of a new one in place of `token`; null when the current password is wrong. */
  changePassword(
    token: string,
    ask: { current: string; next: string },
    more: Alongside,
  ): Promise<string | null>
  /** Makes a link by which a colleague may choose a password once; earlier ones are void. @returns its token. */
  makeLink(trx: Db, email: string, link: NonNullable<Act['link']>): Promise<string>
  /** Uses a link up and ends every sign-in of theirs. @returns what it was for; null when it holds no more. */
  redeemLink(
    ask: { token: string; password: string },
    after: (trx: Db, taken: TakenLink) => Promise<void>,
  ): Promise<TakenLink | null>
}

/** @param key what this installation's secrets are sealed with. */
export function makeAuth({ db, key }: { db: Db; key: Buffer }): Auth {
  const secret = createHmac('sha256', key).update('dajeong signing in').digest('base64url')
  const library = betterAuth({
    // Nothing is served there; it wants to know an address all the same.
    baseURL: 'http://localhost',
    // As a list, because the library prefers a list, and would take one that stands in the environment.
    secrets: [{ version: 1, value: secret }],
    database: () => makeAuthRows(db),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: compare },
      sendResetPassword: async ({ token }) => {
        actNow().made = token
      },
    },
    session: { expiresIn: signInMs / 1_000 },
    // Whose try it is, and how many there may be, is counted at our own doors.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What breaks is thrown, and is told there without an address in it.
    logger: { disabled: true },
    plugins: [bearer()],
  })

  return {
    async signIn({ email, password }, more) {
      const body = { email: toAddress(email), password }
      const answer = await during({ ...more }, () => library.api.signInEmail({ body })).catch(nullIfRefused)
      return answer?.token ?? null
    },

    async admit(trx, { colleagueId, passwordHash }) {
      const { internalAdapter } = await library.$context
      const act: Act = { trx, verified: passwordHash }
      const made = await during(act, () => internalAdapter.createSession(colleagueId)).catch(nullIfRefused)
      return made?.token ?? null
    },

    async find(token, keepAlive) {
      // Each call of the desk begins with this. Its endpoint would sign the token and compare the signature first, which takes
      // three times as long as to look for the row.
      const { internalAdapter } = await library.$context
      const act: Act = {}
      const known = await during(act, () => internalAdapter.findSession(token))
      if (!known || !act.found) return null
      const fresh = new Date(Date.now() + signInMs)
      if (!keepAlive || fresh.getTime() - act.found.expiresAt.getTime() < extendEveryMs)
        return { ...act.found, token }
      const longer = { expiresAt: fresh, updatedAt: new Date() }
      await during(act, () => internalAdapter.updateSession(token, longer))
      return { ...act.found, token }
    },

    // The library's own says that it is done also where the database did not hear of it.
    signOut: (token) => deleteSignIn(db, hashToken(token)),

    async isOwn(token, password) {
      const act: Act = {}
      const ask = { headers: bearing(token), body: { password } }
      return (await during(act, () => library.api.verifyPassword(ask)).catch(nullIfWrong(act))) !== null
    },

    async changePassword(token, { current, next }, more) {
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
      const ask = { headers: bearing(token), body }
      const act: Act = { ...more }
      const answer = await during(act, () => library.api.changePassword(ask)).catch(nullIfWrong(act))
      return answer?.token ?? null
    },

    async makeLink(trx, email, link) {
      const act: Act = { trx, link }
      await during(act, () => library.api.requestPasswordReset({ body: { email: toAddress(email) } }))
      if (!act.made) throw new Error('no link was made: nobody has this address')
      return act.made
    },

    async redeemLink({ token, password }, after) {
      const act: Act = {
        after: async (trx) => {
          if (act.taken) await after(trx, act.taken)
        },
      }
      const body = { token, newPassword: password }
      const answer = await during(act, () => library.api.resetPassword({ body })).catch(nullIfRefused)
      return answer ? (act.taken ?? null) : null
    },
  }
}

/** Remembers which stored password it was, for the moment in which somebody is let in by it. */
async function compare({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const isRight = await isPassword(password, hash)
  if (isRight) actNow().verified = hash
  return isRight
}

function bearing(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` })
}

/** Whose token it was must have been found: the library takes a database that is not there for a sign-in that is not. */
function nullIfWrong(act: Act): (error: unknown) => null {
  return (error) => {
    if (act.found === undefined) throw error
    return nullIfRefused(error)
  }
}

/** What the library refuses is an answer; what broke is not. */
function nullIfRefused(error: unknown): null {
  if (error instanceof Outdated || (isAPIError(error) && error.statusCode < 500)) return null
  throw error
}
