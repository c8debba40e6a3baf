import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- Every row of a document is a version of it. Who ended one and why, what took its place, and which one it brought back.
alter table documents add column reason text;
alter table documents add column ending text;
alter table documents add column back_to bigint references documents;
alter table documents add column removed_by text;
alter table documents add column removed_reason text;
alter table documents add column replaced_by bigint references documents;
create index documents_versions on documents (brand_id, name, id);
create index documents_replaced_by on documents (replaced_by) where replaced_by is not null;
create index documents_back_to on documents (back_to) where back_to is not null;

-- A version that was replaced ended in the transaction in which the next one began.
update documents d set replaced_by = n.id, removed_by = n.added_by from documents n
  where n.brand_id = d.brand_id and n.name = d.name and n.id > d.id and n.added_at = d.removed_at;

-- What was taken in, to the byte, so that it can be edited. Versions of the same content share it; older ones have none.
create table document_sources (
  brand_id bigint not null references brands on delete cascade,
  hash text not null,
  bytes bytea not null,
  primary key (brand_id, hash)
);
`

export const knowledgeVersions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
