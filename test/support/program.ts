import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { patienceMs } from './patience.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A program of ours as its user starts it. */
export interface Program {
  child: ChildProcess
  /** Everything it has printed so far. */
  said(): string
  /** Resolves when it has printed this. @throws when it ended before, or after `patienceMs`. */
  says(what: RegExp): Promise<RegExpExecArray>
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  /** Ends it for good, however it is. */
  kill(): Promise<void>
}

export function startProgram(file: string, env: Record<string, string>, args: string[] = []): Program {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const hear = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  let over = false
  void ended.then(() => {
    over = true
  })
  return {
    child,
    said: () => text,
    async says(what) {
      const deadline = Date.now() + patienceMs
      for (;;) {
        const found = what.exec(text)
        if (found) return found
        if (over) throw new Error(`It ended without saying ${what}; it said: ${text}`)
        if (Date.now() > deadline) throw new Error(`It did not say ${what} in time; it said: ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    ended,
    async kill() {
      if (!over) child.kill('SIGKILL')
      await ended
    },
  }
}

/**
 * A port that nobody has at this moment. Not one of those that the system hands out by itself (from 32,768 on): whoever calls out
 * meanwhile might be given it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
}
