import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { noticeSession } from '../../lib/session.ts'
import { mostMessages, type Trial } from './chosen.ts'
import { MessagePicker } from './message-picker.tsx'
import type { Tried } from './reply.tsx'
import { SideBySide } from './side-by-side.tsx'
import './try.css'

/** Past messages and cases are chosen, and answered by what is live and by what is tried. */
export function TryOn(of: {
  lead: string
  trial: Trial
  /** What is live and what is tried, in a word or two. */
  liveAs?: string
  triedAs?: string
  /** Changes with what is tried. */
  stamp: string
  send(messages: { conversations: string[]; caseIds: string[] }): Promise<{
    results: Tried[]
    /** How many passages of what is tried were sought by their words alone. */
    byWordsAlone?: number
  }>
  sayTrouble(error: unknown): string
  /** Why no difference says anything; null where it does. */
  idle?(results: readonly Tried[]): string | null
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { lead, stamp } = of
  const { chosen, setChosen, results, setResults, busy, setBusy } = of.trial
  const [trouble, setTrouble] = useState('')
  const { data: cases } = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => call('GET /api/cases', {}, signal),
  })
  const count = chosen.conversations.length + chosen.caseIds.length
  const idle = results && of.idle?.(results.all)
  async function tryOut() {
    setBusy(true)
    setTrouble('')
    try {
      const { results: all, byWordsAlone = 0 } = await of.send({
        conversations: [...chosen.conversations],
        caseIds: [...chosen.caseIds],
      })
      setResults({ of: stamp, asked: count, all, byWordsAlone })
    } catch (error) {
      if (!noticeSession(client, error)) setTrouble(of.sayTrouble(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="try" aria-label={t('tuning.views.try')}>
      <p className="soft small">
        {lead} {t('tuning.tryCosts')}
      </p>
      <MessagePicker chosen={chosen} cases={cases?.cases} onChoose={setChosen} />
      <div className="row">
        <Button
          id="try"
          className="main"
          disabled={count === 0 || count > mostMessages}
          loading={busy}
          onClick={() => void tryOut()}
        >
          {t('tuning.tryDo', { count })}
        </Button>
        <span className="soft small" role="status">
          {busy ? t('tuning.trying') : ''}
        </span>
      </div>
      <p className="trouble" role="alert">
        {trouble}
      </p>
      {results && results.of !== stamp && <p className="notice calm">{t('tuning.triedOld')}</p>}
      {results && results.all.length < results.asked && (
        <p className="notice calm">
          {t('tuning.someNotThere', { count: results.asked - results.all.length })}
        </p>
      )}
      {results && results.byWordsAlone > 0 && (
        <p id="by-words-alone" className="notice calm">
          {t('tuning.byWordsAlone', { count: results.byWordsAlone })}
        </p>
      )}
      {idle && (
        <p id="idle" className="notice calm">
          {idle}
        </p>
      )}
      <div id="tried">
        {results?.all.map((result) => (
          <SideBySide
            key={`${result.conversationId} ${result.caseId}`}
            result={result}
            liveAs={of.liveAs}
            triedAs={of.triedAs}
            caseName={cases?.cases.find(({ id }) => id === result.caseId)?.name}
          />
        ))}
      </div>
    </section>
  )
}
