/**
 * Lets those who ask for the same at about the same time share one answer, that is never older than the question: who asks
 * while the work is being done waits for the next one, with all others who do.
 * @param work is given the key; a failure reaches all who share it, and is not kept.
 */
export function together<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  const next = new Map<string, Promise<T>>()

  function begin(key: string): Promise<T> {
    const answer = work(key).finally(() => running.delete(key))
    running.set(key, answer)
    return answer
  }

  return (key) => {
    const now = running.get(key)
    if (!now) return begin(key)
    const waiting = next.get(key)
    if (waiting) return waiting
    const after = now
      .catch(() => {})
      .then(() => {
        next.delete(key)
        return begin(key)
      })
    next.set(key, after)
    return after
  }
}
