import type { Generated } from 'kysely'
import type { Json } from '../core/mention.ts'
import type { Counter, J, MaybeTime, Ref, Time } from './columns.ts'

/** What our own chat window and the bot keep. */
export interface ChatTables {
  chats: {
    id: string
    account_id: Ref
    visitor: string
    name: Generated<string>
    last_seq: Counter
    busy_until: Time
    busy_by: string | null
    created_at: Time
  }
  chat_activities: {
    chat_id: string
    seq: Counter
    key: string
    from_visitor: boolean
    activity: J<{ [key: string]: Json }>
    handled_at: MaybeTime
    tries: Generated<number>
    at: Time
  }
  bot_state: {
    key: string
    account_id: string | null
    person: string | null
    state: J<Json>
    etag: Counter
    changed_at: Time
  }
  ratings: {
    conversation_id: Ref
    closed_after: Ref
    asked_at: MaybeTime
    again_at: MaybeTime
    score: number | null
    words: string | null
    rated_at: MaybeTime
  }
}
