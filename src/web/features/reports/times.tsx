import type { UseQueryResult } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CountedIntent } from '../../../core/report.ts'
import type { Answer } from '../../lib/call.ts'
import { byKind } from './address.ts'
import { sayCount, sayLag } from './figures.ts'
import { Opens } from './opens.tsx'
import { Section } from './section.tsx'
import { Wide } from './wide.tsx'

type Overview = Answer<'GET /api/reports/overview'>
type Flow = Overview['total']

const stations = [
  ['drafted', 'toDraft'],
  ['approved', 'toApproval'],
  ['sent', 'toAnswer'],
] as const

/** How long messages waited for a draft, for approval and for the answer. */
export function Times({ found }: { found: UseQueryResult<Overview> }) {
  const { t } = useTranslation()
  return (
    <Section title={t('reports.times')} lead={t('reports.timesLead')} found={found}>
      {({ total, byIntent }) => (
        <Wide label={t('reports.times')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.intentColumn')}</th>
                {stations.map(([, word]) => (
                  <th key={word} scope="col">
                    {t(`reports.${word}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[total, ...byIntent].sort(byKind).map((flow) => (
                <TimeRow key={flow.intent} flow={flow} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  )
}

function TimeRow({ flow }: { flow: Flow }) {
  const { t } = useTranslation()
  const name = sayIntent(flow.intent, t)
  return (
    <tr>
      <th scope="row">{name}</th>
      {stations.map(([what, word]) => {
        const { count, median, p90 } = flow[what]
        return (
          <td key={what}>
            <Opens
              figure={{ what, ...(flow.intent ? { intent: flow.intent } : {}) }}
              count={count}
              about={`${name}, ${t(`reports.${word}`)}`}
            >
              {median === null ? (
                t('reports.none')
              ) : (
                <>
                  <strong>{sayLag(median)}</strong>{' '}
                  <span className="below">
                    {p90 !== null && t('reports.nineOfTen', { time: sayLag(p90) })}
                    {' · '}
                    {t('reports.cases', { some: sayCount(count) })}
                  </span>
                </>
              )}
            </Opens>
          </td>
        )
      })}
    </tr>
  )
}

export function sayIntent(intent: CountedIntent | null, t: TFunction): string {
  return intent === null ? t('reports.together') : t(`reports.intent.${intent}`)
}
