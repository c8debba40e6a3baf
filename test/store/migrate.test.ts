import { expect } from 'chai'
import { type Kysely, sql } from 'kysely'
import { OperatorError } from '../../src/store/data-folder.ts'
import { type Database, type Db, isMigrated, migrate, openDatabase } from '../../src/store/db.ts'
import { migrateJobs } from '../../src/store/job-schema.ts'
import { migrations } from '../../src/store/migrations/all.ts'
import { openEmptyDatabase } from '../support/database.ts'

describe('the migrations', () => {
  let empty: { url: string; close(): Promise<void> }
  let opened: Database[]
  const open = () => {
    const one = openDatabase(empty.url, () => {}, 4)
    opened.push(one)
    return one
  }
  const tables = async (db: Db | Kysely<unknown>) =>
    (
      await sql<{ name: string }>`select table_name as name from information_schema.tables
        where table_schema = 'public' order by 1`.execute(db)
    ).rows.map(({ name }) => name)

  beforeEach(async () => {
    opened = []
    empty = await openEmptyDatabase()
  })
  afterEach(async () => {
    for (const one of opened) await one.close()
    await empty.close()
  })

  it('make everything once', async () => {
    const { db } = open()
    expect(await migrate(db)).to.deep.equal(Object.keys(migrations))
    expect(await tables(db)).to.include.members(['mentions', 'sends', 'inbox', 'events'])
    expect(await migrate(db)).to.deep.equal([])
  })

  it('run once when two nodes start together', async () => {
    const nodes = [open(), open(), open()]
    const done = await Promise.all(nodes.map(({ db }) => migrate(db)))
    expect(done.flat()).to.deep.equal(Object.keys(migrations))
    await Promise.all(nodes.map(({ pool }) => migrateJobs(pool)))
    expect((await nodes[0]?.pool.query('select * from graphile_worker.jobs'))?.rows).to.deep.equal([])
  })

  it('refuse the data of a newer Dajeong and change nothing', async () => {
    const { db } = open()
    await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
      db,
    )
    await sql`insert into kysely_migration values ('9999-from-the-future', '2099-01-01')`.execute(db)
    const error = await migrate(db).catch((reason: unknown) => reason)
    expect(error).to.be.instanceOf(OperatorError)
    expect((error as Error).message).to.match(/newer Dajeong.*9999-from-the-future.*Nothing was changed/)
    expect(await tables(db)).to.deep.equal(['kysely_migration'])
  })

  it('are known to be all there, or not', async () => {
    const { db } = open()
    expect(await isMigrated(db).catch(() => 'nothing is there')).to.equal('nothing is there')
    await migrate(db)
    expect(await isMigrated(db)).to.equal(true)
    const [last] = Object.keys(migrations).slice(-1)
    await sql`insert into kysely_migration values ('9999-from-the-future', '2099-01-01')`.execute(db)
    expect(await isMigrated(db), 'a newer one').to.equal(false)
    await sql`delete from kysely_migration where name = ${last}`.execute(db)
    expect(await isMigrated(db), 'another one').to.equal(false)
    await sql`delete from kysely_migration where name like '9999%'`.execute(db)
    expect(await isMigrated(db), 'an older one').to.equal(false)
  })

  it('are named in the order in which they run', () => {
    const names = Object.keys(migrations)
    expect(names).to.deep.equal([...names].sort())
    for (const name of names) expect(name).to.match(/^\d{4}-[a-z-]+$/)
  })
})
