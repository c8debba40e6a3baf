import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = `
-- What the brand knows. Of documents with the same name one is live; the others stay, because answers were made from them.
create table documents (
  id bigint generated always as identity primary key,
  brand_id bigint not null references brands on delete cascade,
  name text not null,
  version text not null,
  language text not null,
  title text not null,
  valid_from date,
  valid_until date,
  hash text not null,
  added_by text not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index documents_live on documents (brand_id, name) where removed_at is null;
create index documents_brand on documents (brand_id, id);

-- The pieces of a document. key is the same for the same words at the same place, in every version of the document.
-- times has how often each of terms occurs, in tenths.
create table passages (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents on delete cascade,
  key text not null,
  place int not null,
  heading text not null,
  text text not null,
  language text not null,
  version text not null,
  valid_from date,
  valid_until date,
  terms text[] not null,
  times smallint[] not null,
  length int not null,
  vector real[]
);
create index passages_document on passages (document_id, place);
create index passages_key on passages (key);

-- The inverted index over live passages. Everything that ranking needs is in its key, so a search reads the index alone.
create table passage_terms (
  brand_id bigint not null,
  term text collate "C" not null,
  passage_id bigint not null,
  times smallint not null,
  length smallint not null,
  primary key (brand_id, term, passage_id) include (times, length)
);
-- A search that has to look into the table for what was just added is slow, so the map of what needs no look is kept fresh.
alter table passage_terms set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);

-- In how many live passages a term is, and how many there are.
create table term_counts (
  brand_id bigint not null references brands on delete cascade,
  term text collate "C" not null,
  passages int not null,
  primary key (brand_id, term)
) with (fillfactor = 80);
create table passage_counts (
  brand_id bigint not null references brands on delete cascade,
  language text not null,
  passages int not null,
  length bigint not null,
  primary key (brand_id, language)
);
`

export const knowledge: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
