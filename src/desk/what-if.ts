import { setImmediate as breathe } from 'node:timers/promises'
import { joinClassifications } from '../core/burst.ts'
import { type Decision, decide, type Situation } from '../core/decide.ts'
import { type Mode, type Policy, policyOn } from '../core/policy.ts'
import { shownKinds } from '../core/privacy/shown.ts'
import { type Answered, listAnswered } from '../store/answered.ts'
import type { Db } from '../store/db.ts'
import type { Policies, PolicyFault } from './policy.ts'

type Kind = Decision['kind']

export interface Turned {
  from: Kind
  to: Kind
  count: number
}

export interface WouldBe {
  draftId: string
  conversationId: string
  at: Date
  /** The start of what they said. */
  text: string
  was: Decision
  /** By the policy that is live, as the account is now. */
  live: Decision
  would: Decision
}

/** What a policy would have done with the messages that were answered last. */
export type WhatIf =
  | {
      kind: 'told'
      considered: number
      /** What was decided then → what would be decided. */
      counts: Turned[]
      /** What would be decided by the policy that is live → what would be decided. */
      againstLive: Turned[]
      /** The newest first, 50 at most: what was, or by the live policy would be, decided otherwise. */
      changed: WouldBe[]
      changedInAll: number
    }
  | { kind: 'no-brand' }
  | { kind: 'wrong'; faults: PolicyFault[] }

// A policy is judged by these.
const mostConsidered = 500
const mostShown = 50
const longestText = 200
// Reading texts for what is personal takes its time, and others wait for this process too.
const between = 25

/**
 * Tells what a change of the policy would do, without writing anything. Reading and findings are those of then: words that the
 * change newly forbids are found by a case or a try, not here.
 */
export function makeWhatIf({ db, policies }: { db: Db; policies: Pick<Policies, 'read' | 'check'> }) {
  /** @param ask.mode supposes that every account is in this mode; null: each as it is now. */
  return async function whatIf(ask: {
    brandId: string
    change: Record<string, unknown>
    mode: Mode | null
  }): Promise<WhatIf> {
    const [live, checked] = await Promise.all([
      policies.read(ask.brandId),
      policies.check(ask.brandId, ask.change),
    ])
    if (checked.kind !== 'fits') return checked
    if (!live) return { kind: 'no-brand' }
    const answered = await listAnswered(db, ask.brandId, mostConsidered)
    const all: WouldBe[] = []
    for (const [place, one] of answered.entries()) {
      if (place % between === between - 1) await breathe()
      const situation = situationThen(one, ask.mode)
      const decided = (policy: Policy) =>
        decide({ ...situation, policy: policyOn(policy, one.account.channel) })
      all.push({
        ...{ draftId: one.draftId, conversationId: one.conversationId, at: one.at },
        text: one.texts.join('\n').slice(0, longestText),
        ...{ was: one.decision, live: decided(live.policy), would: decided(checked.policy) },
      })
    }
    const changed = all.filter(
      ({ was, live: now, would }) => was.kind !== would.kind || !sameDecision(now, would),
    )
    return {
      kind: 'told',
      considered: all.length,
      counts: count(all, ({ was }) => was.kind),
      againstLive: count(all, ({ live: now }) => now.kind),
      changed: changed.slice(0, mostShown),
      changedInAll: changed.length,
    }
  }
}

/** As it was when the draft was made: nobody had the conversation and nobody had asked for a person, or there were no draft. */
function situationThen(one: Answered, mode: Mode | null): Omit<Situation, 'policy'> {
  const { visibility, account, texts, findings, fellBack, answersBefore } = one
  return {
    mode: mode ?? account.mode,
    classification: joinClassifications(one.classifications),
    ...{ findings, fellBack, visibility, accountId: account.id },
    conversation: { publicTurnsSent: answersBefore, withPerson: false },
    showsPersonal: visibility === 'public' && texts.some((text) => shownKinds(text).length > 0),
  }
}

function sameDecision(one: Decision, other: Decision): boolean {
  return one.kind === other.kind && one.why === other.why && one.afterMs === other.afterMs
}

function count(all: readonly WouldBe[], from: (one: WouldBe) => Kind): Turned[] {
  const groups = Map.groupBy(all, (one) => `${from(one)} ${one.would.kind}`)
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      return first ? [{ from: from(first), to: first.would.kind, count: group.length }] : []
    })
    .sort((one, other) => other.count - one.count)
}
