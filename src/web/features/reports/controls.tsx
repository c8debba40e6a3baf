import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spanFault } from '../../../core/report-days.ts'
import { call } from '../../lib/call.ts'
import { seoul, spans, steps } from './address.ts'
import { useRoom } from './room.ts'

/** Which days, by what, of whom, and whose days they are. */
export function Controls() {
  const { t } = useTranslation()
  const { ask, days, change } = useRoom()
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
    meta: { quiet: true },
  })
  const accounts = (data?.accounts ?? []).map((one) => ({ value: one.id, label: one.name || one.handle }))
  return (
    <div className="controls">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as these buttons are. */}
      <div className="spans" role="group" aria-label={t('reports.span')}>
        {spans.map((span) => (
          <Button
            key={span}
            size="compact-md"
            variant={days === span ? 'filled' : 'default'}
            aria-pressed={days === span}
            onClick={() => change({ span: String(span), from: null, to: null })}
          >
            {t('reports.days', { days: span })}
          </Button>
        ))}
        <Button
          size="compact-md"
          variant={days === null ? 'filled' : 'default'}
          aria-pressed={days === null}
          onClick={() => change({ span: null, from: ask.from, to: ask.to })}
        >
          {t('reports.ownDays')}
        </Button>
      </div>
      {days === null && <OwnDays key={`${ask.from} ${ask.to}`} />}
      <NativeSelect
        size="xs"
        label={t('reports.step')}
        value={ask.step}
        onChange={(event) => change({ step: event.currentTarget.value })}
        data={steps.map((step) => ({ value: step, label: t(`reports.steps.${step}`) }))}
      />
      <NativeSelect
        size="xs"
        label={t('reports.account')}
        value={ask.account ?? ''}
        onChange={(event) => change({ account: event.currentTarget.value })}
        data={[{ value: '', label: t('desk.allAccounts') }, ...accounts]}
      />
      <ZoneSelect />
    </div>
  )
}

/** Days are taken when both make sense; until then they stay as they are typed, with what is wrong. */
function OwnDays() {
  const { t } = useTranslation()
  const { ask, change } = useRoom()
  const [from, setFrom] = useState(ask.from)
  const [to, setTo] = useState(ask.to)
  const isWhole = from !== '' && to !== ''
  const fault = isWhole ? spanFault({ from, to, step: ask.step }) : null
  const isNew = from !== ask.from || to !== ask.to
  useEffect(() => {
    if (!isWhole || fault || !isNew) return
    // A year is typed digit by digit, and each makes a day of its own.
    const later = setTimeout(() => change({ from, to }), 600)
    return () => clearTimeout(later)
  })
  return (
    <>
      <TextInput
        size="xs"
        type="date"
        label={t('reports.from')}
        value={from}
        max={to}
        error={fault ? t(`reports.wrong.${fault.field}`) : null}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('reports.to')}
        value={to}
        min={from}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </>
  )
}

function ZoneSelect() {
  const { t } = useTranslation()
  const { ask, change } = useRoom()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = [...new Set([seoul, here, ask.zone])]
  const sayZone = (zone: string) =>
    zone === seoul ? t('reports.seoul') : zone === here ? t('reports.thisZone', { zone }) : zone
  return (
    <NativeSelect
      size="xs"
      label={t('reports.zone')}
      value={ask.zone}
      onChange={(event) => {
        const zone = event.currentTarget.value
        change({ zone: zone === seoul ? null : zone })
      }}
      data={zones.map((zone) => ({ value: zone, label: sayZone(zone) }))}
    />
  )
}
