import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../words/language.ts'
import { weekdays } from './choices.ts'
import { useFault } from './faults.ts'
import { Group, NumberField, TextField, Tick } from './fields.tsx'
import { usePolicy } from './use-policy.ts'

/** What is promised, when somebody is there, and who is given what. */
export function Times() {
  const { t } = useTranslation()
  return (
    <>
      <Group id="service" title={t('policy.serviceTitle')} lead={t('policy.serviceLead')}>
        <div className="field-grid">
          {(['now', 'high', 'normal', 'low', 'upsetPercent', 'publicPercent'] as const).map((one) => (
            <NumberField key={one} path={`serviceTimes.${one}`} label={t(`policy.service.${one}`)} />
          ))}
        </div>
      </Group>
      <Group id="hours" title={t('policy.hoursTitle')} lead={t('policy.hoursLead')}>
        <Zone />
        <Week />
        <Holidays />
      </Group>
      <Group id="giving" title={t('policy.givingTitle')} lead={t('policy.givingLead')}>
        <Tick path="assignment.toWhoKnows" label={t('policy.toWhoKnows')} hint={t('policy.toWhoKnowsHint')} />
        <Tick path="assignment.roundRobin" label={t('policy.roundRobin')} hint={t('policy.roundRobinHint')} />
        <NumberField path="silentDays" label={t('policy.silentDays')} hint={t('policy.silentDaysHint')} />
      </Group>
    </>
  )
}

function Zone() {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        path="businessHours.zone"
        list="zones"
        label={t('policy.zone')}
        hint={t('policy.zoneHint')}
      />
      <datalist id="zones">
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}

function Week() {
  const { t } = useTranslation()
  const fault = useFault('businessHours.week')
  return (
    <fieldset className="plain-set">
      <legend>{t('policy.week')}</legend>
      <p className="soft small">{t('policy.weekHint')}</p>
      <ul className="week">
        {weekdays.map((day) => (
          <Day key={day} day={day} />
        ))}
      </ul>
      {fault && (
        <p className="trouble small" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

function Day({ day }: { day: (typeof weekdays)[number] }) {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const path = `businessHours.week.${day}`
  const spans = draft.businessHours.week[day]
  const fault = useFault(path, true)
  const name = t(`policy.days.${day}`)
  return (
    <li className="day">
      <strong>{name}</strong>
      <div className="spans">
        {spans.length === 0 && <span className="soft">{t('policy.closed')}</span>}
        {spans.map((span, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no name but its place, and keeps nothing of its own.
          <span key={`span ${at + 1}`} className="span">
            {([0, 1] as const).map((end) => (
              <TextInput
                key={end}
                className="clock"
                name={`${path}.${at}.${end}`}
                inputMode="numeric"
                maxLength={5}
                aria-label={t(end === 0 ? 'policy.opensAt' : 'policy.closesAt', { day: name, at: at + 1 })}
                aria-invalid={fault ? true : undefined}
                value={span[end]}
                onChange={(event) => set(`${path}.${at}.${end}`, event.currentTarget.value)}
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('policy.removeSpan', { day: name, at: at + 1 })}
              onClick={() => set(path, spans.toSpliced(at, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          </span>
        ))}
        {spans.length < 6 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('policy.addSpan', { day: name })}
            onClick={() => set(path, [...spans, spans.length === 0 ? ['09:00', '18:00'] : ['', '']])}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
      {fault && (
        <p className="trouble small day-fault" role="alert">
          {fault}
        </p>
      )}
    </li>
  )
}

function Holidays() {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const [fresh, setFresh] = useState('')
  const fault = useFault('businessHours.holidays', true)
  const { holidays } = draft.businessHours
  const say = (day: string) =>
    new Date(`${day}T00:00`).toLocaleDateString(currentLanguage(), { dateStyle: 'medium' })
  function add() {
    if (fresh === '') return
    set('businessHours.holidays', [...new Set([...holidays, fresh])].sort())
    setFresh('')
  }
  return (
    <fieldset className="plain-set">
      <legend>{t('policy.holidays')}</legend>
      <ul className="row">
        {holidays.length === 0 && <li className="soft">{t('policy.noHolidays')}</li>}
        {holidays.map((day) => (
          <li key={day} className="chip holiday">
            {say(day)}
            <button
              type="button"
              className="drop"
              aria-label={t('policy.removeOne', { name: say(day) })}
              onClick={() =>
                set(
                  'businessHours.holidays',
                  holidays.filter((one) => one !== day),
                )
              }
            >
              <IconX size={13} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <TextInput
          id="holiday"
          type="date"
          aria-label={t('policy.holiday')}
          value={fresh}
          onChange={(event) => setFresh(event.currentTarget.value)}
        />
        <Button variant="default" disabled={fresh === ''} onClick={add}>
          {t('policy.add')}
        </Button>
      </div>
      {fault && <p className="trouble small">{fault}</p>}
    </fieldset>
  )
}
