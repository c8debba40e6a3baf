import { useSyncExternalStore } from 'react'
import { ago, moment } from '../lib/time.ts'

const everyMs = 15_000
const listeners = new Set<() => void>()
let tick = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** One clock for the whole page, which stands still when nothing shows a time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    tick += 1
    for (const each of listeners) each()
  }, everyMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** Draws again every 15 s, for what says how long something is. */
export function useTick(): void {
  useSyncExternalStore(subscribe, () => tick)
}

/** How long ago something was; the exact time when it is pointed at. */
export function Ago({ time, className }: { time: string; className?: string }) {
  useTick()
  return (
    <time className={className} dateTime={time} title={moment(time)}>
      {ago(time)}
    </time>
  )
}
