import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { useMayAt } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { situationOf } from '../../lib/situation.ts'
import { readOut } from '../../lib/tell.ts'
import { forgetTypedIn } from '../../lib/typed.ts'
import { DraftPane } from './draft-pane.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { useCompany } from './use-company.ts'
import { useCorrection } from './use-correction.tsx'
import { useTranslationView } from './use-translation-view.ts'
import './conversation.css'
import './talk.css'

const openConversation = (id: string) => ({
  queryKey: ['conversation', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call('GET /api/conversations/{id}', { params: { id } }, signal),
})

/** One conversation: what was said, the answer, and what may be done with them. */
export function Conversation(of: {
  id: string
  next: string | null
  onDone(): Promise<void>
  onClose(): void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const { data: open, error } = useQuery(openConversation(of.id))
  const correction = useCorrection(open ?? null)
  const around = useCompany(of.id)
  const may = useMayAt(open?.account.id)
  const view = useTranslationView(open, may('answer'))

  // The next one is there before it is asked for.
  useEffect(() => {
    if (of.next && open) void client.prefetchQuery({ ...openConversation(of.next), meta: { quiet: true } })
  }, [client, of.next, open])

  const last = open?.turns.filter(({ from }) => from === 'person').at(-1)
  const heard = useRef<string | undefined>(undefined)
  const name = open?.person.name || open?.person.handle || ''
  useEffect(() => {
    if (last && heard.current !== undefined && heard.current !== last.id)
      readOut(t('desk.newWords', { name, text: last.text }))
    if (last) heard.current = last.id
  }, [last, name, t])

  function leaveForgotten() {
    forgetTypedIn(of.id)
    client.removeQueries({ queryKey: ['person'] })
    void client.invalidateQueries({ queryKey: ['conversations'] })
    of.onClose()
  }
  if (!open) {
    const missing = error instanceof Refused && error.status === 404
    return <p className="soft empty">{t(missing ? 'desk.errors.not-found' : 'desk.loading')}</p>
  }
  const now = situationOf(open, me, may)
  return (
    <article className="conversation">
      <ThreadPane
        open={open}
        now={now}
        around={around}
        view={view}
        onClose={of.onClose}
        onForgotten={leaveForgotten}
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
