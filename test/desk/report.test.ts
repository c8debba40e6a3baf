import { expect } from 'chai'
import { BusinessHours } from '../../src/core/opening-hours.ts'
import { dueAt, ServiceTimes } from '../../src/core/queue.ts'
import { makeReports, type NoReport, type Report, type ReportAsk } from '../../src/desk/report.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { makeTold, type TellTools } from './reported.ts'
import { makeColleague } from './scene.ts'

const now = new Date('2026-11-22T12:00:00Z')

function got<T extends object>(found: Report<T> | NoReport): Report<T> {
  if (found.kind !== 'report') throw new Error(`no report: ${JSON.stringify(found)}`)
  return found
}

describe('reports', () => {
  let test: TestDatabase
  let brandId: string
  let accountId: string
  let tell: TellTools['tell']
  beforeEach(async () => {
    test = await openTestDatabase()
    const account = await seedAccount(test.db)
    ;({ brandId, id: accountId } = account)
    tell = makeTold(test.db, accountId).tell
  })
  afterEach(() => test.close())

  const reports = () => makeReports({ db: test.db, brandId, now: () => now })
  const ask = (more: Partial<ReportAsk> = {}): ReportAsk => ({
    ...{ from: '2026-11-01', to: '2026-11-22', accountId: null, step: 'day', zone: 'Asia/Seoul' },
    ...more,
  })

  describe('over time', () => {
    const lines = async (asked: ReportAsk) =>
      got(await reports().overview(asked)).rows.map(
        ({ at, intent, heard }) => `${at?.toISOString()} ${intent} ${heard}`,
      )

    it('counts a message on the day of the zone, to the microsecond around midnight', async () => {
      await tell({ at: '2026-11-20T14:59:59.999999Z' })
      await tell({ at: '2026-11-20T15:00:00Z' })
      await tell({ at: '2026-11-20T15:00:00Z', intent: 'complaint' })
      expect(await lines(ask())).to.deep.equal([
        '2026-11-19T15:00:00.000Z question 1',
        '2026-11-20T15:00:00.000Z complaint 1',
        '2026-11-20T15:00:00.000Z question 1',
      ])
      expect(await lines(ask({ zone: 'UTC' }))).to.deep.equal([
        '2026-11-20T00:00:00.000Z complaint 1',
        '2026-11-20T00:00:00.000Z question 2',
      ])
    })

    it('has nothing of the day before the first and of the day after the last', async () => {
      await tell({ at: '2026-11-19T14:59:59.999999Z' })
      await tell({ at: '2026-11-19T15:00:00Z' })
      await tell({ at: '2026-11-20T14:59:59.999999Z' })
      await tell({ at: '2026-11-20T15:00:00Z' })
      const found = got(await reports().overview(ask({ from: '2026-11-20', to: '2026-11-20' })))
      expect(found.total.heard).to.equal(2)
      expect([found.from.toISOString(), found.to.toISOString()]).to.deep.equal([
        '2026-11-19T15:00:00.000Z',
        '2026-11-20T15:00:00.000Z',
      ])
    })

    it('knows days of 23 and 25 hours, and names every step once', async () => {
      const zone = 'America/New_York'
      await tell({ at: '2026-11-01T05:30:00Z' })
      await tell({ at: '2026-11-01T06:30:00Z' })
      await tell({ at: '2026-11-02T04:59:59Z' })
      await tell({ at: '2026-11-02T05:00:00Z' })
      const days = ask({ from: '2026-11-01', to: '2026-11-02', zone })
      expect(await lines(days)).to.deep.equal([
        '2026-11-01T04:00:00.000Z question 3',
        '2026-11-02T05:00:00.000Z question 1',
      ])
      const autumn = got(
        await reports().overview(ask({ from: '2026-11-01', to: '2026-11-01', zone, step: 'hour' })),
      )
      expect(autumn.steps).to.have.length(25)
      // One o'clock comes twice that night, and these are two hours.
      expect(autumn.rows.map(({ heard }) => heard)).to.deep.equal([1, 1, 1])
      const spring = got(
        await reports().overview(ask({ from: '2026-03-08', to: '2026-03-08', zone, step: 'hour' })),
      )
      expect(spring.steps).to.have.length(23)
    })

    it('has weeks from Monday, and steps in which nothing was heard', async () => {
      await tell({ at: '2026-11-15T14:59:59Z' })
      await tell({ at: '2026-11-15T15:00:00Z' })
      const found = got(await reports().overview(ask({ step: 'week' })))
      expect(found.rows.map(({ at }) => at?.toISOString())).to.deep.equal([
        '2026-11-08T15:00:00.000Z',
        '2026-11-15T15:00:00.000Z',
      ])
      expect(found.steps.map((at) => at.toISOString())).to.deep.equal([
        '2026-10-25T15:00:00.000Z',
        '2026-11-01T15:00:00.000Z',
        '2026-11-08T15:00:00.000Z',
        '2026-11-15T15:00:00.000Z',
      ])
    })

    it('is about the thirty days until today, when nobody says which', async () => {
      const found = got(await reports().overview(ask({ from: null, to: null })))
      expect(found.steps).to.have.length(30)
      expect(found.to.toISOString()).to.equal('2026-11-22T15:00:00.000Z')
      expect(found.total).to.deep.include({ heard: 0, drafted: { count: 0, median: null, p90: null } })
    })

    it('tells what is wrong with what was asked', async () => {
      const fault = async (more: Partial<ReportAsk>) => {
        const found = await reports().overview(ask(more))
        return found.kind === 'wrong-span' ? found.field : found.kind
      }
      expect(await fault({ from: '2026-11-23' })).to.equal('from')
      expect(await fault({ from: '2024-01-01' })).to.equal('from')
      expect(await fault({ from: '2026-10-01', step: 'hour' })).to.equal('step')
      for (const zone of ['+09:00', 'Seoul', '', "UTC'; drop table mentions", 'Asia/Nowhere'])
        expect(await fault({ zone }), zone).to.equal('zone')
      expect(await fault({ accountId: '999999' })).to.equal('no-account')
    })

    it('is about one brand, or one of its accounts', async () => {
      const other = await seedAccount(test.db, { nativeId: 'other' })
      await makeTold(test.db, other.id).tell({ at: '2026-11-20T10:00:00Z' })
      await tell({ at: '2026-11-20T10:00:00Z' })
      expect(got(await reports().overview(ask())).total.heard).to.equal(1)
      expect(got(await reports().overview(ask({ accountId }))).total.heard).to.equal(1)
      expect(await reports().overview(ask({ accountId: other.id }))).to.deep.equal({ kind: 'no-account' })
    })
  })

  it('counts who got there and how long it took them, by the middle and by nine in ten', async () => {
    for (const drafted of [10, 20, 30, 40, 110])
      await tell({ at: '2026-11-20T01:00:00Z', drafted, approved: drafted * 2, sent: drafted * 3 })
    await tell({ at: '2026-11-20T01:00:00Z', drafted: 30, approved: 60 })
    await tell({ at: '2026-11-20T01:00:00Z', intent: 'unread', stage: 'heard' })
    const { total, byIntent, rows } = got(await reports().overview(ask()))
    expect(total.heard).to.equal(7)
    expect(total.drafted).to.deep.equal({ count: 6, median: 30, p90: 75 })
    expect(total.approved).to.deep.equal({ count: 6, median: 60, p90: 150 })
    expect(total.sent).to.deep.equal({ count: 5, median: 90, p90: 246 })
    expect(byIntent.map(({ intent, heard }) => [intent, heard])).to.deep.equal([
      ['question', 6],
      ['unread', 1],
    ])
    expect(rows).to.have.length(2)
  })

  it('takes an edited draft for the one that it came from, and what was taken back for nothing', async () => {
    const by = (await makeColleague(test.db, '지민')).id
    await tell({ at: '2026-11-20T01:00:00Z', drafted: 5, edited: '고쳐 썼어요', by, approved: 60, sent: 61 })
    const back = await tell({ at: '2026-11-20T02:00:00Z', drafted: 7, approved: 8 })
    await test.db
      .updateTable('sends')
      .set({ state: 'voided' })
      .where('conversation_id', '=', back.conversationId)
      .execute()
    // By hand: there never was a draft.
    await tell({ at: '2026-11-20T03:00:00Z', edited: '제가 볼게요', by, approved: 60, sent: 61 })
    const { total } = got(await reports().overview(ask()))
    expect(total.drafted).to.deep.include({ count: 2, median: 6 })
    expect(total.approved.count).to.equal(2)
  })

  describe('what became of drafts', () => {
    it('is told by intent, by version and by colleague', async () => {
      const [jimin, suho] = [await makeColleague(test.db, '지민'), await makeColleague(test.db, '수호')]
      const draft = '내일 오전에 도착해요'
      const at = '2026-11-20T01:00:00Z'
      const sent = { at, draft, drafted: 5, approved: 60, sent: 61 }
      const model = { prompt: 'reply-question', parts: { 'reply-question': 'a1', _voice: 'b2' } }
      await tell({ ...sent })
      await tell({ ...sent, by: jimin.id, writer: 'model', madeFrom: model })
      await tell({ ...sent, by: jimin.id, edited: '내일 오후에 도착해요', writer: 'model', madeFrom: model })
      await tell({ ...sent, by: suho.id, edited: '죄송합니다. 환불해 드릴게요', intent: 'complaint' })
      await tell({ at, draft, drafted: 5, stage: 'refused', refusedBy: suho.id, intent: 'complaint' })
      await tell({ at, edited: '제가 볼게요', approved: 60, sent: 61, by: suho.id, intent: 'chatter' })
      // Nobody has decided about these.
      await tell({ at, drafted: 5 })
      await tell({ at, drafted: 5, approved: 6 })
      const { rows } = got(await reports().shares(ask()))
      const of = (name: 'intent' | 'version' | 'name', value: string) => {
        const {
          unedited,
          'lightly-edited': light,
          rewritten,
          refused,
          'by-hand': hand,
        } = rows.find((row) => row[name] === value)?.shares ?? {
          unedited: -1,
          'lightly-edited': -1,
          rewritten: -1,
          refused: -1,
          'by-hand': -1,
        }
        return [unedited, light, rewritten, refused, hand]
      }
      expect(of('intent', 'question')).to.deep.equal([2, 1, 0, 0, 0])
      expect(of('intent', 'complaint')).to.deep.equal([0, 0, 1, 1, 0])
      expect(of('intent', 'chatter')).to.deep.equal([0, 0, 0, 0, 1])
      expect(of('name', '지민')).to.deep.equal([1, 1, 0, 0, 0])
      expect(of('name', '수호')).to.deep.equal([0, 0, 1, 1, 1])
      expect(of('version', 'phrases-ko@abcdef01')).to.deep.equal([1, 0, 1, 1, 0])
      const version = rows.find((row) => row.version?.startsWith('reply-question@'))?.version ?? ''
      expect(version).to.match(/^reply-question@[0-9a-f]{8}$/)
      expect(of('version', version)).to.deep.equal([1, 1, 0, 0, 0])
      expect(of('version', 'by-hand')).to.deep.equal([0, 0, 0, 0, 1])
      expect(
        rows.filter(({ colleague }) => colleague === 'dajeong').map(({ shares }) => shares.unedited),
      ).to.deep.equal([1])
      const together = rows.filter((row) => !row.intent && !row.version && !row.colleague)
      expect(together.map(({ shares }) => Object.values(shares))).to.deep.equal([[2, 1, 1, 1, 1]])
    })

    it('measures each edit once, two reports at a time too, and never the mark of a machine', async () => {
      const by = (await makeColleague(test.db, '지민')).id
      const mark = '\n\nAI가 쓴 답이에요. 사람이 필요하면 “상담원”이라고 남겨 주세요.'
      const draft = `내일 도착해요${mark}`
      for (let place = 0; place < 30; place += 1)
        await tell({
          at: '2026-11-20T01:00:00Z',
          draft,
          drafted: 5,
          edited: '내일 도착해요.',
          by,
          approved: 6,
          sent: 7,
        })
      const both = await Promise.all([reports().shares(ask()), reports().shares(ask())])
      for (const found of both)
        expect(got(found).rows.find((row) => row.intent === 'question')?.shares).to.include({
          'lightly-edited': 30,
          rewritten: 0,
        })
      const changes = await test.db.selectFrom('draft_changes').select('changed').execute()
      expect(changes.map(({ changed }) => changed)).to.deep.equal(Array(30).fill(0))
    })
  })

  it('tells whether answers came in time, and what is still in time', async () => {
    const minute = 60
    // A Friday at 10:00 in Seoul, when the desk is open from 9 to 18. Everybody reads it, which leaves three quarters of the time.
    const friday = '2026-11-20T01:00:00Z'
    const sent = (minutes: number, more: object = {}) =>
      tell({ at: friday, drafted: 1, approved: 2, sent: minutes * minute, ...more })
    await sent(180, { intent: 'complaint' })
    await sent(181, { intent: 'complaint' })
    await sent(22, { urgency: 'now' })
    await sent(23, { urgency: 'now' })
    await sent(90, { feeling: 'angry' })
    await sent(91, { feeling: 'angry' })
    // From 17:00 on Friday one hour is left, and the other two are Monday's.
    await tell({ at: '2026-11-20T08:00:00Z', intent: 'unread', stage: 'heard' })
    for (const stage of ['ignored', 'refused', 'withdrawn'] as const) await tell({ at: friday, stage })
    // It is Sunday.
    const counted = async () =>
      got(await reports().service(ask())).rows.map(({ intent, counts }) => [
        ...[intent, counts.kept, counts.missed, counts.waiting],
      ])
    expect(await counted()).to.deep.equal([
      ['complaint', 1, 1, 0],
      ['question', 2, 2, 0],
      ['unread', 0, 0, 1],
      [null, 3, 3, 1],
    ])
    expect(got(await reports().service(ask())).times).to.include({ now: 30, normal: 240 })
    await test.pool.query(`update brands set policy = policy || '{"serviceTimes":{"now":31,"normal":300}}'`)
    expect((await counted()).at(-1)).to.deep.equal([null, 6, 0, 1])
  })

  it('counts by the very rule that the queue is ordered by', async () => {
    const week = {
      mon: [['22:00', '24:00']],
      sat: [
        ['00:00', '01:30'],
        ['10:00', '19:15'],
      ],
    }
    const hours = BusinessHours.parse({ zone: 'America/New_York', week, holidays: ['2026-11-11'] })
    const times = ServiceTimes.parse({
      now: 7,
      high: 50,
      normal: 2_000,
      low: 8_000,
      upsetPercent: 33,
      publicPercent: 71,
    })
    await test.pool.query(`update brands set policy = policy || $1`, [
      JSON.stringify({ serviceTimes: times, businessHours: hours }),
    ])
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const wanted = { kept: 0, missed: 0, waiting: 0 }
    const now = new Date('2026-11-22T12:00:00Z')
    for (let n = 0; n < 120; n += 1) {
      const at = new Date(Date.parse('2026-11-12T00:00:00Z') + draw(10 * 86_400) * 1_000)
      const urgency = (['now', 'high', 'normal', 'low'] as const)[draw(4)] ?? 'low'
      const feeling = (['calm', 'angry', 'vindictive', 'pleased'] as const)[draw(4)] ?? 'calm'
      const seconds = draw(3) === 0 ? null : 3 + draw(draw(2) ? 9_000 : 700_000)
      const left = new Date(at.getTime() + (seconds ?? 0) * 1_000)
      const due = dueAt(at, { urgency, feeling, visibility: 'public' }, times, hours)
      const gone = seconds !== null && left <= now
      wanted[gone ? (left <= due ? 'kept' : 'missed') : now > due ? 'missed' : 'waiting'] += 1
      await tell({
        at: at.toISOString(),
        urgency,
        feeling,
        ...(gone ? { drafted: 1, approved: 2, sent: seconds } : {}),
      })
    }
    const { rows } = got(await reports().service(ask()))
    expect(rows.at(-1)?.counts).to.deep.equal(wanted)
    expect(Math.min(...Object.values(wanted))).to.be.greaterThan(5)
  })

  it('adds up what drafts, readings and everything else cost', async () => {
    await tell({ at: '2026-11-20T01:00:00Z', drafted: 5, writer: 'model', costMicros: 70, readingMicros: 3 })
    await tell({ at: '2026-11-20T01:00:00Z', drafted: 5, writer: 'model', costMicros: 30, edited: '고침' })
    await tell({ at: '2026-11-20T01:00:00Z', drafted: 5 })
    await test.db
      .insertInto('spending')
      .values(
        ['2026-10-30', '2026-10-31', '2026-11-22'].map((day) => ({
          ...{ brand_id: brandId, day, tokens_in: 500, tokens_out: 50, cost_micros: 123 },
        })),
      )
      .execute()
    const found = got(await reports().costs(ask()))
    // In Seoul, the first of November begins on the last of October of UTC.
    expect(found.days?.map(({ day, costMicros }) => [day, costMicros])).to.deep.equal([
      ['2026-10-31', 123],
      ['2026-11-22', 123],
    ])
    expect(found.readingMicros).to.equal(3)
    const by = (writer: string | null) =>
      found.drafts.find((row) => row.writer === writer && row.version === null)
    expect(by('model')).to.include({ drafts: 2, tokensIn: 200, tokensOut: 20, costMicros: 100 })
    expect(by('plain')).to.include({ drafts: 1, costMicros: 0 })
    expect(by(null)).to.include({ drafts: 3, costMicros: 100 })
    expect(got(await reports().costs(ask({ accountId }))).days).to.equal(null)
  })

  it('opens what the model was asked about, and what it read or wrote for on a UTC day, each conversation once', async () => {
    const at = '2026-11-20T01:00:00Z'
    const read = await tell({ at, drafted: 5, writer: 'model', costMicros: 70, readingMicros: 3 })
    const wrote = await tell({ at, drafted: 5, writer: 'model', costMicros: 30 })
    const onlyRead = await tell({ at: '2026-11-20T23:59:00Z', stage: 'heard', readingMicros: 4 })
    await tell({ at, drafted: 5 })
    await tell({ at: '2026-11-19T23:00:00Z', drafted: 5, writer: 'model', costMicros: 9, readingMicros: 1 })
    const page = { after: null, most: 10 }
    const ids = (found: { items: { conversationId: string }[] }) =>
      found.items.map(({ conversationId }) => conversationId)
    const asked = got(
      await reports().behind(
        ask({ from: '2026-11-20', to: '2026-11-20', zone: 'UTC' }),
        { kind: 'asked' },
        page,
      ),
    )
    expect(ids(asked)).to.deep.equal([read.conversationId, onlyRead.conversationId])
    const spent = { kind: 'spent', day: '2026-11-20' } as const
    const all = got(await reports().behind(ask(), spent, page))
    expect(ids(all)).to.deep.equal([read, wrote, onlyRead].map((one) => one.conversationId))
    expect(all.items.map(({ draftId }) => draftId !== null)).to.deep.equal([true, true, false])
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const found: typeof all = got(await reports().behind(ask(), spent, { after, most: 1 }))
      seen.push(...ids(found))
      after = found.next
      if (after === null) break
    }
    expect(seen).to.deep.equal(ids(all))
  })
})
