import { expect } from 'chai'
import { sql } from 'kysely'
import { openDatabase } from '../../src/store/db.ts'
import { listRemoved, listVersions, readSource } from '../../src/store/document-versions.ts'
import { migrations } from '../../src/store/migrations/all.ts'
import { openEmptyDatabase } from '../support/database.ts'

const added = '0015-knowledge-versions'

describe('documents from before their versions were shown', () => {
  it('are told apart into what was replaced and what was taken out, and can be read', async () => {
    const empty = await openEmptyDatabase()
    const { db, close } = openDatabase(empty.url, () => {})
    try {
      const names = Object.keys(migrations).sort()
      for (const name of names.slice(0, names.indexOf(added))) await migrations[name]?.up(db)
      const { rows } = await sql<{ id: string }>`
        insert into brands (name, policy) values ('다정상회', '{}') returning id::text as id`.execute(db)
      const brandId = rows[0]?.id ?? ''
      const row = (name: string, at: string, until: string | null, by: string) =>
        sql`insert into documents (brand_id, name, version, language, title, hash, added_by, added_at, removed_at)
          values (${brandId}, ${name}, '1', 'ko', '로밍', ${at}, ${by}, ${at}, ${until}::timestamptz)`.execute(
          db,
        )
      await row('a.md', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00.000123Z', 'colleague:1')
      await row('a.md', '2026-02-01T00:00:00.000123Z', null, 'colleague:2')
      // The same moment, but another document.
      await row('b.md', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00.000123Z', 'colleague:1')
      for (const name of names.slice(names.indexOf(added))) await migrations[name]?.up(db)

      const [live, replaced] = await listVersions(db, brandId, 'a.md', 10)
      expect(live).to.deep.include({ number: 2, live: true, reason: null, backTo: null, hasSource: false })
      expect(replaced).to.deep.include({ number: 1, live: false, replaced: true, removedBy: 'colleague:2' })
      const removed = await listRemoved(db, brandId, 10)
      expect(removed.map(({ name }) => name)).to.deep.equal(['b.md'])
      expect(removed[0]).to.deep.include({ replaced: false, removedBy: null, removedReason: null })
      expect(await readSource(db, brandId, live?.hash ?? '')).to.equal(null)
    } finally {
      await close()
      await empty.close()
    }
  })
})
