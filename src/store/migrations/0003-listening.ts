import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When the account was last known to hear everything, whether somebody said something or not.
alter table accounts add column listened_at timestamptz;
`

export const listening: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
