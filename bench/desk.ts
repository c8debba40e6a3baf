import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

// `npm run bench:desk`: what the desk promises, one after the other and each in a process of its own: nothing goes out twice,
// unapproved or after a stop (desk-race.ts); 100,000 open conversations and 50 colleagues (desk-queue.ts); the console's first load
// (console.ts). Ends with one line of JSON that has the last lines of all three; exits 1 when one of them fell short.
//   --runs N   interleavings; 100000 unless said (some 25 minutes on two busy cores)

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100000' } } })

const parts = {
  race: ['desk-race.ts', '--runs', values.runs],
  queue: ['desk-queue.ts'],
  console: ['console.ts'],
} as const

const found: Record<string, unknown> = {}
let met = true
for (const [name, [file, ...args]] of Object.entries(parts)) {
  console.log(`\n${name}: bench/${file} ${args.join(' ')}`.trimEnd())
  const { code, last } = await run(file, args)
  met &&= code === 0
  found[name] = read(last) ?? { failed: `ended with ${code} and no figures` }
}
console.log(JSON.stringify({ bench: 'desk', ...found, met }))
process.exit(met ? 0 : 1)

/** Runs one of them; what it prints is printed. */
async function run(file: string, args: readonly string[]): Promise<{ code: number | null; last: string }> {
  const path = new URL(file, import.meta.url).pathname
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code))
  })
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line)
    if (line.trim() !== '') last = line
  }
  return { code: await ended, last }
}

function read(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
