import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Answer, call } from '../../lib/call.ts'

export type Note = Answer<'GET /api/conversations/{id}/notes'>['notes'][number]

/** What colleagues noted here, oldest first. */
export function useNotes(id: string): Note[] {
  const { data } = useQuery({
    queryKey: ['notes', id],
    queryFn: ({ signal }) => call('GET /api/conversations/{id}/notes', { params: { id } }, signal),
    meta: { quiet: true },
  })
  return data?.notes ?? none
}
const none: Note[] = []

/** Notes that speak to the colleague and that they have not seen. */
export function useMentions() {
  const { data } = useQuery({
    queryKey: ['mentions'],
    queryFn: ({ signal }) => call('GET /api/me/mentions', {}, signal),
    meta: { quiet: true },
  })
  return data?.notes
}

/** Whoever has opened the conversation with its notes has seen what speaks to them there. */
export function useReadNotes(id: string, shown: readonly Note[]): void {
  const client = useQueryClient()
  const mentions = useMentions()
  const unread =
    mentions?.some((one) => one.conversationId === id && shown.some((note) => note.id === one.id)) ?? false
  useEffect(() => {
    if (!unread) return
    call('POST /api/conversations/{id}/notes/read', { params: { id } })
      .then(() => client.invalidateQueries({ queryKey: ['mentions'] }))
      .catch(() => {})
  }, [unread, id, client])
}
