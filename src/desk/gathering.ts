/** Work that is done soon after something changed, however often that is said, and never twice at once. */
export interface Gathering {
  /** Something changed. */
  poke(): void
  /** It is to begin nothing more. */
  isStopped(): boolean
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** @param work never throws. @param afterMs a rush of changes is worked on once in this time; what comes while it works is next. */
export function gather(work: () => Promise<void>, afterMs: number): Gathering {
  let timer: NodeJS.Timeout | null = null
  let working: Promise<void> | null = null
  let again = false
  let stopped = false

  function begin(): void {
    timer = null
    if (working) {
      again = true
      return
    }
    working = work().finally(() => {
      working = null
      if (!again) return
      again = false
      poke()
    })
  }

  function poke(): void {
    if (!stopped) timer ??= setTimeout(begin, afterMs)
  }

  return {
    poke,
    isStopped: () => stopped,
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await working
    },
  }
}
