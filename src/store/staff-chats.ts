import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Membership } from '../core/rights.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import { membershipsOfC } from './memberships.ts'

/** Somebody in a chat, as its service vouches for them. */
export interface ChatUser {
  channel: string
  /** Empty where the chat has none. */
  tenant: string
  userId: string
}

/** The conversation that is answered from a chat, and the count of the person's messages that was shown there. */
export interface Talk {
  conversationId: string
  version: string
}

/** A chat user who is a colleague. */
export interface LinkedChat {
  id: string
  colleague: { id: string; name: string }
  /** As of now. */
  memberships: Membership[]
  language: 'ko' | 'en'
  talk: Talk | null
}

export interface OwnChat {
  id: string
  channel: string
  name: string
  since: Date
}

type Reference = { [key: string]: Json }

/** A code in place of an earlier one. */
export async function saveCode(
  db: Db,
  one: { colleagueId: string; codeHash: string; expiresAt: Date },
): Promise<void> {
  await sql`insert into chat_codes (colleague_id, code_hash, expires_at)
    values (${one.colleagueId}, ${one.codeHash}, ${one.expiresAt}::timestamptz)
    on conflict (colleague_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`.execute(
    db,
  )
}

/** Whose a code that still holds is; it holds no more afterwards. */
export async function takeCode(trx: Db, codeHash: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    delete from chat_codes where code_hash = ${codeHash}
    returning colleague_id::text as id, expires_at > ${now}::timestamptz as fresh`.execute(trx)
  return rows[0]?.fresh ? rows[0].id : null
}

/** @returns the id, or null when this user is linked already. */
export async function insertChat(
  trx: Db,
  one: ChatUser & { colleagueId: string; name: string; language: 'ko' | 'en'; reference: Reference },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into staff_chats (colleague_id, channel, tenant, user_id, name, language, reference)
    values (${one.colleagueId}, ${one.channel}, ${one.tenant}, ${one.userId}, ${one.name}, ${one.language},
      ${toJsonb(one.reference)}::jsonb)
    on conflict (channel, tenant, user_id) do nothing returning id::text as id`.execute(trx)
  return rows[0]?.id ?? null
}

/** The colleague whom this chat user is; null for everybody else, and for who has no role anywhere any more. */
export async function findChat(db: Db, user: ChatUser): Promise<LinkedChat | null> {
  const { rows } = await sql<LinkedChat>`
    select h.id::text as id, json_build_object('id', c.id::text, 'name', c.name) as colleague,
      ${membershipsOfC} as memberships, h.language, h.talk
    from staff_chats h join colleagues c on c.id = h.colleague_id
    where h.channel = ${user.channel} and h.tenant = ${user.tenant} and h.user_id = ${user.userId}`.execute(
    db,
  )
  const [found] = rows
  return found && found.memberships.length > 0 ? found : null
}

export async function listOwnChats(db: Db, colleagueId: string): Promise<OwnChat[]> {
  const { rows } = await sql<OwnChat>`
    select id::text as id, channel, name, linked_at as since from staff_chats
    where colleague_id = ${colleagueId} order by id`.execute(db)
  return rows
}

/** @returns false when they have no such chat. */
export async function deleteChat(trx: Db, colleagueId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from staff_chats where id = ${id} and colleague_id = ${colleagueId}`.execute(trx)
  return numAffectedRows === 1n
}

/** Everything that lets somebody in by a chat. */
export async function deleteChatsOf(trx: Db, colleagueId: string): Promise<void> {
  await sql`delete from chat_codes where colleague_id = ${colleagueId}`.execute(trx)
  await sql`delete from staff_chats where colleague_id = ${colleagueId}`.execute(trx)
}

export async function setTalk(db: Db, id: string, talk: Talk | null): Promise<void> {
  await sql`update staff_chats set talk = ${talk === null ? null : toJsonb({ ...talk })}::jsonb where id = ${id}`.execute(
    db,
  )
}

/** Where they are spoken to, as their last message in private told it. */
export async function setReference(db: Db, id: string, reference: Reference): Promise<void> {
  const json = toJsonb(reference)
  await sql`update staff_chats set reference = ${json}::jsonb
    where id = ${id} and reference is distinct from ${json}::jsonb`.execute(db)
}

export interface TeamPlace {
  brandId: string
  channel: string
  tenant: string
  conversation: string
}

/** @returns its id, and whether it was not known before. */
export async function saveTeam(
  trx: Db,
  one: TeamPlace & { name: string; language: 'ko' | 'en'; reference: Reference; madeBy: string },
): Promise<{ id: string; fresh: boolean }> {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into team_channels (brand_id, channel, tenant, conversation, name, language, reference, made_by)
    values (${one.brandId}, ${one.channel}, ${one.tenant}, ${one.conversation}, ${one.name}, ${one.language},
      ${toJsonb(one.reference)}::jsonb, ${one.madeBy})
    on conflict (brand_id, channel, tenant, conversation) do update set name = excluded.name,
      language = excluded.language, reference = excluded.reference
    returning id::text as id, xmax = 0 as fresh`.execute(trx)
  return rows[0] as { id: string; fresh: boolean }
}

/** @returns its id, or null when it was not known. */
export async function deleteTeam(trx: Db, one: TeamPlace): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    delete from team_channels where brand_id = ${one.brandId} and channel = ${one.channel}
      and tenant = ${one.tenant} and conversation = ${one.conversation} returning id::text as id`.execute(trx)
  return rows[0]?.id ?? null
}

/** Where cards go, or could. */
export interface Place {
  /** Of the team's channel, or of the colleague's chat. */
  placeId: string
  kind: 'team' | 'colleague'
  channel: string
  name: string
  /** Null where no cards go there. */
  target: { id: string; pausedAt: string | null; pausedWhy: string | null } | null
}

/** Every channel of a team that asked for cards, and every linked colleague who may read of the brand. */
export async function listPlaces(db: Db, brandId: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select p.*, (select json_build_object('id', t.id::text, 'pausedAt', t.paused_at, 'pausedWhy', t.paused_why)
      from card_targets t where t.brand_id = ${brandId}
        and (t.team_id::text = p."placeId" and p.kind = 'team' or t.chat_id::text = p."placeId" and p.kind = 'colleague')
      ) as target
    from (
      select g.id::text as "placeId", 'team' as kind, g.channel, g.name from team_channels g where g.brand_id = ${brandId}
      union all
      select h.id::text, 'colleague', h.channel, c.name from staff_chats h join colleagues c on c.id = h.colleague_id
      where exists (select 1 from memberships m where m.colleague_id = c.id
        and (m.brand_id is null or m.brand_id = ${brandId}))
    ) p order by p.kind desc, p.name, p."placeId"::bigint`.execute(db)
  return rows
}

/** @returns null when there is no such place or cards go there already. */
export async function insertTarget(
  trx: Db,
  one: { brandId: string; kind: Place['kind']; placeId: string },
): Promise<{ id: string; place: Place } | null> {
  const places = await listPlaces(trx, one.brandId)
  const place = places.find(({ kind, placeId }) => kind === one.kind && placeId === one.placeId)
  if (!place) return null
  const team = one.kind === 'team' ? one.placeId : null
  const chat = one.kind === 'colleague' ? one.placeId : null
  const { rows } = await sql<{ id: string }>`
    insert into card_targets (brand_id, chat_id, team_id) values (${one.brandId}, ${chat}::bigint, ${team}::bigint)
    on conflict do nothing returning id::text as id`.execute(trx)
  return rows[0] ? { id: rows[0].id, place } : null
}

/** @returns false when it is not of this brand. */
export async function deleteTarget(trx: Db, brandId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from card_targets where id = ${id} and brand_id = ${brandId}`.execute(trx)
  return numAffectedRows === 1n
}

/** @returns false when it is not of this brand, or not paused. */
export async function resumeTarget(trx: Db, brandId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update card_targets set paused_at = null, paused_why = null, failures = 0
    where id = ${id} and brand_id = ${brandId} and paused_at is not null`.execute(trx)
  return numAffectedRows === 1n
}
