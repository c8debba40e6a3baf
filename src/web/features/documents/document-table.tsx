import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Document } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'
import { sayHolds } from '../../ui/passage.tsx'
import { DocumentName } from './document-name.tsx'
import { documentPlace } from './place.ts'

export function DocumentTable({ mayTune }: { mayTune: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['documents'],
    queryFn: ({ signal }) => call('GET /api/knowledge', {}, signal),
  })
  if (!data) return <p className="soft">{t('desk.loading')}</p>
  if (data.documents.length === 0) return <p className="soft">{t('helping.noDocuments')}</p>
  return (
    <section className="wide" aria-label={t('helping.documents')}>
      <table className="document-list">
        <thead>
          <tr className="soft small">
            {([0, 1, 2, 3] as const).map((at) => (
              <th key={at} scope="col" className={at === 3 ? 'number' : ''}>
                {t(`helping.columns.${at}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {data.documents.map((one) => (
            <DocumentRow key={one.id} one={one} mayTune={mayTune} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DocumentRow({ one, mayTune }: { one: Document; mayTune: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  async function remove() {
    const reason = await ask({
      title: t('helping.removeSure', { name: one.name }),
      lead: t('documents.removeLead'),
      label: t('documents.removeWhy'),
      confirm: t('helping.remove'),
    })
    if (reason === null) return
    const said = { 'changed-meanwhile': t('documents.meanwhile') }
    try {
      const body = { reason: reason.trim() || null }
      await call('POST /api/knowledge/documents/{id}/remove', { params: { id: one.id }, body })
      toast(t('helping.removed'))
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error, said), 'bad')
    }
    await client.invalidateQueries({ queryKey: ['documents'] })
  }
  return (
    <tr className={one.validity}>
      <td>
        <Link href={documentPlace(one.id)}>
          <strong>{one.title}</strong>
        </Link>
        <span className="soft small file">
          <DocumentName name={one.name} />
        </span>
      </td>
      <td data-label={t('helping.columns.1')}>{one.version}</td>
      <td>
        {sayHolds(one)}{' '}
        {one.validity !== 'valid' && (
          <span className="chip angry">{t(`helping.validity.${one.validity}`)}</span>
        )}
      </td>
      <td className="number" data-label={t('helping.columns.3')}>
        {one.passages}
      </td>
      <td className="number">
        {mayTune && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('helping.remove')}: ${one.name}`}
            onClick={() => void remove()}
          >
            {t('helping.remove')}
          </Button>
        )}
      </td>
    </tr>
  )
}
