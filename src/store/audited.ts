import type { Json } from '../core/mention.ts'
import type { AuditNote } from './audit.ts'
import type { Who } from './stages.ts'

interface Noted {
  who: Who
  kind: string
  why: string | null
  accountId?: string
  conversationId?: string
  detail?: Json
}

/** What the events of these kinds are done to; whatever else is noted stands in the book of events alone. */
const targets: Record<string, (detail: Record<string, Json>, note: Noted) => string | null> = {
  'account-added': (_, { accountId }) => `account:${accountId}`,
  'account-renewed': (_, { accountId }) => `account:${accountId}`,
  'account-paused': (_, { accountId }) => `account:${accountId}`,
  'account-resumed': (_, { accountId }) => `account:${accountId}`,
  'account-mode': (_, { accountId }) => `account:${accountId}`,
  'account-removed': (_, { accountId }) => `account:${accountId}`,
  'brand-named': ({ brandId }) => `brand:${brandId}`,
  'first-steps': ({ brandId }) => `brand:${brandId}`,
  knowledge: ({ name }) => (name === undefined ? null : `document:${name}`),
  'lesson-removed': ({ lesson }) => `lesson:${lesson}`,
  policy: () => 'policy',
  prompt: ({ name }) => `prompt:${name}`,
  'cases-overruled': ({ what, document }) =>
    document !== undefined ? `document:${document}` : what === 'policy' ? 'policy' : `prompt:${what}`,
  'case-added': ({ case: id }) => `case:${id}`,
  'case-changed': ({ case: id }) => `case:${id}`,
  'case-removed': ({ case: id }) => `case:${id}`,
  'sending-stopped': () => 'sending',
  'sending-resumed': () => 'sending',
  'persons-linked': ({ persons }) => `persons:${persons}`,
  'persons-unlinked': ({ persons }) => `persons:${persons}`,
  forgotten: ({ receipt }) => `receipt:${receipt}`,
  'saved-reply': ({ id }) => `saved-reply:${id}`,
}

/** What the audit log says of an event; null when it is none of its business. */
export function toAudit(
  note: Noted,
  eventId: string | null,
): (AuditNote & { accountId?: string; eventId?: string | null }) | null {
  const detail = (
    note.detail !== undefined &&
    note.detail !== null &&
    typeof note.detail === 'object' &&
    !Array.isArray(note.detail)
      ? note.detail
      : {}
  ) as Record<string, Json>
  const { brandId = null, before, after, ...rest } = detail
  const about = {
    who: note.who,
    why: note.why,
    brandId: brandId === null ? null : String(brandId),
    ...(note.accountId === undefined ? {} : { accountId: note.accountId }),
  }
  // The reason may name the person, who can be forgotten, and the log forgets nothing. So it is read from the event.
  if (note.kind === 'decision' && Array.isArray(detail.overruled))
    return {
      ...{ ...about, why: null, eventId, what: 'overruled' },
      ...{ target: `conversation:${note.conversationId}`, after: rest },
    }
  const target = targets[note.kind]?.(detail, note)
  if (target === undefined) return null
  return {
    ...about,
    what: note.kind,
    target,
    ...(before === undefined ? {} : { before }),
    after: after ?? rest,
  }
}
