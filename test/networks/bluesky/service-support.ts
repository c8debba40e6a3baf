import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Scene } from '../../../bench/faults/scene.ts'

/** The whole service in a process of its own, as an operator has it. */
export interface Service {
  /** What it said on its one screen: where the API is and, the first time, who may sign in. */
  start(): Promise<{ url: string; admin: { email: string; password: string } | null }>
  /** kill -9; resolves when the process is gone. Its database lives on, as it does after a crash. */
  kill(): Promise<void>
  /** SIGTERM, as at an ordinary stop. @returns its exit code. */
  stop(): Promise<number | null>
  /** `npm run account -- …` beside it. @throws Error with what it complained of */
  account(args: string[], secrets: Record<string, string>): Promise<string>
}

const startMs = 40_000
const stopMs = 20_000

/** @param scene ends what is left of it, even when this process is killed. */
export function makeService(scene: Scene): Service {
  // Nothing of the machine's own settings may reach it; a working folder without .env sees to the rest.
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    DAJEONG_DATA: join(scene.folder, 'data'),
    DAJEONG_TOWN: 'off',
    DAJEONG_QUIET_MS: '200',
  }
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)
  let said = ''

  return {
    async start() {
      if (child) throw new Error('The service runs already.')
      said = ''
      const own = spawn(process.execPath, [programOf('main.ts')], {
        cwd: scene.folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      scene.note(own.pid)
      child = own
      for (const stream of [own.stdout, own.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          said += text
        })
      }
      ended = new Promise((resolve) => {
        own.once('close', (code) => {
          child = null
          resolve(code)
        })
      })
      return eventually('the service is up', startMs, async () => {
        if (!child) throw new Error(`The service did not start: ${said}`)
        const url = /Console\s+(http\S+)/.exec(said)?.[1]
        const [, email, password] = /Sign in\s+(\S+)\s+one-time password: (\S+)/.exec(said) ?? []
        // The log is the last line of the screen, so all of it has arrived.
        if (!url || !/\n {2}Log .*\n/.test(said)) return null
        return { url, admin: email && password ? { email, password } : null }
      })
    },
    async kill() {
      child?.kill('SIGKILL')
      await ended
    },
    async stop() {
      const own = child
      own?.kill('SIGTERM')
      const late = setTimeout(() => own?.kill('SIGKILL'), stopMs)
      const code = await ended
      clearTimeout(late)
      return code
    },
    async account(args, secrets) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [programOf('commands/account.ts'), ...args],
        {
          cwd: scene.folder,
          env: { ...env, ...secrets },
          timeout: startMs,
        },
      )
      return stdout
    },
  }
}

function programOf(name: string): string {
  return fileURLToPath(new URL(`../../../src/${name}`, import.meta.url))
}

/** Asks again and again until there is an answer. @throws Error when there is none in time */
export async function eventually<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline)
      throw new Error(`It did not come to pass within ${withinMs / 1000} s: ${what}.`)
    await pause(50)
  }
}
