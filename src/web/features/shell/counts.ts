import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/call.ts'
import type { Counts } from '../../lib/shapes.ts'

/** How many conversations lie on each tab; the stream keeps it true. */
export function useCounts(): Counts | undefined {
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => call('GET /api/counts', {}, signal),
    // What becomes overdue does so without anything that the stream could tell.
    refetchInterval: 60_000,
    staleTime: Number.POSITIVE_INFINITY,
    meta: { quiet: true },
  }).data
}
