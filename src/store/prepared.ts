import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

// Statements with lists of values have a text of their own for every length; a connection keeps at most this many plans.
const mostPrepared = 300
// A text that is seen once may never come again.
const prepareFrom = 2

/**
 * The pool as Kysely sees it: what is said again and again is prepared once on each connection, because PostgreSQL parses and
 * plans a statement without a name anew every time, and that costs more than running it. The texts hold no data (Kysely
 * passes values as parameters), so there are few of them.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const seen = new Map<string, { name: string; times: number }>()
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  function nameOf(text: string): string | undefined {
    const known = seen.get(text)
    if (known) {
      known.times += 1
      return known.times >= prepareFrom ? known.name : undefined
    }
    if (seen.size < mostPrepared) seen.set(text, { name: `dajeong-${seen.size}`, times: 1 })
    return undefined
  }

  function wrap(client: pg.PoolClient): PostgresPoolClient {
    const query = (text: unknown, values?: readonly unknown[]) => {
      // A cursor, and what has no values (begin, commit), goes as it is.
      if (typeof text !== 'string' || !values?.length)
        return client.query(text as string, values as unknown[])
      const name = nameOf(text)
      return client.query({ text, values: values as unknown[], ...(name ? { name } : {}) })
    }
    // Kysely asks for no more of a client than these; the rest is found on the client itself.
    return Object.assign(Object.create(client) as PostgresPoolClient, {
      query,
      release: (destroy?: boolean) => client.release(destroy),
    })
  }

  return {
    async connect() {
      const client = await pool.connect()
      let known = wrapped.get(client)
      if (!known) {
        known = wrap(client)
        wrapped.set(client, known)
      }
      return known
    },
    end: () => pool.end(),
    options: pool.options,
  } as PostgresPool
}
