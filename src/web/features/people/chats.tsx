import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { sayChannel } from '../../lib/chat-channel.ts'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { moment, shortMoment } from '../../lib/time.ts'
import { chats as en } from '../../words/en-chats.ts'
import { chats as ko } from '../../words/ko-chats.ts'
import { addWords } from '../../words/language.ts'
import { CopyText } from './copy-text.tsx'

addWords({ ko: { chats: ko }, en: { chats: en } })

type Code = Answer<'POST /api/me/chats/code'>
type OwnChat = Answer<'GET /api/me/chats'>['chats'][number]

// The bot takes the code, not the page; so the page looks whether it has.
const lookMs = 2_000

/** The chats in which one is known, and a code to be known in another. */
export function Chats() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [code, setCode] = useState<Code | null>(null)
  const [busy, setBusy] = useState(false)
  const known = useRef<string[] | null>(null)
  const { data } = useQuery({
    queryKey: ['chats'],
    queryFn: ({ signal }) => call('GET /api/me/chats', {}, signal),
    refetchInterval: code ? lookMs : false,
  })
  useEffect(() => {
    const before = known.current
    known.current = data?.chats.map(({ id }) => id) ?? before
    const fresh = before && data?.chats.find(({ id }) => !before.includes(id))
    if (!fresh) return
    setCode(null)
    toast(t('chats.linkedNow', { name: fresh.name }))
  }, [data, t])

  async function act(work: () => Promise<void>, instead: Record<string, string> = {}) {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error, instead), 'bad')
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['chats'] })
    }
  }
  const make = () => act(async () => setCode(await call('POST /api/me/chats/code', { body: {} })))
  const unlink = (id: string) =>
    act(
      async () => {
        await call('POST /api/me/chats/unlink', { body: { id } })
        toast(t('chats.unlinked'))
      },
      { 'not-found': t('chats.gone') },
    )
  return (
    <section className="panel" aria-labelledby="my-chats" aria-busy={busy}>
      <h2 id="my-chats">{t('chats.title')}</h2>
      <p className="soft small">{t('chats.lead')}</p>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      {data?.chats.length === 0 && <p>{t('chats.none')}</p>}
      {data && data.chats.length > 0 && (
        <ul className="listed">
          {data.chats.map((one) => (
            <ChatLine key={one.id} one={one} busy={busy} onUnlink={() => void unlink(one.id)} />
          ))}
        </ul>
      )}
      {code && <MadeCode code={code} />}
      <div className="row">
        <Button
          id="make-chat-code"
          variant={code ? 'default' : 'filled'}
          disabled={busy}
          onClick={() => void make()}
        >
          {t(code ? 'chats.again' : 'chats.make')}
        </Button>
      </div>
    </section>
  )
}

function ChatLine({ one, busy, onUnlink }: { one: OwnChat; busy: boolean; onUnlink(): void }) {
  const { t } = useTranslation()
  return (
    <li className="one-session">
      <div className="grow">
        <strong>{sayChannel(one.channel)}</strong> · {one.name}
        <p className="soft small">{t('chats.since', { time: moment(one.since) })}</p>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        aria-label={`${t('chats.unlink')}: ${sayChannel(one.channel)} ${one.name}`}
        onClick={onUnlink}
      >
        {t('chats.unlink')}
      </Button>
    </li>
  )
}

function MadeCode({ code }: { code: Code }) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    const left = Date.parse(code.expiresAt) - Date.now()
    const timer = setTimeout(() => setOver(true), Math.max(0, left))
    return () => clearTimeout(timer)
  }, [code])
  const said = t('chats.codeSaid', { code: code.code })
  return (
    <div role="status" className="stack">
      <h3>{t('chats.codeTitle')}</h3>
      {over ? (
        <p className="notice">{t('chats.codeOver')}</p>
      ) : (
        <>
          <div className="row">
            <code id="chat-code" className="secret to-send">
              {said}
            </code>
            <CopyText text={said} />
          </div>
          <p className="soft small">{t('chats.codeLead', { time: shortMoment(code.expiresAt) })}</p>
        </>
      )}
    </div>
  )
}
