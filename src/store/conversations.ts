import { sql } from 'kysely'
import { Classification } from '../core/intent.ts'
import type { Summoned, Visibility } from '../core/mention.ts'
import type { AskedOnce } from '../core/missing.ts'
import { type Mode, Policy, policyOn } from '../core/policy.ts'
import type { Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { relaxed } from './relaxed.ts'
import { type StandingWish, standingWish } from './wishes.ts'

/** A mention that is not settled yet. */
export interface OpenMention {
  id: string
  nativeId: string
  stage: Stage
  text: string
  language: string | null
  bot: boolean
  summoned: Summoned
  heardAt: Date
  classification: Classification | null
}

export interface PastTurn {
  from: 'person' | 'brand'
  text: string
  at: Date
}

/** A conversation as the bot needs it to answer, read when it was claimed. */
export interface Claimed {
  id: string
  version: string
  visibility: Visibility
  withPerson: boolean
  /** What a colleague wants of the next draft. */
  guidance: string | null
  /** What this person has asked of our machine, here or on another account, and has not taken back. */
  wish: StandingWish | null
  answers: number
  account: { id: string; channel: string; mode: Mode; brandId: string; brandName: string; policy: Policy }
  person: { id: string; handle: string; name: string }
  mentions: OpenMention[]
  /** What was said and sent before the open mentions, oldest first. */
  turns: PastTurn[]
  /** The newest texts that this person has had from this account. */
  alreadySent: string[]
  /** When it was closed last; what was said before that is another case. */
  caseSince: Date | null
  /** What the chat has asked them for since then, the newest last. */
  asked: AskedOnce[]
  /** A reply of ours is on its way, so the next answer waits for how it ends. */
  sending: boolean
}

// How much of the past a writer gets to see, and against how many of our earlier texts a new one is compared.
const turnsKept = 20
const sentKept = 50

/**
 * Claims conversations for this node and reads them, a group in one statement. A conversation is claimed by one worker at
 * a time, which keeps its turns in order; graphile-worker's named queues would do that too, but each fetch locks every
 * free queue (docs/decisions/0001).
 *
 * The version is the one of the moment at which the messages are read, not the one that the claim has met: a claim that waited
 * for a message being stored would else hold its count without the message itself.
 * @param holdMs after this long another node may take it, in case this one hangs.
 * @returns what was claimed; what another node holds is left out. What this node itself holds is claimed anew: the caller
 * knows whether it works on it.
 */
export async function claimConversations(
  db: Db,
  ids: readonly string[],
  node: string,
  holdMs: number,
): Promise<Map<string, Claimed>> {
  const { rows } = await sql<{ claimed: Record<string, unknown> }>`
    with mine as (
      update conversations set claimed_by = ${node}, claimed_until = now() + ${holdMs} * interval '1 millisecond'
      where id = any(${ids}::bigint[]) and (claimed_by is null or claimed_by = ${node} or claimed_until < now())
      returning *
    )
    select json_build_object(
      'id', c.id::text, 'version', (select v.version::text from conversations v where v.id = c.id), 'visibility', c.visibility, 'withPerson', c.held_by is not null or exists (
        select 1 from mentions m where m.conversation_id = c.id and m.stage = 'with-person'),
      'answers', c.answers, 'guidance', c.guidance, 'asked', c.asked, 'caseSince', c.case_since, 'wish', ${standingWish},
      'account', json_build_object('id', a.id::text, 'channel', a.channel, 'mode', a.mode, 'brandId', b.id::text,
                                   'brandName', b.name, 'policy', b.policy),
      'person', json_build_object('id', p.id::text, 'handle', p.handle, 'name', p.name),
      'mentions', (
        select coalesce(json_agg(json_build_object('id', m.id::text, 'nativeId', m.native_id, 'stage', m.stage,
          'text', m.text, 'language', m.language, 'bot', m.bot, 'summoned', m.summoned, 'heardAt', m.heard_at,
          'classification', m.classification) order by m.id), '[]')
        from mentions m where m.conversation_id = c.id and m.stage in ('heard', 'classified', 'drafted')),
      'turns', (
        select coalesce(json_agg(json_build_object('from', t."from", 'text', t.text, 'at', t.at) order by t.at, t.id), '[]') from (
          (select 'person' as "from", m.text, m.heard_at as at, m.id from mentions m
            where m.conversation_id = c.id and m.stage not in ('heard', 'classified', 'drafted', 'withdrawn')
            order by m.id desc limit ${turnsKept})
          union all
          (select 'brand', s.text, s.sent_at, s.mention_id from sends s where s.conversation_id = c.id and s.state = 'sent'
            order by s.sent_at desc limit ${turnsKept})) t),
      'alreadySent', (
        select coalesce(json_agg(s.text), '[]') from (
          select s.text from conversations o join sends s on s.conversation_id = o.id
          where o.person_id = c.person_id and s.state in ('queued', 'sending', 'sent')
          order by s.queued_at desc limit ${sentKept}) s),
      'sending', exists (select 1 from sends s where s.conversation_id = c.id and s.state = 'sending')
    ) as claimed, ${relaxed} as relaxed
    from mine c join accounts a on a.id = c.account_id join brands b on b.id = a.brand_id
      join persons p on p.id = c.person_id`.execute(db)
  return new Map(rows.map(({ claimed }) => [String(claimed.id), read(claimed)]))
}

function read(row: Record<string, unknown>): Claimed {
  const raw = row as unknown as Omit<Claimed, 'mentions' | 'turns' | 'asked' | 'caseSince'> & {
    caseSince: string | null
    asked: (Omit<AskedOnce, 'at'> & { at: string })[]
    mentions: (Omit<OpenMention, 'heardAt'> & { heardAt: string })[]
    turns: { from: 'person' | 'brand'; text: string; at: string }[]
  }
  return {
    ...raw,
    account: { ...raw.account, policy: policyOn(Policy.parse(raw.account.policy), raw.account.channel) },
    mentions: raw.mentions.map((one) => ({
      ...one,
      heardAt: new Date(one.heardAt),
      classification: one.classification ? Classification.parse(one.classification) : null,
    })),
    turns: raw.turns.map((turn) => ({ ...turn, at: new Date(turn.at) })),
    caseSince: raw.caseSince === null ? null : new Date(raw.caseSince),
    asked: raw.asked.map((one) => ({
      ...one,
      // What was asked before this version kept neither.
      ...{ told: one.told ?? [], toldIn: one.toldIn ?? null },
      at: new Date(one.at),
    })),
  }
}

/** Gives conversations back that nothing was saved for. */
export async function releaseConversations(db: Db, ids: readonly string[], node: string): Promise<void> {
  await sql`update conversations set claimed_by = null, claimed_until = null
    where id = any(${ids}::bigint[]) and claimed_by = ${node}`.execute(db)
}

/** Which of these conversations there are. */
export async function findConversations(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('conversations').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}
