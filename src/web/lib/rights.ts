import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Right, Role } from '../../core/rights.ts'
import { call } from './call.ts'
import { useMe } from './session.ts'
import type { Me } from './shapes.ts'

/** Whether somebody has a right at a brand; `null`: at every brand that there is. */
export function mayAt(me: Me, right: Right, brandId: string | null): boolean {
  return me.roles.some(
    (held) => (held.brandId === null || held.brandId === brandId) && held.rights.includes(right),
  )
}

/** Whether there is a brand at which they have it. */
export function maySomewhere(me: Me, right: Right): boolean {
  return me.roles.some(({ rights }) => rights.includes(right))
}

/** Whether who is signed in has a right at a brand, or, where none is named, at one at least. */
export function useMay(right: Right, brandId?: string): boolean {
  const me = useMe()
  return brandId === undefined ? maySomewhere(me, right) : mayAt(me, right, brandId)
}

/** Whether somebody may make a colleague of role `from` (null: none) one of role `to` there. */
export function mayGive(
  me: Me,
  change: { from: Role | null; to: Role | null },
  brandId: string | null,
): boolean {
  const owners = change.from === 'owner' || change.to === 'owner'
  return mayAt(me, 'people', brandId) && (!owners || mayAt(me, 'own', brandId))
}

function useAccounts() {
  return useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
    meta: { quiet: true },
  }).data?.accounts
}

/**
 * What one may do at the brand of an account. Before the accounts are there it says what one may do somewhere; the server
 * looks at each decision anyhow.
 */
export function useMayAt(accountId: string | undefined): (right: Right) => boolean {
  const me = useMe()
  const brandId = useAccounts()?.find(({ id }) => id === accountId)?.brandId
  return (right) => (brandId === undefined ? maySomewhere(me, right) : mayAt(me, right, brandId))
}

/** The brands that one may read of, with or without accounts. */
export function useBrandList(enabled = true) {
  return useQuery({
    queryKey: ['brands'],
    queryFn: ({ signal }) => call('GET /api/brands', {}, signal),
    staleTime: 60_000,
    enabled,
    meta: { quiet: true },
  })
}

export interface Brands {
  /** By id. */
  known: ReadonlyMap<string, string>
  /** What a brand is called; `null`: every one. */
  nameOf(id: string | null): string
}

export function useBrands(): Brands {
  const { t } = useTranslation()
  const known = new Map((useBrandList().data?.brands ?? []).map(({ id, name }) => [id, name]))
  return {
    known,
    nameOf: (id) => (id === null ? t('people.everyBrand') : (known.get(id) ?? t('people.brand', { id }))),
  }
}

/** “역할은 상담원이에요”: what somebody is, for a sentence that says why they may not do something. */
export function useMyRoles(): string {
  const { t } = useTranslation()
  const me = useMe()
  return [...new Set(me.roles.map(({ role }) => t(`people.roles.${role}`)))].join(', ')
}
