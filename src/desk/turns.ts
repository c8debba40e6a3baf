/**
 * Lets so many pieces of work run at once; the others wait in the order in which they came. What is done this way must not wait for
 * another turn of its own.
 */
export function makeTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = most
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The turn is handed on as it is, so that nobody who comes now gets in between.
      if (next) next()
      else free += 1
    }
  }
}
