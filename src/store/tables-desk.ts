import type { Generated } from 'kysely'
import type { Feeling, Intent, Language, Urgency } from '../core/intent.ts'
import type { Json, Visibility } from '../core/mention.ts'
import type { Role } from '../core/rights.ts'
import type { Counter, Id, J, MaybeJ, MaybeTime, Ref, Time } from './columns.ts'

/** What the desk keeps besides what was said and answered. */
export interface DeskTables {
  memberships: { id: Id; colleague_id: Ref; brand_id: string | null; role: Role; since: Time }
  audit: {
    id: Id
    at: Time
    who: string
    what: string
    brand_id: string | null
    target: string | null
    colleague_id: string | null
    before: MaybeJ<Json>
    after: MaybeJ<Json>
    why: string | null
    address: string | null
    user_agent: string | null
    event_id: string | null
  }
  /** `expire` in milliseconds of UNIX time, as rate-limiter-flexible writes it. */
  bot_seen: { key: string; taken_at: Time; done: Generated<boolean>; until: Time }
  tries: { key: string; points: number; expire: string | null }
  password_links: {
    token_hash: string
    colleague_id: Ref
    kind: 'invitation' | 'reset'
    drops_two_factor: Generated<boolean>
    made_by: string
    created_at: Time
    expires_at: Time
  }
  queue: {
    conversation_id: Ref
    account_id: Ref
    brand_id: Ref
    visibility: Visibility
    to_approve: boolean
    with_person: boolean
    failed: boolean
    sent: boolean
    open: boolean
    held_by: string | null
    last_id: Ref
    heard_at: Time
    opened_at: MaybeTime
    due_at: Time
    promised: number | null
    urgency: Urgency
    feeling: Feeling
    intent: Intent | null
    language: Language | null
    findings: string[]
    waits_until: MaybeTime
    closed_after: string | null
    assignee_id: string | null
    assigned_at: MaybeTime
    arrived: boolean
    unsearched: Generated<boolean>
  }
  search_texts: { conversation_id: Ref; pairs: string[] }
  availabilities: {
    colleague_id: Ref
    available: boolean
    capacity: number
    given_at: Time
    since: Time
  }
  notes: { id: Id; conversation_id: Ref; colleague_id: string | null; text: string; at: Time }
  person_links: {
    one_id: Ref
    other_id: Ref
    reason: string
    colleague_id: string | null
    at: Time
  }
  erasures: {
    id: Id
    brand_id: Ref
    at: Time
    by: string
    because: string
    rows: J<Record<string, number>>
    hash: string
  }
  presences: { conversation_id: Ref; colleague_id: Ref; doing: 'looking' | 'typing'; seen_at: Time }
  note_mentions: { note_id: Ref; colleague_id: Ref; read_at: MaybeTime }
  saved_replies: {
    id: Id
    brand_id: Ref
    name: string
    language: Language
    text: string
    author_id: string | null
    changed_at: Time
    removed_at: MaybeTime
  }
  saved_reply_versions: {
    id: Id
    reply_id: Ref
    name: string
    language: Language
    text: string
    author: string
    reason: string | null
    at: Time
  }
  two_factors: {
    colleague_id: Ref
    secret_sealed: Buffer
    begun_at: Time
    confirmed_at: MaybeTime
    last_step: Counter
    backup_hashes: Generated<string[]>
  }
  identities: { issuer: string; subject: string; colleague_id: Ref; since: Time }
  policy_versions: {
    id: Id
    brand_id: Ref
    policy: J<Json>
    hash: string
    author: string
    reason: string
    at: Time
    live: Generated<boolean>
  }
  cases: {
    id: Id
    brand_id: Ref
    name: string
    message: string
    channel: string
    visibility: Visibility
    language: Language
    must: J<Json>
    conversation_id: string | null
    author: string
    at: Time
  }
  draft_changes: { draft_id: Ref; changed: number }
}
