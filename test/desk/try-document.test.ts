import { expect } from 'chai'
import { makeTryDocument } from '../../src/desk/try-document.ts'
import { makeFetchPage } from '../../src/knowledge/fetch-page.ts'
import { makeMeaning } from '../../src/knowledge/meaning.ts'
import { takeDocument } from '../../src/knowledge/take.ts'
import { makeEmbeddings } from '../../src/writer/embeddings.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.ts'
import { patienceMs } from '../support/patience.ts'
import { makeScene } from './scene.ts'
import { obedientModel, openTuning } from './tuning-world.ts'

const kept = '## 로밍\n해외에서 하루 9,900원이에요.\n'
const text = `${kept}\n## 문의\n114로 물어보세요.\n\n## 매장\n매장은 9시에 열어요.\n`

describe('a document that is tried says how it was sought', () => {
  let test: TestDatabase
  let server: EmbeddingsServer
  let brandId: string
  let conversation: string
  const troubles: unknown[] = []

  beforeEach(async () => {
    test = await openTestDatabase()
    server = await startEmbeddingsServer(() => [1, 0])
    const account = await seedAccount(test.db)
    brandId = account.brandId
    conversation = (await makeScene(test.db, '로밍 얼마예요?', { accountId: account.id })).conversationId
    troubles.length = 0
  })
  afterEach(async () => {
    await server.close()
    await test.close()
  })

  function open(vectorsMs = patienceMs) {
    const { db } = test
    const meaning = makeMeaning({
      ...{ db, shelf: { waitMs: patienceMs }, onTrouble: (error) => void troubles.push(error) },
      embed: makeEmbeddings({ url: server.url, key: 'none', model: 'small', retries: 0 }),
    })
    const { tryOut } = openTuning(db, obedientModel())
    const tools = {
      db,
      brandId,
      meaning,
      tryOut,
      now: () => new Date(),
      fetchPage: makeFetchPage({ named: [] }),
    }
    const tryDocument = makeTryDocument({ ...tools, vectorsMs })
    const file = { kind: 'file', name: 'away.md', bytes: new TextEncoder().encode(text) } as const
    const tryOn = (tried: Parameters<typeof tryDocument>[0]['tried'], conversations = [conversation]) =>
      tryDocument({ tried, conversations, caseIds: [] })
    return { meaning, file, tryOn }
  }

  it('by meaning, where each passage has a vector in time', async () => {
    const { file, tryOn } = open()
    expect(await tryOn(file)).to.deep.include({ kind: 'tried', byWordsAlone: 0 })
    expect(troubles).to.deep.equal([])
  })

  it('by words alone, where the server is too slow or fails; what is live has its vectors', async () => {
    const { meaning, file, tryOn } = open(50)
    const bytes = new TextEncoder().encode(kept)
    const taken = await takeDocument(test.db, { brandId, name: 'away.md', bytes, addedBy: 'test', meaning })
    server.always('hang')
    const slow = await tryOn(file)
    expect(slow).to.deep.include({ kind: 'tried', byWordsAlone: 2 })
    expect('results' in slow && slow.results[0]?.tried).to.be.an('object')
    server.always({ status: 500 })
    expect(await tryOn(file)).to.deep.include({ kind: 'tried', byWordsAlone: 2 })
    expect(await tryOn({ kind: 'without', id: taken.id })).to.deep.include({ byWordsAlone: 0 })
    expect(troubles).to.have.length(2)
  })
})
