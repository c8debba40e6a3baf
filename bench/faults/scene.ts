import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for everything that a bench or a test starts, with the promise that nothing of it stays behind. */
export interface Scene {
  folder: string
  /** Notes a process that must not outlive us. Its command line must hold a path that only we use, or `main.ts`. */
  note(pid: number | undefined): void
  /** Ends what still runs and removes the folder; with `keep` the folder stays. */
  close(keep?: boolean): Promise<void>
}

/**
 * Processes that are killed and started all the time cannot be trusted to the memory of one program that may itself be
 * killed. So a small shell waits at the other end of a pipe, which the kernel closes when we are gone, however that came
 * about, and then clears up: first the noted processes, then the database of the data folder, then the folder.
 */
export function openScene(name: string): Scene {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`))
  const pids = join(folder, 'pids')
  writeFileSync(pids, '')
  const script = `keep=$(cat)
    while read -r pid; do
      case "$(ps -o args= -p "$pid" 2>/dev/null)" in *main.ts*) kill -9 "$pid";; esac
    done < "$1/pids"
    for at in 1 2 3; do
      pid=$(head -n 1 "$1/data/postgres/postmaster.pid" 2>/dev/null) || break
      case "$(ps -o args= -p "$pid" 2>/dev/null)" in *"$1"*) kill -INT "$pid";; *) break;; esac
      for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 0.3; done
    done
    [ "$keep" = keep ] || rm -rf "$1"`
  const watcher = spawn('sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  return {
    folder,
    note(pid) {
      if (pid !== undefined) appendFileSync(pids, `${pid}\n`)
    },
    async close(keep = false) {
      const ended = new Promise<void>((resolve) => watcher.once('exit', () => resolve()))
      watcher.stdin.end(keep ? 'keep' : '')
      await ended
    },
  }
}
