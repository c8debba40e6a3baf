import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute, useSearch } from 'wouter'
import { placeOf, quickLists, quickOf, quickPlace, useAccountFilter, withFilters } from '../../lib/places.ts'
import { tabs } from '../../lib/shapes.ts'
import { useSideways } from '../../ui/use-sideways.ts'
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
  const row = useSideways(`${here?.tab} ${quick}`)
  const shown = (count = 0) => (count >= most ? '999+' : count)
  return (
    <nav className="tabs" aria-label={t('desk.queue')}>
      {row.before && (
        <MoreTabs label={t('shell.tabsBefore')} onClick={() => row.move(-1)} Icon={IconChevronLeft} />
      )}
      <div className="tab-row" ref={row.ref}>
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
              one === quick
                ? withFilters(placeOf('to-approve'), { pathname, search })
                : quickPlace(one, search)
            }
            className={`tab quick ${one}${one === quick ? ' on' : ''}`}
            aria-current={one === quick ? 'page' : undefined}
            title={t(`queue.${one}Long`)}
          >
            {t(`queue.${one}`)} <span className={`count ${one}`}>{counts?.[one] ?? 0}</span>
          </Link>
        ))}
      </div>
      {row.after && (
        <MoreTabs label={t('shell.tabsAfter')} onClick={() => row.move(1)} Icon={IconChevronRight} />
      )}
    </nav>
  )
}

/** Says that more tabs stand there. Left out of the way of the Tab key, which brings each tab into view by itself. */
function MoreTabs(of: { label: string; onClick(): void; Icon: typeof IconChevronLeft }) {
  return (
    <ActionIcon
      className="more-tabs"
      variant="subtle"
      color="gray"
      tabIndex={-1}
      aria-label={of.label}
      onClick={of.onClick}
    >
      <of.Icon size={18} />
    </ActionIcon>
  )
}
