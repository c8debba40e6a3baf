import { Button, Group, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { type HeldUp, heldUpBy } from '../../lib/held-up.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FailingCases } from './failing-cases.tsx'
import { sayPlacedFault } from './fault.ts'
import type { Words } from './use-words.ts'

/** Publishes what is typed, with a reason; what saved cases say against it is shown, and who may overrule them can. */
export function Publish(of: { name: string; words: Words; opened: boolean; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={of.opened}
      onClose={of.onClose}
      title={t('tuning.publishTitle', { name: of.name })}
      size="lg"
    >
      <PublishForm name={of.name} words={of.words} onClose={of.onClose} />
    </Dialog>
  )
}

const leastReason = 3

function PublishForm({ name, words, onClose }: { name: string; words: Words; onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayOverrule = useMay('own')
  // Who looks at a failing case first finds the reason again.
  const reasonKey = `publish-${name}`
  const reason = useTyped(reasonKey)?.text ?? ''
  const [busy, setBusy] = useState(false)
  const [held, setHeld] = useState<HeldUp | null>(null)
  const [trouble, setTrouble] = useState('')
  const failing = held && 'failing' in held ? held.failing : []
  const tooShort = reason.trim().length < leastReason

  async function publish(overrule: string | null) {
    if (busy || tooShort) return
    const source = words.text
    setBusy(true)
    setTrouble('')
    try {
      const { version } = await call('PUT /api/prompts/{name}', {
        params: { name },
        body: {
          ...{ source, reason: reason.trim(), base: words.base },
          overrule: overrule?.trim() ?? null,
        },
      })
      await client.invalidateQueries({ queryKey: ['prompts'] })
      words.discard()
      toast(t('tuning.published', { hash: version.hash.slice(0, 8) }))
      onClose()
    } catch (error) {
      const by = heldUpBy(error)
      setHeld(by)
      if (by?.kind === 'overtaken') {
        setTrouble(t('tuning.overtakenShort'))
        await client.invalidateQueries({ queryKey: ['prompts'] })
      } else if (by?.kind === 'may-not-overrule') setTrouble(t('tuning.mayNotOverrule'))
      else if (!by && !noticeSession(client, error)) setTrouble(sayTrouble(error))
    } finally {
      setBusy(false)
    }
  }
  function sayTrouble(error: unknown): string {
    if (!(error instanceof Refused) || error.problem?.error !== 'broken-prompt') return explain(error)
    return sayPlacedFault(name, error.message)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void publish(null)
  }
  return (
    <div className="publish-words">
      <form className="publish" onSubmit={submit}>
        <p className="soft lead">{t('tuning.publishLead')}</p>
        <Textarea
          data-autofocus
          name="reason"
          autosize
          minRows={2}
          maxLength={300}
          label={t('tuning.publishWhy')}
          value={reason}
          onChange={(event) => keepTyped(reasonKey, { text: event.currentTarget.value, seen: null })}
        />
        <p className="soft small" role="status">
          {busy ? t('tuning.running') : ''}
        </p>
        <p className="trouble" role="alert">
          {trouble}
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('desk.cancel')}
          </Button>
          <Button type="submit" className="main" loading={busy} disabled={tooShort}>
            {t('tuning.publish')}
          </Button>
        </Group>
      </form>
      {failing.length > 0 && (
        <FailingCases
          lead={t('tuning.failingLead')}
          failing={failing}
          busy={busy}
          disabled={tooShort}
          onLeave={onClose}
          onOverrule={mayOverrule ? (why) => void publish(why) : null}
        />
      )}
    </div>
  )
}
