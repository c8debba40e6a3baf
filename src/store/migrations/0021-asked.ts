import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What a chat has asked the person for, [{"ko", "en", "at"}], so that nothing is asked for twice before the case is closed.
alter table conversations add column asked jsonb not null default '[]';
`

export const asked: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
