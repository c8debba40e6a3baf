import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- One code at a time for each colleague; of it only a keyed hash, since six digits are soon tried through.
create table chat_codes (
  colleague_id bigint primary key references colleagues on delete cascade,
  code_hash text not null unique,
  expires_at timestamptz not null
);

-- Who in a chat is which colleague. \`user_id\` is the directory's id where the chat has one, else the chat's own.
create table staff_chats (
  id bigint generated always as identity primary key,
  colleague_id bigint not null references colleagues on delete cascade,
  channel text not null,
  tenant text not null,
  user_id text not null,
  name text not null,
  language text not null check (language in ('ko', 'en')),
  -- Where they are spoken to when nothing came from them.
  reference jsonb not null,
  -- The conversation that is answered from this chat, with the count of the person's messages that was shown.
  talk jsonb,
  linked_at timestamptz not null default now(),
  unique (channel, tenant, user_id)
);
create index staff_chats_colleague on staff_chats (colleague_id);

-- Channels of a team in which somebody with the right asked for cards.
create table team_channels (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  channel text not null,
  tenant text not null,
  conversation text not null,
  name text not null,
  language text not null check (language in ('ko', 'en')),
  reference jsonb not null,
  made_by bigint references colleagues on delete set null,
  since timestamptz not null default now(),
  unique (brand_id, channel, tenant, conversation)
);

-- Where cards go.
create table card_targets (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  chat_id bigint references staff_chats on delete cascade,
  team_id bigint references team_channels on delete cascade,
  -- What began before is found with the word for the queue; a new target is not flooded with it.
  since timestamptz not null default now(),
  failures int not null default 0,
  paused_at timestamptz,
  paused_why text,
  check ((chat_id is null) <> (team_id is null)),
  unique (brand_id, chat_id),
  unique (brand_id, team_id)
);

-- Every card that was said, or is to be: one for each target and message that somebody is needed for. What a colleague asked to
-- see stands in their chat and is of no target.
create table staff_cards (
  id bigint generated always as identity primary key,
  target_id bigint references card_targets on delete cascade,
  chat_id bigint references staff_chats on delete cascade,
  -- Null when the conversation is no more: then the card is emptied.
  conversation_id bigint references conversations on delete set null,
  mention_id bigint references mentions on delete set null,
  -- The same for every try of one post.
  post_id uuid not null default gen_random_uuid(),
  -- What the chat calls it; null where it does not say, and then it cannot be changed.
  activity_id text,
  posted_at timestamptz,
  -- SHA-256 of the card that stands there.
  shown text,
  -- The mark of the conversation when it was last looked at.
  looked text,
  -- The count of the person's messages that the card showed.
  version bigint,
  claim uuid,
  claimed_until timestamptz,
  tries int not null default 0,
  next_at timestamptz not null default now(),
  -- Nothing more is tried.
  given_up text,
  check ((target_id is null) <> (chat_id is null)),
  unique (target_id, mention_id),
  unique (chat_id, mention_id)
);
create index staff_cards_conversation on staff_cards (conversation_id);
create index staff_cards_mention on staff_cards (mention_id);
create index staff_cards_activity on staff_cards (activity_id);
`

export const staffChats: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
