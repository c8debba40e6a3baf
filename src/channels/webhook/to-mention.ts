import { z } from 'zod'
import type { HeardEvent, Mention } from '../../core/mention.ts'
import type { WireEvent } from './wire.ts'

const Time = z.iso.datetime({ offset: true })
// Clocks differ by minutes; a time before the web is no time of a comment on it.
const aheadMs = 300_000
const earliest = Date.UTC(1990, 0, 1)

/** What stands beside the events: who the brand is there, and what time it is here. */
export interface Reading {
  brandHandle: string | null
  now: Date
  /** Told when a time cannot be true and the time of arrival was taken. */
  onWrongTime(id: string, said: string): void
}

/** The house's word for what a sender said; null for what the brand itself wrote. */
export function toHeardEvent(event: WireEvent, reading: Reading): HeardEvent | null {
  if (event.type === 'deleted') return { kind: 'deleted', nativeId: event.id }
  if (reading.brandHandle !== null && sameHandle(event.author.handle, reading.brandHandle)) return null
  return { kind: event.type, mention: toMention(event, reading) }
}

function toMention(event: Exclude<WireEvent, { type: 'deleted' }>, reading: Reading): Mention {
  const { author, visibility } = event
  const thread = event.thread ?? null
  return {
    nativeId: event.id,
    author: {
      nativeId: author.id,
      handle: author.handle ?? author.name,
      name: author.name,
      bot: author.bot ?? false,
    },
    text: event.text,
    visibility,
    summoned: visibility === 'direct' ? 'direct' : event.parent ? 'reply' : 'comment',
    parent: event.parent ?? null,
    thread,
    language: event.language ?? null,
    postedAt: timeOf(event, reading),
    url: event.url ?? null,
    ref: { thread },
  }
}

function timeOf(event: { id: string; postedAt?: string | null | undefined }, reading: Reading): string {
  const { now } = reading
  if (event.postedAt === undefined || event.postedAt === null) return now.toISOString()
  const at = Time.safeParse(event.postedAt).success ? Date.parse(event.postedAt) : Number.NaN
  if (at >= earliest && at <= now.getTime() + aheadMs) return new Date(at).toISOString()
  reading.onWrongTime(event.id, event.postedAt)
  return now.toISOString()
}

function sameHandle(handle: string | null | undefined, ours: string): boolean {
  const bare = (text: string) => text.replace(/^@/, '').toLowerCase()
  return handle !== null && handle !== undefined && bare(handle) === bare(ours)
}
