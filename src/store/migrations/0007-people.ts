import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What a colleague is at a brand; without a brand, at every one that there is and will be.
create table memberships (
  id bigint generated always as identity primary key,
  colleague_id bigint not null references colleagues on delete cascade,
  brand_id bigint references brands on delete cascade,
  role text not null check (role in ('viewer', 'agent', 'approver', 'admin', 'owner')),
  since timestamptz not null default now()
);
create unique index memberships_one on memberships (colleague_id, brand_id) nulls not distinct;

-- Until now everybody on the staff could do everything.
insert into memberships (colleague_id, brand_id, role) select id, null, 'owner' from colleagues;
`

export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
