import { expect } from 'chai'
import { makeLeftToday } from '../src/budget.ts'
import { changePolicy } from '../src/desk/policy.ts'
import { addSpending } from '../src/store/spending.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from './support/database.ts'

describe('What the model may still cost', () => {
  let store: TestDatabase
  let brandId: string
  beforeEach(async () => {
    store = await openTestDatabase()
    ;({ brandId } = await seedAccount(store.db))
  })
  afterEach(() => store.close())

  const spend = (costMicros: number, brand = brandId) =>
    addSpending(store.db, [{ brandId: brand, spent: { tokensIn: 1, tokensOut: 1, costMicros } }])
  const otherBrand = async () => {
    const row = { name: '다른집', policy: '{}' }
    return (await store.db.insertInto('brands').values(row).returning('id').executeTakeFirstOrThrow()).id
  }

  it('has no end where nobody has set one', async () => {
    await spend(5_000_000)
    expect(await makeLeftToday(store.db, null)(brandId)).to.equal(null)
  })

  it("is what is left of the installation's ceiling, whichever brand used it", async () => {
    await spend(300, await otherBrand())
    await spend(200)
    expect(await makeLeftToday(store.db, 1_000)(brandId)).to.equal(500)
  })

  it("is what is left of the brand's own ceiling, which others do not use up", async () => {
    await changePolicy(store.db, { dailyBudgetUsd: 0.001 }, 'dajeong')
    await spend(900, await otherBrand())
    await spend(400)
    expect(await makeLeftToday(store.db, null)(brandId)).to.equal(600)
    expect(await makeLeftToday(store.db, 1_350)(brandId)).to.equal(50)
  })

  it('is looked up again after a while, and a brand that nobody knows has spent nothing', async () => {
    const left = makeLeftToday(store.db, 1_000, 0)
    expect(await left('999999')).to.equal(1_000)
    await spend(1_200)
    await new Promise((resolve) => setTimeout(resolve, 2))
    expect(await left('999999')).to.equal(-200)
  })
})
