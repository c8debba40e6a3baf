import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { useWhenForgotten } from '../../lib/gone.ts'
import { placeOf } from '../../lib/places.ts'
import { noticeSession } from '../../lib/session.ts'
import { type Chosen, mostMessages } from '../tuning/chosen.ts'
import { MessagePicker } from '../tuning/message-picker.tsx'
import { FindingList, WordDifference } from '../tuning/reply.tsx'
import type { Saved } from './saved-reply.ts'
import './saved-try.css'

/** The people whom a reply is tried on. */
export type TryOn = [Chosen, Dispatch<SetStateAction<Chosen>>]

type Tried = Answer<'POST /api/saved-replies/try'>['results'][number]
type Side = Tried['tried']

/** What is typed, said to people who wrote, beside what the reply says now. */
export function SavedTry(of: { reply: Saved | null; text: string; unknown: boolean; tryOn: TryOn }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { reply, text, unknown } = of
  const [chosen, setChosen] = of.tryOn
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [made, setMade] = useState<{ of: string; version: string; asked: number; all: Tried[] } | null>(null)
  useWhenForgotten(useCallback(() => setMade(null), []))
  const { conversations } = chosen
  const version = reply?.version ?? ''
  const empty = text.trim() === ''
  async function tryOut() {
    setBusy(true)
    setTrouble('')
    try {
      const body = { id: reply?.id ?? null, text, conversations: [...conversations] }
      const { results: all } = await call('POST /api/saved-replies/try', { body })
      setMade({ of: text, version, asked: conversations.length, all })
    } catch (error) {
      if (noticeSession(client, error)) return
      const said = {
        'no-conversation': t('tuning.nothingToTry'),
        'not-found': t('policy.savedGone'),
        'unknown-variables': t('savedTry.needsPlaces'),
      }
      setTrouble(explain(error, said))
    } finally {
      setBusy(false)
    }
  }
  const lead = reply === null ? 'leadNew' : reply.text === text ? 'leadSame' : 'lead'
  return (
    <section className="saved-try" aria-labelledby="saved-try">
      <h3 id="saved-try">{t('savedTry.title')}</h3>
      <p className="soft small">{t(`savedTry.${lead}`)}</p>
      <MessagePicker chosen={chosen} cases={null} onChoose={setChosen} />
      <div className="row">
        <Button
          id="try-reply"
          variant="default"
          disabled={conversations.length === 0 || conversations.length > mostMessages || empty || unknown}
          loading={busy}
          onClick={() => void tryOut()}
        >
          {t('tuning.tryDo', { count: conversations.length })}
        </Button>
        <span className="soft small" role="status">
          {busy
            ? t('savedTry.trying')
            : unknown
              ? t('savedTry.needsPlaces')
              : empty
                ? t('savedTry.needsText')
                : made && t('savedTry.done', { count: made.all.length })}
        </span>
      </div>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      {made && made.of !== text && (
        <p id="tried-old" className="notice calm">
          {t('savedTry.oldText')}
        </p>
      )}
      {made && made.version !== version && (
        <p id="live-old" className="notice calm">
          {t('savedTry.oldLive')}
        </p>
      )}
      {made && made.all.length < made.asked && (
        <p className="notice calm">{t('tuning.someNotThere', { count: made.asked - made.all.length })}</p>
      )}
      <div id="tried-replies">
        {made?.all.map((one) => (
          <SaidTo key={one.conversationId} one={one} />
        ))}
      </div>
    </section>
  )
}

/** What one person wrote, and what would be said to them. */
function SaidTo({ one }: { one: Tried }) {
  const { t } = useTranslation()
  const { conversationId, message, live, tried } = one
  const same = live !== null && live.text === tried.text
  return (
    <article className="said-to" aria-label={message}>
      <p className="row">
        <strong className="grow lines reply-text">{message}</strong>
        {same && <span className="chip">{t('savedTry.same')}</span>}
        <Link className="small" href={placeOf('all', conversationId)}>
          {t('tuning.toConversation')}
        </Link>
      </p>
      <div className="both">
        {live && <OneSide title={t('savedTry.live')} side={live} before={null} />}
        {!same && <OneSide title={t('savedTry.tried')} side={tried} before={live?.text ?? null} />}
      </div>
    </article>
  )
}

function OneSide({ title, side, before }: { title: string; side: Side; before: string | null }) {
  const { t } = useTranslation()
  const { text, findings, counted, max } = side
  const over = counted - max
  return (
    <div className="side">
      <h4 className="soft">{title}</h4>
      {before === null ? (
        <p className="lines reply-text">{text}</p>
      ) : (
        <WordDifference before={before} after={text} />
      )}
      <FindingList findings={findings} />
      {findings.length === 0 && <p className="soft small">{t('savedTry.fine')}</p>}
      <p className={over > 0 ? 'small length over' : 'soft small length'}>
        {t('savedTry.length', { counted, max })}
        {over > 0 && ` · ${t('savedTry.over', { over })}`}
      </p>
    </div>
  )
}
