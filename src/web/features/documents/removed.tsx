import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { BringBack } from './bring-back.tsx'
import { DocumentName } from './document-name.tsx'
import { documentPlace } from './place.ts'
import { TakenOut } from './versions.tsx'

/** Documents that were taken out, apart from those that are searched. */
export function Removed({ mayTune }: { mayTune: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['documents', 'removed'],
    queryFn: ({ signal }) => call('GET /api/knowledge/removed', {}, signal),
    meta: { quiet: true },
  })
  if (!data || data.documents.length === 0) return null
  return (
    <details id="removed-documents" className="document-removed">
      <summary>{t('documents.removed', { count: data.documents.length })}</summary>
      <p className="soft small">{t('documents.removedLead')}</p>
      <ul>
        {data.documents.map((one) => (
          <li key={one.id} className="document-version">
            <div className="grow">
              <Link href={documentPlace(one.id, 'versions')}>{one.title}</Link>
              <span className="soft small file">
                <DocumentName name={one.name} />
              </span>
              <TakenOut version={one} />
            </div>
            {mayTune && <BringBack version={one} seen={null} />}
          </li>
        ))}
      </ul>
    </details>
  )
}
