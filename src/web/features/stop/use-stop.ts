import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'

type Stopped = Answer<'GET /api/stop'>

export interface Stop {
  stopped: Stopped['stopped']
  /** They may, and nothing is stopped yet. */
  mayStop: boolean
  mayResume: boolean
  /** @returns why it was not done, in a sentence; null when it was. */
  stop(why: string): Promise<string | null>
  resume(): Promise<void>
}

// The stream tells of changes in conversations; a brand that was stopped from elsewhere is noticed by looking.
const lookMs = 10_000

/** The switch that stops everything that the brand sends. */
export function useStop(): Stop {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayStop = useMay('answer')
  const mayResume = useMay('connect')
  const { data } = useQuery({
    queryKey: ['stop'],
    queryFn: ({ signal }) => call('GET /api/stop', {}, signal),
    refetchInterval: lookMs,
    meta: { quiet: true },
  })
  return useMemo(
    () => ({
      stopped: data?.stopped ?? null,
      // Also before it is known how it stands: stopping twice does no harm.
      mayStop: mayStop && !data?.stopped,
      mayResume,
      async stop(why) {
        try {
          const now = await call('POST /api/stop', { body: { why } })
          // What was asked before must not be answered over it.
          await client.cancelQueries({ queryKey: ['stop'] })
          client.setQueryData(['stop'], now)
          return null
        } catch (error) {
          noticeSession(client, error)
          return explain(error)
        }
      },
      async resume() {
        const sure = await ask({ title: t('queue.resumeAsk'), confirm: t('queue.resume') })
        if (sure === null) return
        try {
          await call('POST /api/resume-sending')
          await client.cancelQueries({ queryKey: ['stop'] })
          client.setQueryData<Stopped>(['stop'], { stopped: null })
          toast(t('queue.resumed'))
        } catch (error) {
          if (!noticeSession(client, error)) toast(explain(error), 'bad')
        }
      },
    }),
    [data, mayStop, mayResume, client, t],
  )
}
