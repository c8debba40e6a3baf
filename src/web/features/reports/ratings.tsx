import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Answer } from '../../lib/call.ts'
import { placeOf, withFilters } from '../../lib/places.ts'
import { sayAverage, sayCount, sayMoment, sayShare } from './figures.ts'
import { Opens } from './opens.tsx'
import { Points } from './points.tsx'
import { RatingTable } from './rating-table.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { useReport } from './use-report.ts'
import './ratings.css'

type Report = Answer<'GET /api/reports/ratings'>

/** What customers said of how they were helped. @param hidesNone where nobody was asked it is left out. */
export function Ratings({ hidesNone = false }: { hidesNone?: boolean }) {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const found = useReport('GET /api/reports/ratings', ask)
  if (hidesNone && !found.data?.total.asked) return null
  return (
    <Section title={t('ratings.title')} lead={t('ratings.lead')} wide found={found}>
      {(report) =>
        report.total.asked === 0 ? (
          <p className="soft">{t('ratings.nobodyAsked')}</p>
        ) : (
          <div className="ratings">
            <div className="rating-sums">
              <Sums total={report.total} />
              {report.total.rated > 0 && <Scores total={report.total} />}
            </div>
            <div className="rating-side">
              <RatingTable report={report} />
              <Words report={report} />
            </div>
          </div>
        )
      }
    </Section>
  )
}

function Sums({ total }: { total: Report['total'] }) {
  const { t } = useTranslation()
  const { ask } = useRoom()
  if (total.average === null)
    return <p className="soft">{t('ratings.nobodyRated', { asked: sayCount(total.asked) })}</p>
  const query = new URLSearchParams({ of: 'ratings', format: 'csv', bom: '1', from: ask.from, to: ask.to })
  query.set('zone', ask.zone)
  if (ask.account) query.set('account', ask.account)
  return (
    <>
      <p className="rating-average">
        <span className="soft small">{t('ratings.average')}</span>
        <strong>{t('ratings.ofFive', { average: sayAverage(total.average) })}</strong>
      </p>
      <p className="small">
        <Opens figure={{ what: 'rated' }} count={total.rated} about={t('ratings.replied')}>
          {t('ratings.gave', { some: sayCount(total.rated) })}
        </Opens>
        {' · '}
        <Opens figure={{ what: 'asked-to-rate' }} count={total.asked} about={t('ratings.asked')}>
          {t('ratings.ofAsked', { asked: sayCount(total.asked), share: sayShare(total.share ?? 0) })}
        </Opens>
      </p>
      <Button
        component="a"
        href={`/api/reports/export?${query}`}
        download
        variant="default"
        size="compact-sm"
        leftSection={<IconDownload size={15} aria-hidden="true" />}
      >
        {t('ratings.download')}
      </Button>
    </>
  )
}

function Scores({ total }: { total: Report['total'] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...total.scores)
  return (
    <ol className="ranked scores" aria-label={t('ratings.scores')}>
      {(['5', '4', '3', '2', '1'] as const).map((score) => {
        const count = total.scores[Number(score) - 1] ?? 0
        return (
          <li key={score}>
            <span className="ranked-name">{t('ratings.point', { score })}</span>
            <span className="ranked-line" aria-hidden="true">
              {count > 0 && <span style={{ width: `${(100 * count) / most}%` }} />}
            </span>
            <Opens figure={{ what: 'rated', score }} count={count} about={t('ratings.scoreOf', { score })}>
              {sayCount(count)} <span className="soft">({sayShare(count / total.rated)})</span>
            </Opens>
          </li>
        )
      })}
    </ol>
  )
}

/** The newest of them; the customer's text is text. */
function Words({ report: { newest, total } }: { report: Report }) {
  const { t } = useTranslation()
  const { ask, hrefOf } = useRoom()
  return (
    <div>
      <h3>{t('ratings.words')}</h3>
      {newest.length === 0 ? (
        <p className="soft small">{t('ratings.noWords')}</p>
      ) : (
        <ul className="rating-words">
          {newest.map(({ conversationId, at, name, score, words }) => (
            <li key={`${conversationId} ${at}`}>
              <Link href={withFilters(placeOf('all', conversationId), location)}>
                <span className="line">
                  <span>
                    <Points score={score} /> <strong>{name}</strong>
                  </span>
                  <time className="soft small" dateTime={at}>
                    {sayMoment(at, ask.zone)}
                  </time>
                </span>
                <span className="rating-said">{words}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {total.inWords > newest.length && (
        <p className="small">
          {t('ratings.newest', { some: sayCount(newest.length) })}{' '}
          <Link className="figure" href={hrefOf({ what: 'rated-in-words' })}>
            {t('ratings.everyWord', { some: sayCount(total.inWords) })}
          </Link>
        </p>
      )}
    </div>
  )
}
