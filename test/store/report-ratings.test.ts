import { expect } from 'chai'
import { sql } from 'kysely'
import type { Db } from '../../src/store/db.ts'
import type { Span } from '../../src/store/report-facts.ts'
import { listRated, listRatingLines } from '../../src/store/report-ratings.ts'
import { findSpan } from '../../src/store/report-span.ts'
import { rate } from '../desk/rated.ts'
import { makeTold } from '../desk/reported.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

const many = 60
const at = '2026-11-05T03:00:00Z'

describe('a page of ratings', () => {
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
    const { db } = database
    const { id: accountId, brandId } = await seedAccount(db, { channel: 'webchat', nativeId: 'webchat:home' })
    const { tell } = makeTold(db, accountId)
    for (let one = 0; one < many; one += 1) {
      const told = await tell({ at, drafted: 1, approved: 2, sent: 3, person: `p${one}` })
      await rate(db, told, { at, score: (one % 5) + 1, words: '고마워요' })
    }
    const days = { from: '2026-11-01', to: '2026-11-30', zone: 'Asia/Seoul', step: 'day' } as const
    span = await findSpan(db, brandId, accountId, { ...days, now: new Date(at) })
    await sql`analyze`.execute(db)
  })
  after(() => database.close())

  let span: Span
  const none = { what: 'asked-to-rate', score: null, answerer: null, at: null } as const

  /** How often the replies were gone through, which is once for each rating that is looked at closely. */
  async function scansOf<T>(work: (trx: Db) => Promise<T>): Promise<{ found: T; scans: number }> {
    return database.db.transaction().execute(async (trx) => {
      const before = await scansSoFar(trx)
      const found = await work(trx)
      return { found, scans: (await scansSoFar(trx)) - before }
    })
  }
  async function scansSoFar(trx: Db): Promise<number> {
    const { rows } = await sql<{ scans: number }>`
      select (seq_scan + coalesce(idx_scan, 0))::int as scans from pg_stat_xact_user_tables
      where relname = 'sends'`.execute(trx)
    return rows[0]?.scans ?? 0
  }

  it('looks for who answered those of the page, not of all', async () => {
    const most = 3
    const lines = await scansOf((trx) => listRatingLines(trx, span, { texts: true }, { after: '0', most }))
    expect(lines.found.map(({ answeredBy }) => answeredBy)).to.deep.equal(Array(most).fill('itself'))
    // Once for who answered and once for whose answer was the last.
    expect(lines.scans).to.be.within(1, 2 * most)
    const listed = await scansOf((trx) => listRated(trx, span, none, { after: null, most }))
    expect(listed.found).to.have.length(most)
    expect(listed.scans).to.be.at.most(most)
  })

  it('has every one of them once, page by page, also of one who answered', async () => {
    for (const answerer of [null, 'itself'] as const) {
      const ids: string[] = []
      for (;;) {
        const page = { after: ids.at(-1) ?? null, most: 7 }
        const found = await listRated(database.db, span, { ...none, answerer }, page)
        ids.push(...found.map(({ mentionId }) => String(mentionId)))
        if (found.length < page.most) break
      }
      expect(new Set(ids).size).to.equal(many)
      expect(ids).to.have.length(many)
    }
    const page = { after: null, most: 7 }
    expect(await listRated(database.db, span, { ...none, answerer: 'colleague' }, page)).to.deep.equal([])
  })
})
