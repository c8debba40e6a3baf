import { useLocation, useSearchParams } from 'wouter'
import type { Tab } from './shapes.ts'
import { tabs } from './shapes.ts'

/** Where the desk is: its tab, and the conversation that is open. */
export function placeOf(tab: Tab, id?: string | null): string {
  return id ? `/desk/${tab}/${id}` : `/desk/${tab}`
}

export const documentsPlace = '/desk/documents'
export const reportsPlace = '/desk/reports'

export function isTab(word: string | undefined): word is Tab {
  return tabs.some((tab) => tab === word)
}

/** Only conversations of one account, or of all. Kept in the address, so that a link leads to the same list. */
export function useAccountFilter(): [account: string | null, choose: (account: string | null) => void] {
  const [search, setSearch] = useSearchParams()
  const account = search.get('account')
  return [
    account && /^\d{1,18}$/.test(account) ? account : null,
    (chosen) => setSearch((now) => withAccount(now, chosen), { replace: true }),
  ]
}

function withAccount(now: URLSearchParams, account: string | null): URLSearchParams {
  const next = new URLSearchParams(now)
  if (account) next.set('account', account)
  else next.delete('account')
  return next
}

/**
 * What of the address holds in another place: the account everywhere, the rest only within the desk. The reports have a span
 * and groups of their own.
 */
export function searchFor(place: string): string {
  if (place !== reportsPlace && location.pathname !== reportsPlace) return location.search
  const account = new URLSearchParams(location.search).get('account')
  return account ? `?account=${encodeURIComponent(account)}` : ''
}

/** Goes to a place and stays with the account that was chosen. */
export function useGo(): (place: string, how?: { replace?: boolean }) => void {
  const [, navigate] = useLocation()
  return (place, how) => navigate(`${place}${searchFor(place)}`, how)
}
