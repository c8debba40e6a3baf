import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Answer, call } from '../../lib/call.ts'
import { placeOf, withFilters } from '../../lib/places.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Figure } from './address.ts'
import { sayCount, sayMoment } from './figures.ts'
import { Points } from './points.tsx'
import { useRoom } from './room.ts'
import { useSayFigure } from './say-figure.ts'
import { NotCounted } from './section.tsx'

type Entry = Answer<'GET /api/reports/conversations'>['items'][number]
const pageOf = 20

/** The conversations behind the number that the address names. */
export function BehindDialog() {
  const { figure, closeFigure } = useRoom()
  const say = useSayFigure()
  return (
    <Dialog opened={figure !== null} onClose={closeFigure} title={figure ? say(figure) : ''} size="lg">
      {figure && <Behind figure={figure} />}
    </Dialog>
  )
}

function Behind({ figure }: { figure: Figure }) {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const query = { ...ask, ...figure, most: pageOf }
  const found = useInfiniteQuery({
    queryKey: ['reports', 'behind', query],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/reports/conversations',
        { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { quiet: true },
  })
  const entries = found.data?.pages.flatMap(({ items }) => items) ?? []
  if (found.error && !found.data)
    return <NotCounted error={found.error} onAgain={() => void found.refetch()} />
  if (!found.data) return <p className="soft">{t('reports.counting')}</p>
  if (entries.length === 0) return <p className="soft">{t('reports.nothingBehind')}</p>
  return (
    <>
      <p className="soft small">{t('reports.oneEach')}</p>
      <ul className="behind">
        {entries.map((entry) => (
          <BehindLine key={entry.mentionId ?? entry.draftId} entry={entry} />
        ))}
      </ul>
      {found.error && <NotCounted error={found.error} onAgain={() => void found.fetchNextPage()} />}
      <div className="row">
        <p className="soft small grow" role="status">
          {t(found.hasNextPage ? 'reports.listed' : 'reports.listedAll', { some: sayCount(entries.length) })}
        </p>
        {found.hasNextPage && (
          <Button
            variant="default"
            size="compact-md"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('reports.more')}
          </Button>
        )}
      </div>
    </>
  )
}

function BehindLine({ entry }: { entry: Entry }) {
  const { ask } = useRoom()
  return (
    <li>
      <Link href={withFilters(placeOf('all', entry.conversationId), location)}>
        <span className="line">
          <strong>{entry.name}</strong>
          <time className="soft small" dateTime={entry.at}>
            {sayMoment(entry.at, ask.zone)}
          </time>
        </span>
        <Said entry={entry} />
      </Link>
    </li>
  )
}

function Said({ entry: { text, score } }: { entry: Entry }) {
  const { t } = useTranslation()
  if (score === undefined)
    return <span className={text === null ? 'said soft' : 'said'}>{text ?? t('reports.deleted')}</span>
  const none = score === null ? t('ratings.notAnswered') : t('ratings.onlyScore')
  return (
    <span className="line rated-line">
      {score !== null && <Points score={score} />}
      <span className={text === null ? 'said soft grow' : 'said grow'}>{text ?? none}</span>
    </span>
  )
}
