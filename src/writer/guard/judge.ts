import type { Seen } from '../../core/guard.ts'
import type { Intent } from '../../core/intent.ts'
import type { Visibility } from '../../core/mention.ts'
import { ears, faults } from './weights.ts'

/** What each ear makes of one reply: of the whole, of the sentence that sounds worst, and of the next worst. */
export interface Sounds {
  whole: ArrayLike<number>
  worst: ArrayLike<number>
  next: ArrayLike<number>
}

/** What is known beside the sounds. */
export interface Around {
  seen: Seen
  wants: Intent
  visibility: Visibility
}

const any = ears.indexOf('any')

// What every ear makes of a reply without a second sentence.
export const silence = -1.2

/**
 * What a fault is judged by: how it sounds, whether anything sounds bad, what the patterns see of it, where and to whom it is
 * said, and how the other faults sound, which may explain it. Training and serving share this.
 */
export function evidenceFor(column: number, { whole, worst, next }: Sounds, around: Around): Float64Array {
  const code = faults[column] as string
  const [all, one] = [whole[column] as number, worst[column] as number]
  const sure = around.seen.sure.has(code) ? 1 : 0
  const weak = around.seen.weak.has(code) ? 1 : 0
  const open = around.visibility === 'public' ? 1 : 0
  const others = faults.flatMap((_, k) =>
    k === column ? [] : [Math.max(-1.5, ((whole[k] as number) + (worst[k] as number)) / 2)],
  )
  return Float64Array.from([
    1,
    all,
    one,
    next[column] as number,
    whole[any] as number,
    worst[any] as number,
    sure,
    weak,
    sure * all,
    sure * one,
    weak * all,
    weak * one,
    around.wants === 'complaint' ? 1 : 0,
    around.wants === 'question' ? 1 : 0,
    open,
    open * one,
    ...others,
  ])
}

/** How many numbers are weighed, and how before anything is learned: the whole as much as its worst sentence. */
export function firstGuess(): Float64Array {
  const weights = new Float64Array(15 + faults.length)
  weights[1] = 1
  weights[2] = 1
  return weights
}

export function weigh(weights: ArrayLike<number>, evidence: Float64Array): number {
  let sum = 0
  for (let i = 0; i < evidence.length; i += 1) sum += (weights[i] as number) * (evidence[i] as number)
  return sum
}
