import { OperatorError } from './data-folder.ts'
import type { Embedded } from './embedded.ts'

/** A server that comes back when it is gone although nobody stopped it (killed for memory, or by mistake). */
export interface KeptServer extends Embedded {
  /** Looks now whether it still runs; to be called when a connection broke. */
  look(): void
}

const lookMs = 500

/**
 * Keeps an embedded server running until `stop`. It comes back at the same address, so connections are simply made anew.
 * When it cannot, the rejection is nobody's to handle and ends the process, whose next start tells why.
 * @param start starts the server again; told apart so that this file needs no PostgreSQL.
 */
export function keepServer(
  first: Embedded,
  start: () => Promise<Embedded>,
  onGone: (message: string) => void,
): KeptServer {
  let server = first
  let starting: Promise<void> | null = null
  let stopped = false

  function look(): void {
    if (stopped || starting || server.isRunning()) return
    onGone(`PostgreSQL (process ${server.pid}) is gone; it is started again`)
    starting = bringBack()
    void starting.then(() => {
      starting = null
    })
  }

  async function bringBack(): Promise<void> {
    const next = await start()
    server = next
    if (next.url === first.url) return
    throw new OperatorError(
      'PostgreSQL was gone, and its port was taken by another program before it came back; start Dajeong again.',
    )
  }

  const timer = setInterval(() => {
    // Whether the number is in use is all that can be asked twice a second for nothing.
    try {
      process.kill(server.pid, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') look()
    }
  }, lookMs)
  timer.unref()

  return {
    url: first.url,
    get pid() {
      return server.pid
    },
    isRunning: () => server.isRunning(),
    look,
    async stop() {
      stopped = true
      clearInterval(timer)
      await starting?.catch(() => {})
      await server.stop()
    },
  }
}
