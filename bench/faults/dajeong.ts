import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Scene } from './scene.ts'

/** The real service, started and ended as an operator (or a power cut) would. */
export interface Service {
  dataDir: string
  /** Starts the process; resolves at once. */
  start(env?: Record<string, string>): void
  running(): boolean
  /** Its process; null while none runs. */
  pid(): number | null
  /** Resolves to whether its screen was drawn; false when it ended before. @throws after 40 s */
  ready(): Promise<boolean>
  isReady(): boolean
  /** The last that it has said since it was started. */
  said(): string
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM. @returns its exit code; null when it had to be killed after 25 s. */
  stop(): Promise<number | null>
  /** kill -9 for PostgreSQL's first process. @returns false when there was none. */
  killDatabase(): boolean
  /** kill -9, and it cannot be started again. */
  close(): Promise<void>
  /** Nobody reads any more what it says. */
  turnAway(): void
  /** Ends that nobody asked for, with the last that was said. */
  accidents: string[]
}

/**
 * @param env what every start gets besides the data folder and a port of its own.
 * @param name of its data folder. Only in `data` a database that it leaves running is ended with the scene.
 */
export function makeService(scene: Scene, env: Record<string, string>, name = 'data'): Service {
  const dataDir = join(scene.folder, name)
  const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const accidents: string[] = []
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)
  let said = ''
  let drawn = false
  let wanted = false
  let closed = false

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    wanted = true
    child?.kill(signal)
    return ended
  }

  return {
    dataDir,
    accidents,
    start(more = {}) {
      if (closed) throw new Error('Everything is being closed.')
      if (child) throw new Error('The service runs already.')
      const own = spawn(process.execPath, [program], {
        cwd: scene.folder,
        env: {
          PATH: process.env.PATH ?? '',
          PORT: '0',
          DAJEONG_DATA: dataDir,
          DAJEONG_TOWN: 'off',
          ...env,
          ...more,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      scene.note(own.pid)
      child = own
      drawn = false
      wanted = false
      said = ''
      own.stdout?.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-3_000)
        if (said.includes('is running')) drawn = true
      })
      own.stderr?.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-3_000)
      })
      ended = new Promise((resolve) => {
        own.once('close', (code, signal) => {
          if (!wanted) accidents.push(`It ended by itself (${code ?? signal}): ${said.trim().slice(-1_500)}`)
          child = null
          resolve(code)
        })
      })
    },
    running: () => child !== null,
    pid: () => child?.pid ?? null,
    isReady: () => drawn,
    said: () => said,
    async ready() {
      const deadline = Date.now() + 40_000
      while (child && !drawn) {
        if (Date.now() > deadline) throw new Error('The service does not start within 40 s.')
        await sleep(10)
      }
      return drawn && child !== null
    },
    async kill() {
      await end('SIGKILL')
    },
    async close() {
      closed = true
      await end('SIGKILL')
    },
    turnAway() {
      child?.stdout?.destroy()
      child?.stderr?.destroy()
    },
    async stop() {
      const late = setTimeout(() => child?.kill('SIGKILL'), 25_000)
      const code = await end('SIGTERM')
      clearTimeout(late)
      return code
    },
    killDatabase() {
      try {
        const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
        process.kill(Number(pid), 'SIGKILL')
        return true
      } catch {
        return false
      }
    },
  }
}
