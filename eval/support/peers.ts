import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const folder = fileURLToPath(new URL('../peers', import.meta.url))

const Peer = z.object({
  name: z.string(),
  version: z.string(),
  trainSeconds: z.number().nullable(),
  bytes: z.number().nullable(),
  perSecond: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  said: z.record(z.string(), z.array(z.string())),
  failed: z.string().nullable(),
})
export type Peer = z.infer<typeof Peer>

/** What a peer is to learn, and what it is to read then. */
export interface Order {
  language: 'ko' | 'en'
  train: { text: string; intent: string }[]
  tests: Record<string, { text: string }[]>
}

/**
 * Has the packages that a user could take off npm learn the same rows and read the same tests, each in a process of its own.
 * They install themselves at the first use, beside the project and not in it.
 * @throws Error with the command's own words when they cannot be installed or run.
 */
export function askPeers(order: Order): Peer[] {
  const place = mkdtempSync(join(tmpdir(), 'dajeong-peers-'))
  try {
    const file = join(place, 'order.json')
    writeFileSync(file, JSON.stringify(order))
    const said = run(process.execPath, ['run.ts', file])
    const last = said.trim().split('\n').at(-1) ?? ''
    return z.object({ peers: z.array(Peer) }).parse(JSON.parse(last)).peers
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

// Five ways of four packages, each allowed a quarter of an hour to load, to learn and to read (eval/peers/run.ts).
const longestMs = 5 * 3 * 15 * 60_000

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: longestMs,
    maxBuffer: 256 * 1024 * 1024,
  })
  if (status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} in eval/peers failed: ${error?.message ?? stderr.slice(-2_000)}`,
    )
  return stdout
}
