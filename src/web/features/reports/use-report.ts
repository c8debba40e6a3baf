import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Answer, type Ask, call, type Door } from '../../lib/call.ts'

type ReportDoor = Extract<
  Door,
  `GET /api/reports/${'overview' | 'shares' | 'service' | 'costs' | 'words' | 'ratings'}`
>

type Query<D extends ReportDoor> = Ask<D> extends { query?: infer Given } ? NonNullable<Given> : never

/** One report. The one before stays until the next is counted; what goes wrong is said where the report would stand. */
export function useReport<D extends ReportDoor>(
  door: D,
  query: Query<D>,
  enabled = true,
): UseQueryResult<Answer<D>> {
  return useQuery({
    queryKey: ['reports', door, query],
    queryFn: ({ signal }) => call<ReportDoor>(door, { query }, signal) as Promise<Answer<D>>,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled,
    meta: { quiet: true },
  })
}
