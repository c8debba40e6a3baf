import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { HeardEvent } from '../../core/mention.ts'
import { ChannelError, type ChannelTools, type ListenOptions } from '../channel.ts'
import { makeMessageEar } from './hear-messages.ts'
import { makePostEar, startPosts } from './hear-posts.ts'
import type { Client } from './session.ts'

/** How often the network is asked, in milliseconds. */
export interface Rhythm {
  /** While something comes in. */
  fastestMs: number
  /** When nothing has come for a while. */
  slowestMs: number
  /** Between two deep looks for notifications that appeared further back. */
  deepMs: number
  /** Between two tries to reach a chat service that refused us. */
  chatAgainMs: number
}

export const usualRhythm: Rhythm = {
  fastestMs: 2_000,
  slowestMs: 30_000,
  deepMs: 10 * 60_000,
  chatAgainMs: 10 * 60_000,
}

const Cursor = z.object({ since: z.iso.datetime(), at: z.iso.datetime(), chat: z.string().nullable() })
type Cursor = z.infer<typeof Cursor>

/** Reads public notifications and direct messages in turn; trouble with the one does not stop the other. */
export async function listen(
  client: Client,
  proxy: string,
  options: ListenOptions,
  tools: ChannelTools,
  rhythm: Rhythm,
): Promise<void> {
  const { identity, hear, signal } = options
  const posts = makePostEar(client, identity, tools)
  const messages = makeMessageEar(client, identity, proxy)
  const postPause = makePause(tools, rhythm, 'public posts')
  const chatPause = makePause(tools, rhythm, 'direct messages')
  let cursor = readCursor(options.cursor, tools)
  let deepAt = 0
  let delay = rhythm.fastestMs

  /** A new account begins at now with both; what comes after its first cursor is kept is never missed. */
  async function begin(): Promise<Cursor> {
    const start = await startPosts(client, tools.now(), signal)
    let chat: string | null = null
    const startChat = async () => {
      chat = (await messages.hear(null, signal)).cursor
      return []
    }
    await chatPause.run(startChat, 'wait')
    const first = { ...start, chat }
    await hear({ events: [], cursor: first })
    return first
  }

  async function hearPosts(): Promise<HeardEvent[]> {
    cursor ??= await begin()
    const now = tools.now().getTime()
    const deep = now >= deepAt
    // The network lets a token read on for hours after the account was closed or its password withdrawn.
    if (deep && deepAt > 0) await client.renew()
    const heard = await posts.hear(cursor, deep, signal)
    if (deep) deepAt = now + rhythm.deepMs
    cursor = { ...heard.cursor, chat: cursor.chat }
    return heard.events
  }

  async function hearMessages(): Promise<HeardEvent[]> {
    if (!cursor) return []
    const heard = await messages.hear(cursor.chat, signal)
    cursor = { ...cursor, chat: heard.cursor }
    return heard.events
  }

  while (!signal.aborted) {
    const before: Cursor | null = cursor
    const events: HeardEvent[] = []
    try {
      events.push(...(await postPause.run(hearPosts, 'throw')))
      events.push(...(await chatPause.run(hearMessages, 'wait')))
    } catch (error) {
      if (signal.aborted) return
      throw error
    }
    if (cursor && (events.length > 0 || !isSame(cursor, before))) await hear({ events, cursor })
    if (cursor && postPause.isWell() && chatPause.isWell()) options.upToDate?.()
    delay = events.length > 0 ? rhythm.fastestMs : Math.min(delay * 1.5, rhythm.slowestMs)
    await sleep(delay, undefined, { signal }).catch(() => undefined)
  }
}

/** Rides out the hiccups of one half: skips it until its time has come, and says once that it fails. */
function makePause(tools: ChannelTools, rhythm: Rhythm, what: string) {
  let until = 0
  let failures = 0
  let told = ''
  let well = false

  return {
    /** The last look succeeded, or was refused for good, which is how the account is and no trouble of ours. */
    isWell: () => well,
    async run(work: () => Promise<HeardEvent[]>, whenRefused: 'throw' | 'wait'): Promise<HeardEvent[]> {
      const now = tools.now().getTime()
      if (now < until) return []
      try {
        const events = await work()
        if (told !== '') tools.log('info', `Bluesky: ${what} can be read again.`)
        until = 0
        failures = 0
        well = true
        told = ''
        return events
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error
        const isHiccup = error.kind === 'busy' || error.kind === 'network'
        if (!isHiccup && whenRefused === 'throw') throw error
        failures += 1
        well = !isHiccup
        const wait = isHiccup
          ? Math.min(rhythm.fastestMs * 2 ** Math.min(failures, 8), rhythm.slowestMs)
          : rhythm.chatAgainMs
        until = Math.max(now + wait, error.retryAt?.getTime() ?? 0)
        if (told !== error.kind) tools.log('warn', `Bluesky: ${what} cannot be read: ${error.message}`)
        told = error.kind
        return []
      }
    },
  }
}

function readCursor(stored: unknown, tools: ChannelTools): Cursor | null {
  if (stored === null) return null
  const read = Cursor.safeParse(stored)
  if (read.success) return read.data
  tools.log('warn', 'The stored place in the Bluesky notifications is unreadable; listening starts at now.')
  return null
}

function isSame(one: Cursor, other: Cursor | null): boolean {
  return one.since === other?.since && one.at === other.at && one.chat === other.chat
}
