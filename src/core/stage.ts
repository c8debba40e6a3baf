import { z } from 'zod'

/**
 * Where a mention stands. Every mention is in exactly one stage; this file is the only place that knows which stage
 * may follow which, and `store/stages.ts` the only place that writes one.
 */
export const Stage = z.enum([
  'heard', // stored; waiting for the quiet after a burst, then for a reading
  'classified', // we know what the person needs
  'drafted', // a reply text exists, with its findings
  'waiting', // the draft waits for a colleague
  'approved', // this very text may be sent
  'sending', // an attempt is recorded; the network may or may not have it
  'sent', // the network confirmed our reply
  'with-person', // a colleague answers, the bot keeps quiet
  'ignored', // no reply is needed, or the account is off
  'refused', // a colleague decided that nothing is sent
  'failed', // stopped with a reason; a colleague may retry
  'withdrawn', // the author deleted it before we answered
])
export type Stage = z.infer<typeof Stage>

const next: Record<Stage, readonly Stage[]> = {
  heard: ['classified', 'ignored', 'with-person', 'failed', 'withdrawn'],
  classified: ['drafted', 'heard', 'ignored', 'with-person', 'failed', 'withdrawn'],
  drafted: ['waiting', 'approved', 'heard', 'ignored', 'with-person', 'failed', 'withdrawn'],
  waiting: ['approved', 'heard', 'refused', 'with-person', 'withdrawn'],
  approved: ['sending', 'waiting', 'heard', 'with-person', 'failed', 'withdrawn'],
  sending: ['sent', 'approved', 'failed', 'withdrawn'],
  sent: [],
  'with-person': ['approved', 'heard', 'refused', 'withdrawn'],
  ignored: ['heard', 'with-person', 'approved', 'withdrawn'],
  refused: ['heard', 'with-person', 'approved', 'withdrawn'],
  failed: ['heard', 'approved', 'sending', 'with-person', 'refused', 'withdrawn'],
  withdrawn: [],
}

/** Whether a mention in `from` may be moved to `to`. */
export function canMove(from: Stage, to: Stage): boolean {
  return next[from].includes(to)
}

/** Nothing was decided or sent yet, so a newer message, an edit or a deletion still changes the answer. */
export const open: readonly Stage[] = ['heard', 'classified', 'drafted', 'waiting', 'approved']

/**
 * Where a failed mention goes when a colleague presses retry: to the step it failed at. A text that was approved stays
 * approved; a send whose outcome is unknown goes back to `sending`, so that the network is asked before a second try.
 */
export function retryStage(failedAt: Stage): Stage {
  if (failedAt === 'sending') return 'sending'
  return failedAt === 'approved' ? 'approved' : 'heard'
}

/** Says in one sentence why a move is not allowed. */
export class ForbiddenMove extends Error {
  override name = 'ForbiddenMove'
  readonly from: Stage
  readonly to: Stage
  constructor(from: Stage, to: Stage) {
    super(`A mention that is ${from} cannot become ${to}; allowed: ${next[from].join(', ') || 'nothing'}.`)
    this.from = from
    this.to = to
  }
}
