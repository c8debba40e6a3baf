import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveNothingOf, openConversation } from '../../lib/gone.ts'
import { useMayAt } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import type { Open } from '../../lib/shapes.ts'
import { situationOf } from '../../lib/situation.ts'
import { hush, readOut } from '../../lib/tell.ts'
import type { Forgotten } from '../person/card.ts'
import { showReceipt } from '../person/shown-receipt.ts'
import { DraftPane } from './draft-pane.tsx'
import { Gone } from './gone.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { useCompany } from './use-company.ts'
import { useCorrection } from './use-correction.tsx'
import { useTranslationView } from './use-translation-view.ts'
import './conversation.css'
import './talk.css'

/** One conversation: what was said, the answer, and what may be done with them. */
export function Conversation(of: {
  id: string
  next: string | null
  onDone(): Promise<void>
  onClose(): void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: open } = useQuery(openConversation(of.id))

  // The next one is there before it is asked for.
  useEffect(() => {
    if (of.next && open) void client.prefetchQuery({ ...openConversation(of.next), meta: { quiet: true } })
  }, [client, of.next, open])

  function leaveForgotten(forgotten: Forgotten) {
    hush()
    showReceipt(forgotten)
    // Who has gone elsewhere while it was erased stays there.
    if (location.pathname.endsWith(`/${of.id}`)) of.onClose()
    client.removeQueries({ queryKey: ['conversation', of.id] })
    leaveNothingOf(client, of.id)
  }
  if (open === null) return <Gone id={of.id} onClose={of.onClose} />
  if (!open) return <p className="soft empty">{t('desk.loading')}</p>
  return <Opened open={open} onDone={of.onDone} onClose={of.onClose} onForgotten={leaveForgotten} />
}

function Opened(of: {
  open: Open
  onDone(): Promise<void>
  onClose(): void
  onForgotten(forgotten: Forgotten): void
}) {
  const { open } = of
  const { t } = useTranslation()
  const me = useMe()
  const correction = useCorrection(open)
  const around = useCompany(open.id)
  const may = useMayAt(open.account.id)
  const view = useTranslationView(open, may('answer'))

  const last = open.turns.filter(({ from }) => from === 'person').at(-1)
  const heard = useRef<string | undefined>(undefined)
  const name = open.person.name || open.person.handle
  useEffect(() => {
    if (last && heard.current !== undefined && heard.current !== last.id)
      readOut(t('desk.newWords', { name, text: last.text }))
    if (last) heard.current = last.id
  }, [last, name, t])

  const now = situationOf(open, me, may)
  return (
    <article className="conversation">
      <ThreadPane
        open={open}
        now={now}
        around={around}
        view={view}
        onClose={of.onClose}
        onForgotten={of.onForgotten}
        onCorrect={correction.start}
      />
      <DraftPane
        open={open}
        now={now}
        around={around}
        view={view}
        onDone={of.onDone}
        onCorrect={correction.start}
      />
      {correction.dialog}
    </article>
  )
}
