import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Matter } from './decisions.ts'
import { noteEvents } from './events.ts'

/** A send whose approval somebody wants back, held fast until the transaction ends. */
export interface Undoable {
  id: string
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'voided'
  text: string
  at: Date
  draftId: string
  /** The draft that a colleague made it from. */
  editedFrom: string | null
  /** A colleague wrote it themselves. */
  byHand: boolean
}

/** Null when there is none of this id in the conversation. */
export async function findUndoable(trx: Db, conversationId: string, id: string): Promise<Undoable | null> {
  const row = await trx
    .selectFrom('sends as s')
    .innerJoin('drafts as d', 'd.id', 's.draft_id')
    .select([
      's.id',
      's.state',
      's.text',
      's.draft_id as draftId',
      'd.edited_from as editedFrom',
      'd.author_id',
    ])
    .select(sql<Date>`coalesce(s.sent_at, s.tried_at, s.queued_at)`.as('at'))
    .where('s.id', '=', id)
    .where('s.conversation_id', '=', conversationId)
    .forUpdate('s')
    .executeTakeFirst()
  if (!row) return null
  const { author_id, ...send } = row
  return { ...send, byHand: author_id !== null && row.editedFrom === null }
}

/** The mentions that a queued reply answers. */
export async function findAnswered(
  trx: Db,
  conversationId: string,
  draftId: string,
): Promise<Pick<Matter, 'id'>[]> {
  return trx
    .selectFrom('mentions')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('draft_id', '=', draftId)
    .where('stage', '=', 'approved')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/**
 * The approval never was: the send is gone, the draft that the colleague saw is the one that waits again, and what was
 * learned from the approval is forgotten. What they wrote themselves stays in the drafts.
 */
export async function takeBackSend(
  trx: Db,
  one: { conversationId: string; accountId: string; colleagueId: string; send: Undoable },
): Promise<void> {
  const { send, conversationId, accountId, colleagueId } = one
  await trx.deleteFrom('sends').where('id', '=', send.id).execute()
  const seen = send.editedFrom ?? (send.byHand ? null : send.draftId)
  if (seen !== send.draftId)
    await trx.updateTable('drafts').set({ state: 'overtaken' }).where('id', '=', send.draftId).execute()
  if (seen !== null) {
    await trx.updateTable('drafts').set({ state: 'current' }).where('id', '=', seen).execute()
    await trx
      .deleteFrom('lessons')
      .where('draft_id', '=', seen)
      .where('kind', 'in', ['approved', 'edited'])
      .execute()
  }
  const detail = { decision: 'undone', draftId: seen, sendId: send.id, writtenId: send.draftId }
  await noteEvents(trx, [
    { who: `colleague:${colleagueId}`, kind: 'decision', why: null, accountId, conversationId, detail },
  ])
}

/** What was taken back before, so that asking twice is answered twice. */
export async function findTakenBack(
  trx: Db,
  conversationId: string,
  sendId: string,
): Promise<{ text: string; draftId: string | null } | null> {
  const { rows } = await sql<{ text: string; draftId: string | null }>`
    select d.text, e.detail->>'draftId' as "draftId" from events e
      join drafts d on d.id = (e.detail->>'writtenId')::bigint
    where e.conversation_id = ${conversationId} and e.kind = 'decision' and e.detail->>'decision' = 'undone'
      and e.detail->>'sendId' = ${sendId} limit 1`.execute(trx)
  return rows[0] ?? null
}
