import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Decision } from '../core/decide.ts'
import type { Finding, Written } from '../core/draft.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'

/** What an approval is for: this text to the letter, in NFC. SHA-256, hex. */
export function hashText(text: string): string {
  return createHash('sha256').update(text.normalize('NFC'), 'utf8').digest('hex')
}

export interface NewDraft {
  conversationId: string
  version: string
  written: Written
  findings: readonly Finding[]
  decision: Decision | null
  editedFrom: string | null
  authorId: string | null
}

/** Stores drafts, each the current one of its conversation. @returns conversation id → draft id. */
export async function insertDrafts(db: Db, drafts: readonly NewDraft[]): Promise<Map<string, string>> {
  if (drafts.length === 0) return new Map()
  const wanted = drafts.map((draft) => ({
    conversation_id: draft.conversationId,
    conversation_version: draft.version,
    edited_from: draft.editedFrom,
    author_id: draft.authorId,
    text: draft.written.text,
    hash: hashText(draft.written.text),
    language: draft.written.language,
    writer: draft.written.writer,
    model: draft.written.model,
    made_from: { ...draft.written.madeFrom, cites: draft.written.cites },
    inputs: draft.written.inputs,
    fell_back: draft.written.fellBack,
    tokens_in: draft.written.tokensIn,
    tokens_out: draft.written.tokensOut,
    cost_micros: draft.written.costMicros,
    findings: draft.findings,
    decision: draft.decision,
  }))
  const { rows } = await sql<{ id: string; conversation_id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${toJsonb(wanted)}::jsonb) as w(
        conversation_id bigint, conversation_version bigint, edited_from bigint, author_id bigint, text text, hash text,
        language text, writer text, model text, made_from jsonb, inputs jsonb, fell_back text, tokens_in int, tokens_out int,
        cost_micros bigint, findings jsonb, decision jsonb)
    )
    insert into drafts (conversation_id, conversation_version, edited_from, author_id, text, hash, language, writer, model,
      made_from, inputs, fell_back, tokens_in, tokens_out, cost_micros, findings, decision)
    select conversation_id, conversation_version, edited_from, author_id, text, hash, language, writer, model,
      made_from, nullif(inputs, 'null'::jsonb), fell_back, tokens_in, tokens_out, cost_micros, findings, nullif(decision, 'null'::jsonb)
    from wanted returning id, conversation_id`.execute(db)
  return new Map(rows.map((row) => [row.conversation_id, row.id]))
}

export async function setDraftState(
  db: Db,
  id: string,
  state: 'overtaken' | 'edited' | 'refused' | 'approved',
): Promise<void> {
  await db.updateTable('drafts').set({ state }).where('id', '=', id).execute()
}
