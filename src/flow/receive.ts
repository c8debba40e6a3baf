import { setTimeout as sleep } from 'node:timers/promises'
import { findAccount, noteHeard } from '../store/accounts.ts'
import { makeBatch } from '../store/batch.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import { type Received, receive, takeReceived } from '../store/inbox.ts'
import { type HeardOn, type Hearer, type Ingested, ingest } from './ingest.ts'

export interface Receiver {
  /** Stores what a webhook brought; it may be acknowledged when this resolves. */
  receive(item: Received): Promise<void>
  /** Waits for what is under way; what is stored stays for the next start. */
  stop(): Promise<void>
}

export interface ReceiveTools {
  db: Db
  onHeard(accountId: string, counts: Ingested): void
  onTrouble(message: string, error: unknown): void
}

const groupInserts = 200
const calmGroup = 300
const retryMs = 1_000
// In a flood, storing comes before reading: with more than this many deliveries waiting for their acknowledgement the reader
// steps back, but never for longer than this, and then takes only so many: what is read is answered, which takes the processor
// from the flood, and the rest is safe where it is.
const floodFrom = 16
// Between one group's acknowledgements and the next deliveries nothing waits for a moment; a flood is over after this.
const floodEndsMs = 50
const stepBackMs = 1_000
const floodGroup = 16
// As much of it as staff need to see what it was, in UTF-16 units.
const rawKept = 4_000
const noteEveryMs = 1_000
// A changed quiet time is noticed after this at the latest, as everywhere (flow/hold.ts).
const rememberMs = 5_000
// Another node's inbox rows, or rows left by a crash, are looked for this often.
const lookMs = 5_000

/**
 * The way in for webhooks. A request is acknowledged as soon as its event is on disk, with as many others as came at the
 * same moment in one statement; a loop then takes the events out and ingests them, both in one transaction.
 */
export function startReceiver(tools: ReceiveTools): Receiver {
  const { db } = tools
  let stopped = false
  let draining: Promise<void> | null = null
  let wanted = false
  const put = makeBatch<Received, void>(async (items) => {
    await receive(db, items)
    return items.map(() => undefined)
  }, groupInserts)

  let arriving = 0
  let floodedAt = Number.NEGATIVE_INFINITY

  const inFlood = () => performance.now() - floodedAt < floodEndsMs

  async function stepBack(): Promise<void> {
    const until = performance.now() + stepBackMs
    while (inFlood() && !stopped && performance.now() < until) await sleep(5)
  }

  /** @returns whether there is more. */
  async function drainGroup(): Promise<boolean> {
    const most = inFlood() ? floodGroup : calmGroup
    return (await drainOnce(most)) === most
  }

  const hearers = new Map<string, { until: number; hearer: Hearer | null }>()
  async function findHearer(trx: Db, id: string): Promise<Hearer | null> {
    const known = hearers.get(id)
    if (known && known.until > performance.now()) return known.hearer
    const account = await findAccount(trx, id)
    const hearer = account && { id, nativeId: account.nativeId, quietMs: account.policy.quietMs }
    hearers.set(id, { until: performance.now() + rememberMs, hearer })
    return hearer
  }

  async function drainOnce(most: number): Promise<number> {
    const perAccount = new Map<string, Ingested>()
    const taken = await db.transaction().execute(async (trx) => {
      const received = await takeReceived(trx, most)
      if (received.length === 0) return 0
      for (const id of new Set(received.map((one) => one.accountId))) {
        const hearer = await findHearer(trx, id)
        if (!hearer) continue
        const heard: HeardOn[] = received
          .filter((one) => one.accountId === id)
          .map(({ event }) => ({ hearer, event }))
        perAccount.set(id, await ingest(trx, heard))
      }
      return received.length
    })
    for (const [id, counts] of perAccount) tools.onHeard(id, counts)
    await noteNews([...perAccount.keys()])
    return taken
  }

  const noted = new Map<string, number>()
  /** Staff see when an account was last heard, to the second. */
  async function noteNews(accountIds: readonly string[]): Promise<void> {
    const now = performance.now()
    const due = accountIds.filter((id) => now - (noted.get(id) ?? Number.NEGATIVE_INFINITY) > noteEveryMs)
    if (due.length === 0) return
    await noteHeard(db, due)
    for (const id of due) noted.set(id, now)
  }

  /** After a group has failed: one at a time, and what nothing helps is put aside, so that it holds up nobody. */
  async function drainSingly(): Promise<void> {
    for (let left = calmGroup; left > 0 && !stopped; left -= 1) {
      try {
        if ((await drainOnce(1)) === 0) return
      } catch (error) {
        if (!isItsOwnFault(error)) throw error
        await putAside(error)
      }
    }
  }

  async function putAside(error: unknown): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const [item] = await takeReceived(trx, 1)
      if (!item) return
      const why = `it could not be taken in: ${error instanceof Error ? error.message : String(error)}`
      const raw = JSON.stringify(item.event).slice(0, rawKept).toWellFormed()
      await noteEvents(trx, [
        { who: 'dajeong', kind: 'unreadable', why, accountId: item.accountId, detail: { raw } },
      ])
    })
    tools.onTrouble('a delivery could not be taken in and was put aside', error)
  }

  async function drain(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false
      try {
        do await stepBack()
        while (!stopped && (await drainGroup()))
      } catch (error) {
        tools.onTrouble('what webhooks brought could not be read', error)
        wanted = true
        await drainSingly().catch(() => sleep(retryMs))
      }
    }
    draining = null
    if (wanted && !stopped) poke()
  }

  function poke(): void {
    wanted = true
    draining ??= drain()
  }

  const timer = setInterval(poke, lookMs)
  poke()
  return {
    async receive(item) {
      arriving += 1
      if (arriving > floodFrom) floodedAt = performance.now()
      try {
        await put(item)
      } finally {
        arriving -= 1
      }
      poke()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await draining
    },
  }
}

/**
 * What will fail in the same way however often it is tried: data that PostgreSQL refuses (its error classes 22, 23 and 54,
 * https://www.postgresql.org/docs/current/errcodes-appendix.html) or that our code trips over. A database that is away, full or
 * busy is not.
 */
function isItsOwnFault(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^(22|23|54)\w{3}$/.test(code)
}
