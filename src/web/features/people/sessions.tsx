import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { ago, moment } from '../../lib/time.ts'
import { browserOf } from './browser-of.ts'

type Session = Answer<'GET /api/me/sessions'>['sessions'][number]

/** Where one is signed in, and the end of what one does not know. */
export function Sessions() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => call('GET /api/me/sessions', {}, signal),
  })
  async function end(id: string) {
    setBusy(true)
    try {
      await call('POST /api/me/sessions/end', { body: { id } })
      toast(t('people.ended'))
    } catch (error) {
      // One that is over already is what was wanted.
      if (!noticeSession(client, error)) toast(explain(error, { 'not-found': t('people.ended') }), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['sessions'] })
    }
  }
  const sessions = data?.sessions ?? []
  return (
    <section className="panel" aria-labelledby="sessions" aria-busy={busy}>
      <div className="row">
        <h2 id="sessions" className="grow">
          {t('people.sessions')}
        </h2>
        {sessions.length > 1 && (
          <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void end('others')}>
            {t('people.endOthers')}
          </Button>
        )}
      </div>
      <p className="soft small">{t('people.sessionsLead')}</p>
      <ul className="listed">
        {sessions.map((one) => (
          <SessionLine key={one.id} one={one} busy={busy} onEnd={() => void end(one.id)} />
        ))}
      </ul>
    </section>
  )
}

function SessionLine({ one, busy, onEnd }: { one: Session; busy: boolean; onEnd(): void }) {
  const { t } = useTranslation()
  const found = browserOf(one.userAgent)
  const device = found ? t('people.browserOn', found) : t('people.unknownDevice')
  const address = one.address ?? t('people.unknownAddress')
  return (
    <li className="one-session">
      <div className="grow">
        <strong title={one.userAgent ?? undefined}>{device}</strong>{' '}
        {one.current && <span className="chip direct">{t('people.thisOne')}</span>}
        <p className="soft small">
          {address} · {t('people.lastSeen', { time: ago(one.seenAt) })} ·{' '}
          {t('people.since', { time: moment(one.since) })}
        </p>
      </div>
      {!one.current && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={`${t('people.endSession')}: ${device}, ${address}`}
          onClick={onEnd}
        >
          {t('people.endSession')}
        </Button>
      )}
    </li>
  )
}
