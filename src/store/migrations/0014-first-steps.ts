import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When a colleague first said what the brand is called, and when the first steps were put away; everything else about them is counted.
alter table brands add column named_at timestamptz;
alter table brands add column steps_away_at timestamptz;
`

export const firstSteps: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
