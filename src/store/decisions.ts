import { type SqlBool, sql } from 'kysely'
import type { Finding } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import type { Json, Visibility } from '../core/mention.ts'
import { type Mode, Policy, policyOn } from '../core/policy.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'
import { toJsonb } from './jsonb.ts'
import { leaseEnd } from './presence.ts'

/** A conversation that this transaction has for itself: nothing is heard, answered or decided in it until the end. */
export interface Locked {
  id: string
  version: string
  visibility: Visibility
  personId: string
  /** Who has it to themselves at this moment; nobody else decides here. */
  heldBy: { id: string; name: string } | null
  /** Whose matter it is, so that the bot keeps quiet; they may be long gone. */
  holderId: string | null
  account: { id: string; brandId: string; channel: string; mode: Mode; policy: Policy }
}

/**
 * Locks the conversation before anything else of it is touched. Ingest and the saving of answers lock in the same order,
 * so nobody waits in a circle.
 */
export async function lockConversation(trx: Db, id: string): Promise<Locked | null> {
  const row = await trx
    .selectFrom('conversations as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .select(['c.id', 'c.version', 'c.visibility', 'c.person_id as personId', 'c.held_by as holderId'])
    .select([
      // Of the row as it is when the lock is had; what was joined to it before the wait would be of the row before.
      sql<string | null>`case when c.lease_until > now() then c.leased_by end`.as('heldBy'),
      sql<string | null>`(select name from colleagues where id = c.leased_by)`.as('holder'),
      'a.id as accountId',
      'a.brand_id as brandId',
      'a.channel',
      'a.mode',
      'b.policy',
    ])
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()
  if (!row) return null
  const { id: own, version, visibility, personId, heldBy, holderId } = row
  return {
    id: own,
    version,
    visibility,
    personId,
    heldBy: heldBy === null ? null : { id: heldBy, name: row.holder ?? '' },
    holderId,
    account: {
      id: row.accountId,
      brandId: row.brandId,
      channel: row.channel,
      mode: row.mode,
      policy: policyOn(Policy.parse(row.policy), row.channel),
    },
  }
}

export interface SeenDraft {
  id: string
  version: string
  text: string
  hash: string
  language: 'ko' | 'en'
  writer: 'plain' | 'model' | 'colleague'
  state: 'current' | 'overtaken' | 'edited' | 'refused' | 'approved'
  findings: Finding[]
}

export async function findDraft(trx: Db, conversationId: string, id: string): Promise<SeenDraft | null> {
  const row = await selectDrafts(trx, conversationId).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The draft that a colleague has before them; null when there is none. */
export async function findCurrentDraft(trx: Db, conversationId: string): Promise<SeenDraft | null> {
  const row = await selectDrafts(trx, conversationId).where('state', '=', 'current').executeTakeFirst()
  return row ?? null
}

function selectDrafts(trx: Db, conversationId: string) {
  return trx
    .selectFrom('drafts')
    .select(['id', 'conversation_version as version', 'text', 'hash', 'language', 'writer', 'state'])
    .select('findings')
    .where('conversation_id', '=', conversationId)
}

/** A mention about which something is decided. */
export interface Matter {
  id: string
  stage: Stage
  text: string
  failedAt: Stage | null
  draftId: string | null
  classification: Classification | null
}

/** The conversation's mentions in these stages, oldest first, held fast until the transaction ends. */
export async function lockMatters(
  trx: Db,
  conversationId: string,
  stages: readonly Stage[],
): Promise<Matter[]> {
  const rows = await trx
    .selectFrom('mentions')
    .select(matterColumns)
    .where('conversation_id', '=', conversationId)
    .where('stage', 'in', stages)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toMatter)
}

const matterColumns = [
  'id',
  'stage',
  'text',
  'failed_at as failedAt',
  'draft_id as draftId',
  'classification',
] as const

/** A reading of an older version lacks what has been added since. */
function toMatter<T extends Matter>(row: T): T {
  return { ...row, classification: row.classification && Classification.parse(row.classification) }
}

/** A mention whose reading may be corrected, held fast until the transaction ends. */
export interface ReadMatter extends Matter {
  bot: boolean
  /** Its author took it back. */
  deleted: boolean
}

/** Null when there is no such mention in the conversation. */
export async function findRead(trx: Db, conversationId: string, id: string): Promise<ReadMatter | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await trx
    .selectFrom('mentions')
    .select([...matterColumns, 'bot', sql<boolean>`deleted_at is not null`.as('deleted')])
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  return row ? toMatter(row) : null
}

/** Replaces what was read of a mention. */
export async function setReading(trx: Db, mentionId: string, classification: Classification): Promise<void> {
  await trx
    .updateTable('mentions')
    .set({ classification: toJsonb(classification) })
    .where('id', '=', mentionId)
    .execute()
}

/** The last word that was not taken back by its author. */
export async function lastMatter(trx: Db, conversationId: string): Promise<Matter | null> {
  const row = await trx
    .selectFrom('mentions')
    .select(matterColumns)
    .where('conversation_id', '=', conversationId)
    .where('stage', '<>', 'withdrawn')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row ? toMatter(row) : null
}

/** The newest thing that the person said here and did not delete. */
export async function newestMention(
  trx: Db,
  conversationId: string,
): Promise<{ id: string; text: string } | null> {
  const row = await trx
    .selectFrom('mentions')
    .select(['id', 'text'])
    .where('conversation_id', '=', conversationId)
    .where('stage', '<>', 'withdrawn')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What the person of a conversation goes by. */
export async function findPerson(trx: Db, personId: string): Promise<{ name: string; handle: string }> {
  const row = await trx
    .selectFrom('persons')
    .select(['name', 'handle'])
    .where('id', '=', personId)
    .executeTakeFirst()
  return row ?? { name: '', handle: '' }
}

/** The newest texts that this person has had from this account. */
export async function textsSentTo(trx: Db, personId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select s.text from conversations o join sends s on s.conversation_id = o.id
    where o.person_id = ${personId} and s.state in ('queued', 'sending', 'sent')
    order by s.queued_at desc limit ${most}`.execute(trx)
  return rows.map(({ text }) => text)
}

/** The reply that is under way to this draft's mentions, or that failed. */
export async function findSendOf(
  trx: Db,
  draftId: string,
): Promise<{ id: string; text: string; queuedAt: Date } | null> {
  const row = await trx
    .selectFrom('sends')
    .select(['id', 'text', 'queued_at as queuedAt'])
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  return row ?? null
}

export async function isSending(trx: Db, conversationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('sends')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'sending')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the person said something after these mentions, or changed something after `since`. */
export async function saidMore(
  trx: Db,
  conversationId: string,
  afterMentionId: string,
  since: Date,
): Promise<boolean> {
  const row = await trx
    .selectFrom('mentions')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('stage', '<>', 'withdrawn')
    .where((eb) => eb.or([eb('id', '>', afterMentionId), eb('edited_at', '>', since)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What was queued and not tried yet is taken back, and every draft that nobody acted on is void. */
export async function takeBack(trx: Db, conversationId: string, why: string): Promise<void> {
  // The sends first: an attempt that was recorded a moment ago then shows in the stage of its mentions.
  await sql`update sends set state = 'voided', error = ${why}
    where conversation_id = ${conversationId} and state = 'queued'`.execute(trx)
  await sql`update drafts set state = 'overtaken'
    where conversation_id = ${conversationId} and state in ('current', 'approved')
      and not exists (select 1 from sends s where s.draft_id = drafts.id and s.state in ('sending', 'sent', 'failed'))
    `.execute(trx)
}

/** Theirs alone for a while, and their matter until it is given back. @param colleagueId null gives the conversation back. */
export async function setHolder(trx: Db, conversationId: string, colleagueId: string | null): Promise<void> {
  await trx
    .updateTable('conversations')
    .set({
      held_by: colleagueId,
      guidance: null,
      held_at: colleagueId === null ? null : sql`now()`,
      leased_by: colleagueId,
      lease_until: colleagueId === null ? null : leaseEnd,
    })
    .where('id', '=', conversationId)
    .execute()
}

export type DecisionKind =
  | 'approved'
  | 'edited'
  | 'refused'
  | 'handed-over'
  | 'given-back'
  | 'sent-by-hand'
  | 'another-try'
  | 'retried'
  | 'dismissed'
  | 'corrected'
  | 'undone'
  | 'snoozed'
  | 'woken'
  | 'spam'

/** Writes down what a colleague decided; `draftId` is the draft that they saw. */
export async function noteDecision(
  trx: Db,
  one: {
    conversationId: string
    accountId: string
    colleagueId: string
    decision: DecisionKind
    why: string | null
    draftId: string | null
    /** The codes of the findings that they sent it against. */
    overruled?: readonly string[]
  },
): Promise<void> {
  const detail: Record<string, Json> = { decision: one.decision, draftId: one.draftId }
  if (one.overruled?.length) detail.overruled = [...new Set(one.overruled)]
  await noteEvents(trx, [
    {
      who: `colleague:${one.colleagueId}`,
      kind: 'decision',
      why: one.why,
      accountId: one.accountId,
      conversationId: one.conversationId,
      detail,
    },
  ])
}

export interface Decided {
  decision: DecisionKind
  by: { id: string; name: string } | null
  at: Date
}

/** What was last decided about a draft; a corrected reading makes the draft void that was written for the old one. */
export async function findDecision(
  trx: Db,
  conversationId: string,
  draftId: string,
): Promise<Decided | null> {
  const row = await trx
    .selectFrom('events as e')
    .leftJoin('colleagues as c', (join) => join.on(sql<SqlBool>`e.who = 'colleague:' || c.id`))
    .select([
      'c.id',
      'c.name',
      'e.at',
      sql<DecisionKind>`coalesce(e.detail->>'decision', e.kind)`.as('decision'),
    ])
    .where('e.conversation_id', '=', conversationId)
    .where('e.kind', 'in', ['decision', 'corrected'])
    .where(sql<SqlBool>`e.detail->>'draftId' = ${draftId}`)
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const by = row.id === null ? null : { id: row.id, name: row.name ?? '' }
  return { decision: row.decision, by, at: row.at }
}

/** What a colleague made of a draft. */
export async function findEdited(
  trx: Db,
  draftId: string,
): Promise<{ text: string; state: SeenDraft['state'] } | null> {
  const row = await trx
    .selectFrom('drafts')
    .select(['text', 'state'])
    .where('edited_from', '=', draftId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
