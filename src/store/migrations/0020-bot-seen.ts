import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Activities that chat clients of others sent, so that one that comes twice is answered once.
create table bot_seen (
  key text primary key,
  taken_at timestamptz not null default now(),
  done boolean not null default false,
  until timestamptz not null
);
create index bot_seen_over on bot_seen (until);
`

export const botSeen: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
