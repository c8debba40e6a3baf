/**
 * How long a test waits for what must come to pass before it says that it did not, in milliseconds: what takes one second on a quiet
 * machine has taken twenty on a busy one. No test asserts how fast something is, so nothing is lost by waiting.
 */
export const patienceMs = 75_000

/** The most that a test, or what it sets up, may take unless it says otherwise: longer than its waits, so that those can say why. */
export const testMs = 90_000
