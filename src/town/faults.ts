import { z } from 'zod'

/** How often: a probability, or the next `count` times (each with `probability`, 1 unless said). */
const Chance = z.union([
  z.number().min(0).max(1),
  z.strictObject({ probability: z.number().min(0).max(1).default(1), count: z.int().min(0) }),
])
type Chance = z.infer<typeof Chance>

const Milliseconds = z.number().min(0).max(600_000)

/** What goes wrong on `/api/*` for whoever comes with a token. Everything is off until it is named. */
export const Faults = z.strictObject({
  /** Makes the dice repeat; a random seed is chosen, and told, when there is none. */
  seed: z.int().optional(),
  /** Which requests the request faults meet. */
  on: z.enum(['all', 'reads', 'writes']).default('all'),
  /** Before the request is looked at. */
  latencyMs: Milliseconds.default(0),
  /** After it was done, before the answer leaves. */
  latencyAfterMs: Milliseconds.default(0),
  rate429: z
    .strictObject({
      probability: z.number().min(0).max(1).default(1),
      count: z.int().min(0).optional(),
      resetSeconds: z.number().min(0).max(3600).default(2),
    })
    .optional(),
  error500Before: Chance.default(0),
  error500After: Chance.default(0),
  dropBefore: Chance.default(0),
  dropAfter: Chance.default(0),
  duplicateNotifications: Chance.default(0),
  reorderNotifications: Chance.default(0),
  /** The honest limit, not a fault: requests per window and token. */
  rateLimit: z
    .strictObject({ limit: z.int().min(1), windowSeconds: z.number().min(0.1).max(86_400) })
    .optional(),
})
export type Faults = z.infer<typeof Faults>

type FaultName =
  | 'rate429'
  | 'error500Before'
  | 'error500After'
  | 'dropBefore'
  | 'dropAfter'
  | 'duplicateNotifications'
  | 'reorderNotifications'

export interface FaultBox {
  set(faults: Faults): void
  get(): Faults & { seed: number }
  /** How often each fault really struck since `set`: a bench must know that its faults happened. */
  struck(): Record<string, number>
  /** Whether the fault strikes now; counts it when it does. */
  strikes(name: FaultName): boolean
  /** A number in [0, 1) from the seeded dice. */
  random(): number
  shuffle<T>(items: T[]): T[]
}

const NONE = Faults.parse({})

export function makeFaultBox(): FaultBox {
  let faults: Faults & { seed: number } = { ...NONE, seed: 0 }
  let left = new Map<FaultName, number>()
  let struck: Record<string, number> = {}
  let random = makeDice(0)

  const box: FaultBox = {
    set(wish) {
      faults = { ...wish, seed: wish.seed ?? Math.floor(Math.random() * 2 ** 31) }
      random = makeDice(faults.seed)
      left = new Map()
      struck = {}
    },
    get: () => faults,
    struck: () => ({ ...struck }),
    random: () => random(),
    strikes(name) {
      const { probability, count } = toOdds(name === 'rate429' ? faults.rate429 : faults[name])
      if (probability === 0) return false
      const remaining = left.get(name) ?? count
      if (remaining <= 0 || random() >= probability) return false
      left.set(name, remaining - 1)
      struck[name] = (struck[name] ?? 0) + 1
      return true
    },
    shuffle(items) {
      const shuffled = [...items]
      for (let at = shuffled.length - 1; at > 0; at -= 1) {
        const other = Math.floor(random() * (at + 1))
        const [a, b] = [shuffled[at], shuffled[other]]
        if (a === undefined || b === undefined) continue
        shuffled[at] = b
        shuffled[other] = a
      }
      return shuffled
    },
  }
  return box
}

function toOdds(chance: Chance | { probability: number; count?: number } | undefined) {
  if (chance === undefined) return { probability: 0, count: 0 }
  if (typeof chance === 'number') return { probability: chance, count: Number.POSITIVE_INFINITY }
  return { probability: chance.probability, count: chance.count ?? Number.POSITIVE_INFINITY }
}

/** mulberry32 (Tommy Ettinger, public domain): small, and the same on every machine. */
function makeDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
