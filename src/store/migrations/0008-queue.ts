import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { queueTriggers } from './0008-queue-triggers.ts'
import { serviceFunctions } from './0008-service-due.ts'

const tables = `
-- What the queue sorts, filters and counts by, a row a conversation. The triggers below keep it: it is made anew from what it is
-- about whenever that changes, in the same transaction. Only assignee_id, assigned_at, arrived and closed_after are its own.
create table queue (
  conversation_id bigint primary key references conversations on delete cascade,
  account_id bigint not null,
  brand_id bigint not null,
  visibility text not null,
  to_approve boolean not null,
  with_person boolean not null,
  failed boolean not null,
  sent boolean not null,
  -- Something here that nobody has answered, ended or taken back.
  open boolean not null,
  held_by bigint,
  -- The newest message, and the newest that was not answered first.
  last_id bigint not null,
  heard_at timestamptz not null,
  opened_at timestamptz,
  -- Infinity where nothing is open, so that it stands behind everything that is.
  due_at timestamptz not null,
  promised int,
  urgency text not null,
  feeling text not null,
  intent text,
  language text,
  findings text[] not null,
  -- We said the last word, and until then the person may have one more.
  waits_until timestamptz,
  -- A colleague closed it when this was the newest message; a newer one opens it again.
  closed_after bigint,
  assignee_id bigint references colleagues on delete set null,
  assigned_at timestamptz,
  -- It came to need a colleague, and nobody has looked yet to whom it goes.
  arrived boolean not null,
  -- Something was said since search_texts was written.
  unsearched boolean not null default true
);

-- Everything that was said in a conversation and by whom, as pairs of characters. Written a moment later (store/search.ts).
create table search_texts (
  conversation_id bigint primary key references conversations on delete cascade,
  pairs text[] not null
);

-- Who may be given conversations, and how many at a time.
create table availabilities (
  colleague_id bigint primary key references colleagues on delete cascade,
  available boolean not null,
  capacity int not null check (capacity between 1 and 500),
  -- When they were last given one, so that they take turns.
  given_at timestamptz not null default '-infinity',
  since timestamptz not null default now()
);
`

const indexes = `
create index queue_to_approve on queue (due_at, conversation_id) where to_approve;
create index queue_with_person on queue (due_at, conversation_id) where with_person;
create index queue_failed on queue (due_at, conversation_id) where failed;
create index queue_due on queue (due_at, conversation_id);
create index queue_free on queue (due_at, conversation_id)
  where assignee_id is null and held_by is null and (to_approve or with_person or failed);
create index queue_arrived on queue (due_at, conversation_id) where arrived;
create index queue_heard on queue (heard_at desc, conversation_id desc);
create index queue_sent on queue (heard_at desc, conversation_id desc) where sent;
create index queue_over on queue (heard_at desc, conversation_id desc) where not open;
create index queue_assignee on queue (assignee_id, due_at, conversation_id) where assignee_id is not null;
create index queue_holder on queue (held_by, due_at, conversation_id) where held_by is not null;
create index queue_unsearched on queue (conversation_id) where unsearched;
create index search_texts_pairs on search_texts using gin (pairs);
`

export const queue: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(tables).execute(db)
    await sql.raw(serviceFunctions).execute(db)
    await sql.raw(queueTriggers).execute(db)
    // A year of conversations takes longer than any statement of ours may.
    await sql
      .raw('set local statement_timeout = 0; select queue_refresh(id, true) from conversations')
      .execute(db)
    await sql.raw(indexes).execute(db)
  },
}
