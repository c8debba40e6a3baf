import pg from 'pg'

/** A look into the service's database, to know when to strike; what is judged comes from the town alone. */
export interface Eye {
  /** Where a mention stands; null when it is not stored, or the database does not answer. */
  stageOf(nativeId: string): Promise<string | null>
  /** Ids of what was said and stands in this stage. */
  inStage(stage: string): Promise<string[]>
  /** Sends in a state, with what they answer. */
  sends(state: string): Promise<{ id: string; answers: string }[]>
  sendState(id: string): Promise<string | null>
  /** Whether the database answers. */
  isOpen(): Promise<boolean>
  /** Whether the account has begun to listen. */
  hasCursor(): Promise<boolean>
  /** The node that holds the account's lease now; null when none does. */
  holder(): Promise<string | null>
  /** Mentions that a colleague would have to look at, and why: a fault of the load or of the service. */
  stuck(): Promise<{ key: string; stage: string; why: string | null }[]>
  close(): Promise<void>
}

/** @param findUrl asked again for each connection: an embedded database may come back at another port. */
export function openEye(findUrl: () => string): Eye {
  let client: pg.Client | null = null

  /** A new connection where the old one has broken; nothing (an empty list) while the database is away. */
  async function rows<T extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<T[] | null> {
    try {
      if (!client) {
        const own = new pg.Client({
          connectionString: findUrl(),
          connectionTimeoutMillis: 2_000,
          query_timeout: 5_000,
        })
        const drop = () => {
          if (client === own) client = null
        }
        own.on('error', drop).on('end', drop)
        await own.connect()
        client = own
      }
      return (await client.query<T>(text, values)).rows
    } catch {
      const broken = client
      client = null
      await broken?.end().catch(() => {})
      return null
    }
  }

  return {
    stageOf: async (nativeId) =>
      (await rows<{ stage: string }>('select stage from mentions where native_id = $1', [nativeId]))?.[0]
        ?.stage ?? null,
    inStage: async (stage) =>
      (
        (await rows<{ native_id: string }>('select native_id from mentions where stage = $1', [stage])) ?? []
      ).map((row) => row.native_id),
    sends: async (state) =>
      (await rows<{ id: string; answers: string }>(
        'select s.id, m.native_id as answers from sends s join mentions m on m.id = s.mention_id where s.state = $1',
        [state],
      )) ?? [],
    sendState: async (id) =>
      (await rows<{ state: string }>('select state from sends where id = $1', [id]))?.[0]?.state ?? null,
    isOpen: async () => (await rows('select 1')) !== null,
    hasCursor: async () => ((await rows('select 1 from accounts where cursor is not null'))?.length ?? 0) > 0,
    holder: async () =>
      (await rows<{ node: string }>('select lease_node as node from accounts where lease_until > now()'))?.[0]
        ?.node ?? null,
    stuck: async () =>
      (await rows<{ key: string; stage: string; why: string | null }>(
        `select native_id as key, stage, why from mentions where stage not in ('sent', 'ignored')`,
      )) ?? [],
    async close() {
      await client?.end().catch(() => {})
    },
  }
}
