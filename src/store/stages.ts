import { sql } from 'kysely'
import type { Classification } from '../core/intent.ts'
import type { Json } from '../core/mention.ts'
import { canMove, ForbiddenMove, type Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** Who did something: the service itself, a colleague, or the person who wrote. */
export type Who = 'dajeong' | 'person' | `colleague:${string}`

/** One step of one mention. What is left out stays as it is. */
export interface Move {
  mentionId: string
  from: Stage
  to: Stage
  who: Who
  why: string | null
  /** The draft that answers it from now on; null takes it away. */
  draftId?: string | null
  classification?: Classification
  /** With `to: 'failed'`: where a retry goes on. */
  failedAt?: Stage
  detail?: Json
}

/**
 * The only writer of a stage. Each move that still finds its mention in `from` is made and written down as an event; the
 * others are left alone, because somebody else was first.
 * @returns the ids of the mentions that moved.
 * @throws ForbiddenMove when `core/stage.ts` does not allow a move; nothing is moved then.
 */
export async function moveMentions(db: Db, moves: readonly Move[]): Promise<Set<string>> {
  if (moves.length === 0) return new Set()
  for (const { from, to } of moves) if (!canMove(from, to)) throw new ForbiddenMove(from, to)
  const wanted = moves.map((move) => ({
    id: move.mentionId,
    from_stage: move.from,
    to_stage: move.to,
    who: move.who,
    why: move.why,
    failed_at: move.failedAt ?? null,
    sets_draft: move.draftId !== undefined,
    draft_id: move.draftId ?? null,
    classification: move.classification ?? null,
    detail: move.detail ?? null,
  }))
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${toJsonb(wanted)}::jsonb) as w(
        id bigint, from_stage text, to_stage text, who text, why text, failed_at text,
        sets_draft boolean, draft_id bigint, classification jsonb, detail jsonb)
    ), locked as (
      -- In one order for everybody, so that two groups with the same mentions cannot wait for each other.
      select m.id from mentions m join wanted w on w.id = m.id order by m.id for update of m
    ), moved as (
      update mentions m set
        stage = w.to_stage, stage_at = now(), why = w.why, failed_at = w.failed_at,
        draft_id = case when w.sets_draft then w.draft_id else m.draft_id end,
        classification = coalesce(nullif(w.classification, 'null'::jsonb), m.classification)
      from locked join wanted w on w.id = locked.id where m.id = locked.id and m.stage = w.from_stage
      returning m.id, m.account_id, m.conversation_id, w.from_stage, w.to_stage, w.who, w.why, w.detail
    ), noted as (
      insert into events (who, kind, account_id, conversation_id, mention_id, from_stage, to_stage, why, detail)
      select who, 'stage', account_id, conversation_id, id, from_stage, to_stage, why, nullif(detail, 'null'::jsonb)
      from moved order by id
    )
    select id from moved`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
