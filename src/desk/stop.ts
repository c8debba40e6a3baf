import { cleanText } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import { findStop, resumeSending, type Stop, stopSending } from '../store/stops.ts'
import type { Decider } from './decision.ts'

export type { Stop }

/** The switch that stops everything a brand says. */
export interface StopSwitch {
  /** Null while the brand sends. */
  stopped(): Promise<Stop | null>
  /**
   * When this is answered nothing begins to go out any more; what is queued keeps its place. Who stopped it first stands.
   */
  stop(ask: { colleague: Decider; why: string }): Promise<Stop | null>
  /** What was queued goes out in its order. */
  resume(ask: { colleague: Decider }): Promise<void>
}

export function makeStopSwitch({ db, brandId }: { db: Db; brandId: string }): StopSwitch {
  return {
    stopped: () => findStop(db, brandId),
    async stop({ colleague, why }) {
      await stopSending(db, brandId, `colleague:${colleague.id}`, cleanText(why))
      return findStop(db, brandId)
    },
    async resume({ colleague }) {
      await resumeSending(db, brandId, `colleague:${colleague.id}`)
    },
  }
}
