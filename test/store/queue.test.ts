import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Feeling, Intent, Urgency } from '../../src/core/intent.ts'
import { Policy } from '../../src/core/policy.ts'
import { dueAt, promisedMinutes } from '../../src/core/queue.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeReview } from '../../src/desk/review.ts'
import { savePolicy } from '../../src/store/accounts.ts'
import { findSend, recordAttempt, settleSent, settleTrouble } from '../../src/store/sends.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { deskTools, makeColleague, makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { readQueue, recountQueue } from '../support/queue-recount.ts'
import { anyHours, anyMoment, anyTimes, anyWeight } from '../support/queue-rule.ts'
import { readingOf } from '../support/reading.ts'

describe('the queue in the store', () => {
  let test: TestDatabase
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())

  it('reckons due times to the second as the rule does', async () => {
    const asked = fc.tuple(anyMoment, anyWeight, anyTimes, anyHours)
    const cases = fc.sample(asked, { numRuns: 400, seed: 5 })
    const { rows } = await sql<{ minutes: number; due: Date }>`
      select p.minutes, service_due(c.policy, c.arrived, c.urgency, p.minutes) as due
      from jsonb_to_recordset(${JSON.stringify(
        cases.map(([arrived, weight, serviceTimes, businessHours], place) => ({
          ...{ place, arrived, ...weight, policy: { serviceTimes, businessHours } },
        })),
      )}::jsonb) as c(place int, arrived timestamptz, urgency text, feeling text, visibility text, policy jsonb)
      cross join lateral (select service_minutes(c.policy, c.urgency, c.feeling, c.visibility) as minutes) p
      order by c.place`.execute(test.db)
    for (const [at, [arrived, weight, times, hours]] of cases.entries()) {
      const about = JSON.stringify({ arrived, weight, times, hours })
      expect(rows[at]?.minutes, about).to.equal(promisedMinutes(weight, times))
      expect(rows[at]?.due.toISOString(), about).to.equal(dueAt(arrived, weight, times, hours).toISOString())
    }
  })

  it('has the defaults of the policy where a policy says nothing', async () => {
    const { serviceTimes, businessHours } = Policy.parse({})
    for (const [arrived, weight] of fc.sample(fc.tuple(anyMoment, anyWeight), { numRuns: 50, seed: 6 })) {
      const { rows } = await sql<{ due: Date }>`
        select service_due('{}', ${arrived}, ${weight.urgency},
          service_minutes('{}', ${weight.urgency}, ${weight.feeling}, ${weight.visibility})) as due`.execute(
        test.db,
      )
      expect(rows[0]?.due).to.deep.equal(dueAt(arrived, weight, serviceTimes, businessHours))
    }
  })

  it('is what a recount finds after whatever happened, in whatever order and at once', async () => {
    const { db } = test
    const colleagues = [await makeColleague(db, '민아'), await makeColleague(db, '준호')]
    const scenes: Scene[] = []
    for (let n = 0; n < 8; n += 1)
      scenes.push(await makeScene(db, '배송 언제 와요?', { visibility: n % 2 ? 'direct' : 'public' }))
    await sql`update accounts set lease_node = 'here', lease_epoch = 1, lease_until = now() + interval '1 hour'`.execute(
      db,
    )
    const done = new Map<string, number>()
    const random = fc.sample(fc.nat(), {
      numRuns: 20_000,
      seed: 9,
    })
    const draw = <T>(all: readonly T[]): T => all[(random.pop() ?? 0) % all.length] as T
    // What leads on is tried more often, or hardly anything would ever be sent.
    const names = [
      ...Object.keys(steps),
      ...Array(3).fill(['read', 'draft', 'approve', 'attempt', 'arrive']).flat(),
    ]
    const all = Object.keys(steps)
    for (let round = 0; round < 30 || (done.size < all.length && round < 300); round += 1) {
      // What none of them could do yet, by chance or as others were faster, is tried with what leads to it and little else.
      const missing = all.filter((name) => !done.has(name))
      const ready = all.filter((name) => ['say', 'read', 'draft', 'approve', 'attempt'].includes(name))
      const offered = round < 60 ? names : [...ready, ...missing, ...missing, ...missing]
      // Some of them fall on the same conversation at the same moment.
      await Promise.all(
        Array.from({ length: 6 }, async () => {
          const name = draw(offered)
          const did = await steps[name]?.(draw(scenes), draw(colleagues), draw)
          if (did) done.set(name, (done.get(name) ?? 0) + 1)
        }),
      )
      expect(await readQueue(db), `after round ${round}`).to.deep.equal(await recountQueue(db))
    }
    expect([...done.keys()].sort()).to.deep.equal(Object.keys(steps).sort())
  })

  it('is due at another time when the policy says so', async () => {
    const { db } = test
    const before = await readQueue(db)
    const row = before.find(({ open }) => open)
    const policy = Policy.parse({ serviceTimes: { normal: 7, low: 9, high: 3, now: 1 }, silentDays: 2 })
    await savePolicy(db, row?.brand_id as string, policy)
    const after = await readQueue(db)
    expect(after).to.deep.equal(await recountQueue(db))
    expect(after).to.not.deep.equal(before)
  })

  it('refuses a policy with a zone that the database does not know, not the messages after it', async () => {
    const wrong = JSON.stringify({ businessHours: { zone: 'Moon/Base' } })
    const error = await sql`update brands set policy = ${wrong}`
      .execute(test.db)
      .catch((reason: unknown) => reason)
    expect((error as Error).message).to.match(/time zone "Moon\/Base" not recognized/)
  })

  it('is filled for what was there before it', async () => {
    const { db } = test
    const before = await readQueue(db)
    await db.deleteFrom('queue').execute()
    await sql`select queue_refresh(id, true) from conversations`.execute(db)
    expect(await readQueue(db)).to.deep.equal(before)
  })

  type Step = (
    scene: Scene,
    colleague: { id: string; name: string },
    draw: <T>(all: readonly T[]) => T,
  ) => Promise<boolean>

  const inStage = (scene: Scene, stage: string) =>
    test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .where('stage', '=', stage as 'heard')
      .execute()
  const draftOf = (scene: Scene) =>
    test.db
      .selectFrom('drafts')
      .select(['id', 'hash'])
      .where('conversation_id', '=', scene.conversationId)
      .where('state', '=', 'current')
      .executeTakeFirst()
  const findSendIn = (scene: Scene, state: 'queued' | 'sending') =>
    test.db
      .selectFrom('sends')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .where('state', '=', state)
      .executeTakeFirst()
  const move = async (
    scene: Scene,
    from: 'heard' | 'classified',
    to: 'classified' | 'with-person' | 'ignored',
    more = {},
  ) => {
    const step = { from, to, who: 'dajeong', why: null, ...more } as const
    const mentions = await inStage(scene, from)
    const moved = await moveMentions(
      test.db,
      mentions.map(({ id }) => ({ mentionId: id, ...step })),
    )
    return moved.size > 0
  }
  const finding = (code: string) => ({ code, severity: 'note', ko: '', en: '', span: null }) as const

  const steps: Record<string, Step> = {
    say: async (scene) => Boolean(await scene.say('그리고 하나 더요')),
    edit: async (scene) => {
      await scene.edit(`고쳐 쓴 말 ${randomUUID()}`)
      return true
    },
    read: (scene, _, draw) =>
      move(scene, 'heard', 'classified', {
        classification: readingOf({
          ...{ urgency: draw(Urgency.options), feeling: draw(Feeling.options), intent: draw(Intent.options) },
          language: draw(['ko', 'en']),
        }),
      }),
    ignore: (scene) => move(scene, 'classified', 'ignored'),
    hand: (scene) => move(scene, 'classified', 'with-person'),
    async draft(scene, _, draw) {
      if ((await inStage(scene, 'heard')).length === 0 || (await draftOf(scene))) return false
      const drafted = await scene
        .draft('확인해 볼게요.', draw([[], [finding('link')], [finding('tone'), finding('promise')]]))
        .catch((error: { code?: string }) => error)
      // Two drafted at once.
      return !('code' in drafted)
    },
    async approve(scene, colleague) {
      const draft = await draftOf(scene)
      const seen = { conversationId: scene.conversationId, draftId: draft?.id ?? '', hash: draft?.hash ?? '' }
      return (await makeReview(deskTools(test.db)).approve({ ...seen, colleague })).kind === 'approved'
    },
    async refuse(scene, colleague) {
      const draft = await draftOf(scene)
      const seen = { conversationId: scene.conversationId, draftId: draft?.id ?? '', hash: draft?.hash ?? '' }
      const why = { because: 'tone', reason: '아니에요' } as const
      return (await makeReview(deskTools(test.db)).refuse({ ...seen, ...why, colleague })).kind === 'refused'
    },
    async handOver({ conversationId }, colleague) {
      const ask = { conversationId, colleague, why: null }
      return (await makeHandover(deskTools(test.db)).handOver(ask)).kind === 'handed-over'
    },
    async giveBack({ conversationId }, colleague) {
      const ask = { conversationId, colleague }
      return (await makeHandover(deskTools(test.db)).giveBack(ask)).kind === 'given-back'
    },
    async dismiss(scene, colleague) {
      const ask = {
        conversationId: scene.conversationId,
        version: await scene.version(),
        colleague,
        reason: '됐어요',
      }
      return (await makeHandover(deskTools(test.db)).dismiss(ask)).kind === 'dismissed'
    },
    async byHand(scene, colleague) {
      const ask = {
        conversationId: scene.conversationId,
        version: await scene.version(),
        colleague,
        text: '네, 제가 볼게요.',
      }
      return (await makeSendByHand(deskTools(test.db))(ask)).kind === 'approved'
    },
    async attempt(scene) {
      const queued = await findSendIn(scene, 'queued')
      const send = queued && (await findSend(test.db, queued.id))
      return Boolean(
        send && (await recordAttempt(test.db, send, { node: 'here', epoch: '1', callMs: 1_000 }, null)),
      )
    },
    async arrive(scene) {
      const sending = await findSendIn(scene, 'sending')
      const send = sending && (await findSend(test.db, sending.id))
      if (send) await settleSent(test.db, send, { nativeId: randomUUID(), url: null, ref: null }, null)
      return Boolean(send)
    },
    async fail(scene) {
      const sending = await findSendIn(scene, 'sending')
      const send = sending && (await findSend(test.db, sending.id))
      if (send) await settleTrouble(test.db, send, { outcome: 'failed', why: 'gone', at: null })
      return Boolean(send)
    },
  }
})
