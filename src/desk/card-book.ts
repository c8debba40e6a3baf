import { noteAudit } from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import {
  type ClaimedCard,
  claimCards,
  clearFailures,
  dropCard,
  findCardAt,
  makeCards,
  pauseTarget,
  saveAsked,
  saveFailure,
  saveShown,
} from '../store/staff-cards.ts'

export type { ClaimedCard }

// Longer than a post and what it is made of may take; only when it has passed another node has the card.
const claimSeconds = 120
const claimedAtOnce = 20
// What was decided longer ago is nobody's work any more, and its card stays as it is.
const livingDays = 7
/** Failures in a row after which a target is left alone until an admin says otherwise. */
export const mostFailures = 10

type Of = Pick<ClaimedCard, 'id' | 'claim'>

/** Which cards stand where, and which are to be said or changed. On many nodes each card is one node's at a time. */
export interface CardBook {
  /** Makes what is missing and takes what is due, for this caller alone. */
  take(): Promise<ClaimedCard[]>
  /** What stands there now. @param one.posted left out: it was there before. */
  shown(
    one: Of &
      Pick<ClaimedCard, 'targetId' | 'mark'> & {
        shown: string
        version: string | null
        posted?: { activityId: string | null }
      },
  ): Promise<void>
  /** Nothing is to be said. @param one.later seconds until it is looked at again; null: it is forgotten. */
  drop(one: Of & { later: number | null }): Promise<void>
  /**
   * It did not go. @param one.seconds until the next try; null: there is none. @param one.refused the target itself refuses, and is
   * paused at once. @returns whether the target is paused now.
   */
  failed(
    one: Of & Pick<ClaimedCard, 'targetId'> & { seconds: number | null; why: string; refused: boolean },
  ): Promise<boolean>
  /** What a colleague asked to see stands in their chat. */
  asked: (one: Parameters<typeof saveAsked>[1]) => Promise<void>
  at: (place: Parameters<typeof findCardAt>[1]) => ReturnType<typeof findCardAt>
}

export function makeCardBook({ db }: { db: Db }): CardBook {
  return {
    async take() {
      await makeCards(db)
      return claimCards(db, { most: claimedAtOnce, seconds: claimSeconds, days: livingDays })
    },
    async shown(one) {
      await saveShown(db, one)
      if (one.targetId !== null) await clearFailures(db, one.targetId)
    },
    drop: (one) => dropCard(db, one),
    failed: ({ refused, ...one }) =>
      db.transaction().execute(async (trx) => {
        const failures = await saveFailure(trx, one)
        if (one.targetId === null || !(refused || failures >= mostFailures)) return false
        const brandId = await pauseTarget(trx, one.targetId, one.why)
        if (brandId === null) return false
        await noteAudit(trx, [
          {
            ...{ who: 'dajeong', what: 'card-target-paused', brandId, target: `card-target:${one.targetId}` },
            why: one.why,
          },
        ])
        return true
      }),
    asked: (one) => saveAsked(db, one),
    at: (place) => findCardAt(db, place),
  }
}
