import { cleanText } from '../core/mention.ts'
import type { Weakness } from '../core/password.ts'
import type { Brands } from '../core/rights.ts'
import { type AuditNote, noteAudit } from '../store/audit.ts'
import {
  anyColleague,
  type Colleague,
  findByEmail,
  findById,
  insertColleague,
  listColleagues,
  setName,
  setPassword,
  type WithPassword,
} from '../store/colleagues.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { saveMembership } from '../store/memberships.ts'
import { deleteExpired, deleteSignIns, type SignIn } from '../store/sign-ins.ts'
import type { CountTries } from '../store/tries.ts'
import type { Auth } from './auth.ts'
import { codeNeededOf, takeCode } from './codes.ts'
import { findWeakness, hashPassword, longestPassword, shortestPassword } from './password.ts'

export type { Colleague, SignIn }

const windowMs = 15 * 60_000
// Only a sign-in that is complete is forgotten, so that whoever knows the password guesses no more codes than that.
const triesPerAddress = 10
// An office behind one IP address has many colleagues.
const triesPerIp = 60

export type SignInAnswer =
  | { kind: 'signed-in'; token: string; colleague: Colleague }
  | { kind: 'wrong' }
  /** The password is right; a code is asked for besides. */
  | { kind: 'code-needed' }
  | { kind: 'wrong-code' }
  | { kind: 'too-many'; waitMs: number }

export type PasswordAnswer =
  /** `token` takes the place of the one that they had. */
  | { kind: 'changed'; token: string }
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
  look(token: string): Promise<SignIn | null>
  signOut(token: string): Promise<void>
  /** Ends every sign-in of theirs; where they did it, a new one takes its place. */
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

/** The password was right, and they are not let in yet. */
class NotYet extends Error {
  override name = 'NotYet'
  readonly answer: Extract<SignInAnswer, { kind: 'code-needed' | 'wrong-code' }>
  readonly colleagueId: string
  constructor(answer: NotYet['answer'], colleagueId: string) {
    super(answer.kind)
    this.answer = answer
    this.colleagueId = colleagueId
  }
}

/** @param tools.key what the secrets of second factors are sealed with. */
export function makeStaff(tools: {
  db: Db
  key: Buffer
  auth: Auth
  countTries: CountTries
  now(): Date
}): Staff {
  const { db, key, auth, countTries, now } = tools
  const byAddress = countTries('sign-in at', triesPerAddress, windowMs)
  // A stolen session must not become a place to guess the password at leisure, nor to be given more tries at signing in.
  const byChange = countTries('password of', triesPerAddress, windowMs)
  const byIp = countTries('sign-in from', triesPerIp, windowMs)

  async function waitFor(address: string, ip: string): Promise<number> {
    // Who is refused by where they come from counts for no address: else they could lock out whomever they like from there.
    return (await byIp.take(ip)) || byAddress.take(address)
  }

  /** @throws NotYet */
  async function mustKnowCode(trx: Db, id: string, code: string | null): Promise<void> {
    const second = await codeNeededOf(trx, id)
    if (!second) return
    if (code === null) throw new NotYet({ kind: 'code-needed' }, id)
    if (!(await takeCode(trx, key, second, { code, now: now() })))
      throw new NotYet({ kind: 'wrong-code' }, id)
  }

  return {
    async signIn({ email, password, code = null, ip }) {
      const address = email.trim().toLowerCase()
      const waitMs = await waitFor(address, ip)
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      const seen: { refused?: NotYet; colleague?: Colleague | null } = {}
      const token = await auth
        .signIn(
          { email: address, password },
          {
            before: (trx, id) => mustKnowCode(trx, id, code),
            after: async (trx, id) => {
              await noteAudit(trx, [aboutColleague(`colleague:${id}`, 'sign-in', id)])
              seen.colleague = withoutHash(await findById(trx, id))
            },
          },
        )
        .catch((error: unknown) => {
          if (!(error instanceof NotYet)) throw error
          seen.refused = error
          return null
        })
      if (seen.refused) {
        const { answer, colleagueId } = seen.refused
        if (answer.kind === 'wrong-code')
          await noteAudit(db, [aboutColleague('nobody', 'code-failed', colleagueId)])
        return answer
      }
      if (token === null || !seen.colleague) {
        // What was typed as an address may be a password; only whose address it is, is kept.
        const known = await findByEmail(db, address)
        await noteAudit(db, [aboutColleague('nobody', 'sign-in-failed', known?.id ?? null)])
        return { kind: 'wrong' }
      }
      // They are in; that some rows are left over must not tell them otherwise.
      await Promise.allSettled([byAddress.forget(address), deleteExpired(db, now())])
      return { kind: 'signed-in', token, colleague: seen.colleague }
    },

    find: (token) => auth.find(token, true),
    look: (token) => auth.find(token, false),
    signOut: (token) => auth.signOut(token),

    async changePassword({ colleague, token }, { current, next }) {
      if (next.length > longestPassword || current.length > longestPassword)
        return { kind: 'too-long', most: longestPassword }
      if (next.length < shortestPassword) return { kind: 'too-short', least: shortestPassword }
      const why = await findWeakness(db, next, colleague.email)
      if (why) return { kind: 'weak', why }
      const waitMs = await byChange.take(colleague.id)
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      if (!(await auth.isOwn(token, current))) return { kind: 'wrong' }
      await byChange.forget(colleague.id)
      if (next.normalize('NFC') === current.normalize('NFC')) return { kind: 'same' }
      const renewed = await auth.changePassword(
        token,
        { current, next },
        {
          after: (trx, id) => noteAudit(trx, [aboutColleague(`colleague:${id}`, 'password-changed', id)]),
        },
      )
      return renewed === null ? { kind: 'wrong' } : { kind: 'changed', token: renewed }
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

function withoutHash(known: WithPassword | null): Colleague | null {
  if (!known) return null
  const { passwordHash: _, ...colleague } = known
  return colleague
}

/** Something that is of no brand: what was done to a colleague, or by whoever said to be them. */
export function aboutColleague(who: AuditNote['who'], what: string, id: string | null): AuditNote {
  return { who, what, brandId: null, target: id === null ? null : `colleague:${id}`, colleagueId: id }
}
