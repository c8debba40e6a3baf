import { expect } from 'chai'
import { sql } from 'kysely'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

describe('prepared statements', () => {
  let store: TestDatabase
  beforeEach(async () => {
    store = await openTestDatabase()
  })
  afterEach(() => store.close())

  const prepared = (db: TestDatabase['db'], part: string) =>
    sql<{
      statement: string
    }>`select statement from pg_prepared_statements where statement like ${`%${part}%`}
      and statement not like '%pg_prepared_statements%'`.execute(db)

  it('are made of what is said again, and answer the same', async () => {
    await store.db.connection().execute(async (db) => {
      const add = (a: number) => sql<{ sum: number }>`select ${a}::int + 1 as sum /* once */`.execute(db)
      expect((await add(1)).rows).to.deep.equal([{ sum: 2 }])
      expect((await prepared(db, '/* once */')).rows).to.have.length(0)
      for (const a of [2, 3, 4]) expect((await add(a)).rows).to.deep.equal([{ sum: a + 1 }])
      expect((await prepared(db, '/* once */')).rows).to.have.length(1)
    })
  })

  it('are bounded, however many texts come', async () => {
    await store.db.connection().execute(async (db) => {
      for (let at = 0; at < 400; at += 1) {
        for (let again = 0; again < 2; again += 1)
          await sql`select ${at}::int as ${sql.id(`c${at}`)}`.execute(db)
      }
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_prepared_statements where ${1}::int = 1`.execute(db)
      expect(rows[0]?.count).to.be.within(200, 300)
    })
  })

  it('survive a statement that fails', async () => {
    await store.db.connection().execute(async (db) => {
      const divide = (a: number) => sql<{ q: number }>`select 10 / ${a}::int as q`.execute(db)
      for (const a of [1, 2, 0, 5, 0, 2]) {
        const q = await divide(a).then(
          ({ rows }) => rows[0]?.q,
          (error: { code?: string }) => error.code,
        )
        expect(q).to.equal(a === 0 ? '22012' : 10 / a)
      }
    })
  })
})
