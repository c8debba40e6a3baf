import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Answer } from '../../lib/call.ts'
import { dollars } from '../../lib/time.ts'
import { Bars } from './bars.tsx'
import { sayCount, sayDay } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Wide } from './wide.tsx'

type Day = NonNullable<Answer<'GET /api/reports/costs'>['days']>[number]

/** What all that the model did cost on each day; what it read and wrote for is behind it. */
export function CostByDay({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation()
  const { hrefOf } = useRoom()
  const [, navigate] = useLocation()
  if (days.length === 0) return null
  return (
    <>
      <h3>{t('reports.costByDay')}</h3>
      <Bars
        rows={days.map(({ day, costMicros }) => ({ at: day, cost: costMicros }))}
        series={[{ key: 'cost', name: t('reports.cost'), colour: 'var(--complaint)' }]}
        sayAt={sayDay}
        sayMark={sayDay}
        sayValue={dollars}
        onOpen={(day) => navigate(hrefOf({ what: 'spent', day }))}
      />
      <details>
        <summary>{t('reports.asTable')}</summary>
        <Wide label={t('reports.costByDay')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.when')}</th>
                {(['tokensIn', 'tokensOut', 'cost'] as const).map((word) => (
                  <th key={word} scope="col" className="number">
                    {t(`reports.${word}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((one) => (
                <tr key={one.day}>
                  <th scope="row">{sayDay(one.day)}</th>
                  <td className="number">{sayCount(one.tokensIn)}</td>
                  <td className="number">{sayCount(one.tokensOut)}</td>
                  <td className="number">
                    <Opens
                      figure={{ what: 'spent', day: one.day }}
                      count={one.costMicros}
                      about={`${sayDay(one.day)}, ${t('reports.cost')}`}
                    >
                      {dollars(one.costMicros)}
                    </Opens>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </>
  )
}
