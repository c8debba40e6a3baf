import { progressPost } from '../dialogs/customer-dialog.ts'
import type { Reference, Speaker } from '../dialogs/turn.ts'
import { opensAt } from './core/opening-hours.ts'
import type { Stage } from './core/stage.ts'
import { findAccount } from './store/accounts.ts'
import type { Db } from './store/db.ts'
import { stagesOf } from './store/progress.ts'

interface Watched {
  accountId: string
  nativeId: string
  reference: Reference
  language: 'ko' | 'en'
  until: number
}

const beatMs = 2_000
// Longer than the slowest model takes for an answer; after that a colleague has it, or something broke.
const longestMs = 120_000
const mostWatched = 2_000
const isWriting: readonly Stage[] = ['heard', 'classified', 'drafted']

/** Shows customers that an answer is being written, and tells them once when it waits for a person. */
export function watchProgress(tools: {
  db: Db
  speaker: Speaker
  now(): Date
  onTrouble(error: unknown): void
}): {
  watch(one: Omit<Watched, 'until'>): void
  stop(): Promise<void>
} {
  const watched = new Map<string, Watched>()
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const now = performance.now()
    for (const [key, one] of watched) if (one.until < now) watched.delete(key)
    const stages = await stagesOf(tools.db, [...watched.values()])
    for (const { accountId, nativeId, stage } of stages) {
      const key = `${accountId} ${nativeId}`
      const one = watched.get(key)
      if (!one) continue
      if (isWriting.includes(stage)) {
        await tools.speaker.speak(one.reference, (line) => line.typing())
        continue
      }
      watched.delete(key)
      if (stage !== 'waiting' && stage !== 'with-person') continue
      const opens = await whenOpen(accountId)
      await tools.speaker.speak(one.reference, async (line) => {
        await line.say(progressPost(nativeId, stage, one.language, opens))
      })
    }
  }

  async function whenOpen(accountId: string): Promise<{ at: Date; zone: string } | null> {
    const account = await findAccount(tools.db, accountId)
    if (!account) return null
    const { businessHours } = account.policy
    const at = opensAt(businessHours, tools.now())
    return at && { at, zone: businessHours.zone }
  }

  const beating = setInterval(() => {
    if (watched.size === 0) return
    looking ??= look()
      .catch(tools.onTrouble)
      .finally(() => {
        looking = null
      })
  }, beatMs)
  beating.unref()

  return {
    watch(one) {
      if (watched.size >= mostWatched) return
      watched.set(`${one.accountId} ${one.nativeId}`, { ...one, until: performance.now() + longestMs })
    },
    async stop() {
      clearInterval(beating)
      await looking
    },
  }
}
