import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Tries at signing in, counted for every node. The columns and their order are those that rate-limiter-flexible writes.
create table tries (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index tries_over on tries (expire);
`

export const tries: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
