import { sql } from 'kysely'
import type { Json, Visibility } from '../core/mention.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { bumpConversation, overtake } from './hearing.ts'
import { addJobs } from './jobs.ts'
import { type Move, moveMentions } from './stages.ts'
import { passStop } from './stops.ts'
import { standingWish } from './wishes.ts'

export interface NewSend {
  id: string
  accountId: string
  conversationId: string
  mentionId: string
  draftId: string
  approvedBy: string | null
  text: string
  language: string
  /** It does not go out before; null goes at once. */
  notBefore?: Date | null
}

/** Queues approved texts. One draft has one send, so two approvals of one draft cannot both pass here. */
export async function queueSends(db: Db, sends: readonly NewSend[]): Promise<void> {
  if (sends.length === 0) return
  const { rows } = await sql<{ draft_id: string; hash: string }>`
    update drafts set state = 'approved' where id = any(${sends.map((one) => one.draftId)}::bigint[])
    returning id as draft_id, hash`.execute(db)
  const hashes = new Map(rows.map((row) => [row.draft_id, row.hash]))
  await db
    .insertInto('sends')
    .values(
      sends.map((one) => ({
        id: one.id,
        account_id: one.accountId,
        conversation_id: one.conversationId,
        mention_id: one.mentionId,
        draft_id: one.draftId,
        approved_by: one.approvedBy,
        text: one.text,
        hash: hashes.get(one.draftId) as string,
        language: one.language,
        not_before: one.notBefore ?? null,
      })),
    )
    .execute()
}

/** A send with everything that a channel needs to make it. */
export interface SendWork {
  id: string
  accountId: string
  brandId: string
  conversationId: string
  draftId: string
  text: string
  language: string
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'voided'
  prepared: Json | null
  attempts: number
  queuedAt: Date
  /** It may be taken back until then. */
  notBefore: Date | null
  /** Nothing of its brand goes out at present. */
  stopped: boolean
  visibility: Visibility
  /** The mention that is replied to. */
  to: { nativeId: string; ref: Json; authorNativeId: string; handle: string }
}

export async function findSend(db: Db, id: string): Promise<SendWork | null> {
  const row = await db
    .selectFrom('sends as s')
    .innerJoin('mentions as m', 'm.id', 's.mention_id')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .select([
      's.id',
      'b.id as brandId',
      'b.stopped_at as stoppedAt',
      's.not_before as notBefore',
      's.account_id as accountId',
      's.conversation_id as conversationId',
      's.draft_id as draftId',
      's.text',
      's.language',
      's.state',
      's.prepared',
      's.attempts',
      's.queued_at as queuedAt',
      'm.visibility',
      'm.native_id as nativeId',
      'm.ref',
      'p.native_id as authorNativeId',
      'p.handle',
    ])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { nativeId, ref, authorNativeId, handle, stoppedAt, ...send } = row
  return { ...send, stopped: stoppedAt !== null, to: { nativeId, ref, authorNativeId, handle } }
}

/** The lease under which a node sends. */
export interface Fence {
  node: string
  epoch: string
  /** How long the coming call may take; the lease must outlast it. In milliseconds. */
  callMs: number
  /** The caller's clock, by which a reply may go out or not yet; the database's where it is left out. */
  now?: Date
}

/**
 * Records an attempt before it is made: the send and its mentions go to `sending`. The lease is checked in the same
 * statement, so a node that lost it (or may lose it during the call) cannot send; and a send that was taken back meanwhile
 * is not found. A stop waits for attempts that are just being recorded, and those that come after it find it.
 * @returns false when there is nothing to send, or not for this node.
 */
export async function recordAttempt(
  db: Db,
  send: SendWork,
  fence: Fence,
  prepared: Json | null,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await passStop(trx, send.brandId)
    const { numAffectedRows } = await sql`
      update sends s set state = 'sending', attempts = attempts + 1, epoch = ${fence.epoch}, tried_at = now(),
        prepared = coalesce(s.prepared, ${prepared === null ? null : JSON.stringify(prepared)}::jsonb), error = null
      where s.id = ${send.id} and s.state in ('queued', 'sending') and exists (
        select 1 from accounts a join brands b on b.id = a.brand_id and b.stopped_at is null
        where a.id = s.account_id and a.state = 'active' and a.lease_node = ${fence.node}
          and a.lease_epoch = ${fence.epoch} and a.lease_until > now() + ${fence.callMs} * interval '1 millisecond')
        and (s.state = 'sending' or s.not_before is null or s.not_before <= coalesce(${fence.now ?? null}::timestamptz, now()))
        and (s.state = 'sending' or s.approved_by is not null or not exists (
          select 1 from conversations c join accounts a on a.id = c.account_id join persons p on p.id = c.person_id
          where c.id = s.conversation_id and ${standingWish} is not null))
      `.execute(trx)
    if (numAffectedRows !== 1n) return false
    await moveAll(trx, send, ['approved'], 'sending', null)
    return true
  })
}

/** The network has it: once settled, nothing sends it again. */
export async function settleSent(
  db: Db,
  send: SendWork,
  receipt: { nativeId: string; url: string | null; ref: Json },
  why: string | null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // First of all, as everybody does who may change it: whoever hears a new message has it and waits for the send.
    await sql`select id from conversations where id = ${send.conversationId} for update`.execute(trx)
    const { numAffectedRows } = await sql`
      update sends set state = 'sent', sent_at = now(), native_id = ${receipt.nativeId}, url = ${receipt.url},
        ref = ${JSON.stringify(receipt.ref)}::jsonb, error = null
      where id = ${send.id} and state = 'sending'`.execute(trx)
    if (numAffectedRows !== 1n) return
    await sql`update conversations set answers = answers + 1 where id = ${send.conversationId}`.execute(trx)
    await moveAll(trx, send, ['sending'], 'sent', why)
    // Something the person said while this was under way has waited for it.
    await addJobs(trx, [{ task: 'answer', conversationId: send.conversationId }], { keepTime: true })
  })
}

/**
 * An attempt that did not end well. `later` and nothing arrived: back to the queue, unless something overtook it while it was
 * under way. `later` and it may have arrived: it stays `sending`, so that the next try asks the network first. Otherwise it is
 * over, with the reason on the mention.
 * @returns whether it was overtaken; it is void then, and what it answered is heard anew.
 */
export async function settleTrouble(
  db: Db,
  send: SendWork,
  trouble: { outcome: 'requeue' | 'ask-again' | 'failed' | 'withdrawn'; why: string; at: Date | null },
): Promise<boolean> {
  const { outcome, why, at } = trouble
  return db.transaction().execute(async (trx) => {
    // First of all, as everybody does who may change it, so that nobody waits in a circle.
    if (outcome === 'withdrawn' || outcome === 'requeue')
      await sql`select id from conversations where id = ${send.conversationId} for update`.execute(trx)
    const state = outcome === 'requeue' ? 'queued' : outcome === 'ask-again' ? 'sending' : 'failed'
    const { numAffectedRows } =
      await sql`update sends set state = ${state}, error = ${why} where id = ${send.id} and state in ('queued', 'sending')`.execute(
        trx,
      )
    // Taken back while it was prepared: what came in its place is none of this try's business.
    if (outcome === 'requeue' && numAffectedRows !== 1n) return false
    if (outcome === 'requeue') await moveAll(trx, send, ['sending'], 'approved', why)
    if (outcome === 'failed') await moveAll(trx, send, ['approved', 'sending'], 'failed', why)
    if (outcome === 'withdrawn') await withdraw(trx, send, why)
    if (outcome === 'requeue' && (await voidOvertaken(trx, send))) return true
    if (outcome === 'requeue' || outcome === 'ask-again') {
      const job = { task: 'send', sendId: send.id, accountId: send.accountId } as const
      await addJobs(trx, [at ? { ...job, at } : job])
    }
    return false
  })
}

/**
 * For a reply whose fate was unknown and that the network says it does not have: whether it is too late for it now. Then it is
 * void and what it answered is heard anew.
 */
export async function giveUpOvertaken(db: Db, send: SendWork): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select id from conversations where id = ${send.conversationId} for update`.execute(trx)
    if (!(await isOvertaken(trx, send))) return false
    const { numAffectedRows } =
      await sql`update sends set state = 'queued' where id = ${send.id} and state = 'sending'`.execute(trx)
    if (numAffectedRows !== 1n) return false
    await moveAll(trx, send, ['sending'], 'approved', 'the network does not have it')
    return voidOvertaken(trx, send)
  })
}

/** A queued send is taken back by whatever overtakes it; one that was under way at that moment could not be. */
async function voidOvertaken(trx: Db, send: SendWork): Promise<boolean> {
  if (!(await isOvertaken(trx, send))) return false
  // An answer to the rest that is being written at this moment has not seen that this is open again.
  await bumpConversation(trx, send.conversationId)
  await overtake(trx, [send.conversationId], 'dajeong', 'overtaken while it was being sent')
  await addJobs(trx, [{ task: 'answer', conversationId: send.conversationId }], { keepTime: true })
  return true
}

/** Whether the person said or changed something, or a colleague took the conversation, since it was queued. */
async function isOvertaken(trx: Db, send: SendWork): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sends s join conversations c on c.id = s.conversation_id
    where s.id = ${send.id} and ((c.held_by is not null and c.held_at > s.queued_at) or exists (
      select 1 from mentions m where m.conversation_id = c.id and m.stage <> 'withdrawn'
        and (m.heard_at > s.queued_at or m.edited_at > s.queued_at)))`.execute(trx)
  return rows.length > 0
}

/**
 * What the reply was to is gone. What else it answered (a burst gets one reply, to its last message) is still there and is
 * heard anew, for an answer of its own.
 */
async function withdraw(trx: Db, send: SendWork, why: string): Promise<void> {
  const answered = await trx
    .selectFrom('mentions as m')
    // By the conversation too, because that is what mentions are found by.
    .innerJoin('sends as s', (on) =>
      on.onRef('s.conversation_id', '=', 'm.conversation_id').onRef('s.draft_id', '=', 'm.draft_id'),
    )
    .select(['m.id', 'm.stage', 's.mention_id as target'])
    .where('s.id', '=', send.id)
    .where('m.stage', 'in', ['approved', 'sending'])
    .execute()
  const move = (one: { id: string; stage: Stage }, to: Stage): Move => ({
    mentionId: one.id,
    from: one.stage,
    to,
    who: 'dajeong',
    why,
  })
  const rest = answered.filter(({ id, target }) => id !== target)
  await moveMentions(trx, [
    ...answered.filter(({ id, target }) => id === target).map((one) => move(one, 'withdrawn')),
    ...rest.filter(({ stage }) => stage === 'sending').map((one) => move(one, 'approved')),
  ])
  if (rest.length === 0) return
  await bumpConversation(trx, send.conversationId)
  await sql`update drafts set state = 'overtaken' where id = ${send.draftId}`.execute(trx)
  const heard = rest.map(({ id }) => ({ ...move({ id, stage: 'approved' }, 'heard'), draftId: null }))
  await moveMentions(trx, heard)
  await addJobs(trx, [{ task: 'answer', conversationId: send.conversationId }], { keepTime: true })
}

/** A colleague presses retry on a send that failed. What may have arrived is asked about before a second try. */
export async function retrySend(
  db: Db,
  sendId: string,
  accountId: string,
  mayHaveArrived: boolean,
): Promise<void> {
  await sql`update sends set state = ${mayHaveArrived ? 'sending' : 'queued'}, attempts = 0, error = null
    where id = ${sendId} and state = 'failed'`.execute(db)
  await addJobs(db, [{ task: 'send', sendId, accountId }])
}

async function moveAll(
  db: Db,
  send: SendWork,
  from: readonly Stage[],
  to: Stage,
  why: string | null,
): Promise<void> {
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'stage'])
    .where('conversation_id', '=', send.conversationId)
    .where('draft_id', '=', send.draftId)
    .where('stage', 'in', from)
    .execute()
  const moves: Move[] = rows.map(({ id, stage }) => ({
    mentionId: id,
    from: stage,
    to,
    who: 'dajeong',
    why,
    ...(to === 'failed' ? { failedAt: stage } : {}),
  }))
  await moveMentions(db, moves)
}

/** What has gone out from an account, or is about to, since the day began in Korea: the newest texts first. */
export async function findSentToday(db: Db, accountId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from sends where account_id = ${accountId} and state in ('queued', 'sending', 'sent')
      and queued_at >= date_trunc('day', now(), 'Asia/Seoul')
    order by queued_at desc limit ${most}`.execute(db)
  return rows.map(({ text }) => text)
}
