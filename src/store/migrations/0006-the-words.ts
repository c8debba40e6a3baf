import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What prompts and phrases said, by what they said: an answer names the exact bytes that it was made from.
create table prompt_texts (
  hash text primary key,
  name text not null,
  source text not null,
  first_at timestamptz not null default now()
);

-- What admins made of a brand's prompts. Of one name one is live; where none is, the file of the installation holds.
create table prompt_versions (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  name text not null,
  hash text not null references prompt_texts,
  author text not null,
  reason text not null,
  at timestamptz not null default now(),
  live boolean not null default false
);
create unique index prompt_versions_live on prompt_versions (brand_id, name) where live;
create index prompt_versions_brand on prompt_versions (brand_id, name, id desc);

-- Everything that a writer was given, as it was given: with it and the texts that made_from names, an answer can be made again.
alter table drafts add column inputs jsonb;

-- What names a person on all servers of a network, where each server has a number of its own for them.
alter table persons add column everywhere text;

-- Who wants a person, or nothing at all, from a brand; by their name on the network, so that it holds on all accounts there.
create table person_wishes (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  channel text not null,
  native_id text not null,
  wish text not null,
  said text not null,
  mention_id bigint references mentions on delete set null,
  since timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text
);
create unique index person_wishes_open on person_wishes (brand_id, channel, native_id) where ended_at is null;

-- By which model the vector of a passage was made; only vectors of one model can be compared.
alter table passages add column vector_model text;

-- What colleagues made of drafts, without anything personal, to write better by.
create table lessons (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  draft_id bigint not null references drafts on delete cascade,
  kind text not null,
  reason text,
  note text,
  language text not null,
  intent text not null,
  visibility text not null,
  message text not null,
  draft text not null,
  reply text,
  -- A colleague sent it against what the guard had found: right once, and no example.
  overruled boolean not null default false,
  colleague_id bigint references colleagues on delete set null,
  at timestamptz not null default now()
);
create index lessons_alike on lessons (brand_id, language, intent, id desc);
create index lessons_draft on lessons (draft_id);
create index lessons_account on lessons (account_id);

-- What went out today, to notice when the same words go to everybody.
create index sends_today on sends (account_id, queued_at desc);

-- A conversation in a few lines for the colleague who takes it over, as of the messages that version counts.
create table summaries (
  conversation_id bigint primary key references conversations on delete cascade,
  version bigint not null,
  text text not null,
  language text not null,
  writer text not null,
  made_from jsonb not null,
  cost_micros bigint not null default 0,
  at timestamptz not null default now()
);
`

export const theWords: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
