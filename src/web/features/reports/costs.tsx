import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import { dollars } from '../../lib/time.ts'
import { CostByDay } from './cost-by-day.tsx'
import { sayCount } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { sayVersion } from './shares.tsx'
import { useReport } from './use-report.ts'
import { Wide } from './wide.tsx'

type Report = Answer<'GET /api/reports/costs'>
type DraftCost = Report['drafts'][number]

/** What was read and written by the model, and what it cost. */
export function Costs() {
  const { t } = useTranslation()
  const { ask } = useRoom()
  const found = useReport('GET /api/reports/costs', ask)
  return (
    <Section title={t('reports.costs')} lead={t('reports.costsLead')} wide found={found}>
      {(report) => <CostReport report={report} />}
    </Section>
  )
}

function CostReport({ report: { days, drafts, readingMicros } }: { report: Report }) {
  const { t } = useTranslation()
  const together = drafts.find(({ writer, version }) => writer === null && version === null)
  const rest = drafts.filter((one) => one !== together)
  return (
    <>
      <p className="totals">
        <span className="total">
          <span className="soft small">{t('reports.costOfDrafts')}</span>
          <Opens figure={{ what: 'written' }} count={together?.drafts ?? 0} about={t('reports.costOfDrafts')}>
            {dollars(together?.costMicros ?? 0)}
          </Opens>
        </span>
        <span className="total">
          <span className="soft small">{t('reports.costOfReading')}</span>
          <Opens figure={{ what: 'asked' }} count={readingMicros} about={t('reports.costOfReading')}>
            {dollars(readingMicros)}
          </Opens>
        </span>
      </p>
      {days === null ? <p className="soft small">{t('reports.oneAccount')}</p> : <CostByDay days={days} />}
      {!together || together.drafts === 0 ? (
        <p className="soft">{t('reports.noCosts')}</p>
      ) : (
        <Wide label={t('reports.costs')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.whoWrote')}</th>
                {(['drafts', 'tokensIn', 'tokensOut', 'cost'] as const).map((word) => (
                  <th key={word} scope="col" className="number">
                    {t(`reports.${word}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[together, ...rest].map((one) => (
                <CostRow key={`${one.writer} ${one.version}`} one={one} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </>
  )
}

function CostRow({ one }: { one: DraftCost }) {
  const { t } = useTranslation()
  const { writer, version } = one
  const name = writer
    ? t(`reports.writer.${writer}`)
    : version
      ? sayVersion(version, t)
      : t('reports.together')
  const cells = [
    ['drafts', sayCount(one.drafts)],
    ['tokensIn', sayCount(one.tokensIn)],
    ['tokensOut', sayCount(one.tokensOut)],
    ['cost', dollars(one.costMicros)],
  ] as const
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map(([word, text]) => (
        <td key={word} className="number">
          <Opens
            figure={{ what: 'written', ...(writer ? { writer } : {}), ...(version ? { version } : {}) }}
            count={one.drafts}
            about={`${name}, ${t(`reports.${word}`)}`}
          >
            {text}
          </Opens>
        </td>
      ))}
    </tr>
  )
}
