import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { call } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import { isGone } from '../../lib/gone.ts'
import { tuningPlace } from '../../lib/places.ts'
import { useMay } from '../../lib/rights.ts'
import { noticeSession } from '../../lib/session.ts'
import type { Open } from '../../lib/shapes.ts'
import { toast } from '../../lib/tell.ts'
import type { Act } from './use-acts.ts'

/** Makes a case of a conversation's newest message, and opens it to be named and checked; nothing where they may not tune. */
export function useMakeCase({ id, brandId }: Open): Act[] {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const mayTune = useMay('tune', brandId)
  return useMemo((): Act[] => {
    if (!mayTune) return []
    async function make() {
      try {
        const made = await call('POST /api/conversations/{id}/case', { params: { id }, body: {} })
        await client.invalidateQueries({ queryKey: ['cases'] })
        toast(t('desk.caseMade'))
        navigate(`${tuningPlace}/cases/${made.id}`)
      } catch (error) {
        if (await isGone(client, id, error)) return
        const instead = { full: t('desk.casesFull'), 'not-found': t('desk.noCaseOfThis') }
        if (!noticeSession(client, error)) toast(explain(error, instead), 'bad')
      }
    }
    return [{ name: 'case', label: t('desk.makeCase'), run: () => void make() }]
  }, [mayTune, id, client, navigate, t])
}
