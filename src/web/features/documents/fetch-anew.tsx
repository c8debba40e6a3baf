import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailingCases } from '../tuning/failing-cases.tsx'
import { sayAddress } from './address.ts'
import type { Version } from './shapes.ts'
import { TryDocument } from './try-document.tsx'
import { useTaking } from './use-taking.ts'
import './take-page.css'

/** What stands at a document's address now takes its place, if it is different. */
export function FetchAnew({ live, url }: { live: Version; url: string }) {
  const { t } = useTranslation()
  const { busy, failing, mayOverrule, take } = useTaking()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState('')
  async function fetchAnew(overrule: string | null) {
    setTrouble('')
    const why = await take({ kind: 'page', url }, { reason, overrule, seen: live.id })
    setTrouble(why ?? '')
    if (why !== null) return
    setReason('')
    setOpen(false)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!busy) void fetchAnew(null)
  }
  if (!open)
    return (
      <Button id="fetch-anew" variant="default" onClick={() => setOpen(true)}>
        {t('webPages.anew')}
      </Button>
    )
  return (
    <div className="page-form">
      <form id="fetch-page-anew" className="page-form" onSubmit={submit}>
        <TextInput
          autoFocus
          name="anew-reason"
          label={t('webPages.why')}
          description={t('webPages.anewLead')}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p className="trouble" role="alert">
          {trouble}
        </p>
        <div className="row">
          <Button type="submit" className="main" loading={busy}>
            {t('webPages.anewDo')}
          </Button>
          <TryDocument
            id="try-anew"
            name={sayAddress(url)}
            label={t('webPages.tryFirst')}
            disabled={busy}
            read={() => ({ kind: 'page', url })}
          />
          <Button variant="subtle" color="gray" disabled={busy} onClick={() => setOpen(false)}>
            {t('desk.cancel')}
          </Button>
          <output className="soft small">{busy && t('webPages.taking')}</output>
        </div>
      </form>
      {failing && (
        <FailingCases
          failing={failing}
          lead={t('webPages.failing', { name: sayAddress(url) })}
          busy={busy}
          onOverrule={mayOverrule ? (why) => void fetchAnew(why) : null}
        />
      )}
    </div>
  )
}
