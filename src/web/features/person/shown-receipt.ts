import { useSyncExternalStore } from 'react'
import type { Forgotten } from './card.ts'

// It is told once, so it stands beside the conversation that it was asked in, which may be off the page before the answer comes.
let shown: Forgotten | null = null
const listeners = new Set<() => void>()

/** Shows that somebody was forgotten, until the colleague closes it; null takes it away. */
export function showReceipt(forgotten: Forgotten | null): void {
  shown = forgotten
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useReceipt(): Forgotten | null {
  return useSyncExternalStore(subscribe, () => shown)
}
