import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, Refused } from './call.ts'
import type { Counts } from './shapes.ts'

const lookMs = 5_000

/**
 * Follows what happens in the house: counts come with every change, lists and conversations are read anew. Where the stream
 * does not get through, it looks by itself, and tries the stream again.
 * @returns whether the server can be reached.
 */
export function useLive(): boolean {
  const client = useQueryClient()
  const [linked, setLinked] = useState(true)
  useEffect(() => {
    let stream: EventSource
    let reading = false
    let again = false
    let looking: ReturnType<typeof setInterval> | undefined

    function heard(counts: Counts) {
      setLinked(true)
      client.setQueryData(['counts'], counts)
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
          client.invalidateQueries({ queryKey: ['conversations'] }),
          client.invalidateQueries({ queryKey: ['conversation'] }),
          client.invalidateQueries({ queryKey: ['stop'] }),
          client.invalidateQueries({ queryKey: ['team'] }),
        ])
      } while (again)
      reading = false
    }
    async function look() {
      try {
        heard(await call('GET /api/counts'))
        // One that was refused, not cut off, does not come back by itself.
        if (stream.readyState === EventSource.CLOSED) connect()
      } catch (error) {
        if (error instanceof Refused && error.status === 401)
          void client.invalidateQueries({ queryKey: ['me'] })
        setLinked(false)
      }
    }
    function connect() {
      stream = new EventSource('/api/live')
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
  }, [client])
  return linked
}
