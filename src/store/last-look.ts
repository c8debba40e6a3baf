import { sql } from 'kysely'
import type { Written } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import type { Said } from '../core/memory.ts'
import { Policy, policyOn } from '../core/policy.ts'
import type { Wish } from '../core/way-out.ts'
import type { PastTurn } from './conversations.ts'
import type { Db } from './db.ts'
import { findSaid } from './memory.ts'
import type { SendWork } from './sends.ts'
import { moveMentions } from './stages.ts'
import { findWish } from './wishes.ts'

/** What a reply that is about to go out answers, and what it is held against. */
export interface LastLook {
  channel: string
  policy: Policy
  writer: Written['writer']
  /** A colleague approved it. */
  approved: boolean
  wish: Wish | null
  /** The mentions that it answers, oldest first. */
  said: { text: string; classification: Classification | null }[]
  /** What was said here before the draft, oldest first. */
  turns: PastTurn[]
  draftedAt: Date
  /** For a reply that everybody reads. */
  memory: Said
}

/** Null when the send or its draft is no longer there. */
export async function findLastLook(db: Db, send: SendWork): Promise<LastLook | null> {
  const row = await db
    .selectFrom('accounts as a')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .innerJoin('drafts as d', (on) => on.on('d.id', '=', send.draftId))
    .innerJoin('sends as s', 's.draft_id', 'd.id')
    .select(['a.channel', 'b.policy', 'd.writer', 's.approved_by as approvedBy'])
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select(['c.person_id as personId', 'd.created_at as draftedAt'])
    .where('a.id', '=', send.accountId)
    .where('s.id', '=', send.id)
    .executeTakeFirst()
  if (!row) return null
  const said = await db
    .selectFrom('mentions')
    .select(['text', 'classification'])
    .where('conversation_id', '=', send.conversationId)
    .where('draft_id', '=', send.draftId)
    .orderBy('id')
    .execute()
  const { conversationId, draftId, visibility } = send
  return {
    turns: await findTurns(db, send),
    draftedAt: row.draftedAt,
    memory: await findSaid(db, { personId: row.personId, conversationId, visibility, draftId }),
    channel: row.channel,
    policy: policyOn(Policy.parse(row.policy), row.channel),
    writer: row.writer,
    approved: row.approvedBy !== null,
    wish: (await findWish(db, send.conversationId))?.wish ?? null,
    said: said.map(({ text, classification }) => ({
      text,
      classification: classification && Classification.parse(classification),
    })),
  }
}

// A mark further back than this is no part of what the person sees of the conversation.
const turnsRead = 50

async function findTurns(db: Db, send: SendWork): Promise<PastTurn[]> {
  const { rows } = await sql<PastTurn>`
    select * from (
      (select 'person' as "from", text, heard_at as at from mentions
        where conversation_id = ${send.conversationId} and draft_id is distinct from ${send.draftId}
          and stage <> 'withdrawn' order by id desc limit ${turnsRead})
      union all
      (select 'brand', text, sent_at from sends where conversation_id = ${send.conversationId} and state = 'sent'
        order by sent_at desc limit ${turnsRead})) t order by at`.execute(db)
  return rows
}

/**
 * Takes back a reply that was not tried yet, and gives what it answered to a person.
 * @returns false when it is not queued any more; nothing has changed then.
 */
export async function handToPerson(db: Db, send: SendWork, why: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // First of all, as everybody does who may change it, so that nobody waits in a circle.
    await sql`select id from conversations where id = ${send.conversationId} for update`.execute(trx)
    const { numAffectedRows } = await sql`
      update sends set state = 'voided', error = ${why} where id = ${send.id} and state = 'queued'`.execute(
      trx,
    )
    if (numAffectedRows !== 1n) return false
    await sql`update drafts set state = 'overtaken' where id = ${send.draftId}`.execute(trx)
    const answered = await trx
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', send.conversationId)
      .where('draft_id', '=', send.draftId)
      .where('stage', '=', 'approved')
      .execute()
    await moveMentions(
      trx,
      answered.map(({ id }) => ({
        mentionId: id,
        from: 'approved',
        to: 'with-person',
        who: 'dajeong',
        why,
        draftId: null,
      })),
    )
    return true
  })
}
