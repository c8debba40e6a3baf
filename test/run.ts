import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Mocha from 'mocha'
import { buildConsole } from '../scripts/build-console.ts'
import { installNetworks } from './networks/install.ts'
import { testMs } from './support/patience.ts'

// The whole suite: `npm test`, or `npm test -- 'test/core/*.test.ts'` for a part of it. Ends with one line
// `N passed, N failed` and exits 1 when anything failed, was skipped, or nothing ran.

// What starts whole programs mostly waits for them, and browsers for what is drawn; together they take longer than all the rest. So
// they run beside it in two processes, cut so that all three take about as long.
const besides = [
  /^test\/(networks\/|nodes\/|main\.test|flow\/kill\.test|web\/(?:[a-m](?!hat)|story\.test))/,
  /^test\/web\//,
]

const asked = process.argv.slice(2)
const files = globSync(asked.length > 0 ? asked : ['test/**/*.test.ts'], {
  exclude: (path) => path.includes('node_modules'),
}).sort()

// The service serves the console as it was built.
await buildConsole()

// Real networks are installed apart from the project, because only these tests need them.
if (files.some((file) => file.startsWith('test/networks/'))) await installNetworks()

if (asked.length > 0) await runHere()
else await runSideBySide()

async function runHere(): Promise<void> {
  const mocha = new Mocha({ timeout: testMs, reporter: 'spec' })
  for (const file of files) mocha.addFile(file)
  await mocha.loadFilesAsync()
  let skipped = 0
  const runner = mocha.run((failures) => {
    const passed = runner.stats?.passes ?? 0
    if (skipped > 0) console.log(`${skipped} tests were skipped; a test that cannot run is a failure.`)
    end(passed, failures + skipped)
  })
  runner.on('pending', () => {
    skipped += 1
  })
}

async function runSideBySide(): Promise<void> {
  const left = new Set(files)
  const taken = besides.map((kind) => {
    const part = files.filter((file) => left.has(file) && kind.test(file))
    for (const file of part) left.delete(file)
    return part
  })
  const [rest, ...others] = await Promise.all([
    runPart([...left], process.stdout),
    ...taken.map((part) => runPart(part)),
  ])
  const parts = [...others, rest]
  for (const { said } of others) process.stdout.write(said)
  // What failed is said once more: of a long output often only the end is kept.
  for (const { said } of parts) console.log(/^ {2}\d+ failing$[\s\S]*/m.exec(said)?.[0] ?? '')
  const sum = (what: 'passed' | 'failed') => parts.reduce((all, part) => all + part[what], 0)
  end(sum('passed'), sum('failed'))
}

interface Part {
  passed: number
  failed: number
  said: string
}

/** @param show what is said is shown there as it comes; otherwise only kept. */
async function runPart(part: readonly string[], show?: NodeJS.WritableStream): Promise<Part> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...part], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    show?.write(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const counts = /(\d+) passed, (\d+) failed\s*$/.exec(said)
  const failed = Number(counts?.[2] ?? 0)
  // Who ends badly without having counted a failure failed all the same.
  return { passed: Number(counts?.[1] ?? 0), failed: code !== 0 && failed === 0 ? 1 : failed, said }
}

function end(passed: number, failed: number): void {
  if (passed === 0) console.log('No test ran; look at the pattern that was given.')
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 || passed === 0 ? 1 : 0)
}
