import { readdirSync, readFileSync } from 'node:fs'

// Linux only: what processes have used, from /proc.

const ticksPerSecond = 100

function stat(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null
  } catch {
    return null
  }
}

/** Processes and all that they started, each once: the database may be a child of the service, or not. */
function family(pids: readonly number[]): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .map((one) => ({ one, parent: Number(stat(one)?.[1]) }))
  const all = new Set(pids)
  for (const member of all) for (const { one, parent } of parents) if (parent === member) all.add(one)
  return [...all]
}

/** Processor time of processes and their children in ms. */
export function cpuMs(...pids: number[]): number {
  const own = family(pids).map((one) => {
    const fields = stat(one)
    return fields ? Number(fields[11]) + Number(fields[12]) : 0
  })
  return (own.reduce((a, b) => a + b, 0) * 1000) / ticksPerSecond
}

/** Memory of processes and their children in MB; what they share is counted once (proportional set size). */
export function memoryMb(...pids: number[]): number {
  const kilobytes = family(pids).map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((a, b) => a + b, 0) / 1024
}
