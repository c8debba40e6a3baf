import { type Activity, ourIdOf } from './activity.ts'
import { ask, type Batch, type Begun, Refused, streamOf } from './direct-line.ts'
import type { Conversation, Kept } from './kept.ts'
import { makeOutbox } from './outbox.ts'

/** How the line is: `lost` it was there and comes back, `failed` many tries were in vain, `busy` the server wants us to wait. */
export type LineState = 'connecting' | 'online' | 'offline' | 'lost' | 'failed' | 'busy' | 'closed'

export interface Line {
  /** @returns the server's id of it, when the server has it: at once, or when the line is back. @throws Refused */
  post(activity: Activity): Promise<string>
  /** What was sent and is not yet taken, also before a reload. */
  waiting(): Activity[]
  /** Does not wait for the next try. */
  again(): void
  /** The visitor has this before their eyes. */
  saw(activityId: string): void
  stop(): void
}

export interface LineTools {
  account: string
  /** What the host page says about who is signed in; checked by the server. */
  identity: string | null
  /** BCP 47, in which the visitor is greeted. */
  locale: string
  kept: Kept
  /** Each activity once, in their order; the conversation so far first. `old`: it was seen before this page was loaded. */
  onActivity(activity: Activity, old: boolean): void
  onState(state: LineState): void
  onBegun(): void
  /** The conversation is no more (it was forgotten, or it is too long ago); a new one begins. */
  onGone(): void
}

const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
const inVain = 4

const isGone = (error: unknown) => error instanceof Refused && [401, 403, 404, 410].includes(error.status)

/** Holds a visitor's line to the service: comes back by itself, hears everything once and loses nothing that was sent. */
export function openLine(tools: LineTools): Line {
  const { kept } = tools
  let conversation: Conversation | null = kept.read()
  let watermark = ''
  let socket: WebSocket | null = null
  let state: LineState = 'connecting'
  let failures = 0
  let stopped = false
  let wasOnline = false
  let wake = () => {}
  const heard = new Set<string>()
  const outbox = makeOutbox({
    kept,
    isOpen: () => state === 'online' || state === 'busy',
    send: (activity) =>
      ask<{ id: string }>('POST', `conversations/${id()}/activities`, { ...auth(), body: activity }),
    onWait: (waits) => tell(waits ? 'busy' : 'online'),
    onTrouble: () => socket?.close(),
  })

  let ended: string | null = null

  const id = () => encodeURIComponent(conversation?.conversationId ?? '')
  const auth = () => ({ token: conversation?.token ?? '' })

  function tell(now: LineState): void {
    if (now === state || stopped) return
    state = now
    tools.onState(now)
  }

  function take({ activities, watermark: mark }: Batch): void {
    let old = watermark === '' && conversation?.seen !== null
    for (const activity of activities) {
      if (activity.id !== undefined && heard.has(activity.id)) continue
      if (activity.id !== undefined) heard.add(activity.id)
      const ours = ourIdOf(activity)
      if (ours !== null) outbox.arrived(ours, activity.id ?? ours)
      tools.onActivity(activity, old || ours !== null)
      if (activity.id !== undefined && activity.id === conversation?.seen) old = false
    }
    if (mark !== undefined) watermark = mark
  }

  function keep(given: { conversationId: string; token: string; expires_in: number }): void {
    const now = Date.now()
    const seen = conversation?.conversationId === given.conversationId ? conversation.seen : null
    conversation = {
      ...{ conversationId: given.conversationId, token: given.token, seen },
      ...{ since: now, until: now + given.expires_in * 1000 },
    }
    kept.write(conversation)
  }

  async function begin(): Promise<Begun> {
    const { account, identity } = tools
    const enter = (asked: object) => ask<Begun>('POST', 'tokens/generate', { body: { account, ...asked } })
    const { token } = await enter(identity === null ? {} : { identity }).catch((error: unknown) => {
      if (identity === null || !isGone(error)) throw error
      // Its owner looks into the console; a visitor is better served as a guest than not at all.
      console.warn(`The chat takes this visitor for a guest: ${(error as Error).message}`)
      return enter({})
    })
    const begun = await ask<Begun>('POST', 'conversations', { token, body: { locale: tools.locale } })
    // Somebody who is signed in on the site comes back to the same conversation, though their pass was over.
    if (ended !== null && ended !== begun.conversationId) {
      watermark = ''
      heard.clear()
      tools.onGone()
    }
    ended = null
    keep(begun)
    tools.onBegun()
    return begun
  }

  /** A token is exchanged when half its time is over, so that one that is in use never ends. */
  async function refresh(): Promise<void> {
    if (!conversation || Date.now() < (conversation.since + conversation.until) / 2) return
    keep({ ...(await ask<Begun>('POST', 'tokens/refresh', auth())) })
  }

  /** What was said while nobody listened here. */
  async function catchUp(): Promise<void> {
    for (;;) {
      const path = `conversations/${id()}/activities?watermark=${encodeURIComponent(watermark)}`
      const before = watermark
      const batch = await ask<Batch>('GET', path, auth())
      take(batch)
      if (batch.activities.length === 0 || watermark === before) return
    }
  }

  async function connect(): Promise<WebSocket> {
    const begun = conversation ? null : await begin()
    if (!begun) await refresh()
    await catchUp()
    const { streamUrl } =
      begun && heard.size === 0
        ? begun
        : await ask<Begun>('GET', `conversations/${id()}?watermark=${encodeURIComponent(watermark)}`, auth())
    const opened = new WebSocket(streamOf(streamUrl))
    opened.onmessage = ({ data }) => {
      // An empty frame only says that the line is alive.
      if (typeof data === 'string' && data !== '') take(JSON.parse(data) as Batch)
    }
    await new Promise((resolve, reject) => {
      opened.onopen = resolve
      opened.onclose = () => reject(new Error('the stream did not open'))
    })
    return opened
  }

  async function hold(): Promise<void> {
    while (!stopped) {
      try {
        if (!navigator.onLine) throw new Error('offline')
        if (!wasOnline) tell(failures >= inVain ? 'failed' : 'connecting')
        socket = await connect()
        if (stopped) return socket.close()
        const since = Date.now()
        wasOnline = true
        tell('online')
        void outbox.flush()
        await untilClosed(socket)
        failures = Date.now() - since > 5_000 ? 0 : failures + 1
      } catch (error) {
        failures += 1
        if (await over(error)) return
      }
      socket = null
      if (stopped) return
      tell(navigator.onLine ? (failures >= inVain ? 'failed' : wasOnline ? 'lost' : 'connecting') : 'offline')
      await pause()
    }
  }

  /** @returns whether there is no point in going on. */
  async function over(error: unknown): Promise<boolean> {
    if (!(error instanceof Refused)) return false
    if (isGone(error) && conversation) {
      ended = conversation.conversationId
      conversation = null
      kept.forget()
      failures = 0
      return false
    }
    if (error.status === 429) {
      tell('busy')
      await pause(error.after ?? 5_000)
      return false
    }
    if (error.status >= 500 || error.status === 408) return false
    tell('closed')
    return true
  }

  /** Longer after each failure; never two visitors at the same moment, or all of them come back at once after a restart. */
  function pause(least = 0): Promise<void> {
    const most = pauses[Math.min(failures, pauses.length) - 1] ?? 0
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake(), least + most * (0.5 + Math.random() / 2))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const onOffline = () => {
    tell('offline')
    socket?.close()
  }
  const onBack = () => {
    if (document.visibilityState !== 'hidden') wake()
  }
  window.addEventListener('offline', onOffline)
  window.addEventListener('online', onBack)
  document.addEventListener('visibilitychange', onBack)
  const exchanging = setInterval(() => {
    if (state === 'online') refresh().catch((error) => isGone(error) && socket?.close())
  }, 30_000)
  void hold()

  return {
    post: outbox.post,
    waiting: outbox.waiting,
    again: () => wake(),
    saw(activityId) {
      if (!conversation || conversation.seen === activityId) return
      conversation = { ...conversation, seen: activityId }
      kept.write(conversation)
    },
    stop() {
      stopped = true
      clearInterval(exchanging)
      window.removeEventListener('offline', onOffline)
      window.removeEventListener('online', onBack)
      document.removeEventListener('visibilitychange', onBack)
      socket?.close()
      wake()
    },
  }
}

function untilClosed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.onclose = () => resolve()
    if (socket.readyState >= WebSocket.CLOSING) resolve()
  })
}
