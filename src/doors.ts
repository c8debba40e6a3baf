import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { channels } from './channels/all.ts'
import type { Config } from './config.ts'
import type { Look } from './core/look.ts'
import { type Accounts, makeAccounts } from './desk/accounts.ts'
import { makeSendByHand } from './desk/by-hand.ts'
import { makeCorrect } from './desk/correct.ts'
import { makeHandover } from './desk/handover.ts'
import { makeHelping } from './desk/helping.ts'
import { makeInbox } from './desk/inbox.ts'
import { makeDeskKnowledge } from './desk/knowledge.ts'
import { makeLessons } from './desk/lessons.ts'
import { makePrompts } from './desk/prompts.ts'
import { replayDraft } from './desk/replay.ts'
import { makeReports } from './desk/report.ts'
import { makeRetry } from './desk/retry.ts'
import { makeReview } from './desk/review.ts'
import { ensureFirstAdmin, makeStaff } from './desk/staff.ts'
import { makeWishes } from './desk/wishes.ts'
import { openServer } from './http/server.ts'
import { makeFetchPage } from './knowledge/fetch-page.ts'
import type { Meaning } from './knowledge/meaning.ts'
import { shippedPrompts } from './live-prompts.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './open.ts'
import type { Engine } from './start.ts'
import { isMigrated } from './store/db.ts'
import { askDatabase, readHealth } from './store/health.ts'
import { openWebhookDoor } from './webhook-door.ts'
import type { Assist } from './writer/assist.ts'

/** Everything that can be reached from outside: the page, the API, the probes and the webhooks. */
export interface Doors {
  url: string
  /** Shown once; null when there is an admin already. */
  firstAdmin: { email: string; password: string } | null
  close(): Promise<void>
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** @throws when the port cannot be had. */
export async function openDoors(parts: {
  config: Config
  store: Store
  brandId: string
  engine: Engine
  look: Look
  /** Null where no model is configured. */
  assist: Assist | null
  /** Null where passages are found by their words alone. */
  meaning?: Meaning | null
  log: Log
  metrics: Metrics
  /** Called by the engine whenever something that staff see has changed. */
  listeners: Set<() => void>
}): Promise<Doors> {
  const { config, store, brandId, engine, look, assist, meaning = null, log, metrics, listeners } = parts
  const { db, key } = store
  const now = () => new Date()
  const firstAdmin = await ensureFirstAdmin(db, randomBytes, config.adminEmail)
  const desk = { db, look, limitsOf: engine.limitsOf, newId: () => randomUUID() }
  const hooks = openWebhookDoor(store, engine, log)
  let closing = false
  const server = await openServer({
    host: config.host,
    port: config.port,
    version,
    staff: makeStaff({ db, now, random: randomBytes }),
    inbox: makeInbox({ ...desk, now }),
    helping: makeHelping({ ...desk, assist, now }),
    lessons: makeLessons({ db, brandId }),
    knowledge: makeDeskKnowledge({
      ...{ db, brandId, meaning, now },
      fetchPage: makeFetchPage({ named: config.knowledgeHosts }),
    }),
    decisions: {
      ...makeReview(desk),
      ...makeHandover(desk),
      ...makeRetry(desk),
      ...makeCorrect(desk),
      ...makeWishes(desk),
      sendByHand: makeSendByHand(desk),
    },
    accounts: told(makeAccounts({ db, key, channels, brandName: config.brandName, now }), (id) => {
      hooks.forget(id)
      void engine.hold.refresh()
    }),
    words: {
      brandId,
      prompts: makePrompts({ db, files: shippedPrompts() }),
      replay: (draftId) => replayDraft(db, draftId),
    },
    reports: makeReports({ db, brandId, now }),
    hooks,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
    behindProxy: config.publicUrl !== null,
    metricsToken: config.metricsToken,
    log,
    ready: {
      database: () => askDatabase(db),
      migrations: () => isMigrated(db),
      worker: () => engine.isWorking(),
      running: () => !closing,
    },
    async metrics() {
      await gauge(store, metrics)
      return metrics.text()
    },
  })
  return {
    url: server.url,
    firstAdmin,
    close() {
      closing = true
      return server.close()
    },
  }
}

/** What was changed on the page holds at once, not at the next beat. */
function told(accounts: Accounts, changed: (id: string) => void): Accounts {
  const telling =
    <A extends [string, ...never[]], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const answer = await work(...args)
      changed(args[0])
      return answer
    }
  return {
    ...accounts,
    pause: telling(accounts.pause),
    resume: telling(accounts.resume),
    setMode: telling(accounts.setMode),
  }
}

/** Counts in the database what only it knows, when somebody asks for the metrics. */
async function gauge(store: Store, metrics: Metrics): Promise<void> {
  const health = await readHealth(store.db)
  for (const part of [metrics.stages, metrics.jobs, metrics.lag, metrics.healthy, metrics.proven])
    part.reset()
  for (const { stage, count } of health.stages) metrics.stages.set({ stage }, count)
  for (const { task, state, count } of health.jobs) metrics.jobs.set({ task, state }, count)
  metrics.inbox.set(health.inbox)
  for (const { id: account, healthy, lagSeconds, provenSeconds } of health.accounts) {
    metrics.healthy.set({ account }, healthy ? 1 : 0)
    if (lagSeconds !== null) metrics.lag.set({ account }, lagSeconds)
    if (provenSeconds !== null) metrics.proven.set({ account }, provenSeconds)
  }
}
