import { type RawBuilder, sql } from 'kysely'
import { maskPersonal } from '../core/privacy.ts'
import type { SaidWish, Wish } from '../core/way-out.ts'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'
import type { Who } from './stages.ts'

/** A wish that somebody said in a message. */
export interface HeardWish {
  mentionId: string
  wish: SaidWish
  /** The message; its first words are kept, without what is personal. */
  text: string
}

/** What somebody has asked of our machine, and has not taken back. */
export interface StandingWish {
  wish: Wish
  since: string
}

// Enough for a colleague to see how it was said.
const quoted = 200

/**
 * The wish of a person (`p`) towards a brand (`a`, their account), as JSON or null. One person has a row for each account; what
 * names them at the network joins these.
 */
export const standingWish: RawBuilder<unknown> = sql`(
  select json_build_object('wish', w.wish, 'since', w.since) from person_wishes w
  where w.brand_id = a.brand_id and w.channel = a.channel and w.native_id = coalesce(p.everywhere, p.native_id)
    and w.ended_at is null)`

/**
 * Remembers what was asked for, for all accounts of the brand on this network, or ends it where they ask for the machine again. What a
 * colleague ended after it was said does not begin anew when the message is read again. Call it in the transaction that
 * saves what was read. @returns the wish that stands afterwards.
 */
export async function hearWishes(
  trx: Db,
  conversationId: string,
  heard: readonly HeardWish[],
): Promise<Wish | null> {
  for (const { mentionId, wish, text } of heard) {
    if (wish === 'bot-again') await endWish(trx, conversationId, 'person', null, mentionId)
    else await openWish(trx, conversationId, { mentionId, wish, text })
  }
  return (await findWish(trx, conversationId))?.wish ?? null
}

async function openWish(
  trx: Db,
  conversationId: string,
  { mentionId, wish, text }: { mentionId: string; wish: Wish; text: string },
): Promise<void> {
  const said = maskPersonal(text).slice(0, quoted).toWellFormed()
  const { rows } = await sql<{ id: string }>`
    insert into person_wishes (brand_id, channel, native_id, wish, said, mention_id)
    select a.brand_id, a.channel, coalesce(p.everywhere, p.native_id), ${wish}, ${said}, m.id
    from mentions m join accounts a on a.id = m.account_id join persons p on p.id = m.person_id
    where m.id = ${mentionId} and not exists (
      select 1 from person_wishes w where w.brand_id = a.brand_id and w.channel = a.channel
        and w.native_id = coalesce(p.everywhere, p.native_id) and w.ended_at >= m.heard_at)
    on conflict (brand_id, channel, native_id) where ended_at is null
      do update set wish = excluded.wish, said = excluded.said, mention_id = excluded.mention_id, since = now()
      where person_wishes.wish <> excluded.wish
    returning id`.execute(trx)
  if (rows.length === 0) return
  await note(trx, conversationId, `wants-${wish}`, 'person', null, mentionId)
}

/** A colleague wishes it for them; it holds like their own word, until it is ended. */
export async function silence(trx: Db, conversationId: string, who: Who, why: string): Promise<void> {
  await sql`
    insert into person_wishes (brand_id, channel, native_id, wish, said)
    select a.brand_id, a.channel, coalesce(p.everywhere, p.native_id), 'silence', ''
    from conversations c join accounts a on a.id = c.account_id join persons p on p.id = c.person_id
    where c.id = ${conversationId}
    on conflict (brand_id, channel, native_id) where ended_at is null
      do update set wish = excluded.wish, since = now() where person_wishes.wish <> excluded.wish`.execute(
    trx,
  )
  await note(trx, conversationId, 'wants-silence', who, why)
}

/** Null when this person asked for nothing, or took it back. */
export async function findWish(db: Db, conversationId: string): Promise<StandingWish | null> {
  const { rows } = await sql<{ wish: StandingWish | null }>`
    select ${standingWish} as wish from conversations c join accounts a on a.id = c.account_id
      join persons p on p.id = c.person_id where c.id = ${conversationId}`.execute(db)
  return rows[0]?.wish ?? null
}

/** Ends what the person of this conversation had asked for. @returns false when nothing stood. */
export async function endWish(
  trx: Db,
  conversationId: string,
  who: Who,
  why: string | null,
  mentionId?: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update person_wishes w set ended_at = now(), ended_by = ${who}
    from conversations c join accounts a on a.id = c.account_id join persons p on p.id = c.person_id
    where c.id = ${conversationId} and w.brand_id = a.brand_id and w.channel = a.channel
      and w.native_id = coalesce(p.everywhere, p.native_id) and w.ended_at is null`.execute(trx)
  if (!numAffectedRows) return false
  await note(trx, conversationId, 'wish-ended', who, why, mentionId)
  return true
}

async function note(
  trx: Db,
  conversationId: string,
  kind: string,
  who: Who,
  why: string | null,
  mentionId?: string,
): Promise<void> {
  const row = await trx
    .selectFrom('conversations')
    .select('account_id as accountId')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  await noteEvents(trx, [{ who, kind, why, ...row, conversationId, ...(mentionId ? { mentionId } : {}) }])
}
