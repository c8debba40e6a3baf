import { setTimeout as pause } from 'node:timers/promises'
import type { Account, Heard } from '../../src/channels/channel.ts'
import { HeardEvent, type Json, type Mention } from '../../src/core/mention.ts'
import type { World } from './world.ts'

/** Stands in for the store: keeps events and cursor together, as JSON, exactly when `hear` resolves. */
export interface Ears {
  events: HeardEvent[]
  cursor: Json | null
  mentions(): Mention[]
  /** Waits until something heard fits; the test's own time-out is the limit. */
  until<T>(look: (ears: Ears) => T | undefined | false | null): Promise<T>
  /** How often the channel said that nothing is missing. */
  upToDate: number
  /** How listening ended, once it has. */
  ended: Promise<void>
  stop(): Promise<void>
}

export interface EarsOptions {
  cursor?: Json | null
  /** Runs before anything is kept; a throw is a store that failed. */
  beforeKeeping?(heard: Heard): void
}

/** Starts to listen the way the channel can, by `listen` or by feeding its webhook, and returns at once. */
export async function openEars(world: World, options: EarsOptions = {}): Promise<Ears> {
  const account = world.open()
  const stop = new AbortController()
  const ears: Ears = {
    events: [],
    cursor: options.cursor ?? null,
    mentions: () => ears.events.flatMap((event) => (event.kind === 'mention' ? [event.mention] : [])),
    until: async (look) => {
      for (;;) {
        const found = look(ears)
        if (found !== undefined && found !== false && found !== null) return found
        await pause(10)
      }
    },
    upToDate: 0,
    ended: Promise.resolve(),
    stop: async () => {
      stop.abort()
      await ears.ended
    },
  }
  const hear = async (heard: Heard) => {
    options.beforeKeeping?.(heard)
    const kept = JSON.parse(JSON.stringify(heard)) as Heard
    ears.events.push(...kept.events.map((event) => HeardEvent.parse(event)))
    if (kept.cursor !== null) ears.cursor = kept.cursor
  }
  ears.ended = account.listen
    ? account.listen({
        identity: await account.check(stop.signal),
        cursor: ears.cursor,
        hear,
        upToDate: () => {
          ears.upToDate += 1
        },
        signal: stop.signal,
      })
    : takeDeliveries(world, account, hear, stop.signal)
  // A listener that is refused is looked at through `ended`; until then it must not end the test run.
  ears.ended.catch(() => {})
  return ears
}

async function takeDeliveries(
  world: World,
  account: Account,
  hear: (heard: Heard) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const request of (await world.deliveries?.()) ?? []) {
      await hear({ events: account.webhook?.(request) ?? [], cursor: null })
    }
    await pause(10)
  }
}
