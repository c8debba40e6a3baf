import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute, useSearch } from 'wouter'
import { placeOf, quickLists, quickOf, quickPlace, useAccountFilter, withFilters } from '../../lib/places.ts'
import { tabs } from '../../lib/shapes.ts'
import { useCounts } from './counts.ts'

// The server counts no further (contract of GET /api/counts).
const most = 1_000

/** The heaps of work, and beside them what is mine and what is overdue, whatever heap it lies on. */
export function TabBar() {
  const { t } = useTranslation()
  const [account] = useAccountFilter()
  const counts = useCounts(account)
  const [pathname] = useLocation()
  const search = useSearch()
  const [, here] = useRoute('/desk/:tab/:id?')
  const quick = quickOf(here?.tab, search)
  const shown = (count = 0) => (count >= most ? '999+' : count)
  return (
    <nav className="tabs" aria-label={t('desk.queue')}>
      {tabs.map((tab) => {
        const on = tab === here?.tab && !quick
        return (
          <Link
            key={tab}
            href={withFilters(placeOf(tab), { pathname, search })}
            className={on ? 'tab on' : 'tab'}
            aria-current={on ? 'page' : undefined}
          >
            {t(`desk.${tab}`)} <span className={`count ${tab}`}>{shown(counts?.[tab])}</span>
          </Link>
        )
      })}
      {quickLists.map((one) => (
        <Link
          key={one}
          href={
            one === quick ? withFilters(placeOf('to-approve'), { pathname, search }) : quickPlace(one, search)
          }
          className={`tab quick ${one}${one === quick ? ' on' : ''}`}
          aria-current={one === quick ? 'page' : undefined}
          title={t(`queue.${one}Long`)}
        >
          {t(`queue.${one}`)} <span className={`count ${one}`}>{counts?.[one] ?? 0}</span>
        </Link>
      ))}
    </nav>
  )
}
