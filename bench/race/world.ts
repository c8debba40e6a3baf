import { randomUUID } from 'node:crypto'
import { type Account, ChannelError } from '../../src/channels/channel.ts'
import { Classification } from '../../src/core/intent.ts'
import { Policy } from '../../src/core/policy.ts'
import { makeActs } from '../../src/desk/acts.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import type { Decider, DeskTools } from '../../src/desk/decision.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makePresence } from '../../src/desk/presence.ts'
import { makeReview } from '../../src/desk/review.ts'
import { makeAnswer } from '../../src/flow/answer.ts'
import { nothingKnown } from '../../src/flow/background.ts'
import { ingest } from '../../src/flow/ingest.ts'
import { makeSend } from '../../src/flow/send.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import type { Db } from '../../src/store/db.ts'
import type { Writer } from '../../src/writer/writer.ts'
import type { Journal } from './judge.ts'

export const nodeName = 'race'
const undoMs = 10_000

/** A brand with one account, a network that remembers, and one conversation at a time that everybody acts in. */
export interface RaceWorld {
  accountId: string
  conversationId: string
  journal: Journal
  /** Milliseconds; nothing passes but what is passed. */
  clock: number
  /** Everybody has been told that nothing goes out. */
  stopped: boolean
  epoch: string
  /** Begins with another person. */
  begin(): Promise<void>
  hear(): Promise<void>
  bot(): Promise<void>
  approve(by: Decider, edited: boolean): Promise<void>
  byHand(by: Decider): Promise<void>
  undo(by: Decider): Promise<void>
  take(by: Decider): Promise<void>
  letGo(by: Decider): Promise<void>
  handOver(by: Decider): Promise<void>
  giveBack(by: Decider): Promise<void>
  stop(by: Decider): Promise<void>
  resume(by: Decider): Promise<void>
  /** Tries everything that is queued. */
  send(): Promise<void>
}

let made = 0
const words = () => {
  made += 1
  return `네, ${made.toString(36)} 바로 볼게요`
}

const reading = Classification.parse({
  ...{
    intent: 'question',
    feeling: 'calm',
    urgency: 'low',
    needsReply: true,
    wantsPerson: false,
    spam: false,
  },
  ...{ risks: [], language: 'ko', confidence: 0.9, by: 'local', why: [] },
})

const writer: Writer = {
  name: 'plain',
  classify: async () => ({ classification: reading, spent: { tokensIn: 0, tokensOut: 0, costMicros: 0 } }),
  draft: async () => ({
    ...{ text: words(), language: 'ko', writer: 'plain', model: null, madeFrom: {}, inputs: null, cites: [] },
    ...{ fellBack: null, tokensIn: 0, tokensOut: 0, costMicros: 0 },
  }),
}

/** @param chance a number from 0 to below 1, another each time. */
export async function openRaceWorld(
  db: Db,
  mode: 'draft' | 'send',
  chance: () => number,
): Promise<RaceWorld> {
  const policy = Policy.parse({
    ...{ quietMs: 0, undoSeconds: undoMs / 1_000, minConfidence: 0, publicTurns: 20 },
    ...{ sendIntents: ['chatter', 'question', 'complaint'], disclosure: { on: false } },
  })
  const { id: brandId } = await db
    .insertInto('brands')
    .values({ name: `상회 ${randomUUID()}`, policy: JSON.stringify(policy) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const accountId = await saveAccount(db, Buffer.alloc(32), {
    ...{ brandId, channel: 'webhook', nativeId: randomUUID(), handle: 'brand', name: '상회', mode },
    settings: {},
  })
  const limitsOf = () => ({ max: 500, unit: 'graphemes' }) as const
  const now = () => new Date(world.clock)
  const desk: DeskTools = { db, look: () => [], limitsOf, newId: randomUUID, now }
  const review = makeReview(desk)
  const acts = makeActs({ ...desk, brandId })
  const handover = makeHandover(desk)
  const presence = makePresence({ db })
  const sendByHand = makeSendByHand(desk)
  const answer = makeAnswer({
    ...{ db, node: nodeName, writer, look: () => [], limitsOf, now: () => new Date(), clock: () => 0 },
    ...{ onStep: () => {}, onSpent: () => {}, background: async () => nothingKnown },
  })
  const hearer = { id: accountId, nativeId: 'the brand itself', quietMs: 0 }
  // How often a try of a send began, which of them are under way, and which came as far as the network.
  const tries = new Map<string, number>()
  const trying = new Map<string, number>()
  const reached = new Set<string>()
  // Whether the person had said more when the try began that is under way.
  const late = new Map<string, boolean>()
  let author = { nativeId: '', handle: '', name: '', bot: false }
  // A stop that a resume overlaps may be undone already when it is told; then it tells nothing.
  let resumes = 0
  let resuming = 0

  /** One try: what was known when it began decides what it may do. */
  function attempt(): {
    account: Account
    paced<T>(work: (s: AbortSignal) => Promise<T>, s: AbortSignal): Promise<T>
  } {
    let afterStop = false
    let at = 0
    const receipt = (id: string) => ({ nativeId: `n-${id}`, url: null, ref: {} })
    const has = (id: string) => world.journal.arrivals.some((one) => one.sendId === id)
    const account: Pick<Account, 'send' | 'find'> = {
      async send({ id, text }) {
        reached.add(id)
        if (chance() < 0.06) throw new ChannelError('busy', 'not now', { retryAt: new Date() })
        world.journal.arrivals.push({ sendId: id, text, at, afterStop, late: late.get(id) ?? false })
        // It arrived, and we never hear of it.
        if (chance() < 0.06) throw new ChannelError('network', 'cut off', { retryAt: new Date() })
        return receipt(id)
      },
      find: async ({ id }) => (has(id) ? receipt(id) : null),
    }
    return {
      account: account as Account,
      paced(work, signal) {
        afterStop = world.stopped
        at = world.clock
        return work(signal)
      },
    }
  }

  const trySend = makeSend({
    ...{ db, node: nodeName, limitsOf, now },
    holding: () => ({ accountId, epoch: world.epoch, ...attempt() }),
    onOutcome: () => {},
    onRefused: () => {},
  })

  const draftNow = () =>
    db
      .selectFrom('drafts')
      .select(['id', 'hash'])
      .where('conversation_id', '=', world.conversationId)
      .where('state', '=', 'current')
      .executeTakeFirst()

  async function saidSince(sendId: string): Promise<boolean> {
    const row = await db
      .selectFrom('sends as s')
      .innerJoin('mentions as m', 'm.conversation_id', 's.conversation_id')
      .select('m.id')
      .where('s.id', '=', sendId)
      .whereRef('m.heard_at', '>', 's.queued_at')
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  async function noteApproved(work: ReturnType<typeof sendByHand>): Promise<void> {
    const { journal } = world
    const told = await work
    if (told.kind !== 'approved') return
    journal.approvals.set(told.sendId, { text: told.text, undoUntil: told.undoUntil?.getTime() ?? 0 })
  }

  const world: RaceWorld = {
    ...{ accountId, conversationId: '', clock: Date.now(), stopped: false, epoch: '' },
    journal: { approvals: new Map(), undone: new Set(), overtaken: new Set(), arrivals: [] },
    async begin() {
      world.journal = { approvals: new Map(), undone: new Set(), overtaken: new Set(), arrivals: [] }
      tries.clear()
      reached.clear()
      late.clear()
      author = { nativeId: randomUUID(), handle: 'ann', name: '앤', bot: false }
      await world.hear()
      const row = await db
        .selectFrom('conversations as c')
        .innerJoin('persons as p', 'p.id', 'c.person_id')
        .select('c.id')
        .where('p.account_id', '=', accountId)
        .where('p.native_id', '=', author.nativeId)
        .executeTakeFirstOrThrow()
      world.conversationId = row.id
    },
    async hear() {
      const { journal } = world
      const isIdle = (id: string) => !reached.has(id) && !trying.get(id)
      const before = [...journal.approvals.keys()].filter(isIdle).map((id) => [id, tries.get(id)] as const)
      const mention = {
        ...({
          nativeId: randomUUID(),
          author,
          text: '저기요?',
          visibility: 'direct',
          summoned: 'direct',
        } as const),
        ...{ parent: null, thread: author.nativeId, language: 'ko', url: null, ref: {} },
        postedAt: '2026-11-22T09:00:00Z',
      }
      await db.transaction().execute((trx) => ingest(trx, [{ hearer, event: { kind: 'mention', mention } }]))
      for (const [id, times] of before) if (isIdle(id) && tries.get(id) === times) journal.overtaken.add(id)
    },
    bot: () => answer(world.conversationId, new AbortController().signal),
    async approve(colleague, edited) {
      const draft = await draftNow()
      if (!draft) return
      const seen = { conversationId: world.conversationId, draftId: draft.id, hash: draft.hash, colleague }
      await noteApproved(edited ? review.editAndApprove({ ...seen, text: words() }) : review.approve(seen))
    },
    async byHand(colleague) {
      const { conversationId } = world
      const { version } = await db
        .selectFrom('conversations')
        .select('version')
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow()
      await noteApproved(sendByHand({ conversationId, version, text: words(), colleague }))
    },
    async undo(colleague) {
      const { journal, conversationId } = world
      const sendId = [...journal.approvals.keys()].at(-1)
      if (sendId === undefined) return
      const { kind } = await acts.undo({ conversationId, sendId, colleague })
      if (kind === 'undone') journal.undone.add(sendId)
    },
    async take(colleague) {
      await presence.take({ conversationId: world.conversationId, colleague })
    },
    async letGo(colleague) {
      await presence.letGo({ conversationId: world.conversationId, colleague })
    },
    async handOver(colleague) {
      await handover.handOver({ conversationId: world.conversationId, colleague, why: null })
    },
    async giveBack(colleague) {
      await handover.giveBack({ conversationId: world.conversationId, colleague })
    },
    async stop(colleague) {
      const before = resuming === 0 ? resumes : -1
      await acts.stop({ colleague, why: 'race' })
      if (before === resumes && resuming === 0) world.stopped = true
    },
    async resume(colleague) {
      resumes += 1
      resuming += 1
      world.stopped = false
      await acts.resume({ colleague })
      resuming -= 1
    },
    async send() {
      const rows = await db
        .selectFrom('sends')
        .select('id')
        .where('conversation_id', '=', world.conversationId)
        .where('state', 'in', ['queued', 'sending'])
        .execute()
      await Promise.all(
        rows.map(async ({ id }) => {
          tries.set(id, (tries.get(id) ?? 0) + 1)
          trying.set(id, (trying.get(id) ?? 0) + 1)
          try {
            // Of two tries at once only one is made; what it knew at its beginning counts.
            if (trying.get(id) === 1) late.set(id, await saidSince(id))
            await trySend(id, new AbortController().signal)
          } catch (error) {
            // Another of this round is just trying it.
            if (!(error instanceof Error && error.message.includes('another job'))) throw error
          } finally {
            trying.set(id, (trying.get(id) ?? 1) - 1)
          }
        }),
      )
    },
  }
  return world
}
