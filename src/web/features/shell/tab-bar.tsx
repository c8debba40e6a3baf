import { useTranslation } from 'react-i18next'
import { Link, useRoute } from 'wouter'
import { placeOf, searchFor } from '../../lib/places.ts'
import { tabs } from '../../lib/shapes.ts'
import { useCounts } from './counts.ts'

// The server counts no further (contract of GET /api/counts).
const most = 1_000

export function TabBar() {
  const { t } = useTranslation()
  const counts = useCounts()
  const [, here] = useRoute('/desk/:tab/:id?')
  return (
    <nav className="tabs" aria-label={t('desk.queue')}>
      {tabs.map((tab) => {
        const count = counts?.[tab] ?? 0
        return (
          <Link
            key={tab}
            href={`${placeOf(tab)}${searchFor(placeOf(tab))}`}
            className={tab === here?.tab ? 'tab on' : 'tab'}
            aria-current={tab === here?.tab ? 'page' : undefined}
          >
            {t(`desk.${tab}`)} <span className={`count ${tab}`}>{count >= most ? '999+' : count}</span>
          </Link>
        )
      })}
    </nav>
  )
}
