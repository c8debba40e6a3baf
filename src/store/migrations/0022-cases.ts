import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When it was closed last: what the person has told before that belongs to another case.
alter table conversations add column case_since timestamptz;
`

export const cases: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
