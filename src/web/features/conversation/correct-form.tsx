import { Button, Checkbox, Group, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Reading } from '../../lib/shapes.ts'
import {
  type Correction,
  changesIn,
  feelings,
  flags,
  intents,
  levels,
  risks,
  urgencies,
} from './correction.ts'
import { useReadingWords } from './reading-words.ts'

const canTellOpen = CSS.supports('selector(:open)')

/** Enter saves from a choice as it does from a field; in an open list it only chooses. */
function enter(event: KeyboardEvent<HTMLFormElement>) {
  const { target, key, currentTarget } = event
  if (key !== 'Enter' || event.nativeEvent.isComposing || !(target instanceof HTMLSelectElement)) return
  if (canTellOpen && target.matches(':open')) return
  event.preventDefault()
  currentTarget.requestSubmit()
}

export function CorrectForm(form: {
  text: string
  read: Reading
  topics: string[]
  onCancel(): void
  send(correction: Correction): Promise<void>
}) {
  const { read } = form
  const { t } = useTranslation()
  const client = useQueryClient()
  const { topicName } = useReadingWords()
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const changes = changesIn(new FormData(event.currentTarget), read)
    setTrouble('')
    if (changes === null) {
      setTrouble(t('reading.nothing'))
      return
    }
    setBusy(true)
    try {
      await form.send(changes)
    } catch (error) {
      const held = error instanceof Refused && error.refusal?.kind === 'held' ? error.refusal.by.name : null
      if (held !== null) setTrouble(t('reading.held', { name: held }))
      else if (!noticeSession(client, error)) setTrouble(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const topics =
    read.topic === null || form.topics.includes(read.topic) ? form.topics : [read.topic, ...form.topics]
  const select = (
    name: 'intent' | 'feeling' | 'urgency' | 'topic' | 'level',
    value: string | null,
    options: [string, string][],
  ) => (
    <NativeSelect
      name={name}
      label={t(`reading.judged.${name}`)}
      defaultValue={value ?? ''}
      data={options.map(([one, label]) => ({ value: one, label }))}
      {...(name === 'intent' ? { 'data-autofocus': true } : {})}
    />
  )
  return (
    <form className="correct" aria-label={t('reading.correct')} onSubmit={submit} onKeyDown={enter}>
      <blockquote className="soft small">{form.text}</blockquote>
      <div className="fields">
        {select(
          'intent',
          read.intent,
          intents.map((one) => [one, t(`desk.intent.${one}`)]),
        )}
        {select(
          'feeling',
          read.feeling,
          feelings.map((one) => [one, t(`desk.feeling.${one}`)]),
        )}
        {select(
          'urgency',
          read.urgency,
          urgencies.map((one) => [one, t(`desk.urgency.${one}`)]),
        )}
        {select('topic', read.topic, [
          ['', t('reading.none')],
          ...topics.map((one): [string, string] => [one, topicName(one)]),
        ])}
        {read.language === 'ko' &&
          select('level', read.level, [
            ['', t('reading.noLevel')],
            ...levels.map((one): [string, string] => [one, t(`reading.level.${one}`)]),
          ])}
      </div>
      <fieldset>
        <legend>{t('reading.about')}</legend>
        {flags.map((name) => (
          <Checkbox
            key={name}
            name="flag"
            value={name}
            label={t(`reading.flags.${name}`)}
            defaultChecked={read[name]}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('reading.risks')}</legend>
        {risks.map((risk) => (
          <Checkbox
            key={risk}
            name="risk"
            value={risk}
            label={t(`reading.risk.${risk}`)}
            defaultChecked={read.risks.includes(risk)}
          />
        ))}
      </fieldset>
      <Group className="end" justify="flex-end">
        <p className="trouble small grow" role="alert">
          {trouble}
        </p>
        <Button variant="subtle" color="gray" onClick={form.onCancel}>
          {t('desk.cancel')}
        </Button>
        <Button type="submit" className="main" disabled={busy}>
          {t('reading.save')}
        </Button>
      </Group>
    </form>
  )
}
