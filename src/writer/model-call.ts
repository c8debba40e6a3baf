import { setTimeout as sleep } from 'node:timers/promises'

/** busy: it refused for now. slow: no answer before the deadline. refused: asking again is no use. down: the rest. */
export type ModelTrouble = 'busy' | 'slow' | 'refused' | 'down'

export class ModelFailed extends Error {
  override name = 'ModelFailed'
  readonly trouble: ModelTrouble
  constructor(trouble: ModelTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

/** How long, how often and whom to ask. */
export interface Calling {
  name: string
  url: string
  key: string
  /** For one answer, retries and waits included, in milliseconds. */
  deadlineMs: number
  /** How often a failed call is tried again. */
  retries: number
}

// Before the second and third try, unless the server says how long; doubled each time.
const firstPauseMs = 300

/**
 * Asks until there is an answer, it is no use, or time is up.
 * @param once a single try, which ends when its signal does. A number called `status` and `headers` of what it throws are
 *   taken for those of the server's answer.
 * @throws ModelFailed, in whose words the key is not.
 */
export async function callModel<T>(
  calling: Calling,
  signal: AbortSignal,
  once: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  const endsAt = performance.now() + calling.deadlineMs
  // A controller of our own is gone with the call; what hangs on a caller's long-lived signal would stay.
  const deadline = new AbortController()
  const stop = (): void => deadline.abort()
  const timer = setTimeout(stop, calling.deadlineMs)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await persist(calling, deadline.signal, endsAt, once)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

async function persist<T>(
  calling: Calling,
  deadline: AbortSignal,
  endsAt: number,
  once: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await once(deadline)
    } catch (error) {
      const failure = explain(error, deadline, calling)
      const pause = pauseAfter(error, tried)
      const hopeless = failure.trouble === 'refused' || failure.trouble === 'slow' || tried >= calling.retries
      if (hopeless || performance.now() + pause >= endsAt) throw failure
      await sleep(pause, undefined, { signal: deadline }).catch(() => {
        throw explain(error, deadline, calling)
      })
    }
  }
}

function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function explain(
  error: unknown,
  deadline: AbortSignal,
  { name, url, key, deadlineMs }: Calling,
): ModelFailed {
  if (error instanceof ModelFailed) return error
  const where = `The model ${name} at ${new URL(url).host}`
  if (deadline.aborted) return new ModelFailed('slow', `${where} gave no answer within ${deadlineMs} ms.`)
  const status = statusOf(error)
  // Servers repeat the key that they refuse, and the original error would carry it into a log.
  const said = clean(error instanceof Error ? error.message : String(error), key)
  const cause = new Error(said)
  if (status === null) return new ModelFailed('down', `${where} cannot be reached: ${said}`, { cause })
  if (status === 429) return new ModelFailed('busy', `${where} is busy (429).`, { cause })
  if (status >= 500 || status === 408)
    return new ModelFailed('down', `${where} failed (${status}).`, { cause })
  return new ModelFailed('refused', `${where} refused the request (${status}): ${said}`, { cause })
}

function clean(message: string, key: string): string {
  const shown = key === '' ? message : message.replaceAll(key, '[key]')
  return (
    shown
      .replace(/\b(?:sk|key)-[\w*.-]{4,}/g, '[key]')
      .split('\n', 1)[0]
      ?.slice(0, 200) ?? ''
  )
}

/** Milliseconds before the next try: what the server asks for, in seconds or as a date, else a growing pause. */
function pauseAfter(error: unknown, tried: number): number {
  const headers = (error as { headers?: unknown } | null)?.headers
  const asked = headers instanceof Headers ? headers.get('retry-after') : null
  if (asked !== null) {
    const seconds = Number(asked)
    const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - Date.now()
    if (Number.isFinite(wait)) return Math.max(0, wait)
  }
  return firstPauseMs * 2 ** tried * (1 + Math.random())
}
