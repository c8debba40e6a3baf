import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Who goes by the same name or handle elsewhere, for whoever looks for names that are one person.
create index persons_named on persons (lower(name));
create index persons_handled on persons (lower(handle));
`

export const alike: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
