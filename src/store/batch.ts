import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Gathers single items into groups, so that what arrives while one statement is under way goes into the next one: alone,
 * an item waits for nothing; under load, one commit pays for many.
 * @param work does a group; its answers are in the order of the items.
 * @param most items a group may have at most.
 * @param options `lanes`: groups that may be under way at once, 1 if not given. `gatherMs`: after a group of several, the
 * next one is given this long to grow, in milliseconds, because under load a commit costs more than a short wait.
 */
export function makeBatch<In, Out>(
  work: (items: In[]) => Promise<Out[]>,
  most: number,
  { lanes = 1, gatherMs = 0 }: { lanes?: number; gatherMs?: number } = {},
): (item: In) => Promise<Out> {
  type Waiting = { item: In; done: (out: Out) => void; fail: (error: unknown) => void }
  const waiting: Waiting[] = []
  let underWay = 0

  async function flush(): Promise<void> {
    if (underWay >= lanes) return
    underWay += 1
    try {
      while (waiting.length > 0) {
        const group = waiting.splice(0, most)
        await settle(group)
        if (gatherMs > 0 && group.length > 1 && waiting.length < most) await sleep(gatherMs)
      }
    } finally {
      underWay -= 1
    }
  }

  async function settle(group: Waiting[]): Promise<void> {
    try {
      const outs = await work(group.map(({ item }) => item))
      for (const [at, { done }] of group.entries()) done(outs[at] as Out)
    } catch (error) {
      if (group.length === 1) {
        group[0]?.fail(error)
        return
      }
      // One bad item must not fail its neighbours: each is tried alone, and only the bad one hears of it.
      for (const one of group) await settle([one])
    }
  }

  return (item) =>
    new Promise<Out>((done, fail) => {
      waiting.push({ item, done, fail })
      // After this turn of the event loop, so that what came with the same read of the sockets goes together.
      if (underWay < lanes) setImmediate(() => void flush())
    })
}
