import { useQuery } from '@tanstack/react-query'
import { type Answer, call } from '../../lib/call.ts'
import { mayAt, maySomewhere, useBrandList } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'

export type FirstSteps = Answer<'GET /api/start'>

/**
 * How far the brand has come, for who may connect its accounts. `pending` until that is known.
 * @param everyMs looks again and again: nobody tells the page of every step.
 */
export function useFirstSteps(everyMs: number | false = false) {
  const me = useMe()
  const brands = useBrandList(maySomewhere(me, 'connect'))
  const house = brands.data?.brands.find((one) => one.house)
  const may = house !== undefined && mayAt(me, 'connect', house.id)
  const { data, isPending } = useQuery({
    queryKey: ['first-steps'],
    queryFn: ({ signal }) => call('GET /api/start', {}, signal),
    enabled: may,
    refetchInterval: everyMs,
    meta: { quiet: true },
  })
  const pending = maySomewhere(me, 'connect') && (brands.isPending || (may && isPending))
  return { may, steps: may ? data : undefined, pending }
}

/** They are shown until a reply went out, and where the town runs for as long as nobody puts them away. */
export function isShown(steps: FirstSteps | undefined): boolean {
  return steps !== undefined && !steps.away && (!steps.done.answered || steps.town !== null)
}
