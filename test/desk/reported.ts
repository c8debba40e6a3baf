import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Feeling, Urgency } from '../../src/core/intent.ts'
import type { CountedIntent } from '../../src/core/report.ts'
import type { Stage } from '../../src/core/stage.ts'
import type { Db } from '../../src/store/db.ts'
import { hashText } from '../../src/store/drafts.ts'

/** A message with what became of it; times in seconds after it was heard. */
export interface Told {
  at: string
  text?: string
  intent?: CountedIntent
  topic?: string
  urgency?: Urgency
  feeling?: Feeling
  person?: string
  name?: string
  /** Goes on in the conversation of an earlier message. */
  in?: string
  stage?: Stage
  drafted?: number
  draft?: string
  writer?: 'plain' | 'model'
  madeFrom?: object
  costMicros?: number
  /** What a colleague made of the draft; without `drafted` they wrote it by hand. */
  edited?: string
  approved?: number
  by?: string
  sent?: number
  refusedBy?: string
  readingMicros?: number
  deleted?: boolean
}

export interface TellTools {
  /** @returns the ids of the message and of its conversation. */
  tell(one: Told): Promise<{ id: string; conversationId: string }>
}

/** Writes messages into the store as if they had been heard and answered at the times that a test wants. */
export function makeTold(db: Db, accountId: string): TellTools {
  return {
    async tell(one) {
      const {
        intent = 'question',
        person = 'hana',
        stage = one.sent === undefined ? 'waiting' : 'sent',
      } = one
      const personId = await personOf(person, one.name ?? person)
      const conversationId = one.in ?? (await conversationOf(personId))
      const later = (seconds: number) => sql`${one.at}::timestamptz + ${seconds} * interval '1 second'`
      const draft = async (text: string, at: number, more: Record<string, unknown>) => {
        const made = await db
          .insertInto('drafts')
          .values({
            ...{ conversation_id: conversationId, conversation_version: '1', text, hash: hashText(text) },
            ...{ edited_from: null, author_id: null, model: null, fell_back: null },
            ...{ language: 'ko', writer: one.writer ?? 'plain', findings: '[]', state: 'approved' },
            made_from: JSON.stringify(one.madeFrom ?? { phrases: 'ko', version: 'abcdef0123', cites: [] }),
            created_at: sql<Date>`${later(at)}`,
            cost_micros: one.costMicros ?? 0,
            tokens_in: one.writer === 'model' ? 100 : 0,
            tokens_out: one.writer === 'model' ? 10 : 0,
            ...more,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        return made.id
      }
      let draftId: string | null = null
      if (one.drafted !== undefined)
        draftId = await draft(one.draft ?? '방금 출발했어요!', one.drafted, {
          state: one.edited !== undefined ? 'edited' : one.refusedBy ? 'refused' : 'approved',
        })
      if (one.edited !== undefined)
        draftId = await draft(one.edited, (one.drafted ?? 0) + 1, {
          ...{ writer: 'colleague', made_from: '{"cites":[]}', cost_micros: 0, tokens_in: 0, tokens_out: 0 },
          edited_from: draftId,
        })
      const reading = {
        intent,
        topic: one.topic ?? null,
        urgency: one.urgency ?? 'normal',
        feeling: one.feeling ?? 'calm',
        costMicros: one.readingMicros ?? 0,
      }
      const { rows } = await sql<{ id: string }>`
        insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot, ref,
          classification, draft_id, posted_at, heard_at, deleted_at)
        values (${accountId}, ${randomUUID()}, ${conversationId}, ${personId}, ${stage}, ${one.text ?? '배송 언제 와요?'}, 'public',
          'mention', false, '{}', ${intent === 'unread' ? null : JSON.stringify(reading)}::jsonb, ${draftId}, ${one.at}, ${one.at},
          ${one.deleted ? one.at : null})
        returning id::text`.execute(db)
      const id = rows[0]?.id as string
      const text = one.edited ?? one.draft ?? '방금 출발했어요!'
      if (one.approved !== undefined && draftId)
        await sql`insert into sends (id, account_id, conversation_id, mention_id, draft_id, approved_by, text, hash, language, state,
            queued_at, sent_at)
          values (${randomUUID()}, ${accountId}, ${conversationId}, ${id}, ${draftId}, ${one.by ?? null}, ${text}, ${hashText(text)},
            'ko', ${one.sent === undefined ? 'queued' : 'sent'}, ${later(one.approved)},
            ${one.sent === undefined ? sql`null` : later(one.sent)})`.execute(db)
      if (one.refusedBy)
        await sql`insert into events (who, kind, account_id, conversation_id, detail, at)
          values (${`colleague:${one.refusedBy}`}, 'decision', ${accountId}, ${conversationId},
            ${JSON.stringify({ decision: 'refused', draftId })}::jsonb, ${one.at})`.execute(db)
      return { id, conversationId }
    },
  }

  async function personOf(nativeId: string, name: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      insert into persons (account_id, native_id, handle, name) values (${accountId}, ${nativeId}, ${`@${nativeId}@town.example`}, ${name})
      on conflict (account_id, native_id) do update set name = excluded.name returning id::text`.execute(db)
    return rows[0]?.id as string
  }

  async function conversationOf(personId: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      insert into conversations (account_id, person_id, key, visibility)
      values (${accountId}, ${personId}, ${randomUUID()}, 'public') returning id::text`.execute(db)
    return rows[0]?.id as string
  }
}
