import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { maySomewhere } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { audit as en } from '../../words/en-audit.ts'
import { audit as ko } from '../../words/ko-audit.ts'
import { addWords } from '../../words/language.ts'
import { AuditEntry } from './audit-entry.tsx'
import { AuditFilters, toQuery, useAuditFilter } from './audit-filter.tsx'
import { useColleagueNames } from './names.ts'
import { Room } from './room.tsx'

// Here and not with the others: who never enters the room need not load its words.
addWords({ ko: { audit: ko }, en: { audit: en } })

/** What was done to the house itself: who, what, before, after, from where. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Audit() {
  const { t } = useTranslation()
  const may = maySomewhere(useMe(), 'people')
  const [filter, choose] = useAuditFilter()
  const names = useColleagueNames()
  const query = toQuery(filter)
  const list = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/audit', { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: may,
  })
  if (!may)
    return (
      <Room title={t('people.audit')}>
        <p className="notice">{t('people.mayNotPeople')}</p>
      </Room>
    )
  const entries = list.data?.pages.flatMap((page) => page.entries)
  return (
    <Room title={t('people.audit')} lead={t('people.auditLead')}>
      <AuditFilters filter={filter} onChoose={choose} names={names} />
      <section className="panel" aria-label={t('people.audit')} aria-live="polite" aria-busy={!entries}>
        {!entries && <p className="soft">{t('desk.loading')}</p>}
        {entries?.length === 0 && <p className="soft">{t('people.noEntries')}</p>}
        <ol id="entries" className="listed">
          {entries?.map((entry) => (
            <AuditEntry key={entry.id} entry={entry} names={names} />
          ))}
        </ol>
        <LoadMore id="load-more" list={list} />
      </section>
    </Room>
  )
}
