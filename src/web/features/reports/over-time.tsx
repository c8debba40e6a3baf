import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CountedIntent } from '../../../core/report.ts'
import type { Answer } from '../../lib/call.ts'
import { Bars } from './bars.tsx'
import { sayCount, sayMark, sayStep } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { Wide } from './wide.tsx'

type Overview = Answer<'GET /api/reports/overview'>

const colours: Record<CountedIntent, string> = {
  complaint: 'var(--complaint)',
  question: 'var(--question)',
  chatter: 'var(--chatter)',
  unread: 'var(--unread)',
}
const order = ['complaint', 'question', 'chatter', 'unread'] as const

/** How much was said, by what it was about, as bars and as a table. */
export function OverTime({ found }: { found: UseQueryResult<Overview> }) {
  const { t } = useTranslation()
  return (
    <Section title={t('reports.overTime')} wide found={found}>
      {(overview) => <MessageBars overview={overview} />}
    </Section>
  )
}

function MessageBars({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const { ask, hrefOf } = useRoom()
  const [, navigate] = useLocation()
  const heardAt = new Map(overview.rows.map((row) => [`${row.at} ${row.intent}`, row.heard]))
  const intents = order.filter((intent) => overview.byIntent.some((row) => row.intent === intent))
  const rows = overview.steps.map((at) => ({
    at,
    ...Object.fromEntries(intents.map((intent) => [intent, heardAt.get(`${at} ${intent}`) ?? 0])),
  }))
  const sayAt = (at: string) => sayStep(at, ask.step, ask.zone)
  const said = (intent: CountedIntent | null) => t(`reports.intent.${intent ?? 'unread'}`)
  return (
    <>
      <p className="totals">
        <Total intent={null} name={t('reports.together')} heard={overview.total.heard} />
        {intents.map((intent) => (
          <Total
            key={intent}
            intent={intent}
            name={said(intent)}
            heard={overview.byIntent.find((row) => row.intent === intent)?.heard ?? 0}
          />
        ))}
      </p>
      <Bars
        rows={rows}
        series={intents.map((intent) => ({ key: intent, name: said(intent), colour: colours[intent] }))}
        sayAt={sayAt}
        sayMark={(at) => sayMark(at, ask.step, ask.zone)}
        sayValue={sayCount}
        whole
        onOpen={(at, intent) => navigate(hrefOf({ what: 'heard', at, intent: intent as CountedIntent }))}
      />
      <details>
        <summary>{t('reports.asTable')}</summary>
        <Wide label={t('reports.overTime')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.when')}</th>
                {intents.map((intent) => (
                  <th key={intent} scope="col" className="number">
                    {said(intent)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {overview.steps.map((at) => (
                <tr key={at}>
                  <th scope="row">{sayAt(at)}</th>
                  {intents.map((intent) => {
                    const heard = heardAt.get(`${at} ${intent}`) ?? 0
                    return (
                      <td key={intent} className="number">
                        <Opens
                          figure={{ what: 'heard', at, intent }}
                          count={heard}
                          about={`${sayAt(at)}, ${said(intent)}`}
                        >
                          {sayCount(heard)}
                        </Opens>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </>
  )
}

function Total({ intent, name, heard }: { intent: CountedIntent | null; name: string; heard: number }) {
  return (
    <span className="total">
      <span className="soft small">
        {intent && <span className={`dot ${intent}`} />}
        {name}
      </span>
      <Opens figure={{ what: 'heard', ...(intent ? { intent } : {}) }} count={heard} about={name}>
        {sayCount(heard)}
      </Opens>
    </span>
  )
}
