import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { makeMeaning } from '../../src/knowledge/meaning.ts'
import { searchPassages } from '../../src/knowledge/search.ts'
import { prepareDocument, takeDocument } from '../../src/knowledge/take.ts'
import { layOver } from '../../src/knowledge/tried.ts'
import { removeDocument } from '../../src/store/documents.ts'
import { makeEmbeddings } from '../../src/writer/embeddings.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { startEmbeddingsServer } from '../support/embeddings-server.ts'
import { patienceMs } from '../support/patience.ts'

const at = new Date('2026-11-22T03:00:00Z')
const sample = new URL('../../prompts/knowledge/sample/', import.meta.url)
const questions = readFileSync(new URL('../data/knowledge/questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { q: string }).q)

describe('a document that is tried', () => {
  let test: TestDatabase
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
  })
  afterEach(() => test.close())

  const fileOf = (name: string, text: string) => ({
    ...{ brandId, name, bytes: new TextEncoder().encode(text), addedBy: 'test' },
  })
  const take = (name: string, text: string) => takeDocument(test.db, fileOf(name, text))
  const layer = async (name: string, text: string | null) =>
    layOver(test.db, {
      ...{ brandId, name, signal: AbortSignal.timeout(patienceMs) },
      document: text === null ? null : await prepareDocument(fileOf(name, text)),
    })
  async function takeSample(except: string[] = []) {
    for (const name of readdirSync(sample))
      if (!except.includes(name)) await take(name, readFileSync(new URL(name, sample), 'utf8'))
  }
  const rows = async () => {
    const counted: string[] = []
    for (const table of ['documents', 'passages', 'passage_terms', 'term_counts', 'passage_counts'] as const)
      counted.push(
        JSON.stringify(
          await test.db
            .selectFrom(table)
            .select((row) => row.fn.countAll().as('n'))
            .execute(),
        ),
      )
    return counted
  }
  type Layer = Awaited<ReturnType<typeof layer>>
  const firstThree = (question: string, tried: Layer | null) =>
    searchPassages(test.db, { brandId, question, most: 3, at, tried }).then((found) =>
      found.map(({ id, document, validity, score }) => ({
        ...{ id, name: document.name, validity, score: score.toFixed(6) },
      })),
    )

  for (const { does, name, change, before } of [
    {
      ...{ does: 'changed', name: 'mobile-plans-ko.md', before: [] },
      change: (text: string) =>
        `${text.replaceAll('33,000', '34,500').replaceAll('8GB', '9GB')}\n## 새 요금제 봄\n봄 요금제는 월 21,000원이에요.\n`,
    },
    {
      ...{ does: 'new', name: 'roaming-ko.md', before: ['roaming-ko.md'] },
      change: (text: string) => text,
    },
    { does: 'taken out', name: 'mobile-plans-ko.md', change: () => null, before: [] },
  ])
    it(`is found as it will be once it is live: ${does}`, async () => {
      await takeSample(before)
      const text = change(readFileSync(new URL(name, sample), 'utf8'))
      const tried = await layer(name, text)
      const untouched = await rows()
      const asked = [...questions, '봄 요금제 얼마예요?']
      const foreseen = await Promise.all(asked.map((question) => firstThree(question, tried)))
      expect(await rows(), 'nothing is kept').to.deep.equal(untouched)
      const as = await Promise.all(asked.map((question) => firstThree(question, null)))
      if (text === null) await test.db.transaction().execute((trx) => removeDocument(trx, brandId, name))
      else await take(name, text)
      const then = await Promise.all(asked.map((question) => firstThree(question, null)))
      expect(as, 'it makes a difference').to.not.deep.equal(then)
      const wrong = asked.filter((_, nth) => JSON.stringify(foreseen[nth]) !== JSON.stringify(then[nth]))
      expect(wrong).to.deep.equal([])
    })

  it('is found where nothing else is known, and nothing where the only one is out', async () => {
    const tried = await layer('plans.md', '# 요금제\n## 봄\n봄 요금제는 월 21,000원이에요.\n')
    const [found] = await searchPassages(test.db, { brandId, question: '봄 요금제', most: 3, at, tried })
    expect(found).to.deep.include({ heading: '봄', validity: 'valid' })
    expect(found?.document).to.deep.include({ name: 'plans.md' })
    await take('plans.md', '# 요금제\n## 봄\n봄 요금제는 월 21,000원이에요.\n')
    expect(await firstThree('봄 요금제', await layer('plans.md', null))).to.deep.equal([])
    expect(await firstThree('봄 요금제', null)).to.have.length(1)
  })

  it('is found by what it means, and what it takes the place of is not', async () => {
    const server = await startEmbeddingsServer((text) => [/구름|해외/.test(text) ? 1 : 0, 0.01])
    const troubles: unknown[] = []
    const meaning = makeMeaning({
      ...{ db: test.db, shelf: { waitMs: patienceMs }, onTrouble: (error) => void troubles.push(error) },
      embed: makeEmbeddings({ url: server.url, key: 'none', model: 'small', retries: 0 }),
    })
    try {
      const old = '## 로밍\n해외에서 하루 9,900원이에요.\n'
      await takeDocument(test.db, { ...fileOf('away.md', old), meaning })
      const ask = async (name: string, text: string | null, by = meaning) => {
        const tried = await layOver(test.db, {
          ...{ brandId, name, meaning: by, signal: AbortSignal.timeout(patienceMs) },
          document: text === null ? null : await prepareDocument(fileOf(name, text)),
        })
        const found = await searchPassages(test.db, {
          ...{ brandId, question: '구름 위에 뜨면', most: 3, at, meaning: by, tried },
        })
        return found.map(({ text: said }) => said)
      }
      expect(await ask('away.md', '## 로밍\n해외에서 하루 8,800원이에요.\n')).to.deep.equal([
        '해외에서 하루 8,800원이에요.',
      ])
      const made = server.asked.length
      await ask('away.md', `${old}\n## 문의\n114예요.\n`)
      const inputs = server.asked.slice(made).flatMap(({ input }) => input)
      expect(inputs, 'what has a vector needs none').to.deep.equal(['문의\n114예요.', '구름 위에 뜨면'])
      expect(await ask('away.md', null)).to.deep.equal([])
      expect(troubles).to.deep.equal([])
      const full = makeMeaning({
        ...{
          db: test.db,
          shelf: { waitMs: patienceMs, room: 1 },
          onTrouble: (error) => void troubles.push(error),
        },
        embed: makeEmbeddings({ url: server.url, key: 'none', model: 'small', retries: 0 }),
      })
      expect(
        await ask('away.md', '## 로밍\n해외에서 하루 8,800원이에요.\n', full),
        'where there are too many to compare, words have to find it first, as they will have to then',
      ).to.deep.equal([])
      server.always({ status: 500 })
      expect(await ask('away.md', '## 로밍\n해외에서 하루 8,800원이에요.\n'), 'by words alone').to.deep.equal(
        [],
      )
      expect(troubles).to.have.length.at.least(1)
    } finally {
      await server.close()
    }
  })
})
