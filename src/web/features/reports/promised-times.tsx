import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import { byKind } from './address.ts'
import { sayCount, sayShare } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { sayIntent } from './times.tsx'
import { useReport } from './use-report.ts'
import { Wide } from './wide.tsx'

type Row = Answer<'GET /api/reports/service'>['rows'][number]
const urgencies = ['now', 'high', 'normal', 'low'] as const
const states = ['kept', 'missed', 'waiting'] as const

/** How many answers went out within the time that was promised. */
export function ServiceTimes() {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const found = useReport('GET /api/reports/service', ask)
  return (
    <Section title={t('reports.service')} lead={t('reports.serviceLead')} found={found}>
      {({ rows, times }) => (
        <>
          <TimesLine times={times} />
          <Wide label={t('reports.service')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('reports.intentColumn')}</th>
                  <th scope="col" className="number">
                    {t('reports.keptShare')}
                  </th>
                  {states.map((state) => (
                    <th key={state} scope="col" className="number">
                      {t(`reports.serviceState.${state}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...rows].sort(byKind).map((row) => (
                  <ServiceRow key={row.intent} row={row} />
                ))}
              </tbody>
            </table>
          </Wide>
        </>
      )}
    </Section>
  )
}

function ServiceRow({ row }: { row: Row }) {
  const { t } = useTranslation()
  const name = sayIntent(row.intent, t)
  const intent = row.intent ? { intent: row.intent } : {}
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <Opens
          figure={{ what: 'promised', ...intent }}
          count={row.kept + row.missed}
          about={`${name}, ${t('reports.what.promised')}`}
        >
          <strong>{row.share === null ? t('reports.none') : sayShare(row.share)}</strong>
        </Opens>
      </td>
      {states.map((state) => (
        <td key={state} className="number">
          <Opens
            figure={{ what: state, ...intent }}
            count={row[state]}
            about={`${name}, ${t(`reports.serviceState.${state}`)}`}
          >
            {sayCount(row[state])}
          </Opens>
        </td>
      ))}
    </tr>
  )
}

/** The policy's own times, so that nobody has to look up what was counted with. */
function TimesLine({ times }: { times: Answer<'GET /api/reports/service'>['times'] }) {
  const { t } = useTranslation()
  const minutes = (count: number) =>
    count % 60 === 0 ? t('queue.hours', { count: count / 60 }) : t('queue.minutes', { count })
  return (
    <ul className="promised-line small" aria-label={t('reports.promisedTimes')}>
      {urgencies.map((urgency) => (
        <li key={urgency}>
          <span className="soft">{t(`desk.urgency.${urgency}`)}</span> {minutes(times[urgency])}
        </li>
      ))}
    </ul>
  )
}
