import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
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
  console.log(`The town is open at ${town.url}`)

  let isClosing = false
  const stop = () => {
    if (isClosing) return
    isClosing = true
    void town.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (process.send) {
    process.on('disconnect', stop)
    process.send({ kind: 'listening', url: town.url, port: town.port })
  }
}

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = { serve }

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
