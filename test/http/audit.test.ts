import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { noteAudit } from '../../src/store/audit.ts'
import { openHouse } from './house.ts'
import { makeBrand, makeThing, signedInAs } from './people.ts'

interface Entry {
  id: string
  who: string
  name: string | null
  what: string
  brandId: string | null
  target: string | null
  before: unknown
  after: unknown
  why: string | null
  address: string | null
  userAgent: string | null
}

describe('the audit log', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  async function read(query = '', cookie = house.cookie): Promise<{ entries: Entry[]; next: string | null }> {
    const answer = await house.call(`/api/audit${query}`, undefined, { cookie })
    expect(answer.status).to.equal(200)
    return (await answer.json()) as { entries: Entry[]; next: string | null }
  }
  const newest = async (query = '') => (await read(`${query || '?'}&most=1`)).entries[0] as Entry

  it('is only ever added to, whoever asks the database', async () => {
    const { db } = house.test
    await noteAudit(db, [{ who: 'dajeong', what: 'kept', brandId: null, target: null }])
    const tries = [
      sql`update audit set who = 'nobody'`,
      sql`update audit set who = who where what = 'kept'`,
      sql`delete from audit where what = 'kept'`,
      sql`truncate audit`,
    ]
    for (const one of tries) {
      const error = await one.execute(db).catch((reason: unknown) => reason)
      expect(String(error)).to.match(/only ever added to/)
    }
    expect(await newest('?what=kept')).to.include({ who: 'dajeong', what: 'kept', address: null })
  })

  it('says who signed in and who failed to, from where, and never what was typed', async () => {
    const { db } = house.test
    const sign = (body: unknown) =>
      house.call('/api/sign-in', body, { cookie: '', 'user-agent': 'Test/1 (한글)'.replace('한글', 'x') })
    await sign(house.admin)
    const admin = await db.selectFrom('colleagues').select('id').orderBy('id').executeTakeFirstOrThrow()
    const about = { target: `colleague:${admin.id}`, address: '127.0.0.1', userAgent: 'Test/1 (x)' }
    expect(await newest('?what=sign-in')).to.include({
      who: `colleague:${admin.id}`,
      name: '관리자',
      ...about,
    })
    await sign({ ...house.admin, password: 'hunter2-typed' })
    expect(await newest('?what=sign-in-failed')).to.include({ who: 'nobody', name: null, ...about })
    await sign({ email: 'hunter3-typed', password: 'hunter2-typed' })
    expect(await newest('?what=sign-in-failed')).to.include({ who: 'nobody', target: null })
    const { rows } = await sql<{ all: string }>`select string_agg(a::text, '') as all from audit a`.execute(
      db,
    )
    expect(rows[0]?.all).to.not.match(/hunter/)
  })

  it('says what was done to documents, lessons and prompts', async () => {
    const { db } = house.test
    const contentBase64 = Buffer.from('# 반품\n\n7일 안에 반품할 수 있어요.').toString('base64')
    expect((await house.call('/api/knowledge', { name: 'returns.md', contentBase64 })).status).to.equal(200)
    const document = { target: 'document:returns.md', brandId: house.brandId }
    expect(await newest('?what=knowledge')).to.include(document)
    const lesson = await makeThing(db, 'lesson', house.brandId)
    await house.call(`/api/lessons/${lesson}`, undefined, {}, 'DELETE')
    expect(await newest('?what=lesson-removed')).to.include({ target: `lesson:${lesson}` })
    const prompt = (await (await house.call('/api/prompts/reply-question')).json()) as Record<string, string>
    const change = { source: `${prompt.source}\n`, reason: '시험 삼아' }
    const saved = await house.call('/api/prompts/reply-question', change, {}, 'PUT')
    expect(await saved.json()).to.have.property('kind', 'saved')
    const entry = await newest('?what=prompt')
    expect(entry).to.include({ target: 'prompt:reply-question', before: prompt.hash })
    expect(entry.after).to.include({ version: '1' })
  })

  it('is paged and filtered', async () => {
    const { db } = house.test
    const { id } = await signedInAs(db, 'viewer', null)
    for (let at = 0; at < 5; at += 1)
      await noteAudit(db, [{ who: `colleague:${id}`, what: `paged-${at}`, brandId: null, target: null }])
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(
        `?who=${id}&most=2${next ? `&after=${next}` : ''}`,
      )
      seen.push(...page.entries.map(({ what }) => what))
      next = page.next
    } while (next)
    expect(seen).to.deep.equal(['paged-4', 'paged-3', 'paged-2', 'paged-1', 'paged-0'])
    const now = encodeURIComponent(new Date(Date.now() + 3_600_000).toISOString())
    expect((await read(`?who=${id}&since=${now}`)).entries).to.deep.equal([])
    expect((await read(`?who=${id}&until=${now}`)).entries).to.have.length(5)
    for (const wrong of ['?who=all', '?since=yesterday', '?after=x', '?most=201'])
      expect((await house.call(`/api/audit${wrong}`)).status, wrong).to.equal(400)
  })

  it('shows an admin of one brand what is of that brand and its colleagues', async () => {
    const { db } = house.test
    const mine = await makeBrand(db, '내 브랜드')
    const admin = await signedInAs(db, 'admin', mine)
    const other = await signedInAs(db, 'admin', house.brandId)
    const about = (brandId: string | null, colleagueId: string | null, what: string) =>
      noteAudit(db, [{ who: 'dajeong', what, brandId, target: null, colleagueId }])
    await about(mine, null, 'of-mine')
    await about(house.brandId, null, 'of-another')
    await about(null, admin.id, 'of-my-colleague')
    await about(null, other.id, 'of-another-colleague')
    await about(null, null, 'of-nobody')
    const whats = (await read('', admin.cookie)).entries.map(({ what }) => what)
    expect(whats).to.deep.equal(['of-my-colleague', 'of-mine'])
  })

  it('goes out as a table that no table program runs', async () => {
    const { db } = house.test
    const why = '=HYPERLINK("https://evil.example","누르세요"),\n"끝"'
    await noteAudit(db, [
      { who: 'dajeong', what: 'exported', brandId: null, target: '+1', why, after: { a: 1 } },
    ])
    const answer = await house.call('/api/audit.csv?what=exported')
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=utf-8')
    const [head, row] = parse(await answer.text()) as string[][]
    const at = (name: string) => row?.[head?.indexOf(name) ?? -1]
    expect([at('who'), at('target'), at('why'), at('after')]).to.deep.equal([
      'dajeong',
      "'+1",
      `'${why}`,
      '{"a":1}',
    ])
  })

  it('goes out whole, however long', async () => {
    const { db } = house.test
    await sql`insert into audit (who, what) select 'dajeong', 'many' from generate_series(1, 1234)`.execute(
      db,
    )
    const rows = parse(await (await house.call('/api/audit.csv?what=many')).text()) as string[][]
    expect(new Set(rows.map(([id]) => id)).size).to.equal(1235)
  })

  it('is for whoever may see who did what, as a table too', async () => {
    const { cookie } = await signedInAs(house.test.db, 'approver', house.brandId)
    for (const path of ['/api/audit', '/api/audit.csv']) {
      expect((await house.call(path, undefined, { cookie })).status, path).to.equal(403)
      expect((await house.call(path, undefined, { cookie: '' })).status, path).to.equal(401)
    }
  })
})
