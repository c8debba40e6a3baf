import { expect } from 'chai'
import { sql } from 'kysely'
import { Feeling, Intent, Urgency } from '../../src/core/intent.ts'
import { pairsOf } from '../../src/core/pairs.ts'
import { makeAssigning } from '../../src/desk/assigning.ts'
import { makeSendByHand } from '../../src/desk/by-hand.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { type Filters, makeInbox, type Place } from '../../src/desk/inbox.ts'
import { writePairs } from '../../src/store/search.ts'
import { findSend, recordAttempt, settleSent } from '../../src/store/sends.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { readingOf } from '../support/reading.ts'
import { deskTools, makeColleague, makeScene, type Scene } from './scene.ts'

const texts = [
  '배송이 늦어요',
  '환불해 주세요',
  '요금제를 바꾸고 싶어요',
  'Where is my parcel?',
  '고마워요 😊',
  '배.송',
]

describe('the list of the queue', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  const scenes: Scene[] = []
  let clock = new Date()
  const inbox = () => makeInbox({ ...deskTools(test.db), now: () => clock })

  before(async () => {
    test = await openTestDatabase()
    const { db } = test
    mina = await makeColleague(db, '민아')
    for (let n = 0; n < 36; n += 1) {
      const scene = await makeScene(db, texts[n % texts.length], {
        visibility: n % 4 ? 'public' : 'direct',
        name: n % 9 ? '하나' : '배송왕',
      })
      scenes.push(scene)
      const classification = readingOf({
        urgency: Urgency.options[n % 4] as Urgency,
        feeling: Feeling.options[n % 5] as Feeling,
        intent: Intent.options[n % 3] as Intent,
        language: n % 6 === 3 ? 'en' : 'ko',
      })
      const [mention] = await db
        .selectFrom('mentions')
        .select('id')
        .where('conversation_id', '=', scene.conversationId)
        .execute()
      const step = { mentionId: mention?.id as string, who: 'dajeong', why: null } as const
      await moveMentions(db, [{ ...step, from: 'heard', to: 'classified', classification }])
      await moveMentions(db, [
        n % 3 === 0
          ? { ...step, from: 'classified', to: 'failed', failedAt: 'classified' }
          : { ...step, from: 'classified', to: 'with-person' },
      ])
    }
  })
  after(() => test.close())

  async function everything(ask: Partial<Parameters<ReturnType<typeof inbox>['list']>[0]>, most = 7) {
    const rows = []
    let after: Place | null = null
    do {
      const page: Awaited<ReturnType<ReturnType<typeof inbox>['list']>> = await inbox().list({
        ...{ tab: 'all', ...ask, after, most },
      })
      rows.push(...page.conversations)
      after = page.next
    } while (after)
    return rows
  }

  it('puts who is due first before the others, each once, whatever the size of a page', async () => {
    const rows = await everything({ sort: 'next' })
    const wanted = rows.toSorted(
      (a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '') || Number(a.id) - Number(b.id),
    )
    expect(rows.map(({ id }) => id)).to.deep.equal(wanted.map(({ id }) => id))
    expect(new Set(rows.map(({ id }) => id)).size).to.equal(36)
    expect(rows[0]?.urgency).to.equal('now')
    expect(rows[0]?.because?.ko).to.match(/^지금 당장/)
    expect(await everything({ sort: 'next' }, 100)).to.deep.equal(rows)
    const newest = await everything({ sort: 'newest' })
    expect((await everything({ sort: 'oldest' })).toReversed()).to.deep.equal(newest)
  })

  it('narrows by each filter, by several values of one, and by several filters together', async () => {
    const all = await everything({})
    type Row = (typeof all)[number]
    const cases: [Filters, (row: Row) => boolean][] = [
      [{ urgencies: ['now', 'low'] }, ({ urgency }) => urgency === 'now' || urgency === 'low'],
      [{ feelings: ['angry'] }, ({ feeling }) => feeling === 'angry'],
      [{ intents: ['complaint'] }, ({ classification }) => classification?.intent === 'complaint'],
      [{ languages: ['en'] }, ({ classification }) => classification?.language === 'en'],
      [{ visibilities: ['direct'] }, ({ visibility }) => visibility === 'direct'],
      [{ accountIds: [all[0]?.account.id ?? ''] }, ({ account }) => account.id === all[0]?.account.id],
      [{ brandIds: [all[3]?.brandId ?? ''] }, ({ brandId }) => brandId === all[3]?.brandId],
      [
        { urgencies: ['high'], visibilities: ['public'], feelings: ['calm', 'vindictive'] },
        (row) =>
          row.urgency === 'high' &&
          row.visibility === 'public' &&
          ['calm', 'vindictive'].includes(row.feeling),
      ],
      [{ assignees: [null] }, () => true],
      [{ assignees: [mina.id] }, () => false],
    ]
    for (const [filters, fits] of cases) {
      const found = await everything({ filters })
      expect(found, JSON.stringify(filters)).to.deep.equal(all.filter(fits))
    }
    const tab = await everything({ tab: 'failed', filters: { urgencies: ['now'] } })
    expect(tab).to.have.length(
      all.filter(({ stages, urgency }) => stages[0] === 'failed' && urgency === 'now').length,
    )
    expect(tab.length).to.be.above(0)
  })

  it('knows what is overdue and how long something has waited, by the clock that it is given', async () => {
    expect(await everything({ filters: { overdue: true } })).to.deep.equal([])
    expect(await everything({ filters: { minutesOld: 25 } })).to.deep.equal([])
    clock = new Date(Date.now() + 31 * 60_000)
    const overdue = await everything({ filters: { overdue: true } })
    const all = await everything({})
    expect(overdue).to.deep.equal(all.filter(({ dueAt }) => Date.parse(dueAt ?? '') < clock.getTime()))
    expect(overdue.every((row) => row.overdue)).to.equal(true)
    // Half an hour is the most that anybody waits for what cannot wait, at whatever time of day this runs.
    expect(overdue.filter(({ urgency }) => urgency === 'now')).to.have.length(9)
    expect((await inbox().counts(mina.id)).overdue).to.equal(overdue.length)
    expect(await everything({ filters: { minutesOld: 25 } })).to.have.length(36)
    clock = new Date()
  })

  it('finds two syllables of Korean in what was said and in names, before and after they are indexed', async () => {
    const searches = [
      '배송',
      '송이',
      '환불',
      '꾸고 싶',
      'PARCEL',
      '😊',
      '.',
      '배송왕',
      '없는말',
      '%',
      "'; drop table queue",
    ]
    const find = async (search: string) => (await everything({ filters: { search } })).map(({ id }) => id)
    const before = await Promise.all(searches.map(find))
    expect(before.map(({ length }) => length)).to.deep.equal([8, 6, 6, 6, 6, 6, 36, 4, 0, 0, 0])
    expect(await writePairs(test.db, 20)).to.equal(20)
    expect(await Promise.all(searches.map(find))).to.deep.equal(before)
    expect(await writePairs(test.db, 20)).to.equal(16)
    expect(await writePairs(test.db, 20)).to.equal(0)
    expect(await Promise.all(searches.map(find))).to.deep.equal(before)
  })

  it('finds what was said, edited or renamed a moment ago, and what was answered', async () => {
    const [scene] = scenes as [Scene]
    const { db } = test
    const find = async (search: string) => (await everything({ filters: { search } })).map(({ id }) => id)
    await scene.say('그런데 포인트도 사라졌어요')
    expect(await find('포인트')).to.deep.equal([scene.conversationId])
    await writePairs(db, 50)
    await scene.edit('그런데 쿠폰도 사라졌어요')
    expect(await find('쿠폰')).to.deep.equal([scene.conversationId])
    await writePairs(db, 50)
    expect(await find('포인트')).to.deep.equal([])
    expect(await find('쿠폰')).to.deep.equal([scene.conversationId])
    await sql`update persons set name = '이름바꿈' where id = (select person_id from conversations where id = ${scene.conversationId})`.execute(
      db,
    )
    expect(await find('름바')).to.deep.equal([scene.conversationId])
    const { conversationId } = scene
    const text = '네, 제가 볼게요.'
    const version = await scene.version()
    const ask = { conversationId, version, colleague: mina, text, overrule: '확인했어요' }
    const sent = await makeSendByHand(deskTools(db))(ask)
    expect(sent).to.deep.include({ kind: 'approved' })
    expect(await find('볼게')).to.deep.equal([scene.conversationId])
    await writePairs(db, 50)
    expect(await find('볼게')).to.deep.equal([scene.conversationId])
  })

  it('lays what we answered with who waits, and after days of silence with what is done', async () => {
    const { db } = test
    const scene = await makeScene(db, '영업시간이 어떻게 되나요?')
    const { conversationId } = scene
    await sql`update accounts set lease_node = 'here', lease_epoch = 1, lease_until = now() + interval '1 hour'`.execute(
      db,
    )
    const version = await scene.version()
    await makeSendByHand(deskTools(db))({ conversationId, version, colleague: mina, text: '아홉 시부터요.' })
    await makeHandover(deskTools(db)).giveBack({ conversationId, colleague: mina })
    const [queued] = await scene.sends()
    const send = await findSend(db, queued?.id as string)
    if (!send) throw new Error('no send')
    await recordAttempt(db, send, { node: 'here', epoch: '1', callMs: 1_000 }, null)
    expect(await everything({ tab: 'waiting-for-customer' })).to.deep.equal([])
    await settleSent(db, send, { nativeId: 'theirs', url: null, ref: null }, null)
    const ids = async (tab: 'waiting-for-customer' | 'done') =>
      (await everything({ tab })).map(({ id }) => id)
    expect(await ids('waiting-for-customer')).to.deep.equal([conversationId])
    expect(await ids('done')).to.deep.equal([])
    clock = new Date(Date.now() + 8 * 86_400_000)
    expect(await ids('waiting-for-customer')).to.deep.equal([])
    expect(await ids('done')).to.deep.equal([conversationId])
    clock = new Date()
    const row = (await everything({ tab: 'waiting-for-customer' }))[0]
    expect(row).to.deep.include({ dueAt: null, because: null, overdue: false, openedAt: null })
  })

  it('counts what it lists, for each colleague their own', async () => {
    const { 'waiting-for-customer': waiting, ...counts } = await inbox().counts(mina.id)
    expect(waiting).to.equal(1)
    for (const tab of ['to-approve', 'with-person', 'failed', 'done', 'sent', 'all'] as const)
      expect((await everything({ tab })).length, tab).to.equal(counts[tab])
    const of = await inbox().countsOfEach()
    expect(of(mina.id)).to.deep.equal({ ...counts, 'waiting-for-customer': waiting })
    expect(of(mina.id).mine).to.equal(1)
    expect(of('999').mine).to.equal(0)
  })

  it('lists as mine what is counted as mine: what is open and was given to me or is held by me', async () => {
    const { db } = test
    const [given, held, answered] = scenes as [Scene, Scene, Scene]
    const yuri = await makeColleague(db, '유리')
    const assigning = makeAssigning({ db })
    for (const { conversationId } of [given, answered])
      await assigning.assign({ conversationId, colleague: mina, to: yuri.id })
    const taken = await makeHandover(deskTools(db)).handOver({
      ...{ conversationId: held.conversationId, colleague: yuri, why: null },
    })
    expect(taken.kind).to.equal('handed-over')
    await db
      .updateTable('queue')
      .set({ open: false })
      .where('conversation_id', '=', answered.conversationId)
      .execute()
    const rows = await everything({ filters: { mineOf: yuri.id } })
    const wanted = [given, held].map(({ conversationId }) => conversationId)
    expect(rows.map(({ id }) => id)).to.have.members(wanted)
    expect((await inbox().counts(yuri.id)).mine).to.equal(2)
    const read = await inbox().read(given.conversationId)
    expect(read).to.include({
      standing: 'open',
      dueAt: rows.find(({ id }) => id === given.conversationId)?.dueAt,
    })
    expect(read?.assignee).to.deep.equal(yuri)
    expect(read?.because).to.deep.equal(rows.find(({ id }) => id === given.conversationId)?.because)
  })
})

describe('the pairs of a text', () => {
  it('are all that stand side by side, once, in small letters', () => {
    expect(pairsOf('배송 배송이')).to.deep.equal(['배송', '송이'])
    expect(pairsOf('A Ab\nB')).to.deep.equal(['ab'])
    expect(pairsOf('😊😊')).to.deep.equal(['😊😊'])
    expect(pairsOf('a')).to.deep.equal([])
    expect(pairsOf('')).to.deep.equal([])
  })
})
