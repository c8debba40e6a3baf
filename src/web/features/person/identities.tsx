import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import type { Card } from './card.ts'

/** The names that are one person, and how that is known. */
export function Identities({ card, mayUnlink }: { card: Card; mayUnlink: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asked, setAsked] = useState<string | null>(null)

  async function unlink(other: string) {
    try {
      await call('DELETE /api/persons/{id}/links/{other}', { params: { id: card.id, other } })
      toast(t('talk.unlinked'))
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error), 'bad')
    }
    setAsked(null)
    await client.invalidateQueries({ queryKey: ['person'] })
  }
  return (
    <section>
      <h3>{t('talk.identities')}</h3>
      <ul className="talks">
        {card.identities.map((one) => {
          const name = one.name || one.handle
          return (
            <li key={`${one.personId} ${one.account.id}`}>
              <strong>{name}</strong> <span className="soft small">{one.handle}</span>
              <p className="soft small">
                {one.account.name || one.account.handle} ({one.account.channel}) · {t(`talk.how.${one.how}`)}
              </p>
              {one.link && (
                <p className="small">
                  {t('talk.linkedBy', { name: one.link.by ?? '', reason: one.link.reason })}
                </p>
              )}
              {one.how === 'linked' && mayUnlink && asked !== one.personId && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('talk.unlinkThis', { name })}
                  onClick={() => setAsked(one.personId)}
                >
                  {t('talk.unlink')}
                </Button>
              )}
              {asked === one.personId && (
                <div className="ask-line small">
                  <p>{t('talk.unlinkSure', { name })}</p>
                  <div className="row">
                    <Button size="compact-sm" className="main" onClick={() => void unlink(one.personId)}>
                      {t('talk.unlink')}
                    </Button>
                    <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsked(null)}>
                      {t('desk.cancel')}
                    </Button>
                  </div>
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
