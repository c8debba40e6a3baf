import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { channels } from './channels/all.ts'
import type { Config } from './config.ts'
import type { Look } from './core/look.ts'
import { type Accounts, makeAccounts } from './desk/accounts.ts'
import { makeActs } from './desk/acts.ts'
import { type Assigning, makeAssigning } from './desk/assigning.ts'
import { makeAudit } from './desk/audit.ts'
import { makeAuth } from './desk/auth.ts'
import { makeSendByHand } from './desk/by-hand.ts'
import { makeCardPlaces } from './desk/card-places.ts'
import { makeCases } from './desk/cases.ts'
import { makeCorrect } from './desk/correct.ts'
import { makeDocumentVersions } from './desk/document-versions.ts'
import { makeStart, type Town } from './desk/first-steps.ts'
import { makeGate } from './desk/gate.ts'
import { makeHandover } from './desk/handover.ts'
import { makeHelping } from './desk/helping.ts'
import { makeInbox } from './desk/inbox.ts'
import { makeDeskKnowledge } from './desk/knowledge.ts'
import { makeLessons } from './desk/lessons.ts'
import { makeOidc } from './desk/oidc.ts'
import { makePeople } from './desk/people.ts'
import { makePersons } from './desk/persons.ts'
import { makePolicies } from './desk/policy.ts'
import { makePresence } from './desk/presence.ts'
import { makePrompts } from './desk/prompts.ts'
import { makeQueueRule } from './desk/queue-rule.ts'
import { replayDraft } from './desk/replay.ts'
import { makeReports } from './desk/report.ts'
import { makeRetry } from './desk/retry.ts'
import { makeReview } from './desk/review.ts'
import { makeRights } from './desk/rights.ts'
import { makeSavedReplies } from './desk/saved-replies.ts'
import { makeSessions } from './desk/sessions.ts'
import { ensureFirstAdmin, makeStaff } from './desk/staff.ts'
import { makeStaffChats } from './desk/staff-chats.ts'
import { tidyQueue } from './desk/tidy-queue.ts'
import { makeTry } from './desk/try.ts'
import { makeTryDocument } from './desk/try-document.ts'
import { makeTwoFactors } from './desk/two-factor.ts'
import { makeWhatIf } from './desk/what-if.ts'
import { makeWishes } from './desk/wishes.ts'
import { makeBackground } from './flow/background.ts'
import type { ChatTools } from './http/chat.ts'
import { openServer } from './http/server.ts'
import { makeFetchPage } from './knowledge/fetch-page.ts'
import type { Meaning } from './knowledge/meaning.ts'
import { shippedPrompts } from './live-prompts.ts'
import type { Log } from './log.ts'
import type { Writers } from './make-writer.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './open.ts'
import { loadSample } from './sample-documents.ts'
import { makeStaffBot } from './staff-bot.ts'
import type { Engine } from './start.ts'
import { isMigrated } from './store/db.ts'
import { askDatabase, readHealth } from './store/health.ts'
import { countTriesIn } from './store/tries.ts'
import type { Talk } from './talk.ts'
import { makeTryDraft } from './try-draft.ts'
import { openWebhookDoor } from './webhook-door.ts'
import type { Assist } from './writer/assist.ts'

/** Everything that can be reached from outside: the page, the API, the probes and the webhooks. */
export interface Doors {
  url: string
  /** Shown once; null when there is an admin already. */
  firstAdmin: { email: string; password: string } | null
  /** From now on it is not ready, though it answers still. */
  ending(): void
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
  /** Writes for practice. */
  writerWith: Writers['writerWith']
  /** Null where passages are found by their words alone. */
  meaning?: Meaning | null
  log: Log
  metrics: Metrics
  /** Called by the engine whenever something that staff see has changed. */
  listeners: Set<() => void>
  /** Null where the practice network does not run. */
  town?: Town | null
  /** Its account, also while it is closed; null where there is none. */
  practiceId?: string | null
  /** Where visitors and colleagues chat. */
  talk?: Talk
}): Promise<Doors> {
  const {
    config,
    store,
    brandId,
    engine,
    look,
    assist,
    writerWith,
    meaning = null,
    log,
    metrics,
    listeners,
    town = null,
    practiceId = null,
    talk,
  } = parts
  const { db, key } = store
  const now = () => new Date()
  const firstAdmin = await ensureFirstAdmin(db, randomBytes, config.adminEmail)
  const auth = makeAuth({ db, key })
  const countTries = countTriesIn(store.pool, key)
  const desk = { db, look, limitsOf: engine.limitsOf, newId: () => randomUUID() }
  const tryDraft = makeTryDraft({
    ...{ db, look, limitsOf: engine.limitsOf, writerWith, now },
    background: makeBackground(db, { meaning }),
    onSpent: engine.onSpent,
    clock: () => performance.now(),
  })
  const cases = makeCases({ db, tryDraft })
  const gate = makeGate(cases)
  const tryOut = makeTry({ db, tryDraft })
  const shelves = { db, brandId, meaning, now }
  const fetchPage = makeFetchPage({ named: config.knowledgeHosts })
  const policies = makePolicies({ db, gate })
  const hooks = openWebhookDoor(store, engine, log)
  const tidier = tidyQueue({
    db,
    onGiven: () => {
      for (const listener of listeners) if (listener !== tidier.poke) listener()
    },
    onTrouble: (error) => log.warn('the queue could not be tidied', { error }),
  })
  listeners.add(tidier.poke)
  const chats = makeStaffChats({ db, key, countTries, now, random: randomBytes })
  const staffBot =
    talk &&
    makeStaffBot({
      ...{ desk, brandId, chats, assist, tryDraft, log, publicUrl: config.publicUrl },
      ...{ speaker: talk.speaker, anybody: config.botOpen },
      onDone() {
        for (const listener of listeners) listener()
      },
    })
  if (staffBot) {
    talk.join(staffBot)
    listeners.add(staffBot.poke)
  }
  let closing = false
  const ended = new AbortController()
  const server = await openServer({
    host: config.host,
    port: config.port,
    version,
    staff: makeStaff({ db, key, auth, countTries, now }),
    rights: makeRights({ db, brandId }),
    audit: makeAudit({ db }),
    people: makePeople({ db, auth, countTries, now }),
    sessions: makeSessions({ db, now }),
    twoFactors: makeTwoFactors({ db, key, auth, countTries, now, random: randomBytes }),
    oidc: config.oidc && makeOidc({ db, key, auth, now }, config.oidc),
    inbox: makeInbox({ ...desk, now }),
    helping: makeHelping({ ...desk, assist, now }),
    learning: {
      brandId,
      lessons: makeLessons({ db, brandId }),
      knowledge: makeDeskKnowledge({ ...shelves, gate, fetchPage }),
    },
    documents: {
      brandId,
      versions: makeDocumentVersions({ ...shelves, gate }),
      tryDocument: makeTryDocument({ ...shelves, tryOut, fetchPage }),
    },
    decisions: {
      ...makeReview(desk),
      ...makeHandover(desk),
      ...makeRetry({ ...desk, model: assist !== null }),
      ...makeCorrect(desk),
      ...makeWishes(desk),
      sendByHand: makeSendByHand(desk),
    },
    acts: makeActs({ ...desk, brandId }),
    persons: makePersons({ db, brandId, now }),
    presence: makePresence({ db }),
    saved: makeSavedReplies({ ...desk, brandId }),
    accounts: told(
      makeAccounts({ db, key, channels, brandName: config.brandName, now, practiceId }),
      (id) => {
        hooks.forget(id)
        void engine.hold.refresh()
      },
    ),
    start: makeStart({
      ...{ db, brandId, town },
      sample: (who) => loadSample(db, brandId, ended.signal, who),
    }),
    queue: {
      ...poking(makeAssigning({ db }), tidier.poke),
      ...makeQueueRule({ db, now }),
    },
    words: {
      brandId,
      prompts: makePrompts({ db, files: shippedPrompts(), gate }),
      replay: (draftId) => replayDraft(db, draftId),
    },
    policy: { brandId, policies, whatIf: makeWhatIf({ db, policies }) },
    cases: { cases, tryOut },
    reports: makeReports({ db, brandId, now }),
    chats: {
      chats,
      places: makeCardPlaces({ db, brandId }),
    },
    hooks,
    ...(talk ? { line: talk.line.door, messages: talk.messages, chat: chatOf(talk) } : {}),
    subscribe(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
    behindProxy: config.publicUrl !== null,
    https: config.publicUrl?.startsWith('https:') ?? false,
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
  }).catch(async (error: unknown) => {
    await Promise.all([tidier.stop(), staffBot?.stop()])
    throw error
  })
  return {
    url: server.url,
    firstAdmin,
    ending() {
      closing = true
    },
    async close() {
      closing = true
      ended.abort()
      listeners.delete(tidier.poke)
      if (staffBot) listeners.delete(staffBot.poke)
      await Promise.all([server.close(), tidier.stop(), staffBot?.stop()])
    },
  }
}

/** Who becomes available may be given something at once. */
function poking(assigning: Assigning, poke: () => void): Assigning {
  return {
    ...assigning,
    async setAvailability(...ask) {
      const member = await assigning.setAvailability(...ask)
      poke()
      return member
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
    check: telling(accounts.check),
    remove: telling(accounts.remove),
    async add(account) {
      const added = await accounts.add(account)
      if (added.kind === 'added') changed(added.id)
      return added
    },
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

/** What the visitors' page is told of an account. */
function chatOf({ line: { desk } }: Talk): ChatTools {
  return {
    async chatOf(accountId) {
      const house = await desk.house(accountId)
      return house && { brand: house.brand, lang: 'ko', color: house.color }
    },
    originsOf: async (accountId) => (await desk.house(accountId))?.origins ?? [],
  }
}
