import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { toast } from '../../lib/tell.ts'
import { moment } from '../../lib/time.ts'
import { Difference } from '../conversation/difference.tsx'
import { GoBack } from './go-back.tsx'
import type { Saved } from './saved-reply.ts'
import { useAuthor } from './use-names.ts'

/** Everything that a saved reply said, what is different now, and the way back. */
export function SavedVersions({ reply }: { reply: Saved }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const authorOf = useAuthor()
  const { id } = reply
  const { data } = useQuery({
    queryKey: ['saved-replies', id, reply.version],
    queryFn: ({ signal }) => call('GET /api/saved-replies/{id}/versions', { params: { id } }, signal),
  })
  const versions = data?.versions ?? []

  async function goBack(version: string, reason: string) {
    await call('POST /api/saved-replies/{id}/roll-back', { params: { id }, body: { version, reason } })
    toast(t('policy.savedIsBack', { name: reply.name }))
    await client.invalidateQueries({ queryKey: ['saved-replies'] })
  }
  return (
    <section aria-labelledby="saved-versions">
      <h3 id="saved-versions">{t('policy.savedVersions')}</h3>
      <ul className="listed">
        {versions.map((one, place) => (
          <li key={one.id} className="version" data-version={one.id}>
            <div className="grow">
              <p className="row">
                <strong>{moment(one.at)}</strong>
                {place === 0 && <span className="chip by colleague">{t('policy.live')}</span>}
                <span className="soft small">{authorOf(one.author)}</span>
              </p>
              {one.reason && <p className="small">{one.reason}</p>}
              <p className="lines reply-text">{one.text}</p>
              {one.name !== reply.name && (
                <p className="soft small">{t('policy.savedWas', { name: one.name })}</p>
              )}
              {place > 0 && one.text !== reply.text && (
                <Difference
                  id={`since-${one.id}`}
                  label={t('policy.savedSince')}
                  before={one.text}
                  after={reply.text}
                />
              )}
            </div>
            {place > 0 && (
              <GoBack
                lead={t('policy.savedBackLead')}
                instead={{ taken: t('talk.savedTaken') }}
                onBack={(reason) => goBack(one.id, reason)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
