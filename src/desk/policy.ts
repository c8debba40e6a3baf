import { z } from 'zod'
import { cleanText, type Json } from '../core/mention.ts'
import { Policy } from '../core/policy.ts'
import { changesBetween, type PolicyChange, type Said } from '../core/policy-changes.ts'
import { rulesOf, sayRule } from '../core/policy-rules.ts'
import { findBrand, listAccounts, savePolicy } from '../store/accounts.ts'
import { tuningMark } from '../store/cases.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import {
  addPolicyVersion,
  findLivePolicy,
  findPolicyVersion,
  findRawPolicy,
  hashPolicy,
  listPolicyVersions,
  type PolicyVersion,
} from '../store/policy-versions.ts'
import { lockPrompts } from '../store/prompts.ts'
import type { Who } from '../store/stages.ts'
import {
  type Gate,
  type Gated,
  type HeldUp,
  type Overruling,
  openGate,
  overruledNote,
  publishGated,
} from './gate.ts'

export type PolicyFault = { field: string; message: string }

export type PolicyAnswer =
  | { kind: 'policy'; brand: string; policy: Policy; changed: string[] }
  | { kind: 'no-brand' }
  | { kind: 'wrong'; faults: PolicyFault[] }

/** A version as people see it. `0`: what holds was never published here; it has no author and no reason. */
export interface ShownPolicyVersion {
  version: string
  hash: string
  author: string | null
  reason: string | null
  at: Date | null
  live: boolean
}

export type ShownPolicy = ShownPolicyVersion & { policy: Policy }

export type PolicyPublished =
  | { kind: 'published' | 'same'; version: ShownPolicyVersion; changes: PolicyChange[] }
  | { kind: 'no-brand' }
  | { kind: 'no-version' }
  /** Nothing has changed. */
  | { kind: 'wrong'; faults: PolicyFault[] }
  /** Not what the colleague had before them holds, but this. */
  | { kind: 'changed-meanwhile'; version: ShownPolicyVersion }
  | HeldUp

/** What admins may set for a brand, with everything that they have set before. */
export interface Policies {
  /** What holds now. @returns null when there is no such brand. */
  read(brandId: string): Promise<ShownPolicy | null>
  /** The newest first, 500 at most. */
  history(brandId: string): Promise<ShownPolicyVersion[]>
  /** @returns null when there is no such version; `0` is what holds while nothing was published. */
  version(brandId: string, version: string): Promise<ShownPolicy | null>
  /** What would hold after a change, and what would be different; nothing is written. */
  check(
    brandId: string,
    change: Record<string, unknown>,
  ): Promise<
    | { kind: 'fits'; policy: Policy; changes: PolicyChange[] }
    | { kind: 'no-brand' }
    | { kind: 'wrong'; faults: PolicyFault[] }
  >
  /**
   * Lets a change hold, from the next message on and on every node, if no saved case fails under it.
   * @param ask.seen the hash of what held when the change was thought of; if something else holds now, nothing is published.
   */
  publish(ask: {
    brandId: string
    change: Record<string, unknown>
    reason: string
    who: Who
    overrule?: Overruling | null
    seen?: string | null
  }): Promise<PolicyPublished>
  /** An older version holds again, to the letter. No case holds it up: it is the way out when something is wrong. */
  rollBack(ask: { brandId: string; version: string; reason: string; who: Who }): Promise<PolicyPublished>
  /** What is different in `to`. @returns null when there is no such version. */
  differ(brandId: string, from: string, to: string): Promise<PolicyChange[] | null>
  /** Its rules as sentences, in their order; accounts go by their handles. */
  say(brandId: string, policy: Policy): Promise<Said[]>
}

// Older ones are kept and found by their number.
const mostShown = 500

/** Parses what is stored, by the schema of today. */
const Stored = z.object(Policy.shape)

/** @param gate runs the saved cases; without it nothing is held up. */
export function makePolicies({ db, gate = openGate }: { db: Db; gate?: Gate }): Policies {
  const check: Policies['check'] = async (brandId, change) => {
    const live = await readLive(db, brandId)
    if (!live) return { kind: 'no-brand' }
    const read = changedBy(live.policy, change)
    if ('faults' in read) return { kind: 'wrong', faults: read.faults }
    const changes = changesBetween(live.policy, read.policy, await accountNames(db, brandId))
    return { kind: 'fits', policy: read.policy, changes }
  }

  return {
    read: (brandId) => readLive(db, brandId),
    async history(brandId) {
      const live = await readLive(db, brandId)
      const rows = await listPolicyVersions(db, brandId, mostShown)
      return [...(live?.version === '0' ? [bare(live)] : []), ...rows.map((row) => toShown(row, live))]
    },
    version: (brandId, version) => readVersion(db, brandId, version),
    check,
    async publish({ brandId, change, reason, who, overrule = null, seen = null }) {
      // Before the cases, which may take minutes; and again where nobody else can publish.
      const elsewhere = await changedSince(db, brandId, seen)
      if (elsewhere) return elsewhere
      const checked = await check(brandId, change)
      if (checked.kind !== 'fits') return checked
      const ask = { brandId, reason, who }
      return publishGated(
        db,
        brandId,
        async () => {
          const anew = await check(brandId, change)
          const policy = anew.kind === 'fits' ? anew.policy : checked.policy
          return gate({ brandId, prompts: {}, policy, overrule })
        },
        (gated, mark) =>
          write(db, ask, { mark, gated, overrule }, async (trx, live) => {
            const meanwhile = await changedSince(trx, brandId, seen)
            if (meanwhile) return meanwhile
            const read = changedBy(live, change)
            return 'faults' in read ? { kind: 'wrong', faults: read.faults } : { policy: asJson(read.policy) }
          }),
      )
    },
    async rollBack({ brandId, version, reason, who }) {
      const done = await write(db, { brandId, reason, who }, null, async (trx) => {
        const found = await findPolicyVersion(trx, brandId, version)
        if (!found) return { kind: 'no-version' }
        const read = Stored.safeParse(found.policy)
        if (!read.success) return { kind: 'wrong', faults: faultsOf(read.error) }
        // Not as it is read today: the same hash is to hold again.
        return { policy: found.policy, hash: found.hash }
      })
      return done ?? { kind: 'overtaken' }
    },
    async differ(brandId, from, to) {
      const [one, other] = await Promise.all([readVersion(db, brandId, from), readVersion(db, brandId, to)])
      return one && other ? changesBetween(one.policy, other.policy, await accountNames(db, brandId)) : null
    },
    async say(brandId, policy) {
      const nameOf = await accountNames(db, brandId)
      return rulesOf(policy).map((rule) => sayRule(rule, nameOf))
    },
  }
}

/**
 * Changes the first brand's policy as an operator does, at the machine itself: no case is run before. Who changed what is
 * written down as a version. Running listeners follow at their next start.
 */
export async function changePolicy(
  db: Db,
  change: Record<string, unknown>,
  who: Who,
  reason = '',
): Promise<PolicyAnswer> {
  return db.transaction().execute(async (trx) => {
    const brand = await findBrand(trx)
    if (!brand) return { kind: 'no-brand' }
    const read = changedBy(brand.policy, change)
    if ('faults' in read) return { kind: 'wrong', faults: read.faults }
    const changed = Object.keys(change).filter(
      (name) =>
        hashPolicy(brand.policy[name as keyof Policy]) !== hashPolicy(read.policy[name as keyof Policy]),
    )
    if (changed.length > 0) {
      const why = reason === '' ? `changed: ${changed.join(', ')}` : reason
      await put(trx, { brandId: brand.id, reason: why, who, policy: asJson(read.policy) })
    }
    return { kind: 'policy', brand: brand.name, policy: read.policy, changed }
  })
}

/** What the accounts of a brand go by. */
async function accountNames(db: Db, brandId: string): Promise<(id: string) => string | null> {
  const accounts = (await listAccounts(db)).filter((one) => one.brandId === brandId)
  const handles = new Map(accounts.map(({ id, handle }) => [id, handle]))
  return (id) => handles.get(id) ?? null
}

type Wanted =
  | { policy: Json; hash?: string }
  | Extract<PolicyPublished, { kind: 'no-version' | 'wrong' | 'changed-meanwhile' }>

/** @param seen a hash; null where the caller does not mind. */
async function changedSince(
  db: Db,
  brandId: string,
  seen: string | null,
): Promise<Extract<PolicyPublished, { kind: 'changed-meanwhile' }> | null> {
  const live = seen === null ? null : await readLive(db, brandId)
  return live && live.hash !== seen ? { kind: 'changed-meanwhile', version: bare(live) } : null
}

async function write(
  db: Db,
  { brandId, reason, who }: { brandId: string; reason: string; who: Who },
  through: { mark: string; gated: Extract<Gated, { kind: 'open' }>; overrule: Overruling | null } | null,
  find: (trx: Db, live: Policy) => Promise<Wanted>,
): Promise<PolicyPublished | null> {
  return db.transaction().execute(async (trx) => {
    // Prompts and policy are tried together, so they are published one after the other.
    await lockPrompts(trx, brandId)
    if (through && through.mark !== (await tuningMark(trx, brandId))) return null
    const raw = await findRawPolicy(trx, brandId, { lock: true })
    if (!raw) return { kind: 'no-brand' }
    const before = Stored.parse(raw.policy)
    const wanted = await find(trx, before)
    if ('kind' in wanted) return wanted
    const live = await readLive(trx, brandId)
    const hash = wanted.hash ?? hashPolicy(wanted.policy)
    if (live && live.hash === hash) return { kind: 'same', version: bare(live), changes: [] }
    const saved = await put(trx, { brandId, reason: cleanText(reason).trim(), who, ...wanted })
    const overruled =
      through &&
      overruledNote(through.gated, {
        ...{ brandId, who, overrule: through.overrule },
        ...{ what: 'policy', version: saved.id },
      })
    if (overruled) await noteEvents(trx, [overruled])
    const changes = changesBetween(before, Stored.parse(wanted.policy), await accountNames(trx, brandId))
    return { kind: 'published', version: toShown(saved, null), changes }
  })
}

/** In a transaction that holds the brand. */
async function put(
  trx: Db,
  one: { brandId: string; reason: string; who: Who; policy: Json; hash?: string },
): Promise<PolicyVersion> {
  const { brandId, reason, who, policy } = one
  const before = await readLive(trx, brandId)
  // What was never published would be lost, and nobody could go back to it.
  if (before && before.version === '0')
    await addPolicyVersion(trx, {
      ...{ brandId, policy: asJson(before.policy), hash: before.hash },
      ...{ author: 'dajeong', reason: 'As it was found: it was not set by a version.' },
    })
  const hash = one.hash ?? hashPolicy(policy)
  const saved = await addPolicyVersion(trx, { brandId, policy, hash, author: who, reason })
  await savePolicy(trx, brandId, policy as unknown as Policy)
  const detail = { brandId, version: saved.id, hash, before: asJson(before?.policy), after: policy }
  await noteEvents(trx, [{ who, kind: 'policy', why: reason.slice(0, 1_000), detail }])
  return saved
}

async function readLive(db: Db, brandId: string): Promise<ShownPolicy | null> {
  const raw = await findRawPolicy(db, brandId)
  if (!raw) return null
  const policy = Stored.parse(raw.policy)
  const row = await findLivePolicy(db, brandId)
  // A setting of the environment changes a policy without a version.
  if (row && row.hash === hashPolicy(raw.policy)) return { ...toShown(row, null), policy }
  const nobody = { author: null, reason: null, at: null }
  return { version: '0', hash: hashPolicy(policy), ...nobody, live: true, policy }
}

async function readVersion(db: Db, brandId: string, version: string): Promise<ShownPolicy | null> {
  const live = await readLive(db, brandId)
  if (version === '0') return live?.version === '0' ? live : null
  const found = await findPolicyVersion(db, brandId, version)
  return found && { ...toShown(found, live), policy: Stored.parse(found.policy) }
}

/** Of these only what is given changes. */
function changedBy(
  policy: Policy,
  change: Record<string, unknown>,
): { policy: Policy } | { faults: PolicyFault[] } {
  const within = (name: 'voice' | 'disclosure' | 'assignment') =>
    change[name] !== null && typeof change[name] === 'object'
      ? { [name]: { ...policy[name], ...change[name] } }
      : {}
  // Whoever names the intents means them to hold; rules beside them would overrule the list.
  const plain = 'sendIntents' in change && !('rules' in change) ? { rules: null } : {}
  const parts = { ...within('voice'), ...within('disclosure'), ...within('assignment') }
  const whole = { ...policy, ...plain, ...change, ...parts }
  const read = z.strictObject(Policy.shape).safeParse(whole)
  return read.success ? { policy: read.data } : { faults: faultsOf(read.error) }
}

function faultsOf(error: z.ZodError): PolicyFault[] {
  return error.issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
    message: issue.message,
  }))
}

function asJson(policy: unknown): Json {
  return JSON.parse(JSON.stringify(policy ?? null)) as Json
}

/** @param live what holds, where another version than the row's may. */
function toShown(row: PolicyVersion, live: ShownPolicy | null): ShownPolicyVersion {
  const { id, hash, author, reason, at } = row
  return { version: id, hash, author, reason, at, live: row.live && live?.version !== '0' }
}

/** Without the policy itself. */
function bare({ version, hash, author, reason, at, live }: ShownPolicyVersion): ShownPolicyVersion {
  return { version, hash, author, reason, at, live }
}
