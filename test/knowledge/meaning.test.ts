import { expect } from 'chai'
import { type Meaning, makeMeaning } from '../../src/knowledge/meaning.ts'
import { searchPassages } from '../../src/knowledge/search.ts'
import { makeShelf } from '../../src/knowledge/shelf.ts'
import { takeDocument } from '../../src/knowledge/take.ts'
import { type EmbeddingsSettings, makeEmbeddings } from '../../src/writer/embeddings.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.ts'
import { patienceMs } from '../support/patience.ts'

const at = new Date('2026-11-22T03:00:00Z')
const away = '## 하루 로밍패스\n해외에서 하루 9,900원에 씁니다.\n'
const shops = '## 홍대점\n평일은 저녁 9시까지 엽니다.\n'

// What texts speak of: being away, shops, prices.
const subjects = [/로밍|해외|구름/, /점|매장|대리점|들르/, /원|요금|비용/]
// What is held is waited for, however slow the machine.
const shelf = { waitMs: patienceMs }
const vectorOf = (text: string) => [...subjects.map((one) => (one.test(text) ? 1 : 0)), 0.01]

describe('the search by meaning', () => {
  let test: TestDatabase
  let brandId: string
  let server: EmbeddingsServer
  let troubles: unknown[]
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
    server = await startEmbeddingsServer(vectorOf)
    troubles = []
  })
  afterEach(async () => {
    await server.close()
    await test.close()
  })

  const make = (change: Partial<EmbeddingsSettings> & { restMs?: number } = {}): Meaning => {
    const { restMs, ...settings } = change
    const embed = makeEmbeddings({ url: server.url, key: 'none', model: 'small', retries: 0, ...settings })
    const onTrouble = (error: unknown) => void troubles.push(error)
    return makeMeaning({ db: test.db, embed, onTrouble, shelf, ...(restMs !== undefined && { restMs }) })
  }
  const take = (name: string, text: string, meaning: Meaning | null = null) =>
    takeDocument(test.db, { brandId, name, bytes: new TextEncoder().encode(text), addedBy: 'test', meaning })
  const search = async (question: string, meaning: Meaning | null, more: { brandId?: string } = {}) =>
    (await searchPassages(test.db, { brandId, question, most: 5, at, meaning, ...more })).map(
      ({ heading }) => heading,
    )
  const made = () =>
    test.db
      .selectFrom('passages')
      .select(['heading', 'vector', 'vector_model as model'])
      .orderBy('id')
      .execute()

  it('finds a passage that shares no word with the question', async () => {
    const meaning = make()
    await take('away.md', away, meaning)
    expect(await take('shops.md', shops, meaning)).to.deep.include({ withoutVectors: 0, why: null })
    const question = '구름 위에 뜨면'
    expect(await search(question, null), 'by words alone').to.deep.equal([])
    expect((await search(question, meaning))[0]).to.equal('하루 로밍패스')
    expect((await search('퇴근하고 들르려면', meaning))[0]).to.equal('홍대점')
    expect(troubles).to.deep.equal([])
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '다른상회' })
    expect(await search(question, meaning, { brandId: other.brandId }), 'of its brand alone').to.deep.equal(
      [],
    )
  })

  it('fuses both rankings, and puts what holds before what held', async () => {
    const meaning = make()
    await take('shops.md', shops, meaning)
    await take('old.md', `---\nvalid_until: 2026-01-31\n---\n${away}`, meaning)
    await take('away.md', away.replace('9,900', '8,800').replace('하루 로밍패스', '새 로밍패스'), meaning)
    const found = await searchPassages(test.db, {
      brandId,
      question: '구름 위에 뜨면',
      most: 5,
      at,
      meaning,
    })
    expect(found.slice(0, 2).map(({ heading, validity }) => [heading, validity])).to.deep.equal([
      ['새 로밍패스', 'valid'],
      ['하루 로밍패스', 'expired'],
    ])
    const [first] = await searchPassages(test.db, { brandId, question: '새 로밍패스', most: 5, at, meaning })
    expect(first?.score, 'first in both').to.be.closeTo(2 / 61, 1e-9)
  })

  it('goes on by words, and says so, while the server is down, late or wrong', async () => {
    const meaning = make({ questionMs: 150, restMs: 0 })
    await take('away.md', away, meaning)
    for (const odd of [
      'cut',
      'hang',
      { status: 500 },
      { status: 401 },
      { body: () => '{"data":[]}' },
    ] as const) {
      server.always(odd)
      expect(await search('로밍패스 얼마', meaning)).to.deep.equal(['하루 로밍패스'])
      expect(await search('구름 위에 뜨면', meaning)).to.deep.equal([])
    }
    expect(troubles).to.have.length(10)
    server.always(null)
    expect(await search('구름 위에 뜨면', meaning)).to.deep.equal(['하루 로밍패스'])
  })

  it('does not let everybody wait for a server that hangs', async () => {
    const meaning = make({ questionMs: 100, restMs: 300 })
    server.always('hang')
    expect(await meaning.ask('가')).to.equal(null)
    expect(await meaning.ask('나')).to.equal(null)
    expect(server.asked).to.have.length(1)
    server.always(null)
    await new Promise((resolve) => setTimeout(resolve, 320))
    expect(await meaning.ask('로밍')).to.deep.equal([1, 0, 0, 0.01])
  })

  it('takes a document without vectors where there are none to be had, and makes them later', async () => {
    const meaning = make()
    server.always({ status: 500 })
    const taken = await take('away.md', away, meaning)
    expect(taken).to.deep.include({ kind: 'added', passages: 1, withoutVectors: 1 })
    expect(taken.why).to.match(/small.*failed \(500\)/)
    expect(await search('로밍패스', null)).to.deep.equal(['하루 로밍패스'])
    expect(await meaning.fill({ brandId })).to.deep.include({ made: 0, missing: 1 })
    server.always(null)
    expect(await meaning.fill({ brandId })).to.deep.equal({ made: 1, missing: 0, why: null })
    expect(await meaning.fill({})).to.deep.equal({ made: 0, missing: 0, why: null })
    expect((await made())[0]).to.deep.include({ model: 'small', vector: [1, 0, 1, 0.01] })
  })

  it('compares vectors of its own model only, and makes the others anew', async () => {
    await take('away.md', away, make({ model: 'old' }))
    const meaning = make({ model: 'new' })
    expect(await search('구름 위에 뜨면', meaning)).to.deep.equal([])
    expect(await meaning.fill({})).to.deep.include({ made: 1, missing: 0 })
    expect((await made()).map(({ model }) => model)).to.deep.equal(['new'])
    const again = make({ model: 'new' })
    expect(await search('구름 위에 뜨면', again)).to.deep.equal(['하루 로밍패스'])
    const longer = await startEmbeddingsServer((text) => [...vectorOf(text), 1])
    try {
      const changed = make({ model: 'new', url: longer.url })
      expect(await search('구름 위에 뜨면', changed), 'the same name, another length').to.deep.equal([])
    } finally {
      await longer.close()
    }
  })

  it('keeps the vectors of words that stay, and forgets a replaced passage', async () => {
    const meaning = make()
    await take('all.md', `${away}\n${shops}`, meaning)
    expect(await search('구름 위에 뜨면', meaning)).to.include('하루 로밍패스')
    const before = server.asked.flatMap(({ input }) => input).length
    await take('all.md', `${away.replace('9,900', '8,800')}\n${shops}`, meaning)
    const after = server.asked.flatMap(({ input }) => input).slice(before)
    expect(after, 'the shop is not asked for again').to.deep.equal([
      '하루 로밍패스\n해외에서 하루 8,800원에 씁니다.',
    ])
    const found = await searchPassages(test.db, {
      brandId,
      question: '구름 위에 뜨면',
      most: 5,
      at,
      meaning,
    })
    expect(found.map(({ text }) => text).join()).to.not.include('9,900')
  })

  it('compares given passages alone where a brand has too many', async () => {
    await take('all.md', `${away}\n${shops}`, make())
    const rows = await test.db.selectFrom('passages').select(['id', 'heading']).orderBy('id').execute()
    const [first, second] = rows.map(({ id }) => id)
    const of = { brandId, asked: [1, 0, 0, 0], most: 5 }
    const held = await makeShelf(test.db, 'small', shelf).nearest({ ...of, among: [] })
    expect(held.map(({ row }) => row)).to.deep.equal([first, second])
    const full = makeShelf(test.db, 'small', { ...shelf, room: 7 })
    expect(await full.nearest({ ...of, among: [] })).to.deep.equal([])
    expect((await full.nearest({ ...of, among: [second ?? ''] })).map(({ row }) => row)).to.deep.equal([
      second,
    ])
  })

  it('leaves out what the server will not have, and takes the rest', async () => {
    const bad = '## 나쁜 글\n이 글은 너무 길어요.\n'
    await take('all.md', `${away}\n${bad}\n${shops}`)
    const fussy = {
      body: ({ input }: { input: string[] }) =>
        input.some((text) => text.includes('나쁜')) ? '{}' : JSON.stringify(answer(input)),
    }
    const answer = (input: string[]) => ({ data: input.map((text) => ({ embedding: vectorOf(text) })) })
    server.always(fussy)
    const meaning = make()
    const filled = await meaning.fill({})
    expect(filled).to.deep.include({ made: 2, missing: 1 })
    expect(filled.why).to.match(/not vectors/)
    const calls = server.asked.length
    expect(await meaning.fill({})).to.deep.include({ made: 0, missing: 1 })
    expect(server.asked, 'nor asked again').to.have.length(calls)
  })

  it('takes smaller bites where the server is slow', async () => {
    const many = Array.from({ length: 9 }, (_, at) => `## 홍대 ${at}호점\n${at}층입니다.\n`).join('\n')
    await take('all.md', many)
    server.next('hang')
    expect(await make({ documentsMs: 150 }).fill({})).to.deep.include({ made: 9, missing: 0 })
    expect(server.asked.map(({ input }) => input.length)).to.deep.equal([9, 2, 2, 2, 2, 1])
  })

  it('stops at once where the server refuses everything, and when it is told to', async () => {
    await take('all.md', `${away}\n${shops}`)
    server.always({ status: 401, body: 'no' })
    expect(await make().fill({})).to.deep.include({ made: 0, missing: 2 })
    expect(server.asked.length).to.be.at.most(3)
    server.always('hang')
    const started = performance.now()
    const filled = await make().fill({ signal: AbortSignal.timeout(100) })
    expect(filled).to.deep.equal({ made: 0, missing: 2, why: 'There was not enough time.' })
    expect(performance.now() - started).to.be.below(2_000)
  })
})
