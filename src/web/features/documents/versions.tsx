import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { moment } from '../../lib/time.ts'
import { sayHolds } from '../../ui/passage.tsx'
import { PickTwo } from '../../ui/pick-two.tsx'
import { BringBack } from './bring-back.tsx'
import { DifferenceView } from './difference.tsx'
import { documentPlace } from './place.ts'
import type { Version } from './shapes.ts'
import { useWho } from './use-who.ts'

/** Everything that a document ever said: any two compared, and the way back. */
export function Versions({ versions, mayTune }: { versions: readonly Version[]; mayTune: boolean }) {
  const { t } = useTranslation()
  const live = versions.find((one) => one.live) ?? null
  return (
    <>
      <section className="document-panel" aria-labelledby="between">
        <h2 id="between">{t('documents.between')}</h2>
        {versions.length < 2 ? (
          <p className="soft">{t('documents.oneVersion')}</p>
        ) : (
          // Made anew when there is a newer one, so that it begins with what was changed last.
          <Between key={versions[0]?.id} versions={versions} />
        )}
      </section>
      <section className="document-panel" aria-labelledby="all-versions">
        <h2 id="all-versions">{t('documents.all')}</h2>
        <p className="soft small">{t('documents.versionsLead')}</p>
        <ul>
          {versions.map((one) => (
            <VersionLine key={one.id} version={one} live={live} mayTune={mayTune} />
          ))}
        </ul>
      </section>
    </>
  )
}

function VersionLine(line: { version: Version; live: Version | null; mayTune: boolean }) {
  const { t } = useTranslation()
  const who = useWho()
  const { version, live, mayTune } = line
  const { id, number, addedBy, addedAt, hash } = version
  const isSame = live !== null && !version.live && live.hash === hash
  return (
    <li className="document-version" data-version={number}>
      <div className="grow">
        <p className="row">
          <strong>{t('documents.number', { number })}</strong>
          {version.live && <span className="chip by colleague">{t('documents.live')}</span>}
          {isSame && <span className="chip">{t('documents.sameAsNow')}</span>}
          {version.validity !== 'valid' && (
            <span className="chip angry">{t(`helping.validity.${version.validity}`)}</span>
          )}
          <span className="soft small">{t('documents.by', { name: who(addedBy), at: moment(addedAt) })}</span>
        </p>
        {version.reason && <p className="small">{t('documents.reason', { reason: version.reason })}</p>}
        <p className="soft small">
          {version.backTo !== null && `${t('documents.backTo', { number: version.backTo })} · `}
          {t('documents.says', {
            version: version.version,
            holds: sayHolds(version),
            count: version.passages,
          })}{' '}
          · <code title={hash}>{hash.slice(0, 12)}</code>
        </p>
        <TakenOut version={version} />
      </div>
      <Link className="small" href={documentPlace(id, 'passages', id)}>
        {t('documents.readVersion')}
      </Link>
      {mayTune && !version.live && !isSame && <BringBack version={version} seen={live?.id ?? null} />}
    </li>
  )
}

/** Who took a document out, when and why; nothing where another version took its place. */
export function TakenOut({ version }: { version: Version }) {
  const { t } = useTranslation()
  const who = useWho()
  const { removedAt, removedBy, removedReason, replaced } = version
  if (removedAt === null || replaced) return null
  const at = moment(removedAt)
  return (
    <p className="small">
      {removedBy === null ? t('documents.outAt', { at }) : t('documents.outBy', { name: who(removedBy), at })}{' '}
      {removedReason && t('documents.outWhy', { reason: removedReason })}
    </p>
  )
}

function Between({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation()
  const [from, setFrom] = useState(versions[1]?.id ?? '')
  const [to, setTo] = useState(versions[0]?.id ?? '')
  const { data, error } = useDifference(from, to)
  const options = versions.map(({ id, number, live, addedAt }) => ({
    value: id,
    label: [t('documents.number', { number }), ...(live ? [t('documents.live')] : []), moment(addedAt)].join(
      ' · ',
    ),
  }))
  return (
    <>
      <PickTwo
        options={options}
        from={{ name: 'from', label: t('documents.from'), chosen: from, onChoose: setFrom }}
        to={{ name: 'to', label: t('documents.to'), chosen: to, onChoose: setTo }}
      />
      <div aria-live="polite">
        {error && <p className="trouble">{explain(error)}</p>}
        {data && <DifferenceView difference={data} />}
      </div>
    </>
  )
}

/** What is different between two versions of one document. */
export function useDifference(from: string, to: string) {
  return useQuery({
    queryKey: ['documents', 'difference', from, to],
    queryFn: ({ signal }) =>
      call('GET /api/knowledge/documents/{id}/diff', { params: { id: to }, query: { from, to } }, signal),
    enabled: from !== '' && to !== '',
    meta: { quiet: true },
  })
}
