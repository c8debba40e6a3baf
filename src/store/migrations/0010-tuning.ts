import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What admins made of a brand's policy. The live one is what brands.policy holds; both change in one transaction.
create table policy_versions (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  policy jsonb not null,
  hash text not null,
  author text not null,
  reason text not null,
  at timestamptz not null default now(),
  live boolean not null default false
);
create unique index policy_versions_live on policy_versions (brand_id) where live;
create index policy_versions_brand on policy_versions (brand_id, id desc);

-- Messages that every version has to answer well, without anything personal. One that was made from a conversation goes with it.
create table cases (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  name text not null,
  message text not null,
  channel text not null,
  visibility text not null,
  language text not null,
  must jsonb not null,
  conversation_id bigint references conversations on delete cascade,
  author text not null,
  at timestamptz not null default now()
);
create unique index cases_name on cases (brand_id, name);
create index cases_conversation on cases (conversation_id);
`

export const tuning: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
