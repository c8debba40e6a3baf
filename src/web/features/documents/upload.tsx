import { Button, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Document } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { useTrial } from '../tuning/chosen.ts'
import { FailingCases } from '../tuning/failing-cases.tsx'
import { TryDialog } from './try-document.tsx'
import { useHeldUp } from './use-held-up.ts'
import './add-words.ts'

// The server takes no more (contract of POST /api/knowledge).
const mostBytes = 5_000_000
const endings = '.md,.markdown,.txt,.html,.htm,.csv,.pdf'

interface Read {
  name: string
  contentBase64: string
}

/** A file becomes a document, or is tried first; saved cases that fail with it hold it up. */
export function Upload() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState<'reading' | 'running' | null>(null)
  const trial = useTrial()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState<Read | null>(null)
  // Whose cases fail stays at hand, to go past them.
  const [last, setLast] = useState<Read | null>(null)
  const held = useHeldUp('upload')

  async function upload(read: Read, overrule: string | null) {
    setBusy('running')
    setTried(null)
    setLast(read)
    if (overrule === null) held.forget()
    const seen = liveOf(client.getQueryData<{ documents: Document[] }>(['documents']), read.name)
    try {
      const taken = await call('POST /api/knowledge', {
        body: { ...read, overrule, reason: reason.trim() || null, ...(seen === undefined ? {} : { seen }) },
      })
      const bare = taken.withoutVectors > 0 ? ` ${t('helping.bare', { some: taken.withoutVectors })}` : ''
      setReason('')
      held.forget()
      toast(t(`helping.took.${taken.kind}`, { title: taken.title, passages: taken.passages }) + bare)
    } catch (error) {
      const isHeld = held.take(error)
      if (isHeld) toast(isHeld, 'bad')
      else if (isHeld === null && error instanceof Refused && error.status === 422)
        toast(t('helping.notTaken', { why: error.message }), 'bad')
      else if (isHeld === null && !noticeSession(client, error))
        toast(explain(error, { 'changed-meanwhile': t('documents.meanwhile') }), 'bad')
    } finally {
      setBusy(null)
      await client.invalidateQueries({ queryKey: ['documents'] })
    }
  }
  async function choose(event: ChangeEvent<HTMLInputElement>, then: (read: Read) => void) {
    const file = event.currentTarget.files?.[0]
    // The same file again is a choice too.
    event.currentTarget.value = ''
    if (!file) return
    if (file.size > mostBytes) return toast(t('helping.tooLarge'), 'bad')
    setBusy('reading')
    try {
      then({ name: file.name, contentBase64: await toBase64(file) })
    } catch {
      // It was moved, or may not be read.
      toast(t('documents.unreadFile', { name: file.name }), 'bad')
    } finally {
      setBusy((now) => (now === 'reading' ? null : now))
    }
  }
  return (
    <>
      <div className="row">
        <FileButton
          id="upload"
          className="upload"
          label={t('helping.upload')}
          disabled={busy !== null}
          onChange={(event) => void choose(event, (read) => void upload(read, null))}
        />
        <FileButton
          id="try-file"
          className="upload other"
          label={t('documents.tryFile')}
          disabled={busy !== null}
          onChange={(event) => void choose(event, setTried)}
        />
        <TextInput
          className="grow upload-why"
          name="upload-reason"
          aria-label={t('documents.uploadWhy')}
          placeholder={t('documents.uploadWhy')}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <span className="soft small">{t('helping.uploadHint')}</span>
        <output className="soft small">
          {busy && t(busy === 'reading' ? 'helping.uploading' : 'documents.running')}
        </output>
      </div>
      {last && held.failing && (
        <FailingCases
          failing={held.failing}
          lead={t('documents.failingFile', { name: last.name })}
          busy={busy !== null}
          onOverrule={held.mayOverrule ? (why) => void upload(last, why) : null}
        />
      )}
      <TryDialog
        name={tried?.name ?? ''}
        tried={tried && { kind: 'file', ...tried }}
        trial={trial}
        onClose={() => setTried(null)}
      >
        <Group justify="flex-end" mt="md">
          <Button variant="subtle" color="gray" onClick={() => setTried(null)}>
            {t('desk.cancel')}
          </Button>
          <Button id="upload-tried" className="main" onClick={() => tried && void upload(tried, null)}>
            {t('documents.uploadTried')}
          </Button>
        </Group>
      </TryDialog>
    </>
  )
}

function FileButton(of: {
  id: string
  className: string
  label: string
  disabled: boolean
  onChange(event: ChangeEvent<HTMLInputElement>): void
}) {
  const { className, label, ...input } = of
  return (
    <label className={className}>
      <span>{label}</span>
      <input type="file" accept={endings} {...input} />
    </label>
  )
}

/** The version that whoever uploads a file sees in the list, null for none; not known before the list is there. */
function liveOf(list: { documents: Document[] } | undefined, name: string): string | null | undefined {
  // As the server tidies it.
  const tidy = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return list && (list.documents.find((one) => one.name === tidy)?.id ?? null)
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
