import { Button, Checkbox, Radio } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { type Because, becauses, type Forgotten } from './card.ts'

/** Erases a person for good: with what it means, a reason, and a tick before the button can be pressed. */
export function ForgetForm(of: { personId: string; onForgotten(forgotten: Forgotten): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState<Because | null>(null)
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!reason || !sure || busy) return
    setBusy(true)
    setTrouble('')
    try {
      of.onForgotten(
        await call('POST /api/persons/{id}/forget', { params: { id: of.personId }, body: { reason } }),
      )
    } catch (error) {
      if (noticeSession(client, error)) return
      const status = error instanceof Refused ? error.status : null
      if (status === 409) setTrouble(t('talk.sending'))
      else setTrouble(status === 404 ? t('talk.gone') : explain(error))
    } finally {
      setBusy(false)
    }
  }
  if (!opened)
    return (
      <Button
        id="forget"
        className="forget-open"
        size="compact-sm"
        variant="default"
        onClick={() => setOpened(true)}
      >
        {t('talk.forget')}
      </Button>
    )
  return (
    <form id="forget-form" className="card-form forget" onSubmit={(event) => void submit(event)}>
      <h3>{t('talk.forgetTitle')}</h3>
      <p className="small">{t('talk.forgetWarning')}</p>
      <Radio.Group
        label={t('talk.forgetWhy')}
        value={reason}
        onChange={(value) => setReason(becauses.find((one) => one === value) ?? null)}
      >
        <div className="card-choices">
          {becauses.map((one) => (
            <Radio key={one} size="sm" value={one} label={t(`talk.forgetBecause.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox
        size="sm"
        label={t('talk.forgetSure')}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      <p className="trouble small" role="alert">
        {trouble}
      </p>
      <div className="row">
        <Button type="submit" className="main" size="compact-md" disabled={!reason || !sure || busy}>
          {t('talk.forgetDo')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => setOpened(false)}>
          {t('desk.cancel')}
        </Button>
      </div>
    </form>
  )
}
