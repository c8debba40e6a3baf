import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { BRAND_DAY, readDay } from './day.ts'
import { playDay, readPace } from './play.ts'
import { openTown } from './server.ts'

async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: process.env.TOWN_PORT ?? '3979' },
      host: { type: 'string', default: '127.0.0.1' },
      file: { type: 'string', default: process.env.TOWN_FILE ?? './data/town.sqlite' },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`"${values.port}" is not a port: give a number from 0 to 65535 with --port.`)
  }
  if (values.file !== ':memory:') mkdirSync(dirname(values.file), { recursive: true })
  const town = await openTown({
    file: values.file,
    port,
    host: values.host,
    ...(process.env.TOWN_BRAND_TOKEN ? { brandToken: process.env.TOWN_BRAND_TOKEN } : {}),
    ...(process.env.TOWN_DESK_URL ? { deskUrl: process.env.TOWN_DESK_URL } : {}),
  })
  let isClosing = false
  const stop = () => {
    if (isClosing) return
    isClosing = true
    void town.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  console.log(`The town is open at ${town.url}`)
  if (process.send) {
    process.on('disconnect', stop)
    process.send({ kind: 'listening', url: town.url, port: town.port })
  }
}

const AT = { type: 'string', default: process.env.TOWN_URL ?? 'http://127.0.0.1:3979' } as const

async function play(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { url: AT, pace: { type: 'string', default: '1x' }, to: { type: 'string', default: 'brand' } },
  })
  const file = positionals[0]
  const lines = readDay(file === undefined || file === 'brand-day' ? BRAND_DAY : file)
  let played = 0
  await playDay(lines, {
    url: values.url,
    pace: readPace(values.pace),
    to: values.to,
    tell: (line) => {
      played += 1
      console.log(
        `${played}/${lines.length} ${line.action ?? 'say'} ${line.name}: ${line.text.replaceAll('\n', ' ')}`,
      )
    },
  })
}

async function faults(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { url: AT } })
  const wish = positionals[0]
  const method = wish === undefined ? 'GET' : wish === 'off' ? 'DELETE' : 'POST'
  const response = await fetch(new URL('/town/faults', values.url), {
    method,
    signal: AbortSignal.timeout(10_000),
    ...(method === 'POST' ? { body: wish ?? '', headers: { 'content-type': 'application/json' } } : {}),
  }).catch((cause: unknown) => {
    throw new Error(
      `No town answers at ${values.url}: open one with "npm run town", or name it with --url.`,
      { cause },
    )
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`The town did not take the faults: ${answer}`)
  console.log(answer)
}

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = { serve, play, faults }

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2)
  const isFlag = first === undefined || first.startsWith('-')
  const run = COMMANDS[isFlag ? 'serve' : first]
  if (!run) throw new Error(`"${first}" is no command of the town: use serve, play or faults.`)
  await run(isFlag ? process.argv.slice(2) : rest)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
