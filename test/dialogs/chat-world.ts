import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Incoming, Line, Post, Reference, Speaker, Turn } from '../../dialogs/turn.ts'
import { ChannelError } from '../../src/channels/channel.ts'
import type { Json } from '../../src/core/mention.ts'
import { Disclosure } from '../../src/core/policy.ts'
import type { Role } from '../../src/core/rights.ts'
import { makeCardPlaces } from '../../src/desk/card-places.ts'
import type { Decider } from '../../src/desk/decision.ts'
import { makeStaffChats, type StaffChats } from '../../src/desk/staff-chats.ts'
import { makeStaffBot, type StaffBot } from '../../src/staff-bot.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import type { SignIn } from '../../src/store/sign-ins.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { deskTools, makeColleague, makeScene } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase, testKey } from '../support/database.ts'
import { patienceMs } from '../support/patience.ts'

/** Something that stands in a chat, and how often it was changed. */
export interface Standing {
  id: string
  where: string
  post: Post
  changes: number
}

/** A chat service that remembers what it shows. */
export interface Service {
  speaker: Speaker
  standing: Standing[]
  /** What the next calls come to. */
  fails: (ChannelError | null)[]
  /** How many of the next posts arrive without anybody hearing of it. */
  loses: { next: number }
  lineTo(where: string): Line
}

export function openService(): Service {
  const standing: Standing[] = []
  const fails: (ChannelError | null)[] = []
  const loses = { next: 0 }
  const lineTo = (where: string): Line => {
    const mayFail = () => {
      const failure = fails.shift()
      if (failure) throw failure
    }
    return {
      async say(post) {
        mayFail()
        await sleep(1)
        const id = randomUUID()
        standing.push({ id, where, post, changes: 0 })
        if (loses.next > 0) {
          loses.next -= 1
          throw new ChannelError('network', 'cut off')
        }
        return id
      },
      async change(id, post) {
        mayFail()
        const found = standing.find((one) => one.id === id && one.where === where)
        if (!found) throw new ChannelError('gone', 'there is no such message')
        found.post = post
        found.changes += 1
      },
      async typing() {},
    }
  }
  return {
    ...{ standing, fails, loses, lineTo },
    speaker: { speak: (reference, work) => work(lineTo(String(reference.where))) },
  }
}

/** Somebody who writes to the bot. */
export interface Person {
  id: string
  name: string
  channel?: string
  tenant?: string | null
  own?: boolean
  /** A channel of a team that they write in. */
  group?: string
  locale?: string
}

export const whereOf = (who: Person) => who.group ?? `private ${who.id}`

export function turnOf(service: Service, who: Person, incoming: Partial<Incoming>): Turn {
  const where = whereOf(who)
  const reference: Reference = { where }
  return {
    ...service.lineTo(where),
    ...{ channel: who.channel ?? 'msteams', own: who.own ?? false, reference },
    conversation: { id: where, group: who.group !== undefined, tenant: who.tenant ?? null },
    from: { id: who.id, name: who.name, directoryId: null },
    incoming: {
      ...{ id: randomUUID(), kind: 'message', text: '', value: null, replyTo: null },
      ...{ locale: who.locale ?? 'ko-KR' },
      ...incoming,
    },
  }
}

/** A brand with its desk, its bot for colleagues and a chat service, on a real database. */
export async function openChatWorld(given: { anybody?: boolean; undoSeconds?: number } = {}) {
  const test: TestDatabase = await openTestDatabase()
  const { db, pool } = test
  const service = openService()
  const policy = { disclosure: Disclosure.parse({ on: false }), undoSeconds: given.undoSeconds ?? 0 }
  const account = await seedAccount(db, { mode: 'draft', nativeId: randomUUID(), policy })
  const { brandId } = account
  const clock = { now: () => new Date() }
  const chats: StaffChats = makeStaffChats({
    ...{ db, key: testKey, countTries: countTriesIn(pool, testKey), random: randomBytes },
    now: () => clock.now(),
  })
  const places = makeCardPlaces({ db, brandId })
  const lines: { level: string; message: string }[] = []
  const write = (level: string) => (message: string) => void lines.push({ level, message })
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  const bots: StaffBot[] = []

  function openNode(): StaffBot {
    const bot = makeStaffBot({
      ...{ desk: deskTools(db), brandId, chats, assist: null, speaker: service.speaker, log },
      ...{ publicUrl: 'https://desk.example', anybody: given.anybody ?? false, onDone() {}, beatMs: 100 },
      tryDraft: async ({ message }) =>
        ({
          ...{
            text: `답: ${message.texts[0]}`,
            body: null,
            why: null,
            findings: [],
            strategy: null,
            documents: [],
          },
          decision: {
            kind: 'ask',
            why: 'drafting',
            ko: '동료가 확인해요.',
            en: 'A colleague looks.',
            afterMs: 0,
          },
          ...{
            writer: 'plain',
            model: null,
            fellBack: null,
            tokensIn: 0,
            tokensOut: 0,
            costMicros: 0,
            ms: 1,
          },
        }) as never,
    })
    bots.push(bot)
    return bot
  }

  const signIn = (colleague: Decider) => ({ colleague }) as SignIn
  const node = openNode()

  return {
    ...{ test, db, service, chats, places, brandId, accountId: account.id, lines, clock, node, openNode },
    signIn,
    async code(colleague: Decider) {
      const made = await chats.makeCode(signIn(colleague))
      if (made.kind !== 'made') throw new Error(made.kind)
      return made.code
    },
    /** Makes a chat user this colleague. */
    async link(who: Person, colleague: Decider) {
      await node.bot(turnOf(service, who, { text: `연결 ${await this.code(colleague)}` }))
    },
    /** @returns what was said to it, in order. */
    async write(who: Person, text: string, more: Partial<Incoming> = {}): Promise<Post[]> {
      const before = service.standing.length
      await node.bot(turnOf(service, who, { text, ...more }))
      return service.standing
        .slice(before)
        .filter(({ where }) => where === whereOf(who))
        .map(({ post }) => post)
    },
    press(who: Person, value: { [key: string]: Json }, replyTo: string | null = null) {
      return this.write(who, '', { kind: 'press', value: { by: 'dajeong-staff', ...value }, replyTo })
    },
    /** Somebody with this role at this brand; null: at every brand. */
    async made(role: Role | null, at: string | null): Promise<Decider> {
      const id = (await insertColleague(db, {
        ...{ email: `${randomUUID()}@dajeong.local`, name: String(role) },
        ...{ passwordHash: 'none', mustChange: false },
      })) as string
      if (role) await saveMembership(db, { colleagueId: id, brandId: at, role })
      return { id, name: String(role) }
    },
    /** Such a colleague, linked. */
    async linkedAs(role: Role, at: string | null = brandId): Promise<Person> {
      const person = { id: `user-${randomUUID()}`, name: role }
      await this.link(person, await this.made(role, at))
      return person
    },
    cardsIn: (where: string) => service.standing.filter((one) => one.where === where && one.post.card),
    async target(kind: 'team' | 'colleague', colleague: Decider, nth = 0) {
      const place = (await places.list()).filter((one) => one.kind === kind)[nth]
      if (!place || !(await places.add({ colleague, kind, placeId: place.placeId })))
        throw new Error('cards could not be sent there')
    },
    async close() {
      await Promise.all(bots.map((bot) => bot.stop()))
      await test.close()
    },
  }
}
export type ChatWorld = Awaited<ReturnType<typeof openChatWorld>>

/** Waits until it is so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it never came to pass: ${what}`)
    await sleep(20)
  }
}

/** A world for all tests of a `describe`, with an owner who is linked. @param set is given both before the first test. */
export function useChatWorld(
  who: Person,
  set: (given: { world: ChatWorld; mina: Decider }) => void,
): { audits(what: string): Promise<number>; scene(text?: string): ReturnType<typeof makeScene> } {
  let world: ChatWorld
  before(async () => {
    world = await openChatWorld()
    const mina = await makeColleague(world.db, '민아')
    await world.link(who, mina)
    set({ world, mina })
  })
  after(() => world.close())
  return {
    audits: async (what) =>
      (await world.db.selectFrom('audit').selectAll().where('what', '=', what).execute()).length,
    scene: (text = '배송 언제 와요?') => makeScene(world.db, text, { accountId: world.accountId }),
  }
}

export const texts = (posts: Post[]) => posts.map(({ text }) => text)
