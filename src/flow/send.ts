import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, ChannelError, type Receipt, type Reply } from '../channels/channel.ts'
import { joinClassifications } from '../core/burst.ts'
import { isDisclosureDue } from '../core/disclosure.ts'
import { guardByPatterns } from '../core/guard.ts'
import type { TextLimits } from '../core/limits.ts'
import { makeLook } from '../core/look.ts'
import type { Visibility } from '../core/mention.ts'
import { setState } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { addJobs } from '../store/jobs.ts'
import { findLastLook, handToPerson } from '../store/last-look.ts'
import {
  findSend,
  giveUpOvertaken,
  recordAttempt,
  type SendWork,
  settleSent,
  settleTrouble,
} from '../store/sends.ts'

/** An account whose lease this node holds, open and paced. */
export interface Holding {
  accountId: string
  epoch: string
  account: Account
  /** Runs a call when the account's pace allows it. @throws ChannelError `busy` when that is not soon. */
  paced<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>
}

export type SendOutcome =
  | 'sent'
  | 'found'
  | 'later'
  | 'unknown'
  | 'failed'
  | 'gone'
  | 'auth'
  | 'blocked'
  | 'overtaken'

export interface SendTools {
  db: Db
  node: string
  holding(accountId: string): Holding | null
  /** How the network counts texts of this account. */
  limitsOf(channel: string, accountId: string, visibility: Visibility): TextLimits
  now(): Date
  onOutcome(accountId: string, outcome: SendOutcome): void
  /** The network refuses the account itself. */
  onRefused(accountId: string, why: string): void
}

// A lease must outlast the whole attempt (asking, preparing, sending), each call of which ends by itself in 10 s.
// Only what blocks counts here, and what is merely heard never does.
const lastLook = makeLook(guardByPatterns)

export const attemptMs = 25_000
// Somebody else's turn, or the lease is gone: soon it is ours again or another node has it.
const lookAgainMs = 2_000
// Whoever lets a brand send again wakes everything that waits; this is for what they missed.
const stoppedMs = 60_000
// About five hours of trying, then a person looks at it.
const mostAttempts = 30

/** How long to wait before try number `attempts` + 1: 1 s, 2 s, 4 s … at most 15 minutes. In milliseconds. */
export function backoff(attempts: number): number {
  return Math.min(15 * 60_000, 1_000 * 2 ** Math.min(attempts, 20))
}

/**
 * One try to send one reply. The attempt is on record before the network is called; a try that follows an interrupted one
 * asks the network first; and what cannot succeed later ends in `failed`, with its reason where staff see it.
 */
export function makeSend(tools: SendTools): (sendId: string, signal: AbortSignal) => Promise<void> {
  const { db } = tools
  // A job that was unlocked too early must not make a second try beside the first.
  const underWay = new Set<string>()
  return async (sendId, signal) => {
    if (underWay.has(sendId)) throw new Error('This reply is being sent by another job.')
    underWay.add(sendId)
    try {
      await once(sendId, signal)
    } finally {
      underWay.delete(sendId)
    }
  }

  async function once(sendId: string, signal: AbortSignal): Promise<void> {
    const send = await findSend(db, sendId)
    if (!send || (send.state !== 'queued' && send.state !== 'sending')) return
    const holding = tools.holding(send.accountId)
    if (!holding) {
      // Another node's, or paused: the job waits and whoever holds the account takes it.
      return again(send, lookAgainMs)
    }
    const wait = waitFor(send)
    if (wait !== null) return again(send, wait)
    const wasUnderWay = send.state === 'sending'
    if (!wasUnderWay) {
      const why = await blockedBy(send)
      // Not queued any more means that somebody took it back meanwhile; then there is nothing to send either.
      if (why !== null) {
        if (await handToPerson(db, send, why)) tools.onOutcome(send.accountId, 'blocked')
        return
      }
    }
    try {
      await attempt(send, holding, signal)
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error
      await trouble(send, error, wasUnderWay)
    }
  }

  /**
   * The last look at the very text that goes out: rules may have become stricter since it was approved, and nothing that
   * blocks is left to whoever approved it. What is under way is not looked at, since it may have arrived.
   */
  async function blockedBy(send: SendWork): Promise<string | null> {
    const looked = await findLastLook(db, send)
    if (!looked) return null
    // They may have asked for it on another account, while this was waiting for its turn.
    if (looked.wish && !looked.approved) {
      return looked.wish === 'person' ? 'the person asked for a person' : 'the person asked for silence'
    }
    const read = looked.said.flatMap(({ classification }) => (classification ? [classification] : []))
    const { disclosure } = looked.policy
    const findings = lastLook(send.text, {
      limits: tools.limitsOf(looked.channel, send.accountId, send.visibility),
      visibility: send.visibility,
      classification:
        read.length > 0 ? joinClassifications(read) : { language: send.language === 'en' ? 'en' : 'ko' },
      alreadySent: [],
      policy: looked.policy,
      personText: looked.said.map(({ text }) => text).join('\n'),
      writer: looked.writer,
      memory: looked.memory,
      // As of when it was written: that it waited for a colleague or for its turn is no silence of the person's.
      disclosureDue: isDisclosureDue(disclosure, looked.turns, looked.draftedAt),
    })
    const blocking = findings.find(({ severity }) => severity === 'blocks')
    return blocking ? `${blocking.code}: ${blocking.en}` : null
  }

  async function attempt(send: SendWork, holding: Holding, signal: AbortSignal): Promise<void> {
    const { account, epoch } = holding
    const reply: Reply = {
      id: send.id,
      text: send.text,
      language: send.language,
      visibility: send.visibility,
      to: {
        nativeId: send.to.nativeId,
        author: { nativeId: send.to.authorNativeId, handle: send.to.handle },
        ref: send.to.ref,
      },
      at: send.queuedAt,
      prepared: send.prepared,
    }
    if (send.state === 'sending' && account.find) {
      const found = await holding.paced(
        (inner) => account.find?.(reply, inner) ?? Promise.resolve(null),
        signal,
      )
      if (found) return done(send, found, 'found')
      if (await giveUpOvertaken(db, send)) return tools.onOutcome(send.accountId, 'overtaken')
    }
    if (reply.prepared === null && account.prepare) {
      reply.prepared =
        (await holding.paced((inner) => account.prepare?.(reply, inner) ?? Promise.resolve(null), signal)) ??
        null
    }
    const receipt = await holding.paced(async (inner) => {
      const fence = { node: tools.node, epoch, callMs: attemptMs / 2, now: tools.now() }
      // Recorded inside the pace, so that waiting for it costs no lease time; the call follows at once.
      if (!(await recordAttempt(db, send, fence, reply.prepared))) return null
      send.attempts += 1
      send.state = 'sending'
      return account.send(reply, inner)
    }, signal)
    if (receipt) return done(send, receipt, 'sent')
    // Not ours to send any more: taken back by a newer message, or the lease is gone. The latter must not lose the job.
    const now = await findSend(db, send.id)
    if (now?.state === 'queued' || now?.state === 'sending') {
      await again(send, lookAgainMs)
    }
  }

  /** How long it may not go out yet, in milliseconds; null when it may. */
  function waitFor({ state, notBefore, stopped }: SendWork): number | null {
    if (stopped) return stoppedMs
    const left = state === 'queued' && notBefore ? notBefore.getTime() - tools.now().getTime() : 0
    return left > 0 ? left : null
  }

  async function again({ id: sendId, accountId }: SendWork, waitMs: number): Promise<void> {
    await addJobs(db, [{ task: 'send', sendId, accountId, at: new Date(Date.now() + waitMs) }])
  }

  async function done(send: SendWork, receipt: Receipt, outcome: 'sent' | 'found'): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await settleSent(db, send, receipt, outcome === 'found' ? 'the network already had it' : null)
        break
      } catch (error) {
        if (tries === 3) throw error
        await sleep(100 * tries)
      }
    }
    tools.onOutcome(send.accountId, outcome)
  }

  /** `wasUnderWay`: an earlier try was interrupted, and what became of it is not known whatever this one met. */
  async function trouble(send: SendWork, error: ChannelError, wasUnderWay: boolean): Promise<void> {
    const later = error.retryAt ?? new Date(tools.now().getTime() + backoff(send.attempts))
    const why = `${error.kind}: ${error.message}`
    const settle = (outcome: Parameters<typeof settleTrouble>[2]['outcome']) =>
      settleTrouble(db, send, { outcome, why, at: later })
    switch (error.kind) {
      case 'busy':
      case 'network': {
        if (send.attempts >= mostAttempts) {
          await settle('failed')
          return tools.onOutcome(send.accountId, 'failed')
        }
        // `busy` is the network's word that nothing was done by this call; what an earlier one did is still unknown.
        const nothingArrived = error.kind === 'busy' && !wasUnderWay
        const overtaken = await settle(send.state === 'sending' && !nothingArrived ? 'ask-again' : 'requeue')
        const otherwise = error.kind === 'busy' ? 'later' : 'unknown'
        return tools.onOutcome(send.accountId, overtaken ? 'overtaken' : otherwise)
      }
      case 'refused':
        await settle('failed')
        return tools.onOutcome(send.accountId, 'failed')
      case 'gone':
        await settle('withdrawn')
        return tools.onOutcome(send.accountId, 'gone')
      case 'auth':
        // The reply keeps its place: when the account is connected again the job goes on.
        await settle(wasUnderWay ? 'ask-again' : 'requeue')
        await setState(db, send.accountId, 'refused', error.message)
        await noteEvents(db, [
          { who: 'dajeong', kind: 'account-refused', why: error.message, accountId: send.accountId },
        ])
        tools.onRefused(send.accountId, error.message)
        return tools.onOutcome(send.accountId, 'auth')
      default:
        error.kind satisfies never
    }
  }
}
