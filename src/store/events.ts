import type { Json } from '../core/mention.ts'
import { noteAudit } from './audit.ts'
import { toAudit } from './audited.ts'
import type { Db } from './db.ts'
import { toJsonb } from './jsonb.ts'
import type { Who } from './stages.ts'

/** Something that happened and is no change of a stage. */
export interface Note {
  who: Who
  kind: string
  why: string | null
  accountId?: string
  conversationId?: string
  mentionId?: string
  detail?: Json
}

/** Writes notes into the same book that holds every change of a stage; what the audit log is about, there too. */
export async function noteEvents(db: Db, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return
  const written = await db
    .insertInto('events')
    .values(
      notes.map((note) => ({
        who: note.who,
        kind: note.kind,
        // A sentence may quote what came, and PostgreSQL's text has no NUL.
        why: note.why?.replaceAll('\u0000', '\uFFFD') ?? null,
        account_id: note.accountId ?? null,
        conversation_id: note.conversationId ?? null,
        mention_id: note.mentionId ?? null,
        detail: note.detail === undefined ? null : toJsonb(note.detail),
      })),
    )
    .returning('id')
    .execute()
  await noteAudit(
    db,
    notes.flatMap((note, at) => toAudit(note, written[at]?.id ?? null) ?? []),
  )
}
