import { z } from 'zod'

/** What a colleague is at a brand, from the least to the most. */
export const Role = z.enum(['viewer', 'agent', 'approver', 'admin', 'owner'])
export type Role = z.infer<typeof Role>

/**
 * What may be done at a brand. read: see conversations, accounts and documents. answer: all work on a conversation after
 * which nothing of ours goes out by a colleague's word. approve: let a text go out. tune: what the machine says (prompts,
 * policy, knowledge, lessons). connect: accounts and what they may do. people: roles, invitations, the book of who did
 * what. own: overrule a failing case, make and unmake owners.
 */
export const Right = z.enum(['read', 'answer', 'approve', 'tune', 'connect', 'people', 'own'])
export type Right = z.infer<typeof Right>

/** The one table of who may do what. */
export const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['read'],
  agent: ['read', 'answer'],
  approver: ['read', 'answer', 'approve'],
  admin: ['read', 'answer', 'approve', 'tune', 'connect', 'people'],
  owner: ['read', 'answer', 'approve', 'tune', 'connect', 'people', 'own'],
}

/** A role at one brand, or, where `brandId` is null, at every brand that there is and will be. */
export interface Membership {
  brandId: string | null
  role: Role
}

/** The brands that something may be read of: these, or every one. */
export type Brands = 'every' | readonly string[]

const rank = (role: Role) => Role.options.indexOf(role)

/** The highest role that somebody has at a brand; null: at every brand. Null when they have none there. */
export function roleAt(memberships: readonly Membership[], brandId: string | null): Role | null {
  const here = memberships.filter((one) => one.brandId === null || one.brandId === brandId)
  return here.reduce<Role | null>((best, { role }) => (best && rank(best) > rank(role) ? best : role), null)
}

export function may(memberships: readonly Membership[], right: Right, brandId: string | null): boolean {
  const role = roleAt(memberships, brandId)
  return role !== null && rightsOf[role].includes(right)
}

/** All brands where somebody has a right, in a fixed order. */
export function brandsWith(memberships: readonly Membership[], right: Right): Brands {
  if (may(memberships, right, null)) return 'every'
  const ids = memberships.flatMap(({ brandId }) => (brandId === null ? [] : [brandId]))
  return [...new Set(ids)].filter((id) => may(memberships, right, id)).sort()
}

/**
 * Whether somebody may make a colleague of role `from` (null: none yet) one of role `to` (null: none any more) at a brand,
 * or, where it is null, at every brand. Who may not make owners may not touch them either.
 */
export function mayGive(
  memberships: readonly Membership[],
  change: { from: Role | null; to: Role | null },
  brandId: string | null,
): boolean {
  const owners = change.from === 'owner' || change.to === 'owner'
  return may(memberships, 'people', brandId) && (!owners || may(memberships, 'own', brandId))
}
