import { useEffect, useState, useSyncExternalStore } from 'react'

/** What a colleague can do here and now, for the palette. */
export interface Offer {
  label: string
  key?: string
  run(): void
}

const offers = new Map<symbol, { its: readonly Offer[]; rank: number }>()
let offered: readonly Offer[] = []
const listeners = new Set<() => void>()

function show(who: symbol, its: readonly Offer[], rank: number): void {
  if (its.length > 0) offers.set(who, { its, rank })
  else offers.delete(who)
  offered = [...offers.values()].toSorted((one, other) => one.rank - other.rank).flatMap((one) => one.its)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOffered(): readonly Offer[] {
  return useSyncExternalStore(subscribe, () => offered)
}

/** Offers this as long as it is on the page, beside what others offer. @param rank what has a lower one is named first. */
export function useOffer(its: readonly Offer[], rank = 0): void {
  const [who] = useState(() => Symbol('offer'))
  useEffect(() => {
    show(who, its, rank)
    return () => show(who, [], rank)
  }, [who, its, rank])
}
