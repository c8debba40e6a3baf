import { sql } from 'kysely'
import type { Written } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import { Policy } from '../core/policy.ts'
import type { Wish } from '../core/way-out.ts'
import type { Db } from './db.ts'
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
}

/** Null when the send or its draft is no longer there. */
export async function findLastLook(db: Db, send: SendWork): Promise<LastLook | null> {
  const row = await db
    .selectFrom('accounts as a')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .innerJoin('drafts as d', (on) => on.on('d.id', '=', send.draftId))
    .innerJoin('sends as s', 's.draft_id', 'd.id')
    .select(['a.channel', 'b.policy', 'd.writer', 's.approved_by as approvedBy'])
    .where('a.id', '=', send.accountId)
    .executeTakeFirst()
  if (!row) return null
  const said = await db
    .selectFrom('mentions')
    .select(['text', 'classification'])
    .where('conversation_id', '=', send.conversationId)
    .where('draft_id', '=', send.draftId)
    .orderBy('id')
    .execute()
  return {
    channel: row.channel,
    policy: Policy.parse(row.policy),
    writer: row.writer,
    approved: row.approvedBy !== null,
    wish: (await findWish(db, send.conversationId))?.wish ?? null,
    said: said.map(({ text, classification }) => ({
      text,
      classification: classification && Classification.parse(classification),
    })),
  }
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
