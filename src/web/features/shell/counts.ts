import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/call.ts'
import { countsKey } from '../../lib/live.ts'
import type { Counts } from '../../lib/shapes.ts'

/** How many conversations lie on each tab; the stream keeps it true. @param account null: of every account. */
export function useCounts(account: string | null = null): Counts | undefined {
  return useQuery({
    queryKey: countsKey(account),
    queryFn: ({ signal }) => call('GET /api/counts', { query: { account: account ?? undefined } }, signal),
    // What becomes overdue does so without anything that the stream could tell.
    refetchInterval: 60_000,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    meta: { quiet: true },
  }).data
}
