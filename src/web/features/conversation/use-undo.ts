import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone, openConversation } from '../../lib/gone.ts'
import { isTab, placeOf, useGo } from '../../lib/places.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { keepTyped, typedNow } from '../../lib/typed.ts'
import { dropUndo } from '../../lib/undo.ts'

/** Takes an approval back and opens its conversation, where the text stands as it was approved. */
export function useUndo(): (of: { conversationId: string; sendId: string }) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const underWay = useRef(new Set<string>())

  async function undo({ conversationId: id, sendId }: { conversationId: string; sendId: string }) {
    if (underWay.current.has(sendId)) return
    underWay.current.add(sendId)
    try {
      const undone = await call('POST /api/conversations/{id}/undo', { params: { id }, body: { sendId } })
      dropUndo(sendId)
      const open = await client.fetchQuery({ ...openConversation(id), staleTime: 0 })
      // Its person was forgotten this very moment.
      if (!open) return
      const mine = typedNow(id)
      const seen = open.turns.findLast(({ from }) => from === 'person')?.id ?? null
      if (mine === undefined && undone.text !== (open.draft?.text ?? ''))
        keepTyped(id, { text: undone.text, seen })
      toast(t(mine === undefined || mine === undone.text ? 'talk.undone' : 'talk.undoneKept'))
      void client.invalidateQueries({ queryKey: ['conversations'] })
      const [, , tab, opened] = location.pathname.split('/')
      if (opened !== id)
        go(placeOf(isTab(tab) && tab === 'all' ? tab : open.draft ? 'to-approve' : 'with-person', id))
    } catch (error) {
      // What cannot be taken back now cannot be later either; only a line that is down may come back.
      if (error instanceof Refused) dropUndo(sendId)
      if (!noticeSession(client, error) && !(await isGone(client, id, error))) toast(explain(error), 'bad')
      void client.invalidateQueries({ queryKey: ['conversation', id] })
    } finally {
      underWay.current.delete(sendId)
    }
  }
  return undo
}
