import { expect } from 'chai'
import { loadSample, wantsSample } from '../src/sample-documents.ts'
import { listDocuments, removeDocument } from '../src/store/documents.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from './support/database.ts'

describe('the documents of the sample brand', () => {
  let test: TestDatabase
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
  })
  afterEach(() => test.close())
  const never = new AbortController().signal

  it('are taken into a brand that is new to documents, once', async () => {
    expect(await wantsSample(test.db, brandId)).to.equal(true)
    const taken = await loadSample(test.db, brandId, never)
    expect(taken).to.be.above(20)
    expect(await listDocuments(test.db, brandId)).to.have.length(taken)
    expect(await wantsSample(test.db, brandId)).to.equal(false)
    expect(await loadSample(test.db, brandId, never)).to.equal(0)
  })

  it('do not come back to a brand that took them out', async () => {
    await loadSample(test.db, brandId, never)
    for (const { name } of await listDocuments(test.db, brandId))
      await test.db.transaction().execute((trx) => removeDocument(trx, brandId, name))
    expect(await wantsSample(test.db, brandId)).to.equal(false)
    expect(await loadSample(test.db, brandId, never)).to.equal(0)
    expect(await listDocuments(test.db, brandId)).to.deep.equal([])
  })

  it('are taken all or not at all', async () => {
    const ended = new AbortController()
    ended.abort()
    expect(await loadSample(test.db, brandId, ended.signal)).to.equal(0)
    expect(await wantsSample(test.db, brandId)).to.equal(true)
  })
})
