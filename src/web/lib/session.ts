import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { call, Refused } from './call.ts'
import { explain } from './explain.ts'
import { isGone } from './gone.ts'
import type { Me } from './shapes.ts'
import { toast } from './tell.ts'

const whoIsHere = {
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await call('GET /api/me')
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return null
      throw error
    }
  },
}

/** Null where nobody is signed in. */
export function useSession() {
  return useQuery({ ...whoIsHere, staleTime: Number.POSITIVE_INFINITY })
}

/** To be called when somebody has signed in: of whoever was here before, nothing is shown. */
export async function enterHouse(client: QueryClient): Promise<void> {
  forgetHouse(client)
  await client.fetchQuery({ ...whoIsHere, staleTime: 0 })
}

/** What every call may answer besides: the session is over, or the password was withdrawn. @returns whether it was that. */
export function noticeSession(client: QueryClient, error: unknown): boolean {
  if (!(error instanceof Refused)) return false
  // Somebody took or gave a role meanwhile; what may be done is read anew, and the error is still told.
  if (error.problem?.error === 'no-right') void client.invalidateQueries({ queryKey: ['me'] })
  if (error.status === 401) void askAgain(client)
  else if (error.problem?.error === 'password-change-required')
    client.setQueryData<Me | null>(['me'], (me) => me && { ...me, mustChange: true })
  else return false
  return true
}

const asking = new WeakSet<QueryClient>()

// A call that was under way while the password was changed had the cookie that was; nobody is thrown out by it.
async function askAgain(client: QueryClient): Promise<void> {
  if (asking.has(client)) return
  asking.add(client)
  try {
    // One that is under way may have the cookie that was, too.
    await client.cancelQueries({ queryKey: whoIsHere.queryKey })
    await client.fetchQuery({ ...whoIsHere, staleTime: 0 })
  } catch {
    client.setQueryData(['me'], null)
  } finally {
    asking.delete(client)
  }
}

export function makeClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        if (noticeSession(client, error) || query.meta?.quiet) return
        void isGone(client, String(query.meta?.conversation ?? ''), error).then((gone) => {
          if (!gone) toast(explain(error), 'bad')
        })
      },
    }),
    defaultOptions: {
      queries: {
        // What changes is told by the stream; what the server says no to, it says no to again.
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => error instanceof TypeError && count < 2,
      },
    },
  })
  return client
}

/** Everything that was read, but who is signed in. */
export function forgetHouse(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
}

const Someone = createContext<Me | null>(null)
export const MeProvider = Someone.Provider

/** Who is signed in. */
export function useMe(): Me {
  const me = useContext(Someone)
  if (!me) throw new Error('This is shown to signed-in colleagues only.')
  return me
}
