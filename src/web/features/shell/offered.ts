import { useEffect, useState, useSyncExternalStore } from 'react'

/** What a colleague can do here and now, for the palette. */
export interface Offer {
  label: string
  key?: string
  run(): void
}

const offers = new Map<symbol, readonly Offer[]>()
let offered: readonly Offer[] = []
const listeners = new Set<() => void>()

function show(who: symbol, its: readonly Offer[]): void {
  if (its.length > 0) offers.set(who, its)
  else offers.delete(who)
  offered = [...offers.values()].flat()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOffered(): readonly Offer[] {
  return useSyncExternalStore(subscribe, () => offered)
}

/** Offers this as long as it is on the page, beside what others offer. */
export function useOffer(its: readonly Offer[]): void {
  const [who] = useState(() => Symbol('offer'))
  useEffect(() => {
    show(who, its)
    return () => show(who, [])
  }, [who, its])
}
