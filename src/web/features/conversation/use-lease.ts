import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Open } from '../../lib/shapes.ts'
import type { Around } from './use-company.ts'
import type { Decide } from './use-decide.ts'

/** Has the conversation to oneself for a while, and lets go of it. */
export function useLease(of: { open: Open; decide: Decide; around: Around }): {
  take(): void
  letGo(): void
} {
  const { t } = useTranslation()
  const client = useQueryClient()
  const params = { id: of.open.id }
  async function carryOut(send: () => Promise<unknown>, tell: string) {
    await of.decide.run(send, { stay: true, tell })
    await client.invalidateQueries({ queryKey: ['company', params.id] })
  }
  const from = of.around.leasedBy
  return {
    take: () =>
      void carryOut(
        () => call('POST /api/conversations/{id}/take', { params, body: from ? { takeFrom: from.id } : {} }),
        t('talk.leaseMine'),
      ),
    letGo: () =>
      void carryOut(() => call('POST /api/conversations/{id}/let-go', { params }), t('desk.wasDone')),
  }
}
