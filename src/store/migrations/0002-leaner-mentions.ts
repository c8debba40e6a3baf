import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Only what the desk lists by is indexed. While the index held every open mention, PostgreSQL read all of them to find the
-- two of one conversation whenever its statistics were older than a flood.
drop index mentions_stage;
create index mentions_desk on mentions (stage, id desc) where stage in ('waiting', 'with-person', 'failed');

-- What belongs to a conversation goes with it and never alone, so its reference to the conversation is enough. Those within
-- it had no index: removing an account read a whole table for every row.
alter table mentions drop constraint mentions_draft_id_fkey;
alter table drafts drop constraint drafts_edited_from_fkey;
alter table sends drop constraint sends_mention_id_fkey;
alter table sends drop constraint sends_draft_id_fkey;
`

export const leanerMentions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
