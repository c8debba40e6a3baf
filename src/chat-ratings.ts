import type { CustomerTools, makeCustomerDialog } from '../dialogs/customer-dialog.ts'
import { readReference } from '../dialogs/customer-dialog.ts'
import type { Line, Reference, Speaker } from '../dialogs/turn.ts'
import { ChannelError } from './channels/channel.ts'
import type { Db } from './store/db.ts'
import { beginToRate, giveBackToRate, noteAskedToRate, type Taken, takeToRate } from './store/ratings.ts'

const everyMs = 15_000
const most = 20
// All of one taking are asked in less, even where each client is slow.
const leaseMs = 10 * 60_000
const laterMs = 60_000

/** Another process has taken it meanwhile, and asks. */
class Lost extends Error {
  override name = 'Lost'
}

/** Asks customers whose conversations were closed how they were helped, each once for a closing. */
export function startRatings(tools: {
  db: Db
  speaker: Speaker
  ask: ReturnType<typeof makeCustomerDialog>['ask']
  now: CustomerTools['now']
  onTrouble(message: string, error: unknown): void
}): {
  /** Asks those who are due, without waiting for the clock. */
  look(): Promise<void>
  stop(): Promise<void>
} {
  const { db, speaker, now } = tools

  async function askAll(): Promise<void> {
    for (const one of await takeToRate(db, { most, leaseMs })) await askOne(one)
  }

  async function askOne(one: Taken): Promise<void> {
    const { ref, conversationId, closedAfter } = one
    const at = readReference(ref)
    if (!at) return giveBackToRate(db, one, null)
    const reference = ref as Reference
    let asked = false
    try {
      await speaker.speak(reference, async (line) => {
        // Our own line shows once what is said twice; elsewhere nobody knows what arrived of a process that died.
        const careful = at.own ? line : onceBegun(line, one)
        asked = await tools.ask({ conversationId, closedAfter, reference, line: careful })
      })
    } catch (error) {
      if (error instanceof Lost) return
      tools.onTrouble('a customer could not be asked whether it helped', error)
      return afterTrouble(one, error)
    }
    if (asked) await noteAskedToRate(db, one)
    else await giveBackToRate(db, one, null)
  }

  function onceBegun(line: Line, one: Taken): Line {
    return {
      ...line,
      async say(post) {
        if (!(await beginToRate(db, one))) throw new Lost('Another process asks.')
        return line.say(post)
      },
    }
  }

  /** What says nothing of whether it arrived is left as it is: to the lease, or to nobody once it was begun. */
  async function afterTrouble(one: Taken, error: unknown): Promise<void> {
    if (!(error instanceof ChannelError) || error.kind === 'network') return
    const again = error.kind === 'busy' || error.kind === 'auth'
    await giveBackToRate(db, one, again ? (error.retryAt ?? new Date(now().getTime() + laterMs)) : null)
  }

  let asking: Promise<void> | null = null
  const look = () => {
    asking ??= askAll()
      .catch((error: unknown) => tools.onTrouble('nobody could be asked whether it helped', error))
      .finally(() => {
        asking = null
      })
    return asking
  }
  const beating = setInterval(look, everyMs)
  beating.unref()

  return {
    look,
    async stop() {
      clearInterval(beating)
      await asking
    },
  }
}
