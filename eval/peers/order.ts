import { z } from 'zod'

/** What the peers are asked: to learn `train`, and to say of each text of `tests` which intent it has. */
export const Order = z.object({
  language: z.enum(['ko', 'en']),
  train: z.array(z.object({ text: z.string(), intent: z.string() })).min(1),
  tests: z.record(z.string(), z.array(z.object({ text: z.string() }))),
})
export type Order = z.infer<typeof Order>

/** A peer, once its package is loaded. */
export interface Learner {
  train(rows: Order['train']): void | Promise<void>
  say(text: string): string | Promise<string>
  /** Bytes of what the package would save of it; null if it cannot. The last thing that is asked. */
  measureSize(): number | null
}

/** What one peer did; `said` has the intents of each test, in the order of its rows. */
export interface PeerResult {
  trainSeconds: number | null
  bytes: number | null
  perSecond: number | null
  p50Ms: number | null
  p99Ms: number | null
  said: Record<string, string[]>
}

export type PeerNews = { kind: 'loaded' | 'trained' } | { kind: 'done'; result: PeerResult }
