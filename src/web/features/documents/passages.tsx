import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { sayHolds } from '../../ui/passage.tsx'
import { documentPlace } from './place.ts'
import type { Version } from './shapes.ts'

/** The passages of a version in their order, as they are searched. */
export function Passages({ version, liveId }: { version: Version; liveId: string | null }) {
  const { t } = useTranslation()
  const { id, live, number } = version
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['documents', 'passages', id],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/knowledge/documents/{id}/versions/{version}',
        { params: { id, version: id }, query: { from: pageParam } },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    meta: { quiet: true },
  })
  const passages = data?.pages.flatMap((page) => page.passages)
  return (
    <section aria-label={t('documents.views.passages')} className="document-passages">
      {live && <p className="soft small">{t('documents.passagesLead')}</p>}
      {!live && liveId !== null && (
        <p className="notice" id="old-passages">
          {t('documents.oldPassages', { number })}{' '}
          <Link href={documentPlace(liveId)}>{t('documents.toLive')}</Link>
        </p>
      )}
      {error && <p className="trouble">{explain(error)}</p>}
      {!passages && !error && <p className="soft">{t('desk.loading')}</p>}
      <ol>
        {passages?.map((one, at) => (
          <li key={one.id} className={`document-passage ${one.validity}`}>
            <p className="row">
              <span className="soft small number">{at + 1}</span>
              <strong>{one.heading || t('documents.passage', { at: at + 1 })}</strong>
              <span className="soft small">
                {t('documents.passageLine', { version: one.version, holds: sayHolds(one) })}
              </span>
              {one.validity !== 'valid' && (
                <span className="chip angry">{t(`helping.validity.${one.validity}`)}</span>
              )}
            </p>
            <p className="lines">{one.text}</p>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('documents.showMore')}
          </Button>
        </div>
      )}
    </section>
  )
}
