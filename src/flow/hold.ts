import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, ChannelError, type Heard, type Identity } from '../channels/channel.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Visibility } from '../core/mention.ts'
import {
  accountsNotHeldBy,
  type LeasedAccount,
  noteListening,
  noteProven,
  releaseLeases,
  setState,
  takeLeases,
} from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { saveCursor } from '../store/hearing.ts'
import { beat } from '../store/nodes.ts'
import { type Ingested, ingest } from './ingest.ts'
import type { Holding } from './send.ts'

/** An account made ready by `main.ts`: its channel's door and its pace. */
export interface OpenAccount {
  account: Account
  paced: Holding['paced']
  /** Saves the pace. */
  close(): Promise<void>
}

export interface HoldTools {
  db: Db
  node: string
  now(): Date
  /** @throws OperatorError when the credentials cannot be opened or the channel is unknown. */
  open(account: LeasedAccount): Promise<OpenAccount>
  onHeard(accountId: string, counts: Ingested): void
  onTrouble(accountId: string, message: string, error: unknown): void
  onRefused(accountId: string, why: string): void
}

export interface Hold {
  find(accountId: string): Holding | null
  /** How the network counts this account's texts; null until it was asked. */
  limits(accountId: string, visibility: Visibility): TextLimits | null
  /** Accounts whose sends this node must leave alone. */
  notMine(): string[]
  /** Looks at the accounts now instead of at the next beat, after one was added, paused or changed. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** How long a lease lasts without renewal, and how often it is renewed, in milliseconds. */
export const leaseMs = 45_000
export const beatMs = 5_000
// A node that has been silent for this long is dead; its leases have run out before.
const deadAfterMs = 60_000
const checkMs = 30_000

interface Held extends Holding {
  stop: AbortController
  listening: Promise<void>
  opened: OpenAccount
  limits: Map<Visibility, TextLimits>
  /** When it was last known to hear everything, until that is noted. */
  wellAt: number | null
  /** Its network comes to us, so nothing is missed while its door is held open. */
  isDoor: boolean
}

/**
 * Holds this node's accounts: keeps their leases, listens on each, and lets go of what is paused, refused or taken over.
 * An account's listener and outbox run only here, so its pace in this process is the truth.
 */
export function startHold(tools: HoldTools): Hold {
  const { db, node } = tools
  const held = new Map<string, Held>()
  const stop = new AbortController()
  let notMine: string[] = []
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    await beat(db, node, deadAfterMs)
    const leased = await takeLeases(db, node, leaseMs)
    const epochs = new Map(leased.map((one) => [one.id, one.epoch]))
    for (const [id, one] of held) if (epochs.get(id) !== one.epoch) await letGo(id)
    for (const one of leased) if (!held.has(one.id)) await take(one)
    notMine = await accountsNotHeldBy(db, node)
    await noteWell()
  }

  /** Tells whoever watches that a silent account is silent because nobody speaks. */
  async function noteWell(): Promise<void> {
    const now = tools.now().getTime()
    const known: { id: string; agoMs: number }[] = []
    for (const [id, one] of held) {
      if (one.isDoor) one.wellAt = now
      if (one.wellAt !== null) known.push({ id, agoMs: Math.max(0, now - one.wellAt) })
      one.wellAt = null
    }
    await noteListening(db, node, known)
  }

  async function take(leased: LeasedAccount): Promise<void> {
    try {
      const opened = await tools.open(leased)
      const own = new AbortController()
      const one: Held = {
        accountId: leased.id,
        epoch: leased.epoch,
        account: opened.account,
        paced: opened.paced,
        opened,
        stop: own,
        limits: new Map(),
        wellAt: null,
        isDoor: false,
        listening: Promise.resolve(),
      }
      one.listening = listen(leased, one)
      held.set(leased.id, one)
    } catch (error) {
      tools.onTrouble(leased.id, 'the account could not be opened', error)
      await refuse(leased.id, error instanceof Error ? error.message : String(error))
    }
  }

  async function letGo(id: string): Promise<void> {
    const one = held.get(id)
    if (!one) return
    held.delete(id)
    one.stop.abort()
    await one.listening
    await one.opened.close()
  }

  async function refuse(id: string, why: string): Promise<void> {
    await setState(db, id, 'refused', why)
    await noteEvents(db, [{ who: 'dajeong', kind: 'account-refused', why, accountId: id }])
    tools.onRefused(id, why)
  }

  /** Listens until stopped; what the network hiccups on is tried again, what it refuses stops the account. */
  async function listen(leased: LeasedAccount, one: Held): Promise<void> {
    const { signal } = one.stop
    let failures = 0
    let cursor = leased.cursor
    const hearer = { id: leased.id, nativeId: leased.nativeId, quietMs: leased.policy.quietMs }
    const hear = async (heard: Heard) => {
      let counts: Ingested | null = null
      await db.transaction().execute(async (trx) => {
        if (!(await saveCursor(trx, leased.id, one.epoch, heard.cursor))) {
          throw new Error('another node has taken this account over')
        }
        counts = await ingest(
          trx,
          heard.events.map((event) => ({ hearer, event })),
        )
      })
      if (heard.cursor !== null) cursor = heard.cursor
      failures = 0
      if (counts) tools.onHeard(leased.id, counts)
    }
    while (!signal.aborted) {
      try {
        const identity = await prove(leased, one, signal)
        one.isDoor = !one.account.listen
        if (!one.account.listen) return
        const upToDate = () => {
          one.wellAt = tools.now().getTime()
        }
        await one.account.listen({ identity, cursor, hear, upToDate, signal })
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ChannelError && error.kind === 'auth') return refuse(leased.id, error.message)
        tools.onTrouble(leased.id, 'listening was interrupted', error)
      }
      failures += 1
      await sleep(Math.min(60_000, 500 * 2 ** Math.min(failures, 7)), undefined, { signal }).catch(() => {})
    }
  }

  async function prove(leased: LeasedAccount, one: Held, signal: AbortSignal): Promise<Identity> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(checkMs)])
    const identity = await one.account.check(bounded)
    if (identity.nativeId !== leased.nativeId) {
      throw new ChannelError(
        'auth',
        `These credentials now belong to another account (${identity.handle}); add it anew.`,
      )
    }
    await noteProven(db, leased.id)
    for (const visibility of ['public', 'direct'] as const) {
      one.limits.set(visibility, await one.account.limits(visibility, bounded))
    }
    return identity
  }

  function refresh(): Promise<void> {
    looking = looking
      .then(look)
      .catch((error) => tools.onTrouble('', 'the leases could not be renewed', error))
    return looking
  }

  const beating = (async () => {
    while (!stop.signal.aborted) {
      await refresh()
      await sleep(beatMs, undefined, { signal: stop.signal }).catch(() => {})
    }
  })()

  return {
    find: (accountId) => held.get(accountId) ?? null,
    limits: (accountId, visibility) => held.get(accountId)?.limits.get(visibility) ?? null,
    notMine: () => notMine,
    refresh,
    async stop() {
      stop.abort()
      await beating
      await looking
      await Promise.all([...held.keys()].map(letGo))
      await releaseLeases(db, node)
    },
  }
}
