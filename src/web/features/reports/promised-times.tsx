import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../lib/call.ts'
import { byKind, isMinutes, kinds, mostMinutes, type Promised } from './address.ts'
import { sayCount, sayShare } from './figures.ts'
import { Opens } from './opens.tsx'
import { useRoom } from './room.ts'
import { Section } from './section.tsx'
import { sayIntent } from './times.tsx'
import { useReport } from './use-report.ts'
import { Wide } from './wide.tsx'

type Row = Answer<'GET /api/reports/service'>['rows'][number]
const states = ['kept', 'missed', 'waiting'] as const

/** How many answers went out within the time that was promised. */
export function ServiceTimes() {
  const { t } = useTranslation()
  const { ask, promised } = useRoom()
  const found = useReport('GET /api/reports/service', { ...ask, ...promised })
  return (
    <Section title={t('reports.service')} lead={t('reports.serviceLead')} found={found}>
      {({ rows }) => (
        <>
          <MinutesForm key={Object.values(promised).join()} promised={promised} />
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

/** Other times to count with; what makes no sense stays as it was typed, with what would. */
function MinutesForm({ promised }: { promised: Promised }) {
  const { t } = useTranslation()
  const { change } = useRoom()
  const [typed, setTyped] = useState<Record<keyof Promised, string>>({
    complaint: String(promised.complaint),
    question: String(promised.question),
    chatter: String(promised.chatter),
  })
  const isWrong = (kind: keyof Promised) => !isMinutes(Number(typed[kind]))
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!kinds.some(isWrong)) change(typed)
  }
  return (
    <form className="minutes" onSubmit={submit} noValidate>
      {kinds.map((kind) => (
        <TextInput
          key={kind}
          size="xs"
          inputMode="numeric"
          name={kind}
          label={t('reports.minutes', { intent: t(`reports.intent.${kind}`) })}
          value={typed[kind]}
          error={isWrong(kind) ? t('reports.wrongMinutes', { most: sayCount(mostMinutes) }) : null}
          onChange={(event) => {
            const { value } = event.currentTarget
            setTyped((now) => ({ ...now, [kind]: value.trim() }))
          }}
        />
      ))}
      <Button type="submit" size="xs" variant="default">
        {t('reports.recount')}
      </Button>
    </form>
  )
}
