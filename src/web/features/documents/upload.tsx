import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Document } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'

// The server takes no more (contract of POST /api/knowledge).
const mostBytes = 5_000_000

export function Upload() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')

  async function upload(file: File) {
    if (file.size > mostBytes) return toast(t('helping.tooLarge'), 'bad')
    setBusy(true)
    const seen = liveOf(client.getQueryData<{ documents: Document[] }>(['documents']), file.name)
    try {
      const taken = await call('POST /api/knowledge', {
        body: {
          ...{ name: file.name, contentBase64: await toBase64(file), reason: reason.trim() || null },
          ...(seen === undefined ? {} : { seen }),
        },
      })
      const bare = taken.withoutVectors > 0 ? ` ${t('helping.bare', { some: taken.withoutVectors })}` : ''
      setReason('')
      toast(t(`helping.took.${taken.kind}`, { title: taken.title, passages: taken.passages }) + bare)
    } catch (error) {
      if (error instanceof Refused && error.status === 422)
        toast(t('helping.notTaken', { why: error.message }), 'bad')
      else if (!noticeSession(client, error))
        toast(explain(error, { 'changed-meanwhile': t('documents.meanwhile') }), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['documents'] })
    }
  }
  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0]
    // The same file again is a choice too.
    event.currentTarget.value = ''
    if (file) void upload(file)
  }
  return (
    <div className="row">
      <label className="upload">
        <span>{t('helping.upload')}</span>
        <input
          type="file"
          id="upload"
          accept=".md,.markdown,.txt,.html,.htm,.csv,.pdf"
          disabled={busy}
          onChange={choose}
        />
      </label>
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
      <output className="soft small">{busy ? t('helping.uploading') : ''}</output>
    </div>
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
