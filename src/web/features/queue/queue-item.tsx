import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import type { Listed, Tab } from '../../lib/shapes.ts'
import { Ago } from '../../ui/ago.tsx'

export const QueueItem = memo(function QueueItem(row: { item: Listed; tab: Tab; chosen: boolean }) {
  const { item, tab, chosen } = row
  return (
    <Link
      href={`${placeOf(tab, item.id)}${location.search}`}
      className={chosen ? 'item on' : 'item'}
      data-id={item.id}
      aria-current={chosen ? 'true' : undefined}
    >
      <span className="line">
        <strong className="name">{item.person.name || item.person.handle}</strong>
        <span className="soft handle">{item.person.handle}</span>
        <Ago className="soft" time={item.heardAt} />
      </span>
      <span className="said">{item.lastText}</span>
      {item.draftText && <span className="drafted">{item.draftText}</span>}
      <Chips item={item} />
    </Link>
  )
})

function Chips({ item }: { item: Listed }) {
  const { t } = useTranslation()
  const read = item.classification
  const upset = read?.feeling === 'angry' || read?.feeling === 'vindictive' ? read.feeling : null
  const hurried = read?.urgency === 'now' || read?.urgency === 'high' ? read.urgency : null
  return (
    <span className="chips">
      {item.visibility === 'direct' && <span className="chip direct">{t('desk.direct')}</span>}
      {read && <span className={`chip ${read.intent}`}>{t(`desk.intent.${read.intent}`)}</span>}
      {upset && <span className="chip angry">{t(`desk.feeling.${upset}`)}</span>}
      {hurried && <span className="chip angry">{t(`desk.urgency.${hurried}`)}</span>}
      {item.heldBy && <span className="chip held">{item.heldBy.name}</span>}
    </span>
  )
}
