import type { EventEmitter } from 'node:events'
import type { Notification, Status } from './rows.ts'
import type { Store } from './store.ts'

/** What happened in the town, for those who watch it live. */
export interface Happenings {
  posted: [Status]
  edited: [Status]
  deleted: [Status]
  notified: [Notification]
}

/** What every part of the town is given. */
export interface Town {
  store: Store
  /** Milliseconds since 1970. */
  now(): number
  happenings: EventEmitter<Happenings>
  /** Where the town listens, without a slash at the end. */
  url(): string
  /** The host (and port) that a handle of the town would carry after its second @. */
  domain(): string
}
