import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../lib/explain.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'

/** Carries out what is done to a colleague, tells how it went, and reads the list anew. */
export function useStaffAct(): { busy: boolean; run(work: () => Promise<unknown>, tell: string): void } {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function carryOut(work: () => Promise<unknown>, tell: string) {
    setBusy(true)
    try {
      await work()
      toast(tell)
    } catch (error) {
      if (!noticeSession(client, error))
        toast(explain(error, { 'not-found': t('people.noColleague') }), 'bad')
    } finally {
      setBusy(false)
      // It may have been oneself.
      await Promise.all([
        client.invalidateQueries({ queryKey: ['staff'] }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ])
    }
  }
  return { busy, run: (work, tell) => void carryOut(work, tell) }
}
