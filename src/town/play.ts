import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { DayLine } from './day.ts'

export interface Play {
  /** Where the town is. */
  url: string
  /** How many times faster than the file says; Infinity waits for nothing. */
  pace: number
  /** Whom every message names unless it does already. */
  to: string
  /** Hears of each line once it is played. */
  tell?: (line: DayLine, statusId: string) => void
  stop?: AbortSignal
}

const Said = z.object({ id: z.string() })
const Shown = z.object({ replies: z.array(z.object({ id: z.string(), brand: z.boolean() })) })

const PATIENCE_MS = 10_000

/** `1x`, `5x`, `0.5x` or `instant`. */
export function readPace(text: string): number {
  if (text === 'instant') return Number.POSITIVE_INFINITY
  const factor = Number(/^(\d+(?:\.\d+)?)x?$/.exec(text)?.[1])
  if (!(factor > 0)) throw new Error(`"${text}" is no pace: use 1x, 5x or instant.`)
  return factor
}

/**
 * Plays the lines in their order, each by its person.
 * @returns the id of the status that each line became.
 * @throws Error with one sentence for the operator when the town is not there or refuses a line.
 */
export async function playDay(lines: DayLine[], play: Play): Promise<Map<string, string>> {
  const statuses = new Map<string, string>()
  const start = performance.now()
  for (const line of lines) {
    const due = start + (line.at * 1000) / play.pace
    const left = due - performance.now()
    if (left > 0) await wait(left, undefined, play.stop ? { signal: play.stop } : {})
    play.stop?.throwIfAborted()
    const id = await playLine(line, statuses, play)
    statuses.set(line.id, id)
    play.tell?.(line, id)
  }
  return statuses
}

async function playLine(line: DayLine, statuses: Map<string, string>, play: Play): Promise<string> {
  const target = statuses.get(line.target ?? '') ?? ''
  if (line.action === 'delete') {
    await call(play, line, 'DELETE', `/town/statuses/${target}`)
    return target
  }
  if (line.action === 'edit') {
    await call(play, line, 'PUT', `/town/statuses/${target}`, { text: address(line.text, play.to) })
    return target
  }
  const said = await call(play, line, 'POST', '/town/say', {
    person: line.person,
    name: line.name,
    bot: line.bot,
    text: line.text,
    lang: line.lang,
    visibility: line.visibility,
    to: play.to,
    inReplyTo: await findParent(line, statuses, play),
  })
  return Said.parse(said).id
}

/** People go on under the answer that they got. */
async function findParent(line: DayLine, statuses: Map<string, string>, play: Play): Promise<string | null> {
  const before = statuses.get(line.replyTo ?? '')
  if (before === undefined) return null
  const { replies } = Shown.parse(await call(play, line, 'GET', `/town/statuses/${before}`))
  return replies.findLast((reply) => reply.brand)?.id ?? before
}

function address(text: string, to: string): string {
  return text.includes(`@${to}`) ? text : `@${to} ${text}`
}

async function call(
  play: Play,
  line: DayLine,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(new URL(path, play.url), {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (cause) {
    throw new Error(`No town answers at ${play.url}: open one with "npm run town", or name it with --url.`, {
      cause,
    })
  }
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer
  const reason = z.object({ error: z.string() }).safeParse(answer).data?.error ?? `HTTP ${response.status}`
  throw new Error(`The town at ${play.url} refused line "${line.id}": ${reason}`)
}
