import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { mastodon } from './channels/mastodon/mastodon.ts'
import type { Town } from './desk/first-steps.ts'
import { ensureBrand, listAccounts, openSettings, saveAccount, setState } from './store/accounts.ts'
import { OperatorError } from './store/data-folder.ts'
import type { Db } from './store/db.ts'

/** The practice network, running as a process of its own. */
export interface TownChild {
  url: string
  stop(): Promise<void>
}

const Listening = z.object({ kind: z.literal('listening'), url: z.string() })
const startMs = 15_000
// A town whose parent was killed closes by itself, but perhaps a moment after we have started again.
const tries = 5

/**
 * Opens the town with the brand's token, waits until it listens, and ends with us: it closes when its parent is gone.
 * @throws OperatorError when its port is taken.
 */
export async function openTownChild(
  folder: string,
  port: number,
  token: string,
  deskUrl: string,
): Promise<TownChild> {
  const program = fileURLToPath(new URL('./town/main.ts', import.meta.url))
  for (let attempt = 1; ; attempt += 1) {
    const child = spawn(
      process.execPath,
      [program, 'serve', '--port', String(port), '--file', join(folder, 'town.sqlite')],
      {
        // It is somebody else's network: it gets its own token and nothing of our secrets.
        env: { PATH: process.env.PATH ?? '', TOWN_BRAND_TOKEN: token, TOWN_DESK_URL: deskUrl },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Ctrl-C in the terminal is for us; the town stays until the last reply is out.
        detached: true,
      },
    )
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2_000)
    })
    const ended = new Promise<null>((resolve) => {
      child.once('exit', () => resolve(null))
      child.once('error', (error) => {
        said += error.message
        resolve(null)
      })
    })
    const heard = new Promise<z.infer<typeof Listening> | null>((resolve) => {
      child.on('message', (message) => {
        const read = Listening.safeParse(message)
        if (read.success) resolve(read.data)
      })
    })
    const listening = await Promise.race([heard, ended, sleep(startMs, null, { ref: false })])
    if (listening) {
      return {
        url: listening.url,
        async stop() {
          if (child.exitCode === null) {
            child.kill('SIGTERM')
            await ended
          }
        },
      }
    }
    child.kill('SIGKILL')
    if (attempt === tries) {
      throw new OperatorError(
        `The practice network did not open on port ${port} (${said.trim().split('\n')[0] || 'no answer'}); set DAJEONG_TOWN_PORT to a free port, or DAJEONG_TOWN=off.`,
      )
    }
    await sleep(300)
  }
}

export function newTownToken(): string {
  return randomBytes(24).toString('base64url')
}

/** The id of the town's account if every account that exists is the town's; null when there are others, or none. */
export async function findTownAccount(
  db: Db,
  key: Buffer,
  token: string,
): Promise<{ id: string | null; others: number }> {
  const accounts = await listAccounts(db)
  let id: string | null = null
  for (const account of accounts) {
    if (account.channel !== mastodon.name) continue
    const settings = mastodon.settings.safeParse(await openSettings(db, key, account.id))
    if (settings.success && settings.data.token === token) id = account.id
  }
  return { id, others: accounts.length - (id === null ? 0 : 1) }
}

/** Connects the brand's account in the town, or follows it when the town has moved to another port. @returns its id. */
export async function connectTown(
  db: Db,
  key: Buffer,
  brandName: string,
  url: string,
  token: string,
): Promise<string> {
  const settings = mastodon.settings.parse({ url, token })
  const account = mastodon.open(settings, { now: () => new Date(), log: () => {} })
  const identity = await account.check(AbortSignal.timeout(10_000))
  const known = (await listAccounts(db)).find(
    (one) => one.channel === mastodon.name && one.nativeId === identity.nativeId,
  )
  return saveAccount(db, key, {
    brandId: await ensureBrand(db, brandName),
    channel: mastodon.name,
    ...identity,
    mode: known?.mode ?? 'draft',
    settings,
  })
}

/** The town is closed because the brand has real accounts now. */
export async function closeTownAccount(db: Db, id: string): Promise<void> {
  await setState(db, id, 'paused', 'the practice network is closed while real accounts exist')
}

// Not any of the people of the town's own day, so that what is played beside the first steps is not taken for theirs.
const customer = { person: 'saebom', name: '새봄' }
const writeMs = 5_000

/** The town as the first steps use it: somebody there writes to the brand. */
export function practiceIn(url: string, accountId: string): Town {
  return {
    url,
    accountId,
    customer: customer.person,
    async write(text) {
      const answer = await fetch(new URL('/town/say', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...customer, text, to: 'brand' }),
        signal: AbortSignal.timeout(writeMs),
      })
      if (!answer.ok) throw new Error(`the practice network answered ${answer.status}`)
      await answer.arrayBuffer()
    },
  }
}
