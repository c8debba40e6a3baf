import { useDebouncedValue } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { call, Refused } from './call.ts'
import { dropForgotten } from './gone.ts'
import type { Counts } from './shapes.ts'

const lookMs = 5_000
// Who walks through the list by keys opens no stream for each conversation that they pass.
const settleMs = 400

/** Under which the counts of an account are kept, or with null those of every account. */
export const countsKey = (account: string | null) => ['counts', account] as const

// Told with each stream that is opened, also with one that was away while somebody was forgotten.
let forgettings: string | null = null

const followers = new Set<() => void>()
let followed: string | null = null

/** Which conversation is open: who comes, who writes there and what is noted is told besides. */
export function follow(id: string | null): void {
  followed = id
  for (const each of followers) each()
}

function subscribe(listener: () => void): () => void {
  followers.add(listener)
  return () => followers.delete(listener)
}

/**
 * Follows what happens in the house: counts come with every change, lists and conversations are read anew. Where the stream
 * does not get through, it looks by itself, and tries the stream again.
 * @returns whether the server can be reached.
 */
export function useLive(): boolean {
  const client = useQueryClient()
  const [linked, setLinked] = useState(true)
  const wanted = useSyncExternalStore(subscribe, () => followed)
  const [settled] = useDebouncedValue(wanted, settleMs)
  useEffect(() => {
    let stream: EventSource
    let reading = false
    let again = false
    let looking: ReturnType<typeof setInterval> | undefined

    function heard(counts: Counts) {
      setLinked(true)
      client.setQueryData(countsKey(null), counts)
      void refresh()
    }
    // A change that comes while the last one is still read is read after it: to begin anew each time would, in a rush, show nothing.
    async function refresh() {
      if (reading) {
        again = true
        return
      }
      reading = true
      do {
        again = false
        await Promise.all([
          // The stream tells the counts of every account; those of one are asked for.
          client.invalidateQueries({
            queryKey: ['counts'],
            predicate: ({ queryKey }) => queryKey[1] !== null,
          }),
          client.invalidateQueries({ queryKey: ['conversations'] }),
          client.invalidateQueries({ queryKey: ['conversation'] }),
          client.invalidateQueries({ queryKey: ['stop'] }),
          client.invalidateQueries({ queryKey: ['team'] }),
          client.invalidateQueries({ queryKey: ['notes'] }),
          client.invalidateQueries({ queryKey: ['mentions'] }),
        ])
      } while (again)
      reading = false
    }
    async function look() {
      try {
        heard(await call('GET /api/counts'))
        // Without the stream nobody says that a person was forgotten.
        client.removeQueries({ queryKey: ['conversation'], type: 'inactive' })
        // One that was refused, not cut off, does not come back by itself.
        if (stream.readyState === EventSource.CLOSED) connect()
      } catch (error) {
        if (error instanceof Refused && error.status === 401)
          void client.invalidateQueries({ queryKey: ['me'] })
        setLinked(false)
      }
    }
    function connect() {
      stream = new EventSource(settled ? `/api/live?conversation=${settled}` : '/api/live')
      stream.addEventListener('conversation', () => {
        for (const what of ['company', 'conversation', 'notes'])
          void client.invalidateQueries({ queryKey: [what, settled] })
      })
      stream.addEventListener('gone', () => {
        void client.invalidateQueries({ queryKey: ['conversation', settled] })
      })
      stream.addEventListener('forgotten', (event: MessageEvent<string>) => {
        const { mark } = JSON.parse(event.data) as { mark: string }
        if (forgettings !== null && forgettings !== mark) void dropForgotten(client)
        forgettings = mark
      })
      stream.addEventListener('changed', (event: MessageEvent<string>) =>
        heard(JSON.parse(event.data) as Counts),
      )
      stream.addEventListener('open', () => {
        clearInterval(looking)
        looking = undefined
        setLinked(true)
      })
      stream.addEventListener('error', () => {
        looking ??= setInterval(look, lookMs)
      })
    }
    connect()
    return () => {
      stream.close()
      clearInterval(looking)
    }
  }, [client, settled])
  return linked
}
