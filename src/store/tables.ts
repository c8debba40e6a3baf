import type { Generated, JSONColumnType } from 'kysely'
import type { Correction } from '../core/correction.ts'
import type { Decision } from '../core/decide.ts'
import type { Finding } from '../core/draft.ts'
import type { Classification, Intent, Language } from '../core/intent.ts'
import type { Json, Summoned, Visibility } from '../core/mention.ts'
import type { AskedOnce } from '../core/missing.ts'
import type { Mode } from '../core/policy.ts'
import type { Stage } from '../core/stage.ts'
import type { Counter, Id, J, MaybeJ, MaybeTime, Ref, Time } from './columns.ts'
import type { ChatTables } from './tables-chat.ts'
import type { DeskTables } from './tables-desk.ts'

export interface Tables extends DeskTables, ChatTables {
  brands: {
    id: Id
    name: string
    policy: J<Record<string, Json>>
    created_at: Time
    stopped_at: MaybeTime
    stopped_by: string | null
    stopped_why: string | null
    named_at: MaybeTime
    steps_away_at: MaybeTime
  }
  colleagues: {
    id: Id
    email: string
    name: string
    password_hash: string
    must_change: Generated<boolean>
    created_at: Time
  }
  sign_ins: {
    id: Id
    token_hash: string
    colleague_id: Ref
    created_at: Time
    expires_at: Time
    seen_at: Time
    address: string | null
    user_agent: string | null
  }
  accounts: {
    id: Id
    brand_id: Ref
    channel: string
    native_id: string
    handle: string
    name: string
    mode: Generated<Mode>
    state: Generated<'active' | 'paused' | 'refused'>
    state_why: string | null
    settings_sealed: Buffer
    cursor: MaybeJ<Json>
    pace: MaybeJ<Json>
    lease_node: string | null
    lease_until: Time
    lease_epoch: Counter
    heard_at: MaybeTime
    listened_at: MaybeTime
    proven_at: MaybeTime
    created_at: Time
  }
  persons: {
    id: Id
    account_id: Ref
    native_id: string
    handle: string
    name: string
    everywhere: string | null
    first_heard_at: Time
  }
  conversations: {
    id: Id
    account_id: Ref
    person_id: Ref
    key: string
    visibility: Visibility
    version: Counter
    held_by: string | null
    held_at: MaybeTime
    answers: Generated<number>
    heard_at: Time
    snoozed_until: MaybeTime
    guidance: string | null
    asked: J<(Omit<AskedOnce, 'at'> & { at: string })[]>
    case_since: MaybeTime
    leased_by: string | null
    lease_until: MaybeTime
    claimed_by: string | null
    claimed_until: MaybeTime
  }
  drafts: {
    id: Id
    conversation_id: Ref
    conversation_version: Counter
    edited_from: string | null
    author_id: string | null
    text: string
    hash: string
    language: 'ko' | 'en'
    writer: 'plain' | 'model' | 'colleague'
    model: string | null
    made_from: J<Record<string, Json>>
    inputs: MaybeJ<Json>
    fell_back: string | null
    tokens_in: Generated<number>
    tokens_out: Generated<number>
    cost_micros: Counter
    findings: J<Finding[]>
    decision: MaybeJ<Decision>
    state: Generated<'current' | 'overtaken' | 'edited' | 'refused' | 'approved'>
    created_at: Time
  }
  mentions: {
    id: Id
    account_id: Ref
    native_id: string
    conversation_id: Ref
    person_id: Ref
    stage: Stage
    stage_at: Time
    failed_at: Stage | null
    why: string | null
    text: string
    visibility: Visibility
    summoned: Summoned
    bot: boolean
    parent: string | null
    language: string | null
    url: string | null
    ref: J<Json>
    classification: MaybeJ<Classification>
    draft_id: string | null
    posted_at: Time
    heard_at: Time
    edited_at: MaybeTime
    deleted_at: MaybeTime
  }
  sends: {
    id: string
    account_id: Ref
    conversation_id: Ref
    mention_id: Ref
    draft_id: Ref
    approved_by: string | null
    text: string
    hash: string
    language: string
    state: Generated<'queued' | 'sending' | 'sent' | 'failed' | 'voided'>
    prepared: MaybeJ<Json>
    attempts: Generated<number>
    epoch: string | null
    queued_at: Time
    not_before: MaybeTime
    tried_at: MaybeTime
    sent_at: MaybeTime
    native_id: string | null
    url: string | null
    ref: MaybeJ<Json>
    error: string | null
  }
  events: {
    id: Id
    at: Time
    who: string
    kind: string
    account_id: string | null
    conversation_id: string | null
    mention_id: string | null
    from_stage: Stage | null
    to_stage: Stage | null
    why: string | null
    detail: MaybeJ<Json>
  }
  inbox: { id: Id; account_id: Ref; event: JSONColumnType<object>; received_at: Time }
  nodes: { id: string; pools: Generated<string[]>; started_at: Time; seen_at: Time }
  spending: {
    brand_id: Ref
    day: string
    tokens_in: Counter
    tokens_out: Counter
    cost_micros: Counter
  }
  corrections: {
    id: Id
    brand_id: Ref
    mention_id: Ref
    text: string
    language: Language
    labels: J<Correction>
    was: MaybeJ<Classification>
    colleague_id: string | null
    at: Time
  }
  triage_versions: {
    id: Id
    made_at: Time
    made_by: string
    weights: Buffer
    figures: J<Json>
    live: Generated<boolean>
    note: string | null
  }
  documents: {
    id: Id
    brand_id: Ref
    name: string
    version: string
    language: 'ko' | 'en'
    title: string
    valid_from: string | null
    valid_until: string | null
    hash: string
    added_by: string
    added_at: Time
    removed_at: MaybeTime
    reason: string | null
    ending: string | null
    back_to: string | null
    removed_by: string | null
    removed_reason: string | null
    replaced_by: string | null
  }
  passages: {
    id: Id
    document_id: Ref
    key: string
    place: number
    heading: string
    text: string
    language: 'ko' | 'en'
    version: string
    valid_from: string | null
    valid_until: string | null
    terms: string[]
    times: number[]
    length: number
    vector: number[] | null
    vector_model: string | null
  }
  passage_terms: { brand_id: Ref; term: string; passage_id: Ref; times: number; length: number }
  term_counts: { brand_id: Ref; term: string; passages: number }
  passage_counts: { brand_id: Ref; language: string; passages: number; length: Counter }
  prompt_texts: { hash: string; name: string; source: string; first_at: Time }
  prompt_versions: {
    id: Id
    brand_id: Ref
    name: string
    hash: string
    author: string
    reason: string
    at: Time
    live: Generated<boolean>
  }
  person_wishes: {
    id: Id
    brand_id: Ref
    channel: string
    native_id: string
    wish: 'person' | 'silence'
    said: string
    mention_id: string | null
    since: Time
    ended_at: MaybeTime
    ended_by: string | null
  }
  lessons: {
    id: Id
    brand_id: Ref
    account_id: Ref
    draft_id: Ref
    kind: 'approved' | 'edited' | 'refused'
    reason: 'fact' | 'tone' | 'policy' | 'length' | 'other' | null
    note: string | null
    language: Language
    intent: Intent
    visibility: Visibility
    message: string
    draft: string
    reply: string | null
    overruled: Generated<boolean>
    colleague_id: string | null
    at: Time
  }
  summaries: {
    conversation_id: Ref
    version: Counter
    text: string
    language: Language
    writer: 'plain' | 'model'
    made_from: J<Record<string, Json>>
    cost_micros: Counter
    at: Time
  }
  document_sources: { brand_id: Ref; hash: string; bytes: Buffer }
}
