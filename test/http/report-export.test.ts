import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { makeTold, type TellTools } from '../desk/reported.ts'
import { makeColleague } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openHouse } from './house.ts'

const path = '/api/reports/export?from=2026-11-01&to=2026-11-20'
type Line = Record<string, string>

describe('the export of conversations', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let accountId: string
  let tell: TellTools['tell']
  let by: string
  beforeEach(async () => {
    house = await openHouse()
    const { db } = house.test
    accountId = (await seedAccount(db, { handle: 'brand@town.example' })).id
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    await db.updateTable('accounts').set({ brand_id: brand.id }).execute()
    tell = makeTold(db, accountId).tell
    by = (await makeColleague(db, '=HYPERLINK("지민")')).id
  })
  afterEach(() => house.close())

  const take = async (more = '') => {
    const answer = await house.call(`${path}${more}`)
    expect(answer.status).to.equal(200)
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const lines = async (more = ''): Promise<Line[]> =>
    parse((await take(more)).bytes, { columns: true, bom: true, record_delimiter: '\r\n' })

  it('has a line for each conversation that began in the days, and none of another brand', async () => {
    const first = await tell({
      ...{ at: '2026-11-05T01:00:00Z', intent: 'complaint', topic: 'delivery', readingMicros: 3 },
      ...{ drafted: 10, writer: 'model', madeFrom: { prompt: 'reply-complaint', parts: {} }, costMicros: 40 },
      ...{ draft: '내일 도착해요', edited: '모레 도착해요', by, approved: 60, sent: 70 },
    })
    await tell({ at: '2026-11-06T01:00:00Z', intent: 'unread', stage: 'heard', in: first.conversationId })
    const second = await tell({ at: '2026-11-20T14:59:59Z', stage: 'ignored' })
    await tell({ at: '2026-11-20T15:00:00Z' })
    const old = await tell({ at: '2026-10-20T15:00:00Z' })
    await tell({ at: '2026-11-20T10:00:00Z', in: old.conversationId })
    const other = await seedAccount(house.test.db, { nativeId: 'other' })
    await makeTold(house.test.db, other.id).tell({ at: '2026-11-05T01:00:00Z' })
    await sql`update conversations c set heard_at = (select max(heard_at) from mentions m where m.conversation_id = c.id)`.execute(
      house.test.db,
    )

    const found = await lines()
    expect(found.map(({ id }) => id)).to.deep.equal([first.conversationId, second.conversationId])
    expect(found[0]).to.include({
      ...{ account: 'brand@town.example', channel: 'webhook', visibility: 'public', messages: '2' },
      ...{ firstHeard: '2026-11-05T01:00:00.000Z', lastHeard: '2026-11-06T01:00:00.000Z', stage: 'heard' },
      ...{ intent: 'complaint', topic: 'delivery', firstDrafted: '2026-11-05T01:00:10.000Z' },
      ...{ firstApproved: '2026-11-05T01:01:00.000Z', firstSent: '2026-11-05T01:01:10.000Z' },
      ...{ fate: 'lightly-edited', writer: 'model', costMicros: '43', service: 'missed' },
    })
    expect(found[0]?.version).to.match(/^reply-complaint@/)
    expect(Number(found[0]?.changed)).to.be.closeTo(1 / 3, 0.001)
    expect(found[1]).to.include({ fate: '', service: '', intent: 'question', costMicros: '0', colleague: '' })
  })

  it('says the same as JSON', async () => {
    await tell({ at: '2026-11-05T01:00:00Z', drafted: 1, approved: 2, sent: 3, by })
    await tell({ at: '2026-11-06T01:00:00Z', stage: 'ignored' })
    const { answer, bytes } = await take('&format=json')
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename="conversations-2026-11-01-2026-11-20.json"',
    )
    const rows = JSON.parse(bytes.toString()) as Record<string, unknown>[]
    const asText = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
      ),
    )
    const csv = (await lines()).map((line) => ({ ...line, colleague: line.colleague?.replace(/^'/, '') }))
    expect(csv).to.deep.equal(asText)
    await sql`delete from conversations`.execute(house.test.db)
    expect(JSON.parse((await take('&format=json')).bytes.toString())).to.deep.equal([])
    expect(await lines()).to.deep.equal([])
  })

  it('has no words of anybody unless they are asked for, and then none that a spreadsheet would run', async () => {
    for (const text of ['=1+1', '+82 비밀', '-비밀', '@비밀', '\t=비밀', '비밀, "말"\r\n=2'])
      await tell({ at: '2026-11-05T01:00:00Z', text, drafted: 1, draft: '=비밀', approved: 2, sent: 3, by })
    await tell({ at: '2026-11-05T01:00:00Z', text: '비밀', deleted: true })
    expect((await take()).bytes.toString()).to.not.include('비밀')
    expect((await take('&format=json')).bytes.toString()).to.not.match(/비밀|hana/)
    const found = await lines('&texts=1')
    expect(found.map(({ said }) => said)).to.deep.equal([
      ...["'=1+1", "'+82 비밀", "'-비밀", "'@비밀", "'\t=비밀", '비밀, "말"\r\n=2', ''],
    ])
    for (const { replied, colleague } of found.slice(0, 6)) {
      expect(replied).to.equal("'=비밀")
      expect(colleague).to.equal('\'=HYPERLINK("지민")')
    }
  })

  it('marks the bytes for a spreadsheet that wants it', async () => {
    expect((await take('&bom=1')).bytes.subarray(0, 3).toString('hex')).to.equal('efbbbf')
    expect((await take()).bytes.subarray(0, 3).toString()).to.equal('id,')
  })

  it('goes on past a page', async () => {
    const { conversationId } = await tell({ at: '2026-11-05T01:00:00Z' })
    await sql`insert into conversations (account_id, person_id, key, visibility, heard_at)
      select account_id, person_id, 'k' || i, visibility, heard_at from conversations, generate_series(1, 1200) i
      where id = ${conversationId}`.execute(house.test.db)
    await sql`insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot, ref,
        posted_at, heard_at)
      select account_id, 'n' || c.id, c.id, person_id, 'heard', '', visibility, 'mention', false, '{}', '2026-11-05', '2026-11-05'
      from conversations c where c.id <> ${conversationId}`.execute(house.test.db)
    const ids = (await lines()).map(({ id }) => id)
    expect(ids).to.have.length(1201)
    expect(new Set(ids).size).to.equal(1201)
  })

  it('is closed to strangers and newcomers, and says what is wrong with a question', async () => {
    expect((await house.call(path, undefined, { cookie: '' })).status).to.equal(401)
    const { cookie } = await house.newcomer()
    expect((await house.call(path, undefined, { cookie })).status).to.equal(403)
    for (const wrong of ['&format=xml', '&zone=Nowhere', '&texts=yes', '&texts=1&texts=0', '&account=x'])
      expect((await house.call(`${path}${wrong}`)).status, wrong).to.equal(400)
    expect((await house.call(`${path}&account=99999`)).status).to.equal(404)
    const head = await house.call(path, undefined, {}, 'HEAD')
    expect([head.status, await head.text()]).to.deep.equal([200, ''])
  })
})
