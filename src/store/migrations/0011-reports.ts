import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What was heard in a span of time lies together, so the edges of each few pages find it, and hearing pays next to nothing.
create index mentions_heard on mentions using brin (heard_at) with (pages_per_range = 16, autosummarize = on);
create index drafts_created on drafts using brin (created_at) with (pages_per_range = 16, autosummarize = on);

-- How much of a draft a colleague changed, from 0 to 1. Neither text ever changes again, so it is measured once.
create table draft_changes (
  draft_id bigint primary key references drafts on delete cascade,
  changed real not null
);
create index drafts_edited on drafts (id) where edited_from is not null;
`

export const reports: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
