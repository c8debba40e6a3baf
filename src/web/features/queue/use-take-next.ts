import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { quickPlace, useGo } from '../../lib/places.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { useOffer } from '../shell/offered.ts'

/** Gives the colleague what is due first of what nobody looks at, and opens it in their own list. @returns null where they may not. */
export function useTakeNext(): (() => void) | null {
  const { t } = useTranslation()
  const client = useQueryClient()
  const now = useGo()
  const go = useRef(now)
  go.current = now
  const may = useMay('answer')
  const underWay = useRef(false)
  const take = useCallback(async () => {
    if (underWay.current) return
    underWay.current = true
    try {
      const given = await call('POST /api/queue/next')
      if (given.kind === 'nothing') {
        toast(t('queue.nothingNext'))
        return
      }
      toast(t('queue.taken'))
      // Without the filters that were on: it is given whatever they say, and must not be hidden.
      go.current(quickPlace('mine', '', given.conversationId))
      await client.invalidateQueries({ queryKey: ['conversations'] })
    } catch (error) {
      if (!noticeSession(client, error)) toast(explain(error), 'bad')
    } finally {
      underWay.current = false
    }
  }, [client, t])
  const press = useMemo(() => (may ? () => void take() : null), [may, take])
  useOffer(
    useMemo(() => (press ? [{ label: t('queue.takeNext'), key: 'n', run: press }] : []), [press, t]),
    2,
  )
  return press
}
