import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- One visitor's chat on our own line. The id cannot be guessed.
create table chats (
  id text primary key,
  account_id bigint not null references accounts on delete cascade,
  -- The person's native id: a guest's own chat, or who the brand's site says that they are.
  visitor text not null,
  name text not null default '',
  last_seq bigint not null default 0,
  -- One node at a time lets the bot answer here.
  busy_until timestamptz not null default '-infinity',
  busy_by text,
  created_at timestamptz not null default now()
);
create index chats_visitor on chats (account_id, visitor);

-- What was said there, by either side, in the order in which both are shown it.
create table chat_activities (
  chat_id text not null references chats on delete cascade,
  seq bigint not null,
  -- Whatever comes twice under one key is there once.
  key text not null,
  from_visitor boolean not null,
  activity jsonb not null,
  -- Of the visitor's: the bot has seen it. Until then whoever starts again begins with it.
  handled_at timestamptz,
  tries int not null default 0,
  at timestamptz not null default now(),
  primary key (chat_id, seq),
  unique (chat_id, key)
);
create index chat_activities_unhandled on chat_activities (at) where from_visitor and handled_at is null;

-- What a dialog remembers of a chat, whatever client it is held in.
create table bot_state (
  key text primary key,
  -- Whose it is, so that it goes when they are forgotten; a colleague's has neither.
  account_id bigint references accounts on delete cascade,
  person text,
  state jsonb not null,
  etag bigint not null default 1,
  changed_at timestamptz not null default now()
);
create index bot_state_person on bot_state (account_id, person);

-- What customers said of how they were helped, once for each conversation.
create table ratings (
  conversation_id bigint primary key references conversations on delete cascade,
  asked_at timestamptz not null default now(),
  score int check (score between 1 and 5),
  words text,
  rated_at timestamptz
);
`

export const chat: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
