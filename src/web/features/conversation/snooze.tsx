import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { laterToday, nextMonday, sayWhen, toField, tomorrowMorning } from '../../lib/later.ts'
import { Dialog } from '../../ui/dialog.tsx'

const mostMs = 90 * 24 * 60 * 60_000

/** Asks when the conversation shall come back. */
export function SnoozeDialog(of: { opened: boolean; onClose(): void; onChosen(until: Date): void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={of.opened} onClose={of.onClose} title={t('talk.snoozeTitle')}>
      {of.opened && <SnoozeForm onChosen={of.onChosen} />}
    </Dialog>
  )
}

function SnoozeForm({ onChosen }: { onChosen(until: Date): void }) {
  const { t } = useTranslation()
  const [now] = useState(() => new Date())
  const [own, setOwn] = useState(() => toField(tomorrowMorning(now)))
  const [wrong, setWrong] = useState(false)
  const later = laterToday(now)
  const choices = [
    ...(later ? [{ label: t('talk.snoozeToday'), until: later }] : []),
    { label: t('talk.snoozeTomorrow'), until: tomorrowMorning(now) },
    { label: t('talk.snoozeMonday'), until: nextMonday(now) },
  ]
  function submit(event: FormEvent) {
    event.preventDefault()
    const ms = new Date(own).getTime() - Date.now()
    if (ms > 0 && ms <= mostMs) onChosen(new Date(own))
    else setWrong(true)
  }
  return (
    <form className="snooze" noValidate onSubmit={submit}>
      <p className="soft lead">{t('talk.snoozeLead')}</p>
      {choices.map(({ label, until }, at) => (
        <Button
          key={label}
          variant="default"
          fullWidth
          justify="space-between"
          data-autofocus={at === 0 ? true : undefined}
          rightSection={<span className="soft small">{sayWhen(until)}</span>}
          onClick={() => onChosen(until)}
        >
          {label}
        </Button>
      ))}
      <TextInput
        type="datetime-local"
        label={t('talk.snoozeOwn')}
        value={own}
        min={toField(now)}
        max={toField(new Date(now.getTime() + mostMs))}
        error={wrong ? t('talk.snoozeWrong') : undefined}
        onChange={(event) => {
          setOwn(event.currentTarget.value)
          setWrong(false)
        }}
      />
      <Button type="submit" className="main">
        {t('talk.snoozeOwnDo')}
      </Button>
    </form>
  )
}
