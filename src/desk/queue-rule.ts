import { Feeling, Urgency } from '../core/intent.ts'
import { dueAt, promisedMinutes, type Weight, whyDue } from '../core/queue.ts'
import { listBrandPolicies } from '../store/brand-policies.ts'
import type { Db } from '../store/db.ts'

export interface BrandRule {
  id: string
  name: string
  zone: string
  times: (Weight & { minutes: number; dueIfNow: string; because: { ko: string; en: string } })[]
}

/** The rule of the queue, for people: nothing is sorted by what they cannot look up. */
export interface QueueRule {
  rule(): Promise<BrandRule[]>
}

const weights: Weight[] = Urgency.options
  .toReversed()
  .flatMap((urgency) =>
    Feeling.options.flatMap((feeling) =>
      (['public', 'direct'] as const).map((visibility) => ({ urgency, feeling, visibility })),
    ),
  )

export function makeQueueRule({ db, now }: { db: Db; now(): Date }): QueueRule {
  return {
    async rule() {
      const at = now()
      return (await listBrandPolicies(db)).map(({ id, name, policy }) => ({
        ...{ id, name, zone: policy.businessHours.zone },
        times: weights.map((weight) => {
          const minutes = promisedMinutes(weight, policy.serviceTimes)
          const due = dueAt(at, weight, policy.serviceTimes, policy.businessHours)
          return { ...weight, minutes, dueIfNow: due.toISOString(), because: whyDue(weight, minutes) }
        }),
      }))
    },
  }
}
