import { createHash } from 'node:crypto'
import type { Arrived } from './activity.ts'

/** What remembers, for all nodes and across restarts, which activities were taken. */
export interface Seen {
  /** `first`: it is yours now. `underway`: somebody else has it. `done`: it was finished. @param until forgotten after that */
  take(key: string, until: Date): Promise<'first' | 'underway' | 'done'>
  /** It shall never be taken again. */
  finish(key: string): Promise<void>
  /** It failed; whoever comes next may take it. */
  release(key: string): Promise<void>
}

/**
 * What is the same when one activity is sent again, by its sender or by whoever caught it on its way, with the same token or a
 * newer one. An edited message has the id of the first, so what is neither a message nor a press is told apart by its time too.
 */
export function seenKey(activity: Arrived): string {
  const { channelId, conversation, type, name, id, timestamp, ...rest } = activity
  const time = type === 'message' || type === 'invoke' ? null : (timestamp ?? null)
  const which = id ? [id, time] : [null, timestamp ?? null, rest]
  return createHash('sha256')
    .update(JSON.stringify([channelId, conversation.id, type, name ?? null, ...which]))
    .digest('base64url')
}
