import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import type { Figure } from './address.ts'
import { sayAverage, sayCount, sayShare, sayStep } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Wide } from './wide.tsx'

type Report = Answer<'GET /api/reports/ratings'>
interface Row extends Omit<Report['total'], 'scores' | 'inWords'> {
  key: string
  name: string
  /** What is behind it; null where there is no list of it. */
  group: Figure | null
}

const groups = ['answerer', 'account'] as const

/** The same figures by who answered, by account and by day. */
export function RatingTable({ report }: { report: Report }) {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const [by, setBy] = useState<(typeof groups)[number]>('answerer')
  const rows: Record<(typeof groups)[number], Row[]> = {
    answerer: report.byAnswerer.map((one) => {
      const name = t(`ratings.answerer.${one.answerer}`)
      return { ...one, key: one.answerer, name, group: { answerer: one.answerer } }
    }),
    account: report.byAccount.map((one) => ({ ...one, key: one.accountId, group: null })),
  }
  const inSteps = new Map(report.byStep.map((one) => [one.at, one]))
  const steps = report.steps.flatMap((at) => {
    const one = inSteps.get(at)
    return one ? [{ ...one, key: at, name: sayStep(at, ask.step, ask.zone), group: { at } }] : []
  })
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as these buttons are. */}
      <div className="spans" role="group" aria-label={t('ratings.by')}>
        {groups.map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant={one === by ? 'light' : 'default'}
            aria-pressed={one === by}
            onClick={() => setBy(one)}
          >
            {t(`ratings.bys.${one}`)}
          </Button>
        ))}
      </div>
      <Table label={t('ratings.title')} head={t(`ratings.bys.${by}`)} rows={rows[by]} />
      <details>
        <summary>{t('ratings.overTime')}</summary>
        <Table label={t('ratings.overTime')} head={t('reports.when')} rows={steps} />
      </details>
    </div>
  )
}

function Table({ label, head, rows }: { label: string; head: string; rows: readonly Row[] }) {
  const { t } = useTranslation()
  return (
    <Wide label={label}>
      <table className="rating-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {(['average', 'replied', 'asked', 'share'] as const).map((word) => (
              <th key={word} scope="col" className="number">
                {t(`ratings.${word}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, group, average, rated, asked, share }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="number">{average === null ? t('ratings.notYet') : sayAverage(average)}</td>
              <td className="number">
                <Count figure={group && { what: 'rated', ...group }} count={rated}>
                  {`${name}, ${t('ratings.replied')}`}
                </Count>
              </td>
              <td className="number">
                <Count figure={group && { what: 'asked-to-rate', ...group }} count={asked}>
                  {`${name}, ${t('ratings.asked')}`}
                </Count>
              </td>
              <td className="number">{share === null ? t('ratings.notYet') : sayShare(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Count({ figure, count, children }: { figure: Figure | null; count: number; children: string }) {
  if (!figure) return sayCount(count)
  return (
    <Opens figure={figure} count={count} about={children}>
      {sayCount(count)}
    </Opens>
  )
}
