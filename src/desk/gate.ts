import type { Policy } from '../core/policy.ts'
import type { TriedKnowledge } from '../knowledge/tried.ts'
import { tuningMark } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import type { Note } from '../store/events.ts'
import type { Who } from '../store/stages.ts'
import type { CaseRun, Cases } from './cases.ts'

/** Who overrules failing cases, and why. */
export interface Overruling {
  /** 3 to 300 characters. */
  reason: string
  /** Whether they may; an owner may. What the caller says is believed. */
  mayOverrule: boolean
}

/** What the saved cases say about a version before it is published. */
export type Gated =
  /** `overruled` is what failed all the same. */
  | { kind: 'open'; overruled: CaseRun[] }
  | { kind: 'failing'; failing: CaseRun[] }
  | { kind: 'may-not-overrule'; failing: CaseRun[] }
  | { kind: 'refused'; why: string }

/** Why something is not published; nothing has changed then. */
export type HeldUp =
  | { kind: 'failing' | 'may-not-overrule'; failing: CaseRun[] }
  | { kind: 'refused'; why: string }
  /** Others published something again and again while the cases ran. */
  | { kind: 'overtaken' }

/** Runs the saved cases with what is to be published. */
export type Gate = (ask: {
  brandId: string
  prompts: Readonly<Record<string, string>>
  policy: Policy | null
  knowledge?: (() => Promise<TriedKnowledge>) | null
  overrule: Overruling | null
}) => Promise<Gated>

export function makeGate(cases: Pick<Cases, 'run'>): Gate {
  return async ({ overrule, ...tried }) => {
    const run = await cases.run(tried)
    if (run.kind === 'refused') return run
    const failing = run.results.filter(({ passed }) => !passed)
    if (failing.length === 0) return { kind: 'open', overruled: [] }
    if (!overrule) return { kind: 'failing', failing }
    return overrule.mayOverrule ? { kind: 'open', overruled: failing } : { kind: 'may-not-overrule', failing }
  }
}

/** Where nothing is held up by cases: an operator at the machine itself. */
export const openGate: Gate = async () => ({ kind: 'open', overruled: [] })

// Whoever loses so often would wait for ever.
const mostTries = 5

/**
 * Publishes what the cases let through. They run before the transaction, as they may take minutes; what was published meanwhile
 * might fail together with this, so then they run again.
 * @param publish in a transaction that nothing of the brand is published beside; null when `mark` holds no more.
 */
export async function publishGated<T>(
  db: Db,
  brandId: string,
  gate: () => Promise<Gated>,
  publish: (gated: Extract<Gated, { kind: 'open' }>, mark: string) => Promise<T | null>,
): Promise<T | HeldUp> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const mark = await tuningMark(db, brandId)
    const gated = await gate()
    if (gated.kind !== 'open') return gated
    const published = await publish(gated, mark)
    if (published !== null) return published
  }
  return { kind: 'overtaken' }
}

/** What is written down when somebody publishes against failing cases; null when nothing failed. */
export function overruledNote(
  gated: Extract<Gated, { kind: 'open' }>,
  ask: {
    brandId: string
    who: Who
    overrule: Overruling | null
    /** `policy`, or the name of a prompt or a document. */
    what: string
    isDocument?: boolean
    version: string
  },
): Note | null {
  if (gated.overruled.length === 0 || !ask.overrule) return null
  // What kinds of checks failed and of which case, without a word of the case: it may be a customer's, who can be forgotten.
  const failing = gated.overruled.map(({ case: one, checks, why }) => ({
    ...{ id: one.id, why },
    failed: checks.filter(({ passed }) => !passed).map(({ check }) => check.kind),
  }))
  return {
    ...{ who: ask.who, kind: 'cases-overruled', why: `${ask.what}: ${ask.overrule.reason}`.slice(0, 1_000) },
    detail: {
      ...{ brandId: ask.brandId, [ask.isDocument ? 'document' : 'what']: ask.what },
      ...{ version: ask.version, failing },
    },
  }
}
