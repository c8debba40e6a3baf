import { channels } from './channels/all.ts'
import type { ChannelTools, ChatLine } from './channels/channel.ts'
import { makePace } from './channels/pace.ts'
import type { Config } from './config.ts'
import type { TextLimits } from './core/limits.ts'
import type { Look } from './core/look.ts'
import type { Json } from './core/mention.ts'
import { makeAnswer } from './flow/answer.ts'
import { makeBackground } from './flow/background.ts'
import { type Hold, type OpenAccount, startHold } from './flow/hold.ts'
import type { Ingested } from './flow/ingest.ts'
import { startReceiver } from './flow/receive.ts'
import { startWork } from './flow/run.ts'
import { attemptMs, makeSend } from './flow/send.ts'
import type { Meaning } from './knowledge/meaning.ts'
import { type Log, logAbout } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './open.ts'
import { type LeasedAccount, savePace, unsealLeased } from './store/accounts.ts'
import { OperatorError } from './store/data-folder.ts'
import { failAnswer, failSend } from './store/failing.ts'
import type { Received } from './store/inbox.ts'
import { unlockJobs } from './store/jobs.ts'
import { endNode, notePools, startNode } from './store/nodes.ts'
import type { Spent, Writer } from './writer/writer.ts'

/** The service without its doors: it hears, answers and sends. */
export interface Engine {
  hold: Hold
  receive(item: Received): Promise<void>
  limitsOf(channel: string, accountId: string, visibility: 'public' | 'direct'): TextLimits
  /** Jobs are taken and done. */
  isWorking(): boolean
  /** Counts what a model cost. */
  onSpent(spent: Spent): void
  /** Stops hearing, lets jobs finish or go back, saves the paces and gives the leases back. */
  stop(): Promise<void>
}

// What fits on every network that we know, for an account that no node has asked yet.
const carefulLimits: TextLimits = { max: 280, unit: 'graphemes' }
// A send rather comes again than waits longer than this for its turn.
const turnMs = 2_000

/** Makes the engine and sets it going. `changed` is called whenever something that staff see has changed. */
export async function startEngine(parts: {
  config: Config
  store: Store
  writer: Writer
  look: Look
  /** Null where passages are found by their words alone. */
  meaning?: Meaning | null
  log: Log
  metrics: Metrics
  changed(): void
  /** Speaks to chat windows; left out where there is none. */
  chat?: ChatLine
  /** Asks in a chat for what a draft leaves to it. */
  ask?(draftId: string): Promise<void>
}): Promise<Engine> {
  const { config, store, writer, look, meaning = null, log, metrics, changed, chat, ask } = parts
  const { db, node } = store
  await startNode(db, node)

  const trouble = (place: string) => (message: string, error: unknown) => {
    metrics.troubles.inc({ place })
    log.warn(message, { place, error })
  }
  const onHeard = (account: string, counts: Ingested) => {
    for (const [kind, count] of Object.entries(counts))
      if (count > 0) metrics.mentions.inc({ account, kind }, count)
    changed()
  }

  async function openAccount(leased: LeasedAccount): Promise<OpenAccount> {
    const channel = await channels[leased.channel]?.load()
    if (!channel) throw new OperatorError(`This Dajeong has no channel called ${leased.channel}.`)
    const pace = makePace({
      limits: channel.pace,
      state: leased.pace,
      now: () => new Date(),
      save: (state) => savePace(db, leased.id, state as unknown as Json),
    })
    const tools: ChannelTools = {
      now: () => new Date(),
      onRate: (rate) => pace.observe(rate),
      ...(chat ? { chat } : {}),
      log: (level, message, detail) => log[level](message, { account: leased.id, ...detail }),
    }
    return {
      account: channel.open(channel.settings.parse(unsealLeased(store.key, leased)), tools),
      paced: (work, signal) =>
        pace.run((inner) => work(AbortSignal.any([inner, AbortSignal.timeout(attemptMs)])), {
          signal,
          maxWaitMs: turnMs,
        }),
      close: () => pace.close(),
    }
  }

  const hold = startHold({
    db,
    node,
    now: () => new Date(),
    open: openAccount,
    onHeard,
    onTrouble: (account, message, error) => {
      metrics.troubles.inc({ place: 'hold' })
      log.warn(message, { account, error })
    },
    onRefused: (account, why) => {
      log.error('the network refuses an account; its queue waits until it is connected again', {
        account,
        why,
      })
      changed()
    },
  })
  const receiver = startReceiver({ db, onHeard, onTrouble: trouble('receive') })
  const limitsOf: Engine['limitsOf'] = (_channel, accountId, visibility) =>
    hold.limits(accountId, visibility) ?? carefulLimits
  const onSpent = (spent: Spent) => {
    metrics.tokens.inc({ direction: 'in' }, spent.tokensIn)
    metrics.tokens.inc({ direction: 'out' }, spent.tokensOut)
    metrics.cost.inc(spent.costMicros / 1e6)
  }
  const answer = makeAnswer({
    db,
    node,
    ...{ writer, look },
    limitsOf,
    onStep: (step, ms) => metrics.steps.observe({ step }, ms / 1000),
    onSpent: (spent) => {
      onSpent(spent)
      changed()
    },
    background: makeBackground(db, { examples: writer.name === 'model', meaning }),
    now: () => new Date(),
    clock: () => performance.now(),
  })
  const send = makeSend({
    db,
    node,
    holding: (accountId) => hold.find(accountId),
    limitsOf,
    now: () => new Date(),
    onOutcome: (account, outcome) => {
      metrics.sends.inc({ account, outcome })
      log.info('a reply was tried', { account, outcome })
      changed()
    },
    onRefused: (account, why) => {
      log.error('the network refuses an account; its queue waits until it is connected again', {
        account,
        why,
      })
    },
  })
  const work = await startWork({
    pool: store.pool,
    answer: (conversation, signal) => logAbout({ conversation }, () => answer(conversation, signal)),
    send: (id, signal) => logAbout({ send: id }, () => send(id, signal)),
    ...(ask ? { ask: (draft: string) => logAbout({ draft }, () => ask(draft)) } : {}),
    giveUp: async (task, payload, error) => {
      const why = error instanceof Error ? error.message : String(error)
      const ids = payload as { conversationId?: string; sendId?: string }
      if (task === 'answer' && ids.conversationId) await failAnswer(db, ids.conversationId, why)
      if (task === 'send' && ids.sendId) await failSend(db, ids.sendId, why)
      changed()
    },
    notMine: () => hold.notMine(),
    onPools: (pools) =>
      void notePools(db, node, pools).catch((error) => trouble('pools')('not noted', error)),
    unlock: (pools) => db.transaction().execute((trx) => unlockJobs(trx, pools)),
    onError: trouble('work'),
    atOnce: config.atOnce,
  })
  return {
    hold,
    receive: (item) => receiver.receive(item),
    limitsOf,
    isWorking: () => work.isRunning(),
    onSpent,
    async stop() {
      await receiver.stop()
      await work.stop()
      await hold.stop()
      await endNode(db, node)
    },
  }
}
