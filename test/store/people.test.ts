import { expect } from 'chai'
import { Migrator } from 'kysely/migration'
import { type Database, migrate, openDatabase } from '../../src/store/db.ts'
import { findBrandOf } from '../../src/store/memberships.ts'
import { migrations } from '../../src/store/migrations/all.ts'
import { makeBrand, makeThing } from '../http/people.ts'
import { openEmptyDatabase, openTestDatabase } from '../support/database.ts'

describe('who belongs where', () => {
  it('gives everybody who could do everything until now that right at every brand', async () => {
    const empty = await openEmptyDatabase()
    const database: Database = openDatabase(empty.url, () => {}, 4)
    try {
      const provider = { getMigrations: async () => migrations }
      await new Migrator({ db: database.db, provider }).migrateTo('0006-the-words')
      const { db } = database
      const row = { email: 'old@dajeong.local', name: '오랜 동료', password_hash: 'x' }
      const { id } = await db.insertInto('colleagues').values(row).returning('id').executeTakeFirstOrThrow()
      await migrate(db)
      const held = await db
        .selectFrom('memberships')
        .select(['colleague_id as of', 'brand_id as at', 'role'])
        .execute()
      expect(held).to.deep.equal([{ of: id, at: null, role: 'owner' }])
    } finally {
      await database.close()
      await empty.close()
    }
  })

  it('knows the brand of everything that is asked for by its id', async () => {
    const test = await openTestDatabase()
    try {
      const brands = [await makeBrand(test.db, '하나'), await makeBrand(test.db, '둘')] as const
      for (const kind of ['account', 'conversation', 'draft', 'lesson', 'person'] as const) {
        await test.db
          .insertInto('colleagues')
          .values({ email: `${kind}@x`, name: kind, password_hash: 'x' })
          .execute()
        for (const brand of brands)
          expect(await findBrandOf(test.db, kind, await makeThing(test.db, kind, brand)), kind).to.equal(
            brand,
          )
        expect(await findBrandOf(test.db, kind, '999999'), kind).to.equal(null)
        expect(await findBrandOf(test.db, kind, "1' or true"), kind).to.equal(null)
      }
    } finally {
      await test.close()
    }
  })
})
