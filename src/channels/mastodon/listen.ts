import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { ChannelError, type ChannelTools, type ListenOptions } from '../channel.ts'
import type { Client } from './client.ts'
import { beginning, Cursor, findLatest, findMissing, type Kept } from './cursor.ts'
import { type Inbox, makeInbox } from './inbox.ts'
import { keepStream } from './stream.ts'
import { retryDelay, type Timing } from './timing.ts'
import { WireNotification } from './wire.ts'

// So many frames wait before the stream is made to.
const manyFrames = 500
const Page = z.array(z.unknown())

export interface ListenTools {
  client: Client
  findStream(signal: AbortSignal): Promise<URL>
  timing: Timing
  now(): Date
  log: ChannelTools['log']
}

/**
 * Listens by stream, with polls as the net under it: at every turn of the stream and every so often, from the cursor.
 * At the very first start it begins at the newest notification, so that history is not answered.
 *
 * The polls also see edits and deletions of the last 40 mentions. What nothing sees is an edit of an older one while
 * the stream was away, or on a server that does not tell us; its deletion shows when the answer is sent, as `gone`.
 * @throws ChannelError `auth` when the network refuses us; whatever `hear` threw when something could not be kept
 */
export async function listen(tools: ListenTools, options: ListenOptions): Promise<void> {
  const { signal } = options
  const stop = new AbortController()
  const giveUp = () => stop.abort()
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) stop.abort()
  const bell = makeBell()
  let isOpen = false
  let streaming: Promise<void> = Promise.resolve()
  let inbox: Inbox | undefined
  try {
    const opened = await open(tools, options, stop.signal)
    if (!opened) return
    inbox = opened
    streaming = keepStream({
      findUrl: () => tools.findStream(stop.signal),
      token: tools.client.settings.token,
      timing: tools.timing,
      signal: stop.signal,
      log: tools.log,
      onFrame: opened.takeFrame,
      isFull: () => opened.waiting() > manyFrames,
      onTurn: (open) => {
        isOpen = open
        bell.ring()
      },
    })
    const polling = riding(tools, stop.signal, bell, async () => {
      await poll(tools.client, opened, stop.signal)
      options.upToDate?.()
      const every = isOpen ? tools.timing.pollMs : tools.timing.alonePollMs
      return { again: every * (0.8 + Math.random() * 0.4) }
    })
    await Promise.race([polling, opened.broken])
  } finally {
    stop.abort()
    signal.removeEventListener('abort', giveUp)
    await streaming
    await inbox?.settled()
  }
}

/** Finds the cursor, and at the first start keeps it, before anything is heard. Undefined when it was stopped before. */
async function open(
  tools: ListenTools,
  options: ListenOptions,
  signal: AbortSignal,
): Promise<Inbox | undefined> {
  const stored = Cursor.safeParse(options.cursor)
  if (stored.success) return makeInbox(options, stored.data, tools.log)
  let first: Cursor | undefined
  await riding(tools, signal, makeBell(), async () => {
    const page = await tools.client.get(notifications('limit=1'), Page, signal)
    const ids = page.flatMap((raw) => WireNotification.safeParse(raw).data?.id ?? [])
    first = { minId: findLatest(ids) ?? beginning, recent: [] }
    return 'done'
  })
  if (!first) return undefined
  await options.hear({ events: [], cursor: first })
  return makeInbox(options, first, tools.log)
}

/** Reads on from the cursor until there is nothing that is not known. */
async function poll(client: Client, inbox: Inbox, signal: AbortSignal): Promise<void> {
  let from = inbox.cursor().minId
  for (let isFirst = true; ; isFirst = false) {
    const path = notifications(`limit=80&min_id=${encodeURIComponent(from)}`)
    const before = inbox.cursor()
    const page = await client.get(path, Page, signal)
    const ids = page.flatMap((raw) => WireNotification.safeParse(raw).data?.id ?? [])
    if (isFirst) await lookAfter(client, inbox, findMissing(before, ids), signal)
    const isNews = await inbox.takePage(page)
    const latest = findLatest(ids)
    if (!isNews || latest === null || latest === from) return
    from = latest
  }
}

/** A notification goes with its status; but staff can clear notifications too, so each status is asked for, once. */
async function lookAfter(client: Client, inbox: Inbox, missing: Kept[], signal: AbortSignal): Promise<void> {
  if (missing.length === 0) return
  const gone: Kept[] = []
  for (const one of missing.filter(({ status }) => status !== '')) {
    const path = `/api/v1/statuses/${encodeURIComponent(one.status)}`
    await client.get(path, z.unknown(), signal).catch((error: unknown) => {
      if (!(error instanceof ChannelError) || error.kind !== 'gone') throw error
      gone.push(one)
    })
  }
  await inbox.drop(missing, gone)
}

const notifications = (query: string) => `/api/v1/notifications?types[]=mention&${query}`

type Outcome = 'done' | { again: number }

/** Repeats the work, riding out what can pass; a network that names a time is left alone until then. */
async function riding(
  tools: ListenTools,
  signal: AbortSignal,
  bell: Bell,
  work: () => Promise<Outcome>,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const outcome = await work()
      failures = 0
      if (outcome === 'done') return
      await bell.wait(outcome.again, signal)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ChannelError) || error.kind === 'auth') throw error
      failures += 1
      const named = error.retryAt ? error.retryAt.getTime() - tools.now().getTime() : 0
      const delay = Math.max(retryDelay(tools.timing, failures), named)
      tools.log('warn', 'Listening failed and is tried again.', { why: error.message, delayMs: delay })
      await pause(delay, undefined, { signal }).catch(() => {})
    }
  }
}

interface Bell {
  ring(): void
  /** Waits until the bell has rung since the last wait, the time is over, or the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

function makeBell(): Bell {
  let rung = false
  let wake = () => {}
  return {
    ring: () => {
      rung = true
      wake()
    },
    wait: async (ms, signal) => {
      const early = new AbortController()
      const end = () => early.abort()
      wake = end
      signal.addEventListener('abort', end, { once: true })
      if (!rung && !signal.aborted) await pause(ms, undefined, { signal: early.signal }).catch(() => {})
      signal.removeEventListener('abort', end)
      wake = () => {}
      rung = false
    },
  }
}
