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

/** A process and all that it started. */
export function family(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .map((one) => ({ one, parent: Number(stat(one)?.[1]) }))
  const all = [pid]
  for (const member of all)
    all.push(...parents.filter(({ parent }) => parent === member).map(({ one }) => one))
  return all
}

/** Processor time of a process and its children, those that have ended included, in ms. */
export function cpuMs(pid: number): number {
  const own = family(pid).map((one) => {
    const fields = stat(one)
    return fields ? Number(fields[11]) + Number(fields[12]) : 0
  })
  const reaped = stat(pid)
  const ended = reaped ? Number(reaped[13]) + Number(reaped[14]) : 0
  return ((own.reduce((a, b) => a + b, 0) + ended) * 1000) / ticksPerSecond
}

/** Memory of a process and its children in MB; what they share is counted once (proportional set size). */
export function memoryMb(pid: number): number {
  const kilobytes = family(pid).map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((a, b) => a + b, 0) / 1024
}
