// What the town remembers, as the tables of store.ts hold it. Times are milliseconds since 1970; a flag is 0 or 1.

export interface Account {
  id: string
  /** `name`, or `name@their.server` for somebody who lives elsewhere. */
  handle: string
  name: string
  lang: string
  bot: number
  brand: number
  avatar: string
  colour: string
  created_at: number
  /** Kept, not counted: it is told with every status. */
  statuses_count: number
}

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

export interface Status {
  id: string
  account_id: string
  text: string
  spoiler: string
  lang: string | null
  visibility: Visibility
  in_reply_to_id: string | null
  in_reply_to_account_id: string | null
  created_at: number
  edited_at: number | null
  deleted_at: number | null
}

export type NotificationType = 'mention' | 'favourite' | 'follow'

export interface Notification {
  id: string
  /** Whom it tells. */
  account_id: string
  type: NotificationType
  from_id: string
  status_id: string | null
  created_at: number
}

export interface Token {
  token: string
  /** Null for a token that speaks for an app alone. */
  account_id: string | null
  client_id: string | null
  scopes: string
  fixed: number
  revoked: number
  created_at: number
}
