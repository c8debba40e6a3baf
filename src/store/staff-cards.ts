import { type RawBuilder, sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'

/** Where one message of a person stands, and what became of it. */
export interface Stand {
  mentionId: string
  stage: Stage
  why: string | null
  /** Another message came after it. */
  newer: boolean
  /** What brought it where it is. */
  moved: { from: Stage | null; by: string | null; at: string } | null
  /** The answer to it that was approved. */
  send: {
    id: string
    text: string
    state: 'queued' | 'sending' | 'sent' | 'failed'
    by: string | null
    at: string
    undoUntil: string | null
  } | null
}

/** Null when there is no such message in that conversation. */
export async function findStand(db: Db, conversationId: string, mentionId: string): Promise<Stand | null> {
  const { rows } = await sql<Stand>`
    select m.id::text as "mentionId", m.stage, m.why,
      exists (select 1 from mentions n
        where n.conversation_id = m.conversation_id and n.id > m.id
          and n.stage not in ('withdrawn', 'ignored', 'refused', 'failed')) as newer,
      (select json_build_object('from', e.from_stage, 'by', w.name, 'at', e.at)
        from events e left join colleagues w on e.who = 'colleague:' || w.id
        where e.mention_id = m.id and e.to_stage = m.stage order by e.id desc limit 1) as moved,
      (select json_build_object('id', s.id, 'text', s.text, 'state', s.state, 'by', w.name,
          'at', coalesce(s.sent_at, s.queued_at), 'undoUntil', case when s.state = 'queued' then s.not_before end)
        from sends s left join colleagues w on w.id = s.approved_by
        where s.draft_id = m.draft_id and s.state <> 'voided' order by s.queued_at desc limit 1) as send
    from mentions m where m.id = ${mentionId} and m.conversation_id = ${conversationId}`.execute(db)
  return rows[0] ?? null
}

/** The newest message of a person in a conversation; null when there is none. */
export async function findNewest(db: Db, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from mentions where conversation_id = ${conversationId} and stage <> 'withdrawn'
    order by id desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** A card that somebody has to look at now, and where it goes. */
export interface ClaimedCard {
  id: string
  claim: string
  /** Null for what a colleague asked to see. */
  targetId: string | null
  /** Null when the conversation is no more. */
  conversationId: string | null
  mentionId: string | null
  postId: string
  activityId: string | null
  posted: boolean
  shown: string | null
  tries: number
  language: 'ko' | 'en'
  reference: { [key: string]: Json }
  /** How the conversation stood when the card was taken to be looked at. */
  mark: string
}

// Changes with everything that happens in the conversation.
const markOf = sql`concat_ws('.', coalesce(c.conversation_id, 0),
  (select max(e.id) from events e where e.conversation_id = c.conversation_id),
  (select v.version from conversations v where v.id = c.conversation_id),
  (select v.leased_by from conversations v where v.id = c.conversation_id and v.lease_until > now()),
  (select string_agg(s.state, ',' order by s.queued_at) from sends s where s.conversation_id = c.conversation_id))`

/** Whether the colleague of a chat has a role at a brand; who is gone gets no card. */
const serves = (chat: RawBuilder<unknown>, brand: RawBuilder<unknown>) => sql`exists (
  select 1 from staff_chats s join memberships m on m.colleague_id = s.colleague_id
  where s.id = ${chat} and (m.brand_id is null or m.brand_id = ${brand}))`

/** Cards for what needs somebody and has none yet, at every target that is not paused. @returns how many were made. */
export async function makeCards(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into staff_cards (target_id, conversation_id, mention_id)
    select t.id, q.conversation_id, n.id
    from card_targets t join queue q on q.brand_id = t.brand_id
      cross join lateral (select max(m.id) as id from mentions m
        where m.conversation_id = q.conversation_id and m.stage in ('waiting', 'with-person')) n
    where n.id is not null and t.paused_at is null and (q.to_approve or q.with_person) and q.heard_at >= t.since
      and (t.chat_id is null or ${serves(sql`t.chat_id`, sql`t.brand_id`)})
      and not exists (select 1 from staff_cards c where c.target_id = t.id and c.mention_id = n.id)
    on conflict (target_id, mention_id) do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Takes cards that may have to be said or changed, for this one alone until `seconds` have passed.
 * @param days older ones stay as they are.
 */
export async function claimCards(
  db: Db,
  ask: { most: number; seconds: number; days: number },
): Promise<ClaimedCard[]> {
  const { rows } = await sql<ClaimedCard>`
    with due as (
      select c.id, ${markOf} as mark
      from staff_cards c left join card_targets t on t.id = c.target_id
      where c.given_up is null and t.paused_at is null and c.next_at <= now()
        and (c.claimed_until is null or c.claimed_until < now())
        and (c.posted_at is null or (c.activity_id is not null and c.looked is distinct from ${markOf}
          and c.posted_at > now() - ${ask.days} * interval '1 day'))
        and (t.chat_id is null or ${serves(sql`t.chat_id`, sql`t.brand_id`)})
      order by c.id limit ${ask.most}
      for update of c skip locked
    ), taken as (
      update staff_cards c set claim = gen_random_uuid(), claimed_until = now() + ${ask.seconds} * interval '1 second'
      from due where c.id = due.id returning c.*, due.mark
    )
    select c.id::text as id, c.claim, c.target_id::text as "targetId", c.conversation_id::text as "conversationId",
      c.mention_id::text as "mentionId", c.post_id as "postId", c.activity_id as "activityId",
      c.posted_at is not null as posted, c.shown, c.tries, c.mark,
      coalesce(h.language, g.language) as language, coalesce(h.reference, g.reference) as reference
    from taken c left join card_targets t on t.id = c.target_id
      left join staff_chats h on h.id = coalesce(t.chat_id, c.chat_id) left join team_channels g on g.id = t.team_id
    order by c.id`.execute(db)
  return rows
}

/** What a colleague asked to see lives as well; of two of the same message the newer one does. */
export async function saveAsked(
  db: Db,
  one: {
    chatId: string
    conversationId: string
    mentionId: string
    activityId: string
    shown: string
    version: string
  },
): Promise<void> {
  await sql`
    insert into staff_cards (chat_id, conversation_id, mention_id, activity_id, posted_at, shown, version)
    values (${one.chatId}, ${one.conversationId}, ${one.mentionId}, ${one.activityId}, now(), ${one.shown}, ${one.version})
    on conflict (chat_id, mention_id) do update set activity_id = excluded.activity_id, posted_at = now(),
      shown = excluded.shown, version = excluded.version, looked = null, given_up = null, tries = 0,
      next_at = now(), claim = null, claimed_until = null`.execute(db)
}

type Of = Pick<ClaimedCard, 'id' | 'claim'>

/** What stands in the chat now. @returns false when the claim had run out and another node has the card. */
export async function saveShown(
  db: Db,
  one: Of & {
    mark: string
    shown: string
    version: string | null
    /** Left out: it was posted before. */
    posted?: { activityId: string | null }
  },
): Promise<boolean> {
  const posted = one.posted ? sql`, posted_at = now(), activity_id = ${one.posted.activityId}` : sql``
  const { numAffectedRows } = await sql`
    update staff_cards set shown = ${one.shown}, looked = ${one.mark}, version = ${one.version}::bigint, tries = 0,
      claim = null, claimed_until = null ${posted}
    where id = ${one.id} and claim = ${one.claim}::uuid`.execute(db)
  return numAffectedRows === 1n
}

/** Nothing is to be said of it. @param one.later it is looked at again after so many seconds; null: it is forgotten. */
export async function dropCard(db: Db, one: Of & { later: number | null }): Promise<void> {
  const of = sql`where id = ${one.id} and claim = ${one.claim}::uuid`
  if (one.later === null) await sql`delete from staff_cards ${of}`.execute(db)
  else
    await sql`update staff_cards set claim = null, claimed_until = null,
      next_at = now() + ${one.later} * interval '1 second' ${of}`.execute(db)
}

/** It did not go; it is tried again after `seconds`, or, where that is null, never. */
export async function saveFailure(
  db: Db,
  one: Of & { targetId: string | null; seconds: number | null; why: string },
): Promise<number> {
  await sql`
    update staff_cards set tries = tries + 1, claim = null, claimed_until = null,
      given_up = ${one.seconds === null ? one.why : null},
      next_at = now() + ${one.seconds ?? 0} * interval '1 second'
    where id = ${one.id} and claim = ${one.claim}::uuid`.execute(db)
  if (one.targetId === null) return 0
  const { rows } = await sql<{ failures: number }>`
    update card_targets set failures = failures + 1 where id = ${one.targetId} returning failures`.execute(db)
  return rows[0]?.failures ?? 0
}

export async function clearFailures(db: Db, targetId: string): Promise<void> {
  await sql`update card_targets set failures = 0 where id = ${targetId} and failures > 0`.execute(db)
}

/** @returns its brand, or null when it was paused already. */
export async function pauseTarget(db: Db, id: string, why: string): Promise<string | null> {
  const { rows } = await sql<{ brandId: string }>`
    update card_targets set paused_at = now(), paused_why = ${why}
    where id = ${id} and paused_at is null returning brand_id::text as "brandId"`.execute(db)
  return rows[0]?.brandId ?? null
}

/** The conversation of a card that stands in a chat, with what it showed; null when we know no such card. */
export async function findCardAt(
  db: Db,
  place: { activityId: string; channel: string; tenant: string; conversation: string | null; chatId: string },
): Promise<{ conversationId: string; version: string } | null> {
  const { rows } = await sql<{ conversationId: string; version: string }>`
    select c.conversation_id::text as "conversationId", c.version::text as version
    from staff_cards c left join card_targets t on t.id = c.target_id
      left join team_channels g on g.id = t.team_id
    where c.activity_id = ${place.activityId} and c.conversation_id is not null and c.version is not null
      and (c.chat_id = ${place.chatId} or t.chat_id = ${place.chatId} or (g.channel = ${place.channel}
        and g.tenant = ${place.tenant} and g.conversation = ${place.conversation}))
    order by c.id desc limit 1`.execute(db)
  return rows[0] ?? null
}
