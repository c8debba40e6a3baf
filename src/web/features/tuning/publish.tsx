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
import { CaseRun } from './case-run.tsx'
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
  const [overrule, setOverrule] = useState('')
  const [busy, setBusy] = useState(false)
  const [held, setHeld] = useState<HeldUp | null>(null)
  const [trouble, setTrouble] = useState('')
  const failing = held && 'failing' in held ? held.failing : []
  const overruling = failing.length > 0 && mayOverrule
  const says = (text: string) => text.trim().length >= leastReason

  async function publish(event: FormEvent) {
    event.preventDefault()
    if (busy || !says(reason) || (overruling && !says(overrule))) return
    const source = words.text
    setBusy(true)
    setTrouble('')
    try {
      const { version } = await call('PUT /api/prompts/{name}', {
        params: { name },
        body: {
          ...{ source, reason: reason.trim(), base: words.base },
          overrule: overruling ? overrule.trim() : null,
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
  return (
    <form className="publish" onSubmit={(event) => void publish(event)}>
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
      <div role="status">
        {busy && <p className="soft">{t('tuning.running')}</p>}
        {failing.length > 0 && (
          <p className="notice">
            {t('tuning.held', { count: failing.length })}{' '}
            {t(mayOverrule ? 'tuning.heldOwner' : 'tuning.heldOthers')}
          </p>
        )}
      </div>
      {failing.length > 0 && (
        <div className="failing">
          {failing.map((ran) => (
            <CaseRun key={ran.case.id} ran={ran} onLeave={onClose} />
          ))}
        </div>
      )}
      {overruling && (
        <Textarea
          name="overrule"
          autosize
          minRows={2}
          maxLength={300}
          label={t('tuning.overruleWhy')}
          description={t('tuning.overruleLead')}
          value={overrule}
          onChange={(event) => setOverrule(event.currentTarget.value)}
        />
      )}
      <p className="trouble" role="alert">
        {trouble}
      </p>
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('desk.cancel')}
        </Button>
        {overruling && (
          // Whoever mended the case meanwhile tries again without overruling anything.
          <Button variant="default" disabled={busy || !says(reason)} onClick={() => setHeld(null)}>
            {t('tuning.notOverrule')}
          </Button>
        )}
        <Button
          type="submit"
          className="main"
          color={overruling ? 'red' : undefined}
          loading={busy}
          disabled={!says(reason) || (overruling && !says(overrule))}
        >
          {t(overruling ? 'tuning.overrule' : 'tuning.publish')}
        </Button>
      </Group>
    </form>
  )
}
