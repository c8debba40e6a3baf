import { useQuery } from '@tanstack/react-query'
import { type Answer, call } from '../../lib/call.ts'

export type Channel = Answer<'GET /api/channels'>['channels'][number]
export type Field = Channel['fields'][number]

/** The networks that can be connected. They come with the program, so they are read once. */
export function useChannels(may: boolean): Channel[] | undefined {
  return useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => call('GET /api/channels', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: may,
  }).data?.channels
}
