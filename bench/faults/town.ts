import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Scene } from './scene.ts'

/** What the town saw, as far as a judge needs it. */
export const Seen = z.object({
  id: z.string(),
  author: z.string().nullable(),
  brand: z.boolean(),
  text: z.string(),
  visibility: z.string(),
  inReplyTo: z.string().nullable(),
  deletedAt: z.string().nullable(),
})
export type Seen = z.infer<typeof Seen>

export interface Saying {
  person: string
  name: string
  text: string
  visibility: 'public' | 'direct'
  bot?: boolean
  inReplyTo?: string
}

/** The practice network as a process of its own: a fair witness, because it is not killed with the service. */
export interface Town {
  url: string
  token: string
  /** @returns the id of what was said. */
  say(saying: Saying): Promise<string>
  witness(since?: string): Promise<Seen[]>
  /** Replaces every fault that was on. */
  setFaults(faults: object): Promise<void>
  cutStreams(): Promise<void>
  /** How often each fault has struck so far. */
  struck(): Promise<Record<string, number>>
}

const Listening = z.object({ kind: z.literal('listening'), url: z.string() })
// Nobody is slowed down by the network's own limit; what is tested is what happens when it says no.
const wide = { limit: 1_000_000, windowSeconds: 300 }

/** @throws when it does not listen within 15 s. */
export async function startTown(scene: Scene): Promise<Town> {
  const token = randomBytes(18).toString('base64url')
  const program = fileURLToPath(new URL('../../src/town/main.ts', import.meta.url))
  const file = join(scene.folder, 'town.sqlite')
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--file', file], {
    env: { PATH: process.env.PATH ?? '', TOWN_BRAND_TOKEN: token },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  })
  scene.note(child.pid)
  const heard = new Promise<string>((resolve) => {
    child.on('message', (message) => {
      const read = Listening.safeParse(message)
      if (read.success) resolve(read.data.url)
    })
  })
  const url = await Promise.race([heard, sleep(15_000, null, { ref: false })])
  if (url === null) throw new Error('The town does not listen after 15 s.')
  const struckBefore: Record<string, number> = {}

  async function call<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await fetch(new URL(path, url as string), {
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    if (!response.ok) throw new Error(`The town answered ${path} with ${response.status}.`)
    return schema.parse(await response.json())
  }

  const Faults = z.object({ struck: z.record(z.string(), z.number()) })
  async function gather(): Promise<void> {
    const { struck } = await call('/town/faults', Faults)
    for (const [name, count] of Object.entries(struck)) struckBefore[name] = (struckBefore[name] ?? 0) + count
  }

  return {
    url,
    token,
    say: async (saying) =>
      (await call('/town/say', z.object({ id: z.string() }), { ...saying, to: 'brand' })).id,
    witness: async (since) =>
      (
        await call(
          `/town/witness${since === undefined ? '' : `?since=${since}`}`,
          z.object({ statuses: z.array(Seen) }),
        )
      ).statuses,
    async setFaults(faults) {
      // The town begins to count anew with each set of faults.
      await gather()
      await call('/town/faults', Faults, { ...faults, rateLimit: wide })
    },
    cutStreams: async () => {
      await call('/town/faults/cut-streams', z.unknown(), {})
    },
    async struck() {
      const { struck } = await call('/town/faults', Faults)
      const names = new Set([...Object.keys(struck), ...Object.keys(struckBefore)])
      return Object.fromEntries(
        [...names].map((name) => [name, (struck[name] ?? 0) + (struckBefore[name] ?? 0)]),
      )
    },
  }
}
