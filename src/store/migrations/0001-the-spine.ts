import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
create table brands (
  id bigint generated always as identity primary key,
  name text not null,
  policy jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table colleagues (
  id bigint generated always as identity primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  must_change boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index colleagues_email on colleagues (lower(email));

create table sign_ins (
  token_hash text primary key,
  colleague_id bigint not null references colleagues on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table accounts (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands,
  channel text not null,
  native_id text not null,
  handle text not null,
  name text not null,
  mode text not null default 'draft' check (mode in ('off', 'draft', 'send')),
  state text not null default 'active' check (state in ('active', 'paused', 'refused')),
  state_why text,
  settings_sealed bytea not null,
  cursor jsonb,
  pace jsonb,
  lease_node text,
  lease_until timestamptz not null default '-infinity',
  lease_epoch bigint not null default 0,
  heard_at timestamptz,
  proven_at timestamptz,
  created_at timestamptz not null default now(),
  unique (channel, native_id)
);

create table persons (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts on delete cascade,
  native_id text not null,
  handle text not null,
  name text not null,
  first_heard_at timestamptz not null default now(),
  unique (account_id, native_id)
);

-- From here on an account is referenced through its persons: one check a row instead of three, on the busiest tables.
create table conversations (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  person_id bigint not null references persons on delete cascade,
  key text not null,
  visibility text not null,
  -- Counts what the person said; a draft or an approval that saw an older count is overtaken.
  version bigint not null default 1,
  held_by bigint references colleagues on delete set null,
  held_at timestamptz,
  answers int not null default 0,
  heard_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  unique (account_id, key)
);
create index conversations_heard on conversations (heard_at desc, id desc);
create index conversations_person on conversations (person_id, heard_at desc);

create table drafts (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references conversations on delete cascade,
  conversation_version bigint not null,
  edited_from bigint references drafts on delete set null,
  author_id bigint references colleagues on delete set null,
  text text not null,
  hash text not null,
  language text not null,
  writer text not null,
  model text,
  made_from jsonb not null,
  fell_back text,
  tokens_in int not null default 0,
  tokens_out int not null default 0,
  cost_micros bigint not null default 0,
  findings jsonb not null default '[]',
  decision jsonb,
  state text not null default 'current' check (state in ('current', 'overtaken', 'edited', 'refused', 'approved')),
  created_at timestamptz not null default now()
);
create index drafts_conversation on drafts (conversation_id, id);
create unique index drafts_one_current on drafts (conversation_id) where state = 'current';

create table mentions (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  native_id text not null,
  conversation_id bigint not null references conversations on delete cascade,
  person_id bigint not null,
  stage text not null,
  stage_at timestamptz not null default now(),
  failed_at text,
  why text,
  text text not null,
  visibility text not null,
  summoned text not null,
  bot boolean not null,
  parent text,
  language text,
  url text,
  ref jsonb not null,
  classification jsonb,
  draft_id bigint references drafts on delete set null,
  posted_at timestamptz not null,
  heard_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  unique (account_id, native_id)
);
create index mentions_conversation on mentions (conversation_id, id);
create index mentions_stage on mentions (stage, id desc) where stage not in ('sent', 'ignored', 'refused', 'withdrawn');

create table sends (
  id uuid primary key,
  account_id bigint not null,
  conversation_id bigint not null references conversations on delete cascade,
  mention_id bigint not null references mentions on delete cascade,
  draft_id bigint not null unique references drafts on delete cascade,
  approved_by bigint references colleagues on delete set null,
  text text not null,
  hash text not null,
  language text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'voided')),
  prepared jsonb,
  attempts int not null default 0,
  epoch bigint,
  queued_at timestamptz not null default now(),
  tried_at timestamptz,
  sent_at timestamptz,
  native_id text,
  url text,
  ref jsonb,
  error text
);
create unique index sends_native on sends (account_id, native_id) where native_id is not null;
create index sends_conversation on sends (conversation_id, queued_at);
create index sends_unsettled on sends (account_id, queued_at) where state in ('queued', 'sending');

create table events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  kind text not null,
  account_id bigint,
  conversation_id bigint,
  mention_id bigint,
  from_stage text,
  to_stage text,
  why text,
  detail jsonb
);
create index events_conversation on events (conversation_id, id) where conversation_id is not null;
create index events_account on events (account_id, id) where conversation_id is null;

-- What a webhook acknowledged and nobody has read yet. No reference: each row would lock its account's row.
create table inbox (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  event jsonb not null,
  received_at timestamptz not null default now()
);

create table nodes (
  id text primary key,
  pools text[] not null default '{}',
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table spending (
  brand_id bigint not null references brands on delete cascade,
  day date not null,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  cost_micros bigint not null default 0,
  primary key (brand_id, day)
);
`

export const theSpine: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
