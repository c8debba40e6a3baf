import { expect } from 'chai'
import { ensureBrand } from '../../src/store/accounts.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

describe('the first brand', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())

  const brands = () => test.db.selectFrom('brands').select(['id', 'name']).orderBy('id').execute()

  it('is made once by nodes that start together', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => ensureBrand(test.db, '다정상회')))
    expect(await brands()).to.deep.equal([{ id: ids[0], name: '다정상회' }])
    expect(new Set(ids).size).to.equal(1)
  })

  it('is found again, whatever name is asked for', async () => {
    const id = await ensureBrand(test.db, '다정상회')
    expect(await ensureBrand(test.db, '다른 이름')).to.equal(id)
    expect(await brands()).to.deep.equal([{ id, name: '다정상회' }])
  })
})
