import { IconUser, IconZzz } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import { useMe } from '../../lib/session.ts'
import type { Listed, Tab } from '../../lib/shapes.ts'
import { shortMoment } from '../../lib/time.ts'
import { Ago } from '../../ui/ago.tsx'
import { inLanguage } from '../../words/language.ts'
import { Due } from './due.tsx'

/** One conversation of the list: who, until when, what was said, and what is to be known of it. Its title says why it stands there. */
export const QueueItem = memo(function QueueItem(row: {
  item: Listed
  tab: Tab
  /** The filters of the address, which stay on. */
  search: string
  chosen: boolean
}) {
  const { t } = useTranslation()
  const { item, tab, chosen } = row
  return (
    <Link
      href={`${placeOf(tab, item.id)}${row.search && `?${row.search}`}`}
      className={chosen ? 'item on' : 'item'}
      data-id={item.id}
      aria-current={chosen ? 'true' : undefined}
      title={item.because ? inLanguage(item.because) : undefined}
    >
      <span className="line">
        <strong className="name">{item.person.name || item.person.handle}</strong>
        {item.person.name !== '' && <span className="soft handle">{item.person.handle}</span>}
        {item.dueAt ? (
          <Due dueAt={item.dueAt} overdue={item.overdue} />
        ) : (
          <Ago className="soft" time={item.heardAt} />
        )}
      </span>
      <span className="said">{item.lastText}</span>
      {item.draftText && <span className="drafted">{item.draftText}</span>}
      {isPrepared(item) && <span className="drafted">{t('desk.preparing')}</span>}
      <Chips item={item} />
    </Link>
  )
})

/** The bot is at it: what was drafted before the last message is void, and nothing new is there yet. */
function isPrepared({ draftText, stages }: Listed): boolean {
  return (
    !draftText && stages.some((stage) => stage === 'heard' || stage === 'classified' || stage === 'drafted')
  )
}

function Chips({ item }: { item: Listed }) {
  const { t } = useTranslation()
  const me = useMe()
  const read = item.classification
  // Of several open messages the gravest holds, as it does for when they are due.
  const feeling = item.dueAt ? item.feeling : read?.feeling
  const upset = feeling === 'angry' || feeling === 'vindictive' ? feeling : null
  const intent = item.dueAt ? item.intent : (read?.intent ?? null)
  const urgency = item.dueAt ? item.urgency : read?.urgency
  const hurried = urgency === 'now' || urgency === 'high'
  const { heldBy, assignee, snoozedUntil } = item
  const nameOf = (who: { id: string; name: string }) => (who.id === me.id ? t('queue.me') : who.name)
  return (
    <span className="chips">
      {item.visibility === 'direct' && <span className="chip direct">{t('desk.direct')}</span>}
      {intent && <span className={`chip ${intent}`}>{t(`desk.intent.${intent}`)}</span>}
      {upset && <span className="chip angry">{t(`desk.feeling.${upset}`)}</span>}
      {urgency && urgency !== 'normal' && (
        <span className={hurried ? 'chip angry' : 'chip'}>{t(`desk.urgency.${urgency}`)}</span>
      )}
      {heldBy && <span className="chip held">{t('queue.heldBy', { name: nameOf(heldBy) })}</span>}
      {assignee && assignee.id !== heldBy?.id && (
        <span className="chip assignee">
          <IconUser size={12} role="img" aria-label={t('queue.assignee')} /> {nameOf(assignee)}
        </span>
      )}
      {snoozedUntil && Date.parse(snoozedUntil) > Date.now() && (
        <span className="chip snoozed">
          <IconZzz size={12} aria-hidden="true" /> {t('queue.snoozed', { until: shortMoment(snoozedUntil) })}
        </span>
      )}
    </span>
  )
}
