import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installBeside, readDependencies } from '../../scripts/install-beside.ts'
import { peers } from './list.ts'
import { Order, type PeerNews, type PeerResult } from './order.ts'

// `node eval/peers/run.ts ORDER.json`: what other classifiers make of the same rows. Each learns all of `train`, says the
// intent of every row of `tests`, and is timed; one line of JSON tells it. One after another, so that they do not take each
// other's time; one that breaks, or takes too long, is reported and the others go on.

// On a busy machine fastText needs several times the minute that it takes alone.
const limitSeconds = 900
const folder = import.meta.dirname

const unmeasured: PeerResult = {
  trainSeconds: null,
  bytes: null,
  perSecond: null,
  p50Ms: null,
  p99Ms: null,
  said: {},
}

function runPeer(name: string, file: string): Promise<PeerResult & { failed: string | null }> {
  return new Promise((settle) => {
    // In a folder without a .env, because natural would read it.
    const child = fork(join(folder, 'peer.ts'), [name, file], { cwd: folder, silent: true })
    let doing = 'loading'
    let result: PeerResult | null = null
    let failed: string | null = null
    let printed = ''
    const keep = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-1_000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const startLimit = () =>
      setTimeout(() => {
        failed = `stopped after ${limitSeconds} s of ${doing}`
        child.kill('SIGKILL')
      }, limitSeconds * 1_000)
    let limit = startLimit()
    child.on('message', (news: PeerNews) => {
      if (news.kind === 'done') result = news.result
      else doing = news.kind === 'loaded' ? 'training' : 'reading'
      clearTimeout(limit)
      if (news.kind !== 'done') limit = startLimit()
    })
    child.once('error', (error) => {
      failed ??= error.message
    })
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      if (result) settle({ ...result, failed: null })
      else
        settle({
          ...unmeasured,
          failed: failed ?? `${doing} ended with ${signal ?? code}: ${printed.trim()}`,
        })
    })
  })
}

const given = process.argv[2]
if (!given) {
  console.error('Which order? node eval/peers/run.ts ORDER.json')
  process.exit(2)
}
const file = resolve(given)
Order.parse(JSON.parse(readFileSync(file, 'utf8')))
await installBeside(import.meta.dirname, 'The peers', ['--ignore-scripts'])

const versions = readDependencies(import.meta.dirname)
const results: object[] = []
for (const { name, package: packageName } of peers) {
  const { failed, ...result } = await runPeer(name, file)
  console.error(failed === null ? `${name}: done` : `${name}: ${failed}`)
  results.push({ name, version: versions[packageName] ?? null, ...result, failed })
}
console.log(JSON.stringify({ peers: results }))
