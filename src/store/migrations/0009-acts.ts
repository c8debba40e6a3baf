import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When a reply may go out at the earliest. Until then whoever approved it can still take it back.
alter table sends add column not_before timestamptz;

-- While this is set nothing of the brand goes out; what is queued keeps its place.
alter table brands add column stopped_at timestamptz;
alter table brands add column stopped_by text;
alter table brands add column stopped_why text;
`

export const acts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
