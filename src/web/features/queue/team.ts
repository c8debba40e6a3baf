import { useQuery } from '@tanstack/react-query'
import { type Answer, call } from '../../lib/call.ts'

export type Member = Answer<'GET /api/queue/team'>['team'][number]

/** Who is available, how many conversations they take and have. */
export function useTeam(wanted = true): Member[] {
  const { data } = useQuery({
    queryKey: ['team'],
    queryFn: ({ signal }) => call('GET /api/queue/team', {}, signal),
    enabled: wanted,
    meta: { quiet: true },
  })
  return data?.team ?? none
}

const none: Member[] = []
