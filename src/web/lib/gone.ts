import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, Refused } from './call.ts'
import { forgetTypedIn, typedConversations } from './typed.ts'
import { dropUndoIn } from './undo.ts'

/** One conversation as it is read; null where there is none, or none any more. */
export const openConversation = (id: string) => ({
  queryKey: ['conversation', id],
  queryFn: async ({ signal }: { signal?: AbortSignal }) => {
    try {
      return await call('GET /api/conversations/{id}', { params: { id } }, signal)
    } catch (error) {
      // As an error it would leave on the page what was read before, which may have been erased.
      if (isMissing(error)) return null
      throw error
    }
  },
})

const isMissing = (error: unknown) => error instanceof Refused && error.status === 404

/**
 * Whether something failed because its conversation is no more. Its place on the page says so itself then, and nothing else
 * need.
 */
export async function isGone(client: QueryClient, id: string, error: unknown): Promise<boolean> {
  if (!isMissing(error)) return false
  await client.invalidateQueries({ queryKey: ['conversation', id] })
  return client.getQueryData(['conversation', id]) === null
}

/** Of a conversation that is no more nothing that was said or typed there stays on this machine. */
export function leaveNothingOf(client: QueryClient, id: string): void {
  forgetTypedIn(id)
  dropUndoIn(id)
  for (const what of ['notes', 'company', 'summary', 'translation', 'preview'])
    client.removeQueries({ queryKey: [what, id] })
  client.removeQueries({ queryKey: ['person'] })
  void client.invalidateQueries({ queryKey: ['conversations'] })
  void client.invalidateQueries({ queryKey: ['mentions'] })
}

// What has words of customers in it, wherever it is shown.
const withTheirWords = [
  'cases',
  'conversation',
  'conversations',
  'lessons',
  'mentions',
  'notes',
  'person',
  'reports',
]

const dropping = new Set<() => void>()

/** @param drop drops what a page itself keeps of customers' words; to be the same function as long as it does the same. */
export function useWhenForgotten(drop: () => void): void {
  useEffect(() => {
    dropping.add(drop)
    return () => void dropping.delete(drop)
  }, [drop])
}

/**
 * Somebody was forgotten, and nobody says who: what is kept and not shown goes, what is shown is read anew, and what was typed in
 * conversations that are no more is dropped.
 */
export async function dropForgotten(client: QueryClient): Promise<void> {
  for (const drop of dropping) drop()
  client.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  for (const what of withTheirWords) void client.invalidateQueries({ queryKey: [what] })
  for (const id of typedConversations()) {
    try {
      await call('GET /api/conversations/{id}/presence', { params: { id } })
    } catch (error) {
      if (isMissing(error)) leaveNothingOf(client, id)
    }
  }
}
