/** A colleague who is there and has room. They stand in the order in which it is their turn. */
export interface Ready {
  id: string
  /** How many more they take. */
  room: number
}

export interface ToGive {
  conversationId: string
  roundRobin: boolean
  /** Who answered this person last. */
  knownBy: string | null
}

/**
 * To whom conversations go that come in: a person who comes back to who knows them, everything else, where the brand gives out at all,
 * to whoever has the most room, and among equals to whoever's turn it is. Nobody gets more than they have room for.
 * @param arrivals due first. @returns who gets what, what nobody will get by itself, and what waits until somebody has room.
 */
export function giveOut(
  arrivals: readonly ToGive[],
  ready: readonly Ready[],
): { given: { conversationId: string; to: string }[]; left: string[]; waiting: string[] } {
  const turns = ready.map((one) => ({ ...one }))
  const given: { conversationId: string; to: string }[] = []
  const left: string[] = []
  const waiting: string[] = []
  for (const { conversationId, roundRobin, knownBy } of arrivals) {
    const known = turns.find(({ id, room }) => id === knownBy && room > 0)
    const most = Math.max(0, ...turns.map(({ room }) => room))
    const next = known ?? (roundRobin && most > 0 ? turns.find(({ room }) => room === most) : undefined)
    if (next) {
      next.room -= 1
      turns.splice(turns.indexOf(next), 1)
      turns.push(next)
      given.push({ conversationId, to: next.id })
    } else if (roundRobin) waiting.push(conversationId)
    else left.push(conversationId)
  }
  return { given, left, waiting }
}
