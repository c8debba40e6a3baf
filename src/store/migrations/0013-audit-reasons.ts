import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- A reason that may name a customer stands in the event alone, which is emptied when they are forgotten. The log points at it.
alter table audit add column event_id bigint;

-- Reasons that were written down before this stand in the log itself, and in the event of the same transaction.
alter table audit disable trigger audit_rows;
update audit a set event_id = e.id from events e
  where a.what = 'overruled' and e.kind = 'decision' and a.target = 'conversation:' || e.conversation_id and e.at = a.at;
update audit set why = null where what = 'overruled';
alter table audit enable trigger audit_rows;

-- What cases are called and check was often a customer's own words.
update events set why = null where kind in ('case-added', 'case-changed', 'case-removed');
update events set detail = detail - 'failing' where kind = 'cases-overruled';
`

export const auditReasons: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
