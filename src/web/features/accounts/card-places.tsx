import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { sayChannel } from '../../lib/chat-channel.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { chats as en } from '../../words/en-chats.ts'
import { chats as ko } from '../../words/ko-chats.ts'
import { addWords } from '../../words/language.ts'

addWords({ ko: { chats: ko }, en: { chats: en } })

type Place = Answer<'GET /api/card-places'>['places'][number]

/** Where cards for colleagues go. */
export function CardPlaces() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery({
    queryKey: ['card-places'],
    queryFn: ({ signal }) => call('GET /api/card-places', {}, signal),
    refetchInterval: 10_000,
  })
  async function act(work: () => Promise<unknown>, done: string) {
    setBusy(true)
    try {
      await work()
      toast(done)
    } catch (error) {
      const changed = t('chats.noPlace')
      if (!noticeSession(client, error))
        toast(explain(error, { 'no-place': changed, 'not-found': changed }), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['card-places'] })
    }
  }
  return (
    <section className="panel" aria-labelledby="card-places" aria-busy={busy}>
      <h2 id="card-places">{t('chats.placesTitle')}</h2>
      <p className="soft small">{t('chats.placesLead')}</p>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      {data?.places.length === 0 && <p>{t('chats.placesNone')}</p>}
      {data?.places.some(({ kind }) => kind === 'team') && <p className="notice">{t('chats.teamWarning')}</p>}
      {data && data.places.length > 0 && (
        <ul className="listed">
          {data.places.map((one) => (
            <PlaceLine key={`${one.kind} ${one.placeId}`} one={one} busy={busy} act={act} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PlaceLine(of: {
  one: Place
  busy: boolean
  act(work: () => Promise<unknown>, done: string): Promise<void>
}) {
  const { t } = useTranslation()
  const { one, busy, act } = of
  const { kind, placeId, target } = one
  const button = (name: string, work: () => Promise<unknown>, done: string) => (
    <Button
      size="compact-sm"
      variant="default"
      disabled={busy}
      aria-label={`${name}: ${one.name}`}
      onClick={() => void act(work, done)}
    >
      {name}
    </Button>
  )
  return (
    <li className="one-session card-place">
      <div className="grow">
        <strong>{one.name}</strong>{' '}
        {target && !target.pausedAt && <span className="chip direct">{t('chats.on')}</span>}
        <p className="soft small">
          {t(`chats.${kind}`)} · {sayChannel(one.channel)}
        </p>
        {target?.pausedAt && <p className="notice">{t('chats.paused', { why: target.pausedWhy ?? '' })}</p>}
      </div>
      <div className="row">
        {target?.pausedAt &&
          button(
            t('chats.resume'),
            () => call('POST /api/card-targets/resume', { body: { id: target.id } }),
            t('chats.resumed'),
          )}
        {target
          ? button(
              t('chats.remove'),
              () => call('POST /api/card-targets/remove', { body: { id: target.id } }),
              t('chats.removed'),
            )
          : button(
              t('chats.add'),
              () => call('POST /api/card-targets', { body: { kind, placeId } }),
              t('chats.added'),
            )}
      </div>
    </li>
  )
}
