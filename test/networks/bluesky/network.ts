import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AtpAgent } from '@atproto/api'

const folder = join(import.meta.dirname, '..')

export interface BlueskyNetwork {
  /** Everybody's server. Calls that do not carry `bypass` are counted by its rate limits, 3,000 in 5 minutes. */
  pdsUrl: string
  /** A header that keeps a call out of the rate limits. */
  bypass: Record<string, string>
  /** Who carries direct messages here, for the setting `chatProxy`. */
  chatDid: string
  /** A new account. */
  join(name: string): Promise<BlueskyPerson>
  /** What the network's moderators do to an account: from now on its credentials are refused. */
  takeDown(did: string): Promise<void>
  close(): Promise<void>
}

/** Somebody on the network, with the official client in hand. */
export interface BlueskyPerson {
  did: string
  handle: string
  agent: AtpAgent
  /** The same person, speaking to the service for direct messages. */
  chat: ReturnType<AtpAgent['withProxy']>
  /** An app password; a privileged one reaches direct messages. */
  makePassword(privileged: boolean): Promise<string>
}

interface Places {
  pdsUrl: string
  chatDid: string
  bypassKey: string
}

/**
 * Starts Bluesky's own programs (PLC, PDS, AppView) and the stand-in for direct messages on free ports of this machine.
 * `databaseUrl` is an empty PostgreSQL database. Takes 5 to 20 s and half a gigabyte of memory.
 * @throws Error with the last words of the programs when they do not start
 */
export async function startBlueskyNetwork(options: { databaseUrl: string }): Promise<BlueskyNetwork> {
  // The PDS keeps its accounts in the folder for temporary files, and leaves them there.
  const scratch = mkdtempSync(join(tmpdir(), 'dajeong-pds-'))
  const child = spawn(join(folder, 'node_modules/.bin/node'), [join(import.meta.dirname, 'program.ts')], {
    cwd: folder,
    env: {
      ...process.env,
      TMPDIR: scratch,
      DB_POSTGRES_URL: options.databaseUrl,
      // Asked for, and never called.
      REDIS_HOST: 'unused',
      LOG_ENABLED: 'false',
      NODE_OPTIONS: '--no-warnings',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const { pdsUrl, chatDid, bypassKey } = await readPlaces(child)
  const bypass = { 'x-ratelimit-bypass': bypassKey }
  let joined = 0

  return {
    pdsUrl,
    chatDid,
    bypass,
    async join(name) {
      joined += 1
      const agent = new AtpAgent({ service: pdsUrl, headers: Object.entries(bypass) })
      const handle = `${name}${joined}.test`
      const password = `password-of-${name}`
      // The session calls of this client carry no headers of ours, so the account is made by hand.
      await post(
        pdsUrl,
        'com.atproto.server.createAccount',
        { handle, password, email: `${name}${joined}@example.com` },
        bypass,
      )
      await agent.login({ identifier: handle, password })
      const made = { did: agent.session?.did ?? '', handle, agent }
      return {
        ...made,
        chat: agent.withProxy('bsky_chat', chatDid),
        async makePassword(privileged) {
          const passwordName = `for Dajeong ${Math.random()}`
          const { data } = await agent.com.atproto.server.createAppPassword({
            name: passwordName,
            privileged,
          })
          return data.password
        },
      }
    },
    async takeDown(did) {
      const subject = { $type: 'com.atproto.admin.defs#repoRef', did }
      await post(
        pdsUrl,
        'com.atproto.admin.updateSubjectStatus',
        { subject, takedown: { applied: true, ref: 'test' } },
        // The password of the development network, the same on every machine.
        { ...bypass, authorization: `Basic ${Buffer.from('admin:admin-pass').toString('base64')}` },
      )
    },
    async close() {
      await end(child)
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

async function readPlaces(child: ChildProcess): Promise<Places> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The Bluesky network did not start: ${why}\n${said}`))
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code, signal) => fail(`it ended with ${code ?? signal}`))
    if (!child.stdout) return fail('it has no output')
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"pdsUrl"')) resolve(JSON.parse(line) as Places)
    })
  })
}

async function post(
  base: string,
  nsid: string,
  body: object,
  headers: Record<string, string>,
): Promise<void> {
  const answer = await fetch(`${base}/xrpc/${nsid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${nsid} answered ${answer.status}: ${await answer.text()}`)
}

/** Nothing of it is needed any more, so it is not asked to end, which takes it ten seconds. */
function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
