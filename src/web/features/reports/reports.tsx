import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf, withFilters } from '../../lib/places.ts'
import { ratings as ratingsEn } from '../../words/en-ratings.ts'
import { reports as en } from '../../words/en-reports.ts'
import { ratings as ratingsKo } from '../../words/ko-ratings.ts'
import { reports as ko } from '../../words/ko-reports.ts'
import { addWords } from '../../words/language.ts'
import { useAddress } from './address.ts'
import { BehindDialog } from './behind.tsx'
import { Controls } from './controls.tsx'
import { Costs } from './costs.tsx'
import { Empty } from './empty.tsx'
import { ExportLine } from './export-line.tsx'
import { sayDays } from './figures.ts'
import { OverTime } from './over-time.tsx'
import { ServiceTimes } from './promised-times.tsx'
import { Ratings } from './ratings.tsx'
import { RoomProvider } from './room.ts'
import { NotCounted } from './section.tsx'
import { Shares } from './shares.tsx'
import { Times } from './times.tsx'
import { useReport } from './use-report.ts'
import { Words } from './words.tsx'
import './reports.css'

// Here and not with the others: who never enters the room need not load its words.
addWords({ ko: { reports: ko, ratings: ratingsKo }, en: { reports: en, ratings: ratingsEn } })

/** What happened with the messages, in numbers; each opens the conversations behind it. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Reports() {
  const { t } = useTranslation()
  const address = useAddress()
  const { ask } = address
  const overview = useReport('GET /api/reports/overview', ask)
  const heard = overview.data?.total.heard
  return (
    <RoomProvider value={address}>
      <main id="main" tabIndex={-1} className="reports">
        <div className="row">
          <h1 className="grow">{t('reports.title')}</h1>
          <Link href={withFilters(placeOf('to-approve'), location)} className="to-desk">
            <span aria-hidden="true">‹ </span>
            {t('helping.toDesk')}
          </Link>
        </div>
        <p className="soft">{t('reports.lead')}</p>
        <Controls />
        <p className="span" role="status">
          <strong>{sayDays(ask.from, ask.to)}</strong>{' '}
          <span className="soft">{overview.isFetching ? t('reports.counting') : ''}</span>
        </p>
        {overview.error ? (
          <section className="report wide-report" aria-label={t('reports.overTime')}>
            <NotCounted error={overview.error} onAgain={() => void overview.refetch()} />
          </section>
        ) : heard === 0 ? (
          <>
            <Empty />
            <Ratings hidesNone />
          </>
        ) : (
          <div className="all-reports">
            <OverTime found={overview} />
            <Times found={overview} />
            <ServiceTimes />
            <Shares />
            <Ratings />
            <Costs />
            <Words />
            <ExportLine />
          </div>
        )}
      </main>
      <BehindDialog />
    </RoomProvider>
  )
}
