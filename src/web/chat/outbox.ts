import { type Activity, ourIdOf } from './activity.ts'
import { Refused } from './direct-line.ts'
import type { Kept } from './kept.ts'

interface Tools {
  kept: Kept
  /** Whether there is a line to send on. */
  isOpen(): boolean
  send(activity: Activity): Promise<{ id: string }>
  /** The server asked us to wait, or the wait is over. */
  onWait(waits: boolean): void
  /** It could not be sent, and not because of what it is: the line is not what it seemed. */
  onTrouble(): void
}

export interface Outbox {
  /** @returns the server's id when the server has it. @throws Refused where it does not want it */
  post(activity: Activity): Promise<string>
  /** The server says it back, so it has it, whatever became of the answer. */
  arrived(ourId: string, id: string): void
  waiting(): Activity[]
  /** Sends what waits, in its order. */
  flush(): Promise<void>
}

/**
 * What a visitor sent waits here, also through a reload, until the server has it. Each is sent under an id of ours, by which the
 * server knows it when it comes twice.
 */
export function makeOutbox({ kept, isOpen, send, onWait, onTrouble }: Tools): Outbox {
  let waiting = kept.outbox()
  let flushing = false
  const settlers = new Map<string, { resolve(id: string): void; reject(reason: unknown): void }>()

  function drop(ourId: string): void {
    waiting = waiting.filter((one) => ourIdOf(one) !== ourId)
    settlers.delete(ourId)
    kept.writeOutbox(waiting)
  }

  function arrived(ourId: string, id: string): void {
    settlers.get(ourId)?.resolve(id)
    if (waiting.some((one) => ourIdOf(one) === ourId)) drop(ourId)
  }

  async function flush(): Promise<void> {
    if (flushing) return
    flushing = true
    try {
      for (let first = waiting[0]; first && isOpen(); first = waiting[0]) {
        const ourId = ourIdOf(first) ?? ''
        try {
          arrived(ourId, (await send(first)).id)
        } catch (error) {
          if (!(error instanceof Refused) || !isAboutIt(error.status)) {
            if (!(error instanceof Refused && error.status === 429)) return onTrouble()
            onWait(true)
            await new Promise((resolve) => setTimeout(resolve, error.after ?? 5_000))
            if (isOpen()) onWait(false)
          } else {
            settlers.get(ourId)?.reject(error)
            drop(ourId)
          }
        }
      }
    } finally {
      flushing = false
    }
  }

  return {
    post(activity) {
      waiting = [...waiting, activity]
      kept.writeOutbox(waiting)
      const taken = new Promise<string>((resolve, reject) => {
        settlers.set(ourIdOf(activity) ?? '', { resolve, reject })
      })
      void flush()
      return taken
    },
    arrived,
    waiting: () => waiting,
    flush,
  }
}

/** Whether a refusal is about what was sent; otherwise it is about the line or the moment. */
function isAboutIt(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 403, 404, 408, 410, 429].includes(status)
}
