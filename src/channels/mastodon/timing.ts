/** How often what happens while listening, in ms. */
export interface Timing {
  /** Between polls while the stream is open, and while it is not. */
  pollMs: number
  alonePollMs: number
  firstRetryMs: number
  longestRetryMs: number
  pingMs: number
}

// 300 calls in 5 minutes are allowed, sends among them: a poll every 10 s takes a tenth of that.
export const usualTiming: Timing = {
  pollMs: 60_000,
  alonePollMs: 10_000,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  pingMs: 30_000,
}

/** Doubles from the first delay to the longest, each shortened by chance so that many listeners do not come at once. */
export function retryDelay(timing: Timing, failures: number): number {
  const full = Math.min(timing.firstRetryMs * 2 ** Math.min(failures - 1, 20), timing.longestRetryMs)
  return Math.round(full * (0.5 + Math.random() / 2))
}
