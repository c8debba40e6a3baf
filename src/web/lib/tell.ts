import { useSyncExternalStore } from 'react'

/** What is said to the colleague for a moment: shown at the edge of the page, or only read out. */
export interface Said {
  text: string
  kind: 'good' | 'bad'
}

const listeners = new Set<() => void>()
let shown: Said | null = null
let aloud = ''
let fading: ReturnType<typeof setTimeout> | undefined

function changed(): void {
  for (const listener of listeners) listener()
}

const shownMs = 5_000

export function toast(text: string, kind: Said['kind'] = 'good'): void {
  shown = { text, kind }
  clearTimeout(fading)
  fading = setTimeout(() => {
    shown = null
    changed()
  }, shownMs)
  changed()
}

/** Takes back what is still shown and what was read out: it may name somebody who is to be named no more. */
export function hush(): void {
  clearTimeout(fading)
  shown = null
  aloud = ''
  changed()
}

/** For who listens to the page; it is not shown. */
export function readOut(text: string): void {
  // The same words twice would be no change, and not be read.
  aloud = text === aloud ? `${text}\u00a0` : text
  changed()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useToast(): Said | null {
  return useSyncExternalStore(subscribe, () => shown)
}

export function useReadOut(): string {
  return useSyncExternalStore(subscribe, () => aloud)
}
