import { useLocation, useSearchParams } from 'wouter'
import type { Tab } from './shapes.ts'
import { tabs } from './shapes.ts'

/** Where the desk is: its tab, and the conversation that is open. */
export function placeOf(tab: Tab, id?: string | null): string {
  return id ? `/desk/${tab}/${id}` : `/desk/${tab}`
}

export const documentsPlace = '/desk/documents'
export const myPlace = '/desk/me'
export const staffPlace = '/desk/staff'
export const auditPlace = '/desk/audit'
export const reportsPlace = '/desk/reports'
export const policyPlace = '/desk/policy'
export const tuningPlace = '/desk/tuning'
export const accountsPlace = '/desk/accounts'
export const startPlace = '/desk/start'

/** Whether a path is that place or lies within it. */
export function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

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

/** Lists across all tabs: what is the colleague's, and what should have been answered by now. Both by who is due first. */
export const quickLists = ['mine', 'overdue'] as const
export type QuickList = (typeof quickLists)[number]

/** Which of them this place is; null where it is a tab. */
export function quickOf(tab: string | undefined, search: string): QuickList | null {
  if (tab !== 'all') return null
  const words = new URLSearchParams(search)
  return quickLists.find((one) => words.get(one) === 'true') ?? null
}

export function quickPlace(quick: QuickList, search: string, id?: string): string {
  const words = new URLSearchParams(search)
  for (const one of quickLists) words.delete(one)
  words.set(quick, 'true')
  words.set('sort', 'next')
  return `${placeOf('all', id)}?${words}`
}

/** Rooms that have words of their own in the address. */
function isRoom(path: string): boolean {
  return path === reportsPlace || path.startsWith(tuningPlace)
}

/**
 * A place with the filters that are on; a list across all tabs is left behind, and its filter with it. Between the desk and the reports,
 * which have a span and groups of their own, or the tuning room, goes the account alone.
 */
export function withFilters(place: string, from: { pathname: string; search: string }): string {
  const tabIn = (path: string) => path.split('/')[2]
  const words = new URLSearchParams(from.search)
  if (isRoom(place) || isRoom(from.pathname)) {
    const account = words.get('account')
    return account ? `${place}?account=${encodeURIComponent(account)}` : place
  }
  if (tabIn(place) !== tabIn(from.pathname) && quickOf(tabIn(from.pathname), from.search))
    for (const one of [...quickLists, 'sort']) words.delete(one)
  return words.size > 0 ? `${place}?${words}` : place
}

/** Goes to a place and stays with the account and the filters that were chosen, unless it names its own. */
export function useGo(): (place: string, how?: { replace?: boolean }) => void {
  const [, navigate] = useLocation()
  return (place, how) => navigate(place.includes('?') ? place : withFilters(place, location), how)
}

/** The letter after `g`. */
export const goKeys: Readonly<
  Record<Tab | QuickList | 'documents' | 'reports' | 'policy' | 'tuning' | 'accounts', string>
> = {
  'to-approve': 't',
  'with-person': 'p',
  failed: 'f',
  'waiting-for-customer': 'w',
  done: 'e',
  sent: 's',
  all: 'a',
  mine: 'm',
  overdue: 'o',
  documents: 'd',
  reports: 'r',
  policy: 'y',
  tuning: 'u',
  accounts: 'c',
}
