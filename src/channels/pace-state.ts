import { z } from 'zod'
import type { PaceLimits, Rate } from './channel.ts'

const Moment = z.number().int().nonnegative()

/** What a restart must not forget about an account's pace, in plain JSON; every moment is in ms since 1970. */
export const PaceState = z.object({
  pausedUntil: Moment.nullable(),
  /** When the last call started; only the gap to the next one is measured from it. */
  lastAt: Moment.nullable(),
  /** What the network last told of its own count. */
  rate: z.object({ limit: z.number().int(), remaining: z.number().int(), resetAt: Moment }).nullable(),
  /** Calls of the last `everyMs`, gathered by the moment at which they stop to count. */
  used: z.array(z.object({ until: Moment, count: z.number().int().positive() })),
})
export type PaceState = z.infer<typeof PaceState>

// The longest pause that is believed. Beyond it somebody's clock is wrong.
const longestPauseMs = 86_400_000
// Calls are forgotten in 60 steps of the window, so that the saved state stays small whatever the limit is.
const steps = 60

/** Takes what was saved, or nothing where that does not fit, and lets nothing last longer than it can. */
export function restoreState(saved: unknown, limits: PaceLimits, at: number): PaceState {
  const read = PaceState.safeParse(saved)
  if (!read.success) return { pausedUntil: null, lastAt: null, rate: null, used: [] }
  const { pausedUntil, lastAt, rate, used } = read.data
  // A clock that was set back since would otherwise keep the account silent for as long as it was set back.
  return {
    pausedUntil: pausedUntil === null ? null : Math.min(pausedUntil, at + longestPauseMs),
    lastAt: lastAt === null ? null : Math.min(lastAt, at),
    rate: rate === null ? null : { ...rate, resetAt: Math.min(rate.resetAt, at + longestPauseMs) },
    used: used
      .map(({ until, count }) => ({ count, until: Math.min(until, at + 2 * limits.everyMs) }))
      .sort((a, b) => a.until - b.until),
  }
}

/** Drops what time has ended. */
export function forget(state: PaceState, at: number): void {
  if (state.pausedUntil !== null && state.pausedUntil <= at) state.pausedUntil = null
  if (state.rate && state.rate.resetAt <= at) state.rate = null
  while (state.used[0] && state.used[0].until <= at) state.used.shift()
}

/** How many calls may start before time or the network gives more. */
export function countFree(state: PaceState, limits: PaceLimits): number {
  if (state.pausedUntil !== null) return 0
  const ours = limits.burst - state.used.reduce((sum, step) => sum + step.count, 0)
  return Math.max(Math.min(ours, state.rate?.remaining ?? ours), 0)
}

/** The last fifth of what the network allows is spread over the time that is left, so that it is never used up. */
export function findGap(state: PaceState, limits: PaceLimits, at: number): number {
  const { rate } = state
  if (!rate || rate.remaining === 0 || rate.remaining > rate.limit / 5) return limits.gapMs
  return Math.max(limits.gapMs, Math.ceil((rate.resetAt - at) / rate.remaining))
}

/** When somebody who comes now, behind `waiting` others, would have their turn, as far as can be told. */
export function findTurn(state: PaceState, limits: PaceLimits, at: number, waiting: number): number {
  const gap = findGap(state, limits, at)
  const open = Math.max(at, state.pausedUntil ?? 0, (state.lastAt ?? -Infinity) + gap)
  const start = open + waiting * gap
  const needed = waiting + 1
  const told = state.rate && state.rate.remaining < needed ? state.rate.resetAt : 0
  let missing = needed - countFree({ ...state, pausedUntil: null, rate: null }, limits)
  if (missing <= 0) return Math.max(start, told)
  for (const step of state.used) {
    missing -= step.count
    if (missing <= 0) return Math.max(start, told, step.until)
  }
  return Math.max(start, told, at + limits.everyMs)
}

/** When time alone will next change what is free; null when it will not. */
export function findChange(state: PaceState): number | null {
  const moments = [state.pausedUntil, state.rate?.resetAt, state.used[0]?.until]
  const known = moments.filter((moment) => typeof moment === 'number')
  return known.length === 0 ? null : Math.min(...known)
}

/** Notes that a call starts. */
export function noteCall(state: PaceState, limits: PaceLimits, at: number): void {
  const step = Math.max(Math.ceil(limits.everyMs / steps), 1)
  const until = Math.ceil((at + limits.everyMs) / step) * step
  const last = state.used.at(-1)
  if (last && last.until >= until) last.count += 1
  else state.used.push({ until, count: 1 })
  state.lastAt = at
  if (state.rate) state.rate.remaining = Math.max(state.rate.remaining - 1, 0)
}

/** Notes a pause; returns false when a longer one is known. */
export function notePause(state: PaceState, until: number, at: number): boolean {
  const bounded = Math.min(until, at + longestPauseMs)
  if (!(bounded > Math.max(state.pausedUntil ?? 0, at))) return false
  state.pausedUntil = bounded
  return true
}

/**
 * Notes what the network told of its count; returns false when that is old. Answers overtake one another, so within
 * one window the count only falls; a second of play, because some networks name the reset afresh in every answer.
 */
export function noteRate(state: PaceState, rate: Rate, at: number): boolean {
  const resetAt = Math.min(rate.resetAt.getTime(), at + longestPauseMs)
  const known = state.rate
  if (!(resetAt > at) || (known && resetAt < known.resetAt - 1_000)) return false
  const same = known !== null && resetAt <= known.resetAt + 1_000
  const remaining = same ? Math.min(rate.remaining, known.remaining) : rate.remaining
  state.rate = { limit: rate.limit, remaining: Math.max(remaining, 0), resetAt }
  return true
}
