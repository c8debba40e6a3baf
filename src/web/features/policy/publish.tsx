import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { heldUpBy, type Ran } from '../../lib/held-up.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { FailingCases } from '../tuning/failing-cases.tsx'
import { usePolicy } from './use-policy.ts'

const reasonKey = 'policy-reason'

/** Lets the change hold, with a reason. Saved cases that fail under it hold it up; who may can overrule them. */
export function Publish() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { change, live, overtakenFrom, discard } = usePolicy()
  const mayOverrule = useMay('own')
  const reason = useTyped(reasonKey)?.text ?? ''
  const [failing, setFailing] = useState<{ of: string; cases: Ran[] } | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [isTold, setIsTold] = useState(false)
  // What to read first stands at the top of the list, which may have been scrolled away.
  useEffect(() => {
    if (!isTold || overtakenFrom === null) return
    setIsTold(false)
    document.getElementById('overtaken')?.scrollIntoView({ block: 'nearest' })
  }, [isTold, overtakenFrom])
  const now = JSON.stringify(change)
  // What failed under other words says nothing of these.
  const failed = failing?.of === now ? failing.cases : null
  const tooShort = reason.trim().length < 3

  async function publish(overrule: string | null) {
    setBusy(true)
    setTrouble('')
    try {
      const body = { policy: change, reason, overrule, seen: live.hash }
      const { kind } = await call('PUT /api/policy', { body })
      discard()
      keepTyped(reasonKey, null)
      toast(t(kind === 'same' ? 'policy.sameAsLive' : 'policy.published'))
      await Promise.all([
        client.invalidateQueries({ queryKey: ['policy'] }),
        client.invalidateQueries({ queryKey: ['policy-versions'] }),
      ])
    } catch (error) {
      const held = heldUpBy(error)
      if (held?.kind === 'failing') setFailing({ of: now, cases: held.failing })
      else if (held?.kind === 'may-not-overrule') setTrouble(t('policy.mayNotOverrule'))
      else if (held?.kind === 'overtaken') setTrouble(t('policy.overtakenAgain'))
      else if (held) setTrouble(t('policy.publishedMeanwhile'))
      else if (!noticeSession(client, error)) setTrouble(explain(error))
      if (held?.kind === 'changed-meanwhile') {
        setIsTold(true)
        await client.invalidateQueries({ queryKey: ['policy'] })
      }
    } finally {
      setBusy(false)
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void publish(null)
  }
  return (
    <>
      <form id="publish" className="publish" onSubmit={submit}>
        <Textarea
          name="reason"
          label={t('policy.reason')}
          description={t('policy.reasonHint')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          onChange={(event) => keepTyped(reasonKey, { text: event.currentTarget.value, seen: null })}
        />
        <p className="trouble" role="alert">
          {trouble}
        </p>
        <Button type="submit" className="main" loading={busy} disabled={tooShort || overtakenFrom !== null}>
          {t('policy.publish')}
        </Button>
        <p className="soft small" role="status">
          {busy ? t('policy.runningCases') : ''}
        </p>
      </form>
      {failed && (
        <FailingCases
          lead={t('policy.failingLead')}
          failing={failed}
          busy={busy}
          onOverrule={mayOverrule && !tooShort ? (why) => void publish(why) : null}
        />
      )}
    </>
  )
}
