import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Who removes a saved reply takes it out of the lists; what it said stays, and can be put back.
alter table saved_replies add column removed_at timestamptz;
drop index saved_replies_name;
create unique index saved_replies_name on saved_replies (brand_id, lower(name), language) where removed_at is null;

-- Everything that a saved reply ever said. The newest is what it says now.
create table saved_reply_versions (
  id bigint generated always as identity primary key,
  reply_id bigint not null references saved_replies on delete cascade,
  name text not null,
  language text not null,
  text text not null,
  author text not null,
  reason text,
  at timestamptz not null default now()
);
create index saved_reply_versions_reply on saved_reply_versions (reply_id, id desc);

-- What was there before there were versions is the first of them.
insert into saved_reply_versions (reply_id, name, language, text, author, at)
  select id, name, language, text, coalesce('colleague:' || author_id, 'dajeong'), changed_at from saved_replies order by id;
`

export const savedVersions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
