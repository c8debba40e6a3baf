import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What colleagues said of messages instead of what was read. It outlives its message: what was learned is kept.
create table corrections (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  mention_id bigint not null unique references mentions on delete cascade,
  text text not null,
  language text not null,
  labels jsonb not null,
  was jsonb,
  colleague_id bigint references colleagues on delete cascade,
  at timestamptz not null default now()
);

-- Weights that the classifier learned here; while none is live, those that were shipped are used.
create table triage_versions (
  id bigint generated always as identity primary key,
  made_at timestamptz not null default now(),
  made_by text not null,
  weights bytea not null,
  figures jsonb not null,
  live boolean not null default false,
  note text
);
create unique index triage_versions_live on triage_versions (live) where live;
`

export const corrections: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
