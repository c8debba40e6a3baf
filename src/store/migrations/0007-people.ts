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

-- Who did what to the house itself. It outlives what it is about, so nothing is referred to.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  what text not null,
  brand_id bigint,
  target text,
  colleague_id bigint,
  before jsonb,
  after jsonb,
  why text,
  address text,
  user_agent text
);
create index audit_brand on audit (brand_id, id desc);
create index audit_who on audit (who, id desc);
create index audit_what on audit (what, id desc);
create index audit_colleague on audit (colleague_id, id desc) where brand_id is null;

create function keep_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;
create trigger audit_rows before update or delete on audit for each row execute function keep_audit();
create trigger audit_whole before truncate on audit for each statement execute function keep_audit();

-- Links by which somebody chooses a password once: who was invited, or has lost theirs.
create table password_links (
  token_hash text primary key,
  colleague_id bigint not null references colleagues on delete cascade,
  kind text not null check (kind in ('invitation', 'reset')),
  made_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index password_links_colleague on password_links (colleague_id);

-- Where somebody is signed in, as they see it themselves.
alter table sign_ins add column id bigint generated always as identity;
alter table sign_ins add column seen_at timestamptz not null default now();
alter table sign_ins add column address text;
alter table sign_ins add column user_agent text;
create unique index sign_ins_id on sign_ins (id);

-- A second factor: the sealed secret of an authenticator app. No code holds twice: last_step is the step of time of the last.
create table two_factors (
  colleague_id bigint primary key references colleagues on delete cascade,
  secret_sealed bytea not null,
  begun_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  backup_hashes text[] not null default '{}'
);
alter table password_links add column drops_two_factor boolean not null default false;

-- By which name a provider of OpenID Connect knows a colleague.
create table identities (
  issuer text not null,
  subject text not null,
  colleague_id bigint not null references colleagues on delete cascade,
  since timestamptz not null default now(),
  primary key (issuer, subject)
);
create unique index identities_colleague on identities (colleague_id, issuer);
`

export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statements).execute(db)
  },
}
