import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/call.ts'

/** What colleagues are called, by id. */
export function useColleagueNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call('GET /api/colleagues', {}, signal),
    meta: { quiet: true },
  })
  return new Map((data?.colleagues ?? []).map(({ id, name }) => [id, name]))
}
