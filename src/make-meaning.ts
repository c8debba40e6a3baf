import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { type Meaning, makeMeaning } from './knowledge/meaning.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Db } from './store/db.ts'
import { makeEmbeddings } from './writer/embeddings.ts'

// A server that is down is told of once a minute, however many ask.
const tellEveryMs = 60_000
// What was uploaded while the server was down gets its vectors within this time.
const fillEveryMs = 60_000

/** What finds passages by meaning, where the settings name a server of embeddings. */
export function makeConfiguredMeaning(
  config: Config,
  db: Db,
  hooks: { onTrouble(error: unknown): void; onTokens?(count: number): void },
): Meaning | null {
  if (!config.embeddings) return null
  const { onTrouble, onTokens } = hooks
  const embed = makeEmbeddings({ ...config.embeddings, ...(onTokens && { onTokens }) })
  return makeMeaning({ db, embed, onTrouble })
}

/** The same for the service: troubles and tokens are counted, and troubles told, but not each of them. */
export function makeServedMeaning(config: Config, db: Db, log: Log, metrics: Metrics): Meaning | null {
  let toldAt = Number.NEGATIVE_INFINITY
  return makeConfiguredMeaning(config, db, {
    onTokens: (count) => metrics.tokens.inc({ direction: 'embedded' }, count),
    onTrouble(error) {
      metrics.troubles.inc({ place: 'embeddings' })
      if (performance.now() - toldAt < tellEveryMs) return
      toldAt = performance.now()
      log.warn('passages are found by their words alone', { place: 'embeddings', error })
    },
  })
}

/**
 * Makes missing vectors for as long as the service runs, a batch at a time. Nodes that share a database may make the same ones.
 * @param parts.after begins when this has ended.
 * @returns ends it, once what is under way has ended.
 */
export function keepFilling(
  meaning: Meaning,
  parts: { log: Log; metrics: Metrics; after?: Promise<unknown> },
): () => Promise<void> {
  const { log, metrics, after } = parts
  const ended = new AbortController()
  const { signal } = ended
  let told: string | null = null

  async function round(): Promise<void> {
    const { made, missing, why } = await meaning.fill({ signal })
    if (signal.aborted) return
    if (made > 0) log.info('vectors of passages were made', { made, missing })
    if (why !== null) metrics.troubles.inc({ place: 'embeddings' })
    // What stays as it is need not be told every minute.
    if (why !== null && why !== told) log.warn('passages are without vectors', { missing, why })
    told = why
  }

  async function rounds(): Promise<void> {
    await after
    while (!signal.aborted) {
      await round().catch((error: unknown) => {
        metrics.troubles.inc({ place: 'embeddings' })
        log.warn('vectors of passages could not be made', { error })
      })
      await sleep(fillEveryMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const going = rounds()
  return () => {
    ended.abort()
    return going
  }
}
