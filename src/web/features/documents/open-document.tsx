import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { documentsPlace } from '../../lib/places.ts'
import { moment } from '../../lib/time.ts'
import { sayHolds } from '../../ui/passage.tsx'
import { addressOf } from './address.ts'
import { BringBack } from './bring-back.tsx'
import { DocumentName } from './document-name.tsx'
import { Edit } from './edit.tsx'
import { FetchAnew } from './fetch-anew.tsx'
import { Passages } from './passages.tsx'
import { documentPlace, type View, views } from './place.ts'
import { TryDocument } from './try-document.tsx'
import { useWho } from './use-who.ts'
import { TakenOut, Versions } from './versions.tsx'

// A colleague may change it while it is open.
const lookMs = 10_000

/** One document: its passages, every version, and its text to edit. */
export function OpenDocument(given: { id: string; view: View; version: string | null; mayTune: boolean }) {
  const { t } = useTranslation()
  const who = useWho()
  const { id, view, mayTune } = given
  const { data, error } = useQuery({
    queryKey: ['documents', 'versions', id],
    queryFn: ({ signal }) => call('GET /api/knowledge/documents/{id}/versions', { params: { id } }, signal),
    refetchInterval: lookMs,
    meta: { quiet: true },
  })
  const back = (
    <Link href={documentsPlace} className="to-desk">
      <span aria-hidden="true">‹ </span>
      {t('documents.back')}
    </Link>
  )
  const versions = data?.versions ?? []
  const newest = versions[0]
  if (!newest)
    return (
      <>
        {back}
        <h1>{t('helping.documents')}</h1>
        {error ? (
          <p className="notice">
            {error instanceof Refused && error.status < 500 ? t('documents.gone') : explain(error)}
          </p>
        ) : (
          <p className="soft">{t('desk.loading')}</p>
        )}
      </>
    )
  const address = addressOf(newest.name)
  const live = versions.find((one) => one.live)
  const shown = versions.find((one) => one.id === given.version) ?? live ?? newest
  const offered = views.filter((one) => one !== 'edit' || mayTune)
  return (
    <>
      {back}
      <header className="document-head">
        <h1>
          {newest.title}{' '}
          {newest.live && newest.validity !== 'valid' && (
            <span className="chip angry">{t(`helping.validity.${newest.validity}`)}</span>
          )}
        </h1>
        <p className="soft small">
          {address !== null && `${t('webPages.from')}: `}
          <DocumentName name={newest.name} /> · {t('documents.number', { number: newest.number })} ·{' '}
          {t('documents.says', {
            version: newest.version,
            holds: sayHolds(newest),
            count: newest.passages,
          })}
        </p>
        <p className="soft small">
          {t('documents.by', { name: who(newest.addedBy), at: moment(newest.addedAt) })} ·{' '}
          <span title={newest.hash}>{t('documents.hash', { hash: newest.hash.slice(0, 12) })}</span>
        </p>
        {mayTune && newest.live && (
          <div className="document-acts">
            <TryDocument
              id="try-without"
              name={newest.name}
              label={t('documents.tryWithout')}
              read={() => ({ kind: 'without', id })}
            />
            {address !== null && <FetchAnew live={newest} url={address} />}
          </div>
        )}
      </header>
      {!newest.live && (
        <div className="notice" id="document-out">
          <p>{t('documents.out')}</p>
          <TakenOut version={newest} />
          {mayTune && view !== 'versions' && <BringBack version={newest} seen={null} />}
        </div>
      )}
      <nav className="document-views" aria-label={newest.title}>
        {offered.map((one) => (
          <Link key={one} href={documentPlace(id, one)} aria-current={one === view ? 'page' : undefined}>
            {t(`documents.views.${one}`)}
            {one === 'versions' && <span className="soft"> {versions.length}</span>}
          </Link>
        ))}
      </nav>
      {view === 'versions' && <Versions versions={versions} mayTune={mayTune} />}
      {view === 'edit' && mayTune && <Edit key={newest.name} newest={newest} />}
      {(view === 'passages' || !mayTune) && view !== 'versions' && (
        <Passages key={shown.id} version={shown} liveId={live?.id ?? null} />
      )}
    </>
  )
}
