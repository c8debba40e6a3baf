import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { documentsPlace } from '../../lib/places.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { Upload } from '../documents/upload.tsx'
import '../documents/documents.css'
import type { FirstSteps } from './use-first-steps.ts'

/** What the brand answers from: its own documents, or those of a sample. */
export function KnowledgeStep({ steps }: { steps: FirstSteps }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function takeSample() {
    setBusy(true)
    try {
      const { documents } = await call('POST /api/start/sample')
      if (documents > 0) toast(t('start.knowledge.sampled', { count: documents }))
      else toast(t('start.knowledge.notSampled'), 'bad')
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['first-steps'] })
    }
  }
  return (
    <>
      <p>{t('start.knowledge.text')}</p>
      <p>
        {steps.documents > 0
          ? t('start.knowledge.has', { count: steps.documents })
          : t('start.knowledge.none')}
      </p>
      {steps.documents === 0 && (
        <div className="row">
          <Button id="sample" variant="default" loading={busy} onClick={() => void takeSample()}>
            {t('start.knowledge.sample')}
          </Button>
        </div>
      )}
      <Upload />
      <Link href={documentsPlace}>{t('start.knowledge.link')}</Link>
    </>
  )
}
