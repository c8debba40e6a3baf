import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { byKind, type Group, groups } from './address.ts'
import { Fates, type ShareRow } from './fates.tsx'
import { sayCount } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { sayIntent } from './times.tsx'
import { useReport } from './use-report.ts'
import { Wide } from './wide.tsx'

/** What became of drafts, by what they were about, by what wrote them or by who decided. */
export function Shares() {
  const { t } = useTranslation()
  const { ask, group, change } = useRoom()
  const found = useReport('GET /api/reports/shares', ask)
  return (
    <Section title={t('reports.shares')} lead={t('reports.sharesLead')} wide found={found}>
      {({ rows }) => (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as these buttons are. */}
          <div className="spans" role="group" aria-label={t('reports.by')}>
            {groups.map((one) => (
              <Button
                key={one}
                size="compact-sm"
                variant={one === group ? 'light' : 'default'}
                aria-pressed={one === group}
                onClick={() => change({ by: one })}
              >
                {t(`reports.bys.${one}`)}
              </Button>
            ))}
          </div>
          <ShareTable rows={rows} group={group} />
        </>
      )}
    </Section>
  )
}

function ShareTable({ rows, group }: { rows: ShareRow[]; group: Group }) {
  const { t } = useTranslation()
  const together = rows.find((row) => groups.every((one) => row[one] === null))
  const found = rows.filter((row) => row[group] !== null)
  const shown = group === 'intent' ? found.sort(byKind) : found
  if (!together || sumOf(together) === 0) return <p className="soft">{t('reports.nothingDecided')}</p>
  return (
    <Wide label={t('reports.shares')}>
      <table className="shares">
        <thead>
          <tr>
            <th scope="col">{t(`reports.bys.${group}`)}</th>
            <Fates.Heads />
            <th scope="col" className="number">
              {t('reports.decided')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[together, ...shown].map((row) => {
            const name = sayRow(row, group, t)
            const sum = sumOf(row)
            return (
              <tr key={row[group] ?? ''}>
                <th scope="row">
                  {name}
                  <Fates.Bar row={row} sum={sum} />
                </th>
                <Fates.Cells row={row} sum={sum} name={name} />
                <td className="number">
                  <Opens
                    figure={{ what: 'decided', ...Fates.groupsOf(row) }}
                    count={sum}
                    about={`${name}, ${t('reports.decided')}`}
                  >
                    {sayCount(sum)}
                  </Opens>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}

function sumOf({ shares }: ShareRow): number {
  return Object.values(shares).reduce((sum, one) => sum + one, 0)
}

function sayRow(row: ShareRow, group: Group, t: TFunction): string {
  if (group === 'intent' || row[group] === null) return sayIntent(row.intent, t)
  return group === 'version' ? sayVersion(row.version, t) : sayColleague(row, t)
}

export function sayVersion(version: string | null, t: TFunction): string {
  return version === 'by-hand' ? t('reports.byHandVersion') : (version ?? '')
}

function sayColleague({ colleague, name }: Pick<ShareRow, 'colleague' | 'name'>, t: TFunction): string {
  return colleague === 'dajeong' ? t('reports.byItself') : name || (colleague ?? '')
}
