import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- When they were asked, told by what has asked them: until then the closing is only taken.
alter table ratings alter column asked_at drop not null, alter column asked_at drop default;
-- Of one that was not asked: from then on whoever comes may ask, for the one who took it may have died. Null when nobody shall.
alter table ratings add column again_at timestamptz;
-- By the days that a report asks for.
create index ratings_asked on ratings (asked_at);
`

export const ratingLeases: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
