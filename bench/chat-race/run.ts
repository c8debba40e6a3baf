import { setImmediate as turn } from 'node:timers/promises'
import type { Line, Turn } from '../../dialogs/turn.ts'
import type { Written } from '../../src/core/draft.ts'
import type { Json } from '../../src/core/mention.ts'
import { Policy } from '../../src/core/policy.ts'
import type { Decider, DeskTools } from '../../src/desk/decision.ts'
import { makeReview, type Review } from '../../src/desk/review.ts'
import { makeStaffChats } from '../../src/desk/staff-chats.ts'
import { ingest } from '../../src/flow/ingest.ts'
import { makeStaffBot, type StaffBot } from '../../src/staff-bot.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import type { Db } from '../../src/store/db.ts'
import { hashText, insertDrafts } from '../../src/store/drafts.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { seeded } from '../race/run.ts'

/** What came of it: of each draft that three pressed on, what was queued, and what each of the three was told. */
export interface ChatTally {
  decisions: number
  /** Presses that were made, and how many of them were told that somebody else had been faster. */
  presses: number
  stale: number
  /** Replies that were queued. */
  replies: number
  doubled: number
  missing: number
  /** Approved by nobody who was told so, or by two who were. */
  untold: number
  /** A text that nobody pressed for. */
  wrongText: number
}

const key = Buffer.alloc(32, 7)
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const wordsOf = (place: number) => `네, ${place.toString(36)} 여기 있어요`

interface World {
  db: Db
  accountId: string
  bot: StaffBot
  review: Review
  /** In the chat of each, what was said to them last. */
  people: { colleague: Decider; userId: string }[]
  said: Map<string, string[]>
}

/** Two colleagues in chats and one at the console, a brand that sends at once, and a bot that nobody hears but us. */
async function openWorld(db: Db, newId: () => string): Promise<World> {
  const policy = Policy.parse({ quietMs: 0, undoSeconds: 0, disclosure: { on: false } })
  const { id: brandId } = await db
    .insertInto('brands')
    .values({ name: `상회 ${newId()}`, policy: JSON.stringify(policy) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const accountId = await saveAccount(db, key, {
    ...{ brandId, channel: 'webhook', nativeId: newId(), handle: 'brand', name: '상회', mode: 'draft' },
    settings: {},
  })
  const limitsOf = () => ({ max: 500, unit: 'graphemes' }) as const
  const desk: DeskTools = { db, look: () => [], limitsOf, newId }
  let nextCode = 0
  const chats = makeStaffChats({
    ...{ db, key, now: () => new Date() },
    countTries: () => ({ take: async () => 0, forget: async () => {} }),
    random: (bytes) => {
      nextCode += 1
      const made = Buffer.alloc(bytes)
      made.writeUIntBE(nextCode, 0, 6)
      return made
    },
  })
  const bot = makeStaffBot({
    ...{ desk, brandId, chats, assist: null, publicUrl: null, anybody: false, onDone() {}, log: quiet },
    // No cards go anywhere: what is raced for is the decision.
    speaker: { speak: async () => {} },
    tryDraft: () => Promise.reject(new Error('nothing is tried here')),
    beatMs: 60_000,
  })
  const said = new Map<string, string[]>()
  const people: World['people'] = []
  for (const name of ['민아', '준', '서연']) {
    const email = `${newId()}@race.local`
    const id = (await insertColleague(db, { email, name, passwordHash: 'none', mustChange: false })) as string
    await saveMembership(db, { colleagueId: id, brandId, role: 'approver' })
    people.push({ colleague: { id, name }, userId: `user-${id}` })
  }
  for (const { colleague, userId } of people.slice(0, 2)) {
    const made = await chats.makeCode({ colleague } as Parameters<typeof chats.makeCode>[0])
    if (made.kind !== 'made') throw new Error(made.kind)
    const user = { channel: 'msteams', tenant: '', userId, name: colleague.name }
    const linked = await chats.link({ ...user, code: made.code, language: 'ko', reference: {} })
    if (linked.kind !== 'linked') throw new Error(linked.kind)
  }
  return { db, accountId, bot, review: makeReview(desk), people, said }
}

function pressBy({ said }: World, userId: string, value: { [key: string]: Json }, id: string): Turn {
  const line: Line = {
    async say({ text }) {
      said.set(userId, [...(said.get(userId) ?? []), text])
      return null
    },
    async change() {},
    async typing() {},
  }
  return {
    ...line,
    ...{ channel: 'msteams', own: false, reference: {} },
    conversation: { id: userId, group: false, tenant: null },
    from: { id: userId, name: userId, directoryId: null },
    incoming: { id, kind: 'press', text: '', value, replyTo: null, locale: 'ko-KR' },
  }
}

/** Somebody writes, and a draft waits. */
async function begin(world: World, place: number, newId: () => string) {
  const { db, accountId } = world
  const hearer = { id: accountId, nativeId: 'the brand itself', quietMs: 0 }
  const nativeId = newId()
  const author = { nativeId: newId(), handle: 'ann', name: '앤', bot: false }
  await db.transaction().execute((trx) =>
    ingest(trx, [
      {
        hearer,
        event: {
          kind: 'mention',
          mention: {
            ...{ nativeId, author, text: '언제 와요?', visibility: 'direct', summoned: 'direct' },
            ...{ parent: null, thread: newId(), language: 'ko', postedAt: '2026-11-22T09:00:00Z' },
            ...{ url: null, ref: {} },
          },
        },
      },
    ]),
  )
  const { id: mentionId, conversationId } = await db
    .selectFrom('mentions')
    .select(['id', 'conversation_id as conversationId'])
    .where('account_id', '=', accountId)
    .where('native_id', '=', nativeId)
    .executeTakeFirstOrThrow()
  const text = wordsOf(place)
  const written = {
    ...{
      text,
      language: 'ko',
      writer: 'plain',
      model: null,
      madeFrom: {},
      inputs: null,
      cites: [] as string[],
    },
    ...{ fellBack: null, tokensIn: 0, tokensOut: 0, costMicros: 0 },
  } satisfies Written as Written
  const { version } = await db
    .selectFrom('conversations')
    .select('version')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  const made = await insertDrafts(db, [
    {
      ...{ conversationId, version, written, findings: [], editedFrom: null },
      ...{ decision: { kind: 'ask', why: 'drafting', ko: '물어요', en: 'asks' }, authorId: null },
    },
  ])
  const draftId = made.get(conversationId) as string
  for (const [from, to] of [
    ['heard', 'classified'],
    ['classified', 'drafted'],
    ['drafted', 'waiting'],
  ] as const)
    await moveMentions(db, [{ mentionId, from, to, who: 'dajeong', why: null, draftId }])
  return { conversationId, draftId, hash: hashText(text), text }
}

/**
 * Again and again two colleagues in chats and one at the console decide about the same draft at the same moment, in a random order
 * and some of them with another text. @param tell called about once a thousand decisions.
 */
export async function raceInChats(
  db: Db,
  ask: { decisions: number; workers: number; seed: number; newId(): string },
  tell: (tally: ChatTally) => void = () => {},
): Promise<ChatTally> {
  const tally: ChatTally = {
    ...{ decisions: 0, presses: 0, stale: 0, replies: 0, doubled: 0, missing: 0, untold: 0, wrongText: 0 },
  }
  const worlds: World[] = []
  for (let left = ask.workers; left > 0; left -= 1) worlds.push(await openWorld(db, ask.newId))

  async function decide(world: World, place: number, chance: () => number): Promise<void> {
    const { conversationId, draftId, hash, text } = await begin(world, place, ask.newId)
    world.said.clear()
    const seen = { conversationId, draftId, hash }
    const told: boolean[] = []
    const wanted = new Set<string>()
    const edited = (who: number) => `${text}, ${who}번이 고친 글`
    const each = world.people.map((person, who) => ({
      ...person,
      who,
      edits: chance() < 0.4,
      turns: Math.floor(chance() * 5),
    }))
    await Promise.all(
      each.map(async ({ colleague, userId, who, edits, turns }) => {
        for (let left = turns; left > 0; left -= 1) await turn()
        tally.presses += 1
        const words = edits ? edited(who) : text
        wanted.add(words)
        if (who === 2) {
          const answer = edits
            ? await world.review.editAndApprove({ ...seen, colleague, text: words })
            : await world.review.approve({ ...seen, colleague })
          told.push(answer.kind === 'approved')
          return
        }
        const value = {
          ...{ by: 'dajeong-staff', do: edits ? 'edit' : 'approve', conversation: conversationId },
          ...{ draft: draftId, hash, ...(edits ? { text: words } : {}) },
        }
        await world.bot.bot(pressBy(world, userId, value, ask.newId()))
        told.push((world.said.get(userId) ?? []).includes('보냈어요.'))
      }),
    )
    const sends = await db
      .selectFrom('sends')
      .select('text')
      .where('conversation_id', '=', conversationId)
      .where('state', '<>', 'voided')
      .execute()
    tally.decisions += 1
    tally.replies += sends.length
    tally.doubled += Math.max(0, sends.length - 1)
    tally.missing += sends.length === 0 ? 1 : 0
    tally.untold += told.filter(Boolean).length === 1 ? 0 : 1
    tally.stale += told.filter((one) => !one).length
    tally.wrongText += sends.filter((one) => !wanted.has(one.text)).length
    if (tally.decisions % 1_000 === 0) tell(tally)
  }

  let begun = 0
  await Promise.all(
    worlds.map(async (world, place) => {
      const chance = seeded(ask.seed * 1_000 + place)
      while (begun < ask.decisions) {
        begun += 1
        await decide(world, begun, chance)
      }
      await world.bot.stop()
    }),
  )
  return tally
}
