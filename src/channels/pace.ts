import Bottleneck from 'bottleneck'
import { ChannelError, type PaceLimits, type Rate } from './channel.ts'
import {
  countFree,
  findChange,
  findGap,
  findTurn,
  forget,
  noteCall,
  notePause,
  noteRate,
  type PaceState,
  restoreState,
} from './pace-state.ts'

export interface PaceOptions {
  limits: PaceLimits
  /** What `save` last got; anything that does not fit is taken as nothing. */
  state: unknown
  now(): Date
  /** Called at most once a second and at close, never twice at once; when it fails it is called again. */
  save(state: PaceState): Promise<void>
}

export interface Turn {
  signal: AbortSignal
  /** How long the caller would rather wait here than come again, in ms. */
  maxWaitMs: number
}

export interface Pace {
  /**
   * Runs `work` when its turn comes. A 429 in it pauses everything until the network's own time.
   * @throws ChannelError `busy` with `retryAt`, before `work` was run, when its turn is more than `maxWaitMs` away;
   * the signal's reason when it was aborted before its turn; else what `work` throws
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, turn: Turn): Promise<T>
  observe(rate: Rate): void
  pauseUntil(date: Date): void
  state(): PaceState
  /** Turns away who waits, saves a last time, and leaves what is running alone. */
  close(): Promise<void>
}

// A slow call must not hold up the others, but when a 429 comes few others should be in the air.
const atOnce = 4
// A longer timer fires at once.
const longestTimer = 2 ** 31 - 1

/**
 * The pace of one account. Never more than `burst` calls start in any window of `everyMs`: a fixed refresh would let two
 * bursts meet at its border (bottleneck #153), so every call is given back `everyMs` after it started.
 */
export function makePace({ limits, state: saved, now, save }: PaceOptions): Pace {
  const clock = () => now().getTime()
  const state = restoreState(saved, limits, clock())
  // What bottleneck may still start. It is only ever changed by differences, because its own count lags by a tick.
  let tokens = 0
  let gapMs = limits.gapMs
  let waiting = 0
  let closed = false
  let wakeUp: NodeJS.Timeout | undefined
  const limiter = new Bottleneck({ maxConcurrent: atOnce, minTime: gapMs, reservoir: 0 })
  const saver = makeSaver(() => save(structuredClone(state)))
  const places = new Set<Place>()

  /** Brings bottleneck in line with the state, and comes back when time alone will change it. */
  function settle(): void {
    if (closed) return
    const at = clock()
    forget(state, at)
    const free = countFree(state, limits)
    if (free !== tokens) void limiter.incrementReservoir(free - tokens)
    tokens = free
    const gap = findGap(state, limits, at)
    if (gap !== gapMs) limiter.updateSettings({ minTime: gap })
    gapMs = gap
    clearTimeout(wakeUp)
    const change = findChange(state)
    if (change !== null) wakeUp = setTimeout(settle, Math.min(Math.max(change - at, 1), longestTimer)).unref()
  }

  function changed(): void {
    saver.changed()
    settle()
  }

  const pauseUntil = (date: Date) => {
    if (notePause(state, date.getTime(), clock())) changed()
  }

  const away = () => {
    const retryAt = new Date(findTurn(state, limits, clock(), waiting))
    const text = `This account has made its calls for now; its next turn is at ${retryAt.toISOString()}.`
    return new ChannelError('busy', text, { retryAt })
  }

  async function run<T>(work: (signal: AbortSignal) => Promise<T>, turn: Turn): Promise<T> {
    turn.signal.throwIfAborted()
    if (closed) throw closing(now())
    settle()
    if (findTurn(state, limits, clock(), waiting) - clock() > turn.maxWaitMs) throw away()
    const place = takePlace(turn, away)
    places.add(place)
    waiting += 1
    place.onEnd(() => {
      waiting -= 1
      places.delete(place)
    })
    const start = async (): Promise<{ value: T } | null> => {
      tokens -= 1
      // A turn that comes in a pause is no turn. Nor is that of somebody who has left; bottleneck cannot forget a job.
      forget(state, clock())
      if (place.ended() || state.pausedUntil !== null) {
        settle()
        return null
      }
      place.end()
      noteCall(state, limits, clock())
      changed()
      try {
        return { value: await work(turn.signal) }
      } catch (error) {
        if (error instanceof ChannelError && error.kind === 'busy' && error.retryAt) pauseUntil(error.retryAt)
        throw error
      }
    }
    try {
      for (;;) {
        const ran = await Promise.race([place.left, limiter.schedule(start)])
        if (ran !== null) return ran.value
      }
    } finally {
      place.end()
    }
  }

  async function close(): Promise<void> {
    closed = true
    clearTimeout(wakeUp)
    for (const place of [...places]) place.leave(closing(now()))
    await saver.close()
  }

  settle()
  return {
    run,
    observe: (rate) => {
      if (noteRate(state, rate, clock())) changed()
    },
    pauseUntil,
    state: () => structuredClone(state),
    close,
  }
}

const closing = (at: Date) => new ChannelError('busy', 'This account is being closed here.', { retryAt: at })

interface Place {
  /** Rejects when the place is given up; never resolves. */
  left: Promise<never>
  leave(why: unknown): void
  end(): void
  ended(): boolean
  onEnd(work: () => void): void
}

/** A place in the line, given up on abort, on close, and when the turn takes longer than was foreseen. */
function takePlace({ signal, maxWaitMs }: Turn, tooLong: () => ChannelError): Place {
  const { promise: left, reject } = Promise.withResolvers<never>()
  // Nobody looks at it any more once the work has started.
  left.catch(() => {})
  let ended = false
  let onEnd = () => {}
  const end = () => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    onEnd()
  }
  const leave = (why: unknown) => {
    end()
    reject(why)
  }
  const onAbort = () => leave(signal.reason)
  const timer = setTimeout(() => leave(tooLong()), Math.min(maxWaitMs, longestTimer))
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    left,
    leave,
    end,
    ended: () => ended,
    onEnd: (work) => {
      onEnd = work
    },
  }
}

/** Saves at once, then at most every second; a save that failed is tried again with what is true by then. */
function makeSaver(save: () => Promise<void>) {
  let dirty = false
  let resting = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> = Promise.resolve()
  const write = async () => {
    dirty = false
    resting = true
    try {
      await save()
    } catch {
      // The store says by itself what is wrong with it; here it only matters that the state is offered again.
      dirty = true
    }
    if (!closed) timer = setTimeout(rest, 1_000).unref()
  }
  const rest = () => {
    resting = false
    if (dirty) saving = write()
  }
  return {
    changed: () => {
      dirty = true
      if (!resting && !closed) saving = write()
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await saving
      if (dirty) await write()
    },
  }
}
