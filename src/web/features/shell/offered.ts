import { useEffect, useSyncExternalStore } from 'react'

/** What the open conversation lets a colleague do now, for the palette. */
export interface Offer {
  label: string
  key?: string
  run(): void
}

let offered: readonly Offer[] = []
const listeners = new Set<() => void>()

function show(offers: readonly Offer[]): void {
  offered = offers
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOffered(): readonly Offer[] {
  return useSyncExternalStore(subscribe, () => offered)
}

/** Offers this as long as it is on the page. */
export function useOffer(offers: readonly Offer[]): void {
  useEffect(() => {
    show(offers)
    return () => show([])
  }, [offers])
}
