import type { Right } from '../../core/rights.ts'
import type { Me, Open, SaidTurn } from './shapes.ts'

export interface Situation {
  heldByOther: boolean
  heldByMe: boolean
  /** The message that could not be answered, if there is one. */
  failed: SaidTurn | undefined
  withPerson: boolean
  /** A colleague may write here: a draft waits, or a person has to answer. */
  canWrite: boolean
  /** Their role lets texts go out. */
  mayApprove: boolean
  /** Their role lets them work on it; without it they look. */
  mayAnswer: boolean
  /** The answer is still being made. */
  preparing: boolean
  /** Somebody has it or has to take it, so that they want the story so far. */
  wantsSummary: boolean
}

/** What a colleague may do with a conversation now. @param may what their role at its brand allows */
export function situationOf(open: Open, me: Me, may: (right: Right) => boolean): Situation {
  const said = open.turns.filter((one) => one.from === 'person').filter(({ stage }) => stage !== 'withdrawn')
  const last = said.at(-1)?.stage
  const failed = said.find(({ stage }) => stage === 'failed')
  const withPerson = said.some(({ stage }) => stage === 'with-person')
  const heldByOther = open.heldBy !== null && open.heldBy.id !== me.id
  const byHand = withPerson || failed !== undefined || last === 'ignored' || last === 'refused'
  return {
    heldByOther,
    heldByMe: open.heldBy?.id === me.id,
    failed,
    withPerson,
    canWrite: may('approve') && !heldByOther && (open.draft !== null || byHand),
    mayApprove: may('approve'),
    mayAnswer: may('answer'),
    preparing: !open.draft && (last === 'heard' || last === 'classified' || last === 'drafted'),
    wantsSummary: withPerson || open.heldBy !== null,
  }
}

/** The person's newest message that has a reading; only that of a conversation which nobody else has may be corrected. */
export function newestRead(open: Open): SaidTurn | undefined {
  return open.turns
    .filter((one) => one.from === 'person')
    .findLast(({ stage, classification }) => stage !== 'withdrawn' && classification !== null)
}

// Fewer letters than this are a slip of the finger, and teach nothing.
const leastChanged = 4

/** Whether an edit changes more than typing: the part between what both texts begin and end with. */
export function changesMore(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return Math.max(before.length, after.length) - start - end >= leastChanged
}
