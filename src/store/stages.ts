import { sql } from 'kysely'
import type { Classification } from '../core/intent.ts'
import type { Json } from '../core/mention.ts'
import { canMove, ForbiddenMove, type Stage } from '../core/stage.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import { relaxed } from './relaxed.ts'

/** Who did something: the service itself, a colleague, or the person who wrote. */
export type Who = 'dajeong' | 'person' | `colleague:${string}`

/** One step of one mention. What is left out stays as it is. */
export interface Move {
  mentionId: string
  from: Stage
  to: Stage
  /** A stage that it passes on the way, in the same moment; the book shows both steps. */
  through?: { stage: Stage; why: string | null }
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
 * others are left alone, because somebody else was first. `again`: the step costs nothing to take again, so the commit need
 * not wait for the disk.
 * @returns the ids of the mentions that moved.
 * @throws ForbiddenMove when `core/stage.ts` does not allow a move; nothing is moved then.
 */
export async function moveMentions(
  db: Db,
  moves: readonly Move[],
  { again = false } = {},
): Promise<Set<string>> {
  if (moves.length === 0) return new Set()
  for (const { from, through, to } of moves) {
    if (through && !canMove(from, through.stage)) throw new ForbiddenMove(from, through.stage)
    if (!canMove(through?.stage ?? from, to)) throw new ForbiddenMove(through?.stage ?? from, to)
  }
  const ids = moves.map(({ mentionId }) => mentionId)
  const wanted = moves.map((move) => ({
    id: move.mentionId,
    from_stage: move.from,
    through: move.through?.stage ?? null,
    through_why: move.through?.why ?? null,
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
        id bigint, from_stage text, through text, through_why text, to_stage text, who text, why text, failed_at text,
        sets_draft boolean, draft_id bigint, classification jsonb, detail jsonb)
    ), locked as (
      -- In one order for everybody, so that two groups with the same mentions cannot wait for each other.
      select id from mentions where id = any(${ids}::bigint[]) order by id for update
    ), moved as (
      update mentions m set
        stage = w.to_stage, stage_at = now(), why = w.why, failed_at = w.failed_at,
        draft_id = case when w.sets_draft then w.draft_id else m.draft_id end,
        classification = coalesce(nullif(w.classification, 'null'::jsonb), m.classification)
      from locked join wanted w on w.id = locked.id
      where m.id = any(${ids}::bigint[]) and m.id = locked.id and m.stage = w.from_stage
      returning m.id, m.account_id, m.conversation_id, w.from_stage, w.through, w.through_why, w.to_stage, w.who, w.why, w.detail
    ), steps as (
      select id, account_id, conversation_id, who, 1 as step, from_stage, through as to_stage, through_why as why,
        null::jsonb as detail
      from moved where through is not null
      union all
      select id, account_id, conversation_id, who, 2, coalesce(through, from_stage), to_stage, why, detail from moved
    ), noted as (
      insert into events (who, kind, account_id, conversation_id, mention_id, from_stage, to_stage, why, detail)
      select who, 'stage', account_id, conversation_id, id, from_stage, to_stage, why, nullif(detail, 'null'::jsonb)
      from steps order by id, step
    )
    select id ${again ? sql`, ${relaxed} as relaxed` : sql``} from moved`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
