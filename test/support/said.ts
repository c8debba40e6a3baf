import type { HeardEvent, Mention } from '../../src/core/mention.ts'
import { type Hearer, type Ingested, ingest } from '../../src/flow/ingest.ts'
import type { Db } from '../../src/store/db.ts'

/** A mention as a channel would bring it; every field may be given. */
export function said(
  nativeId: string,
  more: Partial<Omit<Mention, 'author'>> & { by?: string } = {},
): Mention {
  const { by = 'anna', ...rest } = more
  const visibility = rest.visibility ?? 'public'
  return {
    nativeId,
    author: { nativeId: `u-${by}`, handle: by, name: by, bot: false },
    text: `${nativeId}라고 말했어요`,
    visibility,
    summoned: visibility === 'direct' ? 'direct' : 'mention',
    parent: null,
    thread: null,
    language: null,
    postedAt: '2026-11-22T10:00:00.000Z',
    url: null,
    ref: { note: nativeId },
    ...rest,
  }
}

export const edit = (nativeId: string, text: string): HeardEvent => ({
  kind: 'edited',
  mention: said(nativeId, { text }),
})
export const deletion = (nativeId: string): HeardEvent => ({ kind: 'deleted', nativeId })

/** What is counted when nothing happens. */
export const nothing: Ingested = { fresh: 0, repeated: 0, own: 0, edited: 0, deleted: 0, unreadable: 0 }

/** Ingests in one transaction, as a listener does. */
export function hear(
  db: Db,
  account: { id: string; nativeId: string; policy: { quietMs: number } },
  ...heard: (Mention | HeardEvent)[]
): Promise<Ingested> {
  const hearer: Hearer = { id: account.id, nativeId: account.nativeId, quietMs: account.policy.quietMs }
  const events = heard.map((one): HeardEvent => ('kind' in one ? one : { kind: 'mention', mention: one }))
  return db.transaction().execute((trx) =>
    ingest(
      trx,
      events.map((event) => ({ hearer, event })),
    ),
  )
}

/** What the store holds of a mention. */
export function mentionRow(db: Db, nativeId: string) {
  return db
    .selectFrom('mentions as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select([
      'm.id',
      'm.stage',
      'm.text',
      'm.why',
      'm.draft_id as draftId',
      'm.conversation_id as conversationId',
      'm.deleted_at as deletedAt',
      'm.edited_at as editedAt',
      'm.ref',
      'c.key',
      'c.version',
      'c.person_id as personId',
    ])
    .where('m.native_id', '=', nativeId)
    .executeTakeFirstOrThrow()
}
