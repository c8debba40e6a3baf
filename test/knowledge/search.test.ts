import { expect } from 'chai'
import { sql } from 'kysely'
import { searchPassages } from '../../src/knowledge/search.ts'
import { takeDocument } from '../../src/knowledge/take.ts'
import { hadDocuments, listDocuments, removeDocument } from '../../src/store/documents.ts'
import { findPassages } from '../../src/store/passages.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

const at = new Date('2026-11-22T03:00:00Z')
const plans = `---
title: 요금제
version: "2"
lang: ko
---
## 라이트
월정액은 33,000원이고 데이터 8GB를 제공합니다.

## 맥스
월정액은 79,000원이고 데이터는 무제한입니다. 테더링은 80GB까지 됩니다.
`

describe('the search in what a brand knows', () => {
  let test: TestDatabase
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
  })
  afterEach(() => test.close())

  const take = (name: string, text: string, more: { brandId?: string } = {}) =>
    takeDocument(test.db, { brandId, name, bytes: new TextEncoder().encode(text), addedBy: 'test', ...more })
  const search = (question: string, more: { brandId?: string; at?: Date } = {}) =>
    searchPassages(test.db, { brandId, question, most: 5, at, ...more })
  const headings = async (question: string) => (await search(question)).map(({ heading }) => heading)
  const counts = async () => {
    const terms = await test.db
      .selectFrom('term_counts')
      .select(['term', 'passages'])
      .orderBy('term')
      .execute()
    const passages = await test.db
      .selectFrom('passage_counts')
      .select(['language', 'passages', 'length'])
      .execute()
    const places = await test.db
      .selectFrom('passage_terms')
      .select((row) => row.fn.countAll().as('count'))
      .execute()
    return { terms, passages, places }
  }

  it('finds the passage that fits best first, with its source', async () => {
    const { id, ...taken } = await take('plans.md', plans)
    expect(id).to.match(/^\d+$/)
    expect(taken).to.deep.equal({
      kind: 'added',
      title: '요금제',
      version: '2',
      passages: 2,
      withoutVectors: 0,
      why: null,
    })
    const [first] = await search('라이트 얼마예요')
    expect(first).to.deep.include({ heading: '라이트', validity: 'valid', language: 'ko' })
    expect(first?.document).to.deep.include({ name: 'plans.md', title: '요금제', version: '2' })
    expect(first?.score).to.be.above(0)
    expect((await headings('핫스팟 되나'))[0], 'another word for the same').to.equal('맥스')
    expect((await headings('라이트얼마임'))[0], 'no spaces').to.equal('라이트')
  })

  it('finds nothing where no word is shared, and of another brand never', async () => {
    await take('plans.md', plans)
    expect(await search('강아지 사료')).to.deep.equal([])
    expect(await search('?!')).to.deep.equal([])
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '다른상회' })
    expect(await search('라이트', { brandId: other.brandId })).to.deep.equal([])
  })

  it('puts the new version of a document in place of the old one', async () => {
    await take('plans.md', plans)
    const [old] = await search('라이트')
    const before = await counts()
    expect((await take('plans.md', plans)).kind).to.equal('same')
    expect((await take('plans.md', plans.replace('33,000', '35,000'))).kind).to.equal('replaced')
    const found = await search('라이트 얼마')
    expect(found.filter(({ heading }) => heading === '라이트').map(({ text }) => text)).to.deep.equal([
      '월정액은 35,000원이고 데이터 8GB를 제공합니다.',
    ])
    expect(await listDocuments(test.db, brandId)).to.have.length(1)
    // What was answered from the old words can still name them.
    const cited = await findPassages(test.db, brandId, [old?.id ?? ''])
    expect(cited[0]?.text).to.include('33,000원')
    await take('plans.md', plans)
    expect(await counts(), 'going back leaves no trace in what is counted').to.deep.equal(before)
    expect((await search('라이트'))[0]?.id, 'the same words are the same passage').to.equal(old?.id)
  })

  it('leaves everything as it was when a document cannot be taken', async () => {
    await take('plans.md', plans)
    await take('plans.md', '---\nlang: fr\n---\n').catch(() => {})
    expect((await headings('라이트'))[0]).to.equal('라이트')
  })

  it('forgets a document that was removed', async () => {
    expect(await hadDocuments(test.db, brandId)).to.equal(false)
    await take('plans.md', plans)
    const remove = (name: string) =>
      test.db.transaction().execute((trx) => removeDocument(trx, brandId, name))
    expect(await remove('plans.md')).to.have.keys('id', 'hash')
    expect(await remove('plans.md')).to.equal(null)
    expect(await search('라이트')).to.deep.equal([])
    expect(await listDocuments(test.db, brandId)).to.deep.equal([])
    expect(await hadDocuments(test.db, brandId)).to.equal(true)
    expect((await counts()).terms).to.deep.equal([])
  })

  it('marks what holds no more or not yet, and puts it behind what holds', async () => {
    const hours = (from: string, until: string, hour: number) =>
      `고객센터 상담 시간은 언제인가요?,상담은 오후 ${hour}시까지 합니다.,ko,1,${from},${until}`
    await take(
      'hours.csv',
      [
        'question,answer,lang,version,valid_from,valid_until',
        hours('', '2026-11-21', 6),
        hours('2026-11-22', '2026-12-31', 10),
        hours('2027-01-01', '', 11),
      ].join('\n'),
    )
    const seen = async (when: string) =>
      (await search('고객센터 몇시까지 상담', { at: new Date(when) })).map(({ text, validity }) => [
        Number(/(\d+)시/.exec(text)?.[1]),
        validity,
      ])
    const now = await seen('2026-11-22T03:00:00Z')
    expect(now[0]).to.deep.equal([10, 'valid'])
    expect(now).to.have.deep.members([
      [10, 'valid'],
      [6, 'expired'],
      [11, 'future'],
    ])
    // Midnight in Korea is three in the afternoon in Greenwich.
    expect((await seen('2026-11-21T14:59:00Z'))[0]).to.deep.equal([6, 'valid'])
    expect((await seen('2026-11-21T15:01:00Z'))[0]).to.deep.equal([10, 'valid'])
  })

  it('asks the other language where only that one knows', async () => {
    await take('plans.md', plans)
    await take('en.txt', '# lang: en\n\nStores\n\nThe store in Hongdae opens at ten.\n')
    expect((await headings('is tethering allowed?'))[0]).to.equal('맥스')
  })

  it('is planned once for a connection, not for every question', async () => {
    await take('plans.md', plans)
    await test.db.connection().execute(async (db) => {
      const questions = [
        '라이트 얼마',
        '맥스 테더링 되나요',
        '무제한 있나',
        'is tethering allowed?',
        '핫스팟',
      ]
      for (let times = 0; times < 3; times += 1)
        for (const question of questions) await searchPassages(db, { brandId, question, most: 5, at })
      const { rows } = await sql<{ once: string; anew: string }>`
        select generic_plans as once, custom_plans as anew from pg_prepared_statements
        where statement like '%passage_terms%'`.execute(db)
      expect(rows).to.have.length(1)
      expect(Number(rows[0]?.once), 'with the plan that was made').to.be.above(5)
      expect(Number(rows[0]?.anew), 'with a plan for its own values').to.be.below(7)
    })
  })

  it('finds what has only frequent words of the question, and looks up the others where they are', async () => {
    const lines = Array.from(
      { length: 1_600 },
      (_, at) => `물건 ${at},물건 ${at}번입니다. 배송은 이틀 걸립니다.`,
    )
    lines.push('물건 선물 포장,물건은 배송할 때 예쁘게 포장합니다.')
    await take('goods.csv', ['question,answer', ...lines].join('\n'))
    expect(await search('물건')).to.have.length(5)
    expect(await search('배송 물건')).to.have.length(5)
    const [first] = await search('물건 포장 배송')
    expect(first?.heading).to.equal('물건 선물 포장')
  })

  it('takes documents of one brand in one after another', async () => {
    const names = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md']
    await Promise.all(names.map((name) => take(name, plans)))
    const { passages } = await counts()
    expect(passages[0]?.passages).to.equal(10)
    const said = (await counts()).terms.find(({ term }) => term === '라이트')
    expect(said?.passages).to.equal(5)
  })
})
