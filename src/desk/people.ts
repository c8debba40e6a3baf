import type { Weakness } from '../core/password.ts'
import { type Brands, type Membership, may, mayGive, type Role } from '../core/rights.ts'
import { type AuditNote, noteAudit } from '../store/audit.ts'
import { findByEmail, insertColleague, setPassword } from '../store/colleagues.ts'
import type { Db } from '../store/db.ts'
import { deleteLinks, findLinkOwner } from '../store/links.ts'
import {
  deleteMembership,
  hasOwner,
  listMemberships,
  lockMemberships,
  saveMembership,
} from '../store/memberships.ts'
import { deleteSignIns, type SignIn } from '../store/sign-ins.ts'
import { type Employed, findEmployed, isBrand, listStaff, noPassword } from '../store/staff.ts'
import { deleteChatsOf } from '../store/staff-chats.ts'
import type { CountTries } from '../store/tries.ts'
import { deleteTwoFactor } from '../store/two-factor.ts'
import type { Auth } from './auth.ts'
import { hashToken } from './auth-rows.ts'
import { findWeakness, longestPassword, shortestPassword } from './password.ts'
import { aboutColleague } from './staff.ts'

export type { Employed }

const day = 24 * 60 * 60_000
/** How long a link holds, in milliseconds. */
export const linkMs = { invitation: 7 * day, reset: day } as const
const windowMs = 15 * 60_000
const triesPerIp = 30

/** A link to choose a password by; the token is stored nowhere but as its hash. */
export interface Link {
  token: string
  expiresAt: Date
}

export type PeopleRefusal =
  | { kind: 'not-found' }
  /** The caller may not give, take or touch such a role there. */
  | { kind: 'not-yours'; role: Role | null }
  /** Somebody who can sign in must own the brand. */
  | { kind: 'last-owner' }
  /** They have a role there already. */
  | { kind: 'already-here'; id: string; role: Role }

export type AcceptAnswer =
  | { kind: 'accepted'; email: string }
  | { kind: 'no-link' }
  | { kind: 'too-many'; waitMs: number }
  | { kind: 'too-short'; least: number }
  | { kind: 'too-long'; most: number }
  /** The link still holds. */
  | { kind: 'weak'; why: Weakness }

/** `brandId` null: every brand. */
export interface People {
  list(brands: Brands): Promise<Employed[]>
  /** `link` is null for somebody who has a password already: they have the new role at once. */
  invite(
    by: SignIn,
    ask: { email: string; name: string; role: Role; brandId: string | null },
  ): Promise<{ kind: 'invited'; id: string; link: Link | null } | PeopleRefusal>
  /**
   * For whoever lost their password; ends nothing until it is used; with `dropTwoFactor` it also ends
   * the second factor, for whoever lost their telephone as well. Earlier links of theirs are void.
   */
  resetLink(
    by: SignIn,
    id: string,
    ask?: { dropTwoFactor: boolean },
  ): Promise<{ kind: 'link'; link: Link } | PeopleRefusal>
  setRole(
    by: SignIn,
    ask: { id: string; role: Role; brandId: string | null },
  ): Promise<{ kind: 'role' } | PeopleRefusal>
  /** Takes a role away. With the last one the password and every sign-in go too; what they did keeps their name. */
  remove(
    by: SignIn,
    ask: { id: string; brandId: string | null },
  ): Promise<{ kind: 'removed' } | PeopleRefusal>
  /** Chooses a password by a link, once. Every sign-in of theirs ends. */
  accept(ask: { token: string; password: string; ip: string }): Promise<AcceptAnswer>
}

/** Takes back what the transaction did, and answers. */
class Refused extends Error {
  override name = 'Refused'
  readonly answer: PeopleRefusal
  constructor(answer: PeopleRefusal) {
    super(answer.kind)
    this.answer = answer
  }
}

export function makePeople(tools: { db: Db; auth: Auth; countTries: CountTries; now(): Date }): People {
  const { db, auth, countTries, now } = tools
  const byIp = countTries('link from', triesPerIp, windowMs)

  /** One after the other, each by the roles that the caller has at that moment. */
  async function change<T>(
    by: SignIn,
    work: (trx: Db, mine: Membership[]) => Promise<T>,
  ): Promise<T | PeopleRefusal> {
    try {
      return await db.transaction().execute(async (trx) => {
        await lockMemberships(trx)
        return work(trx, await listMemberships(trx, by.colleague.id))
      })
    } catch (error) {
      if (error instanceof Refused) return error.answer
      throw error
    }
  }

  async function makeLink(
    trx: Db,
    by: SignIn,
    { email, invited }: Employed,
    dropsTwoFactor = false,
  ): Promise<Link> {
    const kind = invited ? 'invitation' : 'reset'
    const expiresAt = new Date(now().getTime() + linkMs[kind])
    const madeBy = `colleague:${by.colleague.id}`
    return { token: await auth.makeLink(trx, email, { kind, madeBy, expiresAt, dropsTwoFactor }), expiresAt }
  }

  const noteOf = (by: SignIn, what: string, id: string): AuditNote =>
    aboutColleague(`colleague:${by.colleague.id}`, what, id)

  return {
    list: (brands) => listStaff(db, brands),

    invite: (by, { email, name, role, brandId }) =>
      change(by, async (trx, mine) => {
        if (brandId !== null && !(await isBrand(trx, brandId))) return { kind: 'not-found' }
        if (!mayGive(mine, { from: null, to: role }, brandId)) return { kind: 'not-yours', role }
        const address = email.trim()
        const fresh = { email: address, name, passwordHash: noPassword, mustChange: false }
        const id = (await findByEmail(trx, address))?.id ?? (await insertColleague(trx, fresh)) ?? ''
        const known = await getEmployed(trx, id)
        const held = known.memberships.find((one) => one.brandId === brandId)
        if (held) return { kind: 'already-here', id, role: held.role }
        // Who may not reset somebody's password must not get a link to it by inviting them once more.
        if (known.invited && !mayTouchAll(mine, known)) return { kind: 'not-yours', role: null }
        await saveMembership(trx, { colleagueId: id, brandId, role })
        const link = known.invited ? await makeLink(trx, by, known) : null
        await noteAudit(trx, [{ ...noteOf(by, 'invited', id), brandId, after: { role } }])
        return { kind: 'invited', id, link }
      }),

    resetLink: (by, id, { dropTwoFactor } = { dropTwoFactor: false }) =>
      change(by, async (trx, mine) => {
        const known = await getEmployed(trx, id)
        // Who has a role at other brands alone is not seen in any list either.
        if (!known.memberships.some(({ brandId }) => brandId === null || may(mine, 'people', brandId)))
          return { kind: 'not-found' }
        if (!mayTouchAll(mine, known)) return { kind: 'not-yours', role: null }
        const link = await makeLink(trx, by, known, dropTwoFactor)
        await noteAudit(trx, [{ ...noteOf(by, 'reset-link', id), after: { dropTwoFactor } }])
        return { kind: 'link', link }
      }),

    setRole: (by, { id, role, brandId }) =>
      change(by, async (trx, mine) => {
        const from = await getRole(trx, id, brandId)
        if (!mayGive(mine, { from, to: role }, brandId)) return { kind: 'not-yours', role: from }
        await saveMembership(trx, { colleagueId: id, brandId, role })
        await mustHaveOwner(trx, from, brandId)
        await noteAudit(trx, [
          { ...noteOf(by, 'role', id), brandId, before: { role: from }, after: { role } },
        ])
        return { kind: 'role' }
      }),

    remove: (by, { id, brandId }) =>
      change(by, async (trx, mine) => {
        const from = await getRole(trx, id, brandId)
        if (!mayGive(mine, { from, to: null }, brandId)) return { kind: 'not-yours', role: from }
        await deleteMembership(trx, { colleagueId: id, brandId })
        await mustHaveOwner(trx, from, brandId)
        if ((await listMemberships(trx, id)).length === 0) {
          await deleteLinks(trx, id)
          await setPassword(trx, id, { passwordHash: noPassword, mustChange: false })
          await deleteSignIns(trx, id)
          await deleteTwoFactor(trx, id)
          await deleteChatsOf(trx, id)
        }
        await noteAudit(trx, [{ ...noteOf(by, 'removed', id), brandId, before: { role: from } }])
        return { kind: 'removed' }
      }),

    async accept({ token, password, ip }) {
      const waitMs = await byIp.take(ip)
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      if (password.length > longestPassword) return { kind: 'too-long', most: longestPassword }
      if (password.length < shortestPassword) return { kind: 'too-short', least: shortestPassword }
      const owner = await findLinkOwner(db, hashToken(token), now())
      if (owner === null) return { kind: 'no-link' }
      const why = await findWeakness(db, password, owner)
      if (why) return { kind: 'weak', why }
      const taken = await auth.redeemLink(
        { token, password },
        async (trx, { kind, colleagueId, dropsTwoFactor }) => {
          if (dropsTwoFactor) await deleteTwoFactor(trx, colleagueId)
          await noteAudit(trx, [aboutColleague(`colleague:${colleagueId}`, `${kind}-accepted`, colleagueId)])
        },
      )
      return taken ? { kind: 'accepted', email: owner } : { kind: 'no-link' }
    },
  }
}

/** @throws Refused */
async function getEmployed(trx: Db, id: string): Promise<Employed> {
  const known = /^\d{1,18}$/.test(id) ? await findEmployed(trx, id) : null
  if (!known) throw new Refused({ kind: 'not-found' })
  return known
}

/** @throws Refused */
async function getRole(trx: Db, id: string, brandId: string | null): Promise<Role> {
  const held = (await getEmployed(trx, id)).memberships.find((one) => one.brandId === brandId)
  if (!held) throw new Refused({ kind: 'not-found' })
  return held.role
}

/**
 * A password opens every brand that its owner has a role at, so only who could take all of these roles may touch it. Which role
 * it is that they could not take is not told: it may be one at a brand that they do not see.
 */
function mayTouchAll(mine: readonly Membership[], known: Employed): boolean {
  return known.memberships.every(({ brandId, role }) => mayGive(mine, { from: role, to: null }, brandId))
}

/** @throws Refused */
async function mustHaveOwner(trx: Db, from: Role, brandId: string | null): Promise<void> {
  if (from === 'owner' && !(await hasOwner(trx, brandId))) throw new Refused({ kind: 'last-owner' })
}
