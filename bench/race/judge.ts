/** What was seen of one conversation while everybody acted at once. */
export interface Journal {
  /** What colleagues were told is approved, by the send's id; `undoUntil` in ms of the world's clock. */
  approvals: Map<string, { text: string; undoUntil: number }>
  /** Sends of which a colleague was told that they are taken back. */
  undone: Set<string>
  /** Sends that no try had begun of when a newer message of the person was stored. */
  overtaken: Set<string>
  /** What reached the network, in order. */
  arrivals: Arrival[]
}

export interface Arrival {
  sendId: string
  text: string
  /** Ms of the world's clock. */
  at: number
  /** The try began when everybody had been told that nothing goes out any more. */
  afterStop: boolean
  /** The person had said more, since it was queued, when the try began. */
  late: boolean
}

/** How a send stands in the store when everything has come to rest. */
export interface EndOfSend {
  id: string
  state: string
  text: string
  mentionId: string
  approvedBy: string | null
  /** What the bot had decided about its draft. */
  decision: string | null
}

export interface Verdict {
  sends: number
  /** One approval, or one message, was answered twice. */
  doubled: number
  /** A text went out that nobody had approved, or whose approval was taken back or void, or before it might. */
  notApproved: number
  afterStop: number
  /** What was approved and never taken back did not go out, or is said to be out and is not. */
  lost: number
}

/** Whether what reached the network is what was approved, once each. */
export function judgeRace(journal: Journal, ends: readonly EndOfSend[]): Verdict {
  const { approvals, undone, overtaken, arrivals } = journal
  const end = new Map(ends.map((one) => [one.id, one]))
  const seen = new Map<string, number>()
  let notApproved = 0
  for (const { sendId, text, at, late } of arrivals) {
    seen.set(sendId, (seen.get(sendId) ?? 0) + 1)
    const approval = approvals.get(sendId)
    const row = end.get(sendId)
    const byBot = row?.approvedBy === null && row.decision === 'send' && row.text === text
    const right = approval ? approval.text === text && at >= approval.undoUntil : byBot
    if (!right || late || undone.has(sendId) || overtaken.has(sendId)) notApproved += 1
  }
  const answered = Map.groupBy(
    ends.filter(({ state }) => state === 'sent'),
    ({ mentionId }) => mentionId,
  )
  const doubled =
    [...seen.values()].reduce((sum, times) => sum + times - 1, 0) +
    [...answered.values()].reduce((sum, of) => sum + of.length - 1, 0)
  const unsettled = ends.filter(({ id, state }) =>
    state === 'sent' ? !seen.has(id) : state !== 'voided' || seen.has(id),
  )
  const gone = [...approvals.keys()].filter((id) => !end.has(id) && !undone.has(id))
  return {
    sends: seen.size,
    doubled,
    notApproved,
    afterStop: arrivals.filter((one) => one.afterStop).length,
    lost: unsettled.length + gone.length,
  }
}
