import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When a reply may go out at the earliest. Until then whoever approved it can still take it back.
alter table sends add column not_before timestamptz;

-- While this is set nothing of the brand goes out; what is queued keeps its place.
alter table brands add column stopped_at timestamptz;
alter table brands add column stopped_by text;
alter table brands add column stopped_why text;

-- Until then a colleague does not want to see it, unless the person says something.
alter table conversations add column snoozed_until timestamptz;
create index conversations_snoozed on conversations (snoozed_until) where snoozed_until is not null;

-- What a colleague wants of the next draft; it goes when that is there or the person says more.
alter table conversations add column guidance text;

-- Who has it to themselves for a while; it ends by itself when they are gone.
alter table conversations add column leased_by bigint references colleagues on delete set null;
alter table conversations add column lease_until timestamptz;

-- Who looks at a conversation or types there at this moment, on whatever node. It says nothing that a restart may not forget,
-- and no reference: each beat would lock the conversation's row.
create unlogged table presences (
  conversation_id bigint not null,
  colleague_id bigint not null,
  doing text not null,
  seen_at timestamptz not null,
  primary key (conversation_id, colleague_id)
);

-- What colleagues tell each other about a conversation; no customer ever reads it.
create table notes (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references conversations on delete cascade,
  colleague_id bigint references colleagues on delete set null,
  text text not null,
  at timestamptz not null default now()
);
create index notes_conversation on notes (conversation_id, id);

-- Whom a note speaks to, and whether they have seen it.
create table note_mentions (
  note_id bigint not null references notes on delete cascade,
  colleague_id bigint not null references colleagues on delete cascade,
  read_at timestamptz,
  primary key (note_id, colleague_id)
);
create index note_mentions_unread on note_mentions (colleague_id, note_id) where read_at is null;

-- Answers that colleagues give again and again, with places for names.
create table saved_replies (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  name text not null,
  language text not null,
  text text not null,
  author_id bigint references colleagues on delete set null,
  changed_at timestamptz not null default now()
);
create unique index saved_replies_name on saved_replies (brand_id, lower(name), language);

-- Two persons of whom a colleague says that they are one; the smaller id first.
create table person_links (
  one_id bigint not null references persons on delete cascade,
  other_id bigint not null references persons on delete cascade,
  reason text not null,
  colleague_id bigint references colleagues on delete set null,
  at timestamptz not null default now(),
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index person_links_other on person_links (other_id);
create index persons_everywhere on persons (everywhere) where everywhere is not null;
create index drafts_edited_from on drafts (edited_from) where edited_from is not null;

-- That somebody was forgotten, when and by whom, and how much there was; nothing of who it was.
create table erasures (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  at timestamptz not null,
  by text not null,
  because text not null,
  rows jsonb not null,
  hash text not null
);
`

export const acts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
