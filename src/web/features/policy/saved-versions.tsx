import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { moment } from '../../lib/time.ts'
import { ask } from '../../ui/ask.tsx'
import { Difference } from '../conversation/difference.tsx'
import type { Saved } from './saved.tsx'
import { useAuthor } from './use-names.ts'

/** Everything that a saved reply said, what is different now, and the way back. */
export function SavedVersions({ reply }: { reply: Saved }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const authorOf = useAuthor()
  const [trouble, setTrouble] = useState('')
  const { id } = reply
  const { data } = useQuery({
    queryKey: ['saved-replies', id, reply.version],
    queryFn: ({ signal }) => call('GET /api/saved-replies/{id}/versions', { params: { id } }, signal),
  })
  const versions = data?.versions ?? []

  async function goBack(version: string, at: string) {
    const reason = await ask({
      title: t('policy.savedBackTitle', { at: moment(at) }),
      lead: t('policy.savedBackLead'),
      label: t('policy.reason'),
      confirm: t('policy.back'),
      least: 3,
    })
    if (reason === null) return
    setTrouble('')
    try {
      await call('POST /api/saved-replies/{id}/roll-back', { params: { id }, body: { version, reason } })
      toast(t('policy.savedIsBack', { name: reply.name }))
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(explain(error, { taken: t('talk.savedTaken') }))
    }
    await client.invalidateQueries({ queryKey: ['saved-replies'] })
  }
  return (
    <section aria-labelledby="saved-versions">
      <h3 id="saved-versions">{t('policy.savedVersions')}</h3>
      <p className="trouble" role="alert">
        {trouble}
      </p>
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
              <p className="lines said saved-then">{one.text}</p>
              {one.name !== reply.name && (
                <p className="soft small">{t('policy.savedWas', { name: one.name })}</p>
              )}
              {place > 0 && one.text !== reply.text && (
                <Difference id={`since-${one.id}`} before={one.text} after={reply.text} />
              )}
            </div>
            {place > 0 && (
              <Button
                className="go-back"
                size="compact-md"
                variant="default"
                onClick={() => void goBack(one.id, one.at)}
              >
                {t('policy.back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
