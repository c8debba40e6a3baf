import { createServer } from 'node:net'
import { type Config, demoBrand, readConfig, readEnvironment } from './config.ts'
import { makeLook } from './core/look.ts'
import type { Town } from './desk/first-steps.ts'
import { type Doors, openDoors } from './doors.ts'
import { type Log, makeLog } from './log.ts'
import { makeShippedGuard } from './make-guard.ts'
import { keepFilling, makeServedMeaning } from './make-meaning.ts'
import { makeWriters } from './make-writer.ts'
import { makeMetrics } from './metrics.ts'
import { openStore, type Store } from './open.ts'
import { loadSample, wantsSample } from './sample-documents.ts'
import { drawScreen } from './screen.ts'
import { type Engine, startEngine } from './start.ts'
import { ensureBrand, listAccounts, setQuiet } from './store/accounts.ts'
import { OperatorError } from './store/data-folder.ts'
import { openTalk } from './talk.ts'
import {
  closeTownAccount,
  connectTown,
  findTownAccount,
  newTownToken,
  openTownChild,
  practiceIn,
  type TownChild,
} from './town-child.ts'
import { warmUp } from './warm-up.ts'

// What was opened, to be closed in the opposite order.
const opened: { name: string; close: () => Promise<void> }[] = []
let stopping: Promise<void> | null = null

/** Closes everything in the opposite order of its opening; one that fails does not keep the next from closing. */
async function closeAll(): Promise<void> {
  for (const { name, close } of opened.reverse()) {
    await close().catch((error: unknown) => console.error(`${name} did not close: ${String(error)}`))
  }
}

async function main(): Promise<void> {
  const config = readConfig(readEnvironment())
  await refuseTakenPort(config)
  let log: Log | null = null
  const store = await openStore(config, (error) => log?.warn('a database connection broke', { error }))
  opened.push({ name: 'the database', close: () => store.close() })
  log = makeLog({ ...config.log, folder: config.dataDir })
  const metrics = makeMetrics()
  const brandId = await ensureBrand(store.db, config.brandName)
  if (config.quietMs !== null) await setQuiet(store.db, brandId, config.quietMs)
  const listeners = new Set<() => void>()
  const trouble = (message: string, error: unknown) => log?.error(message, { error })
  const { writer, plain, assist, writerWith } = await makeWriters(config, store.db, trouble)
  const meaning = makeServedMeaning(config, store.db, log, metrics)
  const doorsAt =
    config.publicUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`
  const town = await openTown(config, store, doorsAt)
  if (town.child)
    opened.push({ name: 'the practice network', close: () => town.child?.stop() ?? Promise.resolve() })
  const look = makeLook(makeShippedGuard())
  // It speaks for the engine and hears for it: what was said before the engine is there waits for it.
  const started = Promise.withResolvers<Engine>()
  // Whoever waits for it hears that it failed; where nobody does, that is no trouble of its own.
  started.promise.catch(() => {})
  const talk = openTalk({
    ...{ config, store, log },
    hear: async (item) => (await started.promise).receive(item),
  })
  opened.push({ name: 'the chats', close: () => talk.stop() })
  const engine: Engine = await startEngine({
    config,
    store,
    writer,
    look,
    meaning,
    log,
    metrics,
    chat: talk.line.chat,
    ask: talk.line.ask,
    changed: () => {
      for (const tell of listeners) tell()
    },
  }).catch((error: unknown) => {
    started.reject(error)
    throw error
  })
  started.resolve(engine)
  opened.push({ name: 'the engine', close: () => engine.stop() })
  const doors: Doors = await openDoors({
    config,
    store,
    brandId,
    engine,
    look,
    assist,
    writerWith,
    meaning,
    log,
    metrics,
    listeners,
    town: town.practice,
    practiceId: town.accountId,
    talk,
  })
  opened.push({ name: 'the doors', close: () => doors.close() })
  const accounts = await listAccounts(store.db)
  const sample = town.child !== null && isDemoBrand(config) && (await wantsSample(store.db, brandId))
  process.stdout.write(
    drawScreen({
      consoleUrl: config.publicUrl ?? doors.url,
      admin: doors.firstAdmin,
      townUrl: town.child?.url ?? null,
      townNote: town.note,
      accounts: accounts.length,
      sample,
      model: config.model ? `${config.model.name} at ${config.model.baseUrl}` : null,
      dataDir: config.dataDir,
      log: config.log.to === 'file' ? `${config.dataDir}/dajeong.log` : 'stdout',
    }),
  )
  log.info('started', { port: config.port, accounts: accounts.length, model: config.model?.name ?? null })
  const ended = new AbortController()
  const warming = warmUp({ id: brandId, name: config.brandName }, { plain, look }, ended.signal).catch(
    (error: unknown) => {
      if (!ended.signal.aborted) log.warn('the first message will be read slowly', { error })
    },
  )
  // It reads the brand's corrections, so the database is not closed below it.
  opened.push({
    name: 'the warming up',
    close() {
      ended.abort()
      return warming
    },
  })
  const loading = sample ? loadInBackground(store, brandId, log) : Promise.resolve()
  if (meaning)
    opened.push({ name: 'the vectors', close: keepFilling(meaning, { log, metrics, after: loading }) })
  // First of all, so that whoever asks before sending us something goes elsewhere from that moment on.
  opened.push({ name: 'readiness', close: async () => doors.ending() })
}

/** Only the brand that comes with us has something to do with the sample's documents. */
function isDemoBrand(config: Config): boolean {
  return config.brandName === demoBrand
}

/** Nobody waits for the sample's documents, and a failure costs only them. */
function loadInBackground(store: Store, brandId: string, log: Log): Promise<void> {
  const ended = new AbortController()
  const loading = loadSample(store.db, brandId, ended.signal)
    .then((documents) => log.info('the sample documents are in', { documents }))
    .catch((error: unknown) => log.warn('the sample documents could not be taken in', { error }))
  opened.push({
    name: 'the sample documents',
    close() {
      ended.abort()
      return loading
    },
  })
  return loading
}

/** Asked before anything else is touched, so that a wrong port leaves no trace. */
async function refuseTakenPort(config: Config): Promise<void> {
  if (config.port === 0) return
  await new Promise<void>((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${config.host}:${config.port}`
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${config.port} is taken by another program`
          : `Dajeong cannot listen on ${where} (${error.code})`
      reject(new OperatorError(`${why}; stop that program, or set PORT to a free one.`, { cause: error }))
    })
    server.listen(config.port, config.host, () => server.close(() => resolve()))
  })
}

async function openTown(
  config: Config,
  store: Store,
  deskUrl: string,
): Promise<{
  child: TownChild | null
  practice: Town | null
  accountId: string | null
  note: string | null
}> {
  const token = store.folder.once('town-token', newTownToken)
  const { id, others } = await findTownAccount(store.db, store.key, token)
  if (!config.town.on || others > 0) {
    if (id !== null) await closeTownAccount(store.db, id)
    return { child: null, practice: null, accountId: id, note: config.town.on ? null : 'off (DAJEONG_TOWN)' }
  }
  const child = await openTownChild(config.dataDir, config.town.port, token, deskUrl)
  try {
    const accountId = await connectTown(store.db, store.key, config.brandName, child.url, token)
    return { child, practice: practiceIn(child.url, accountId), accountId, note: null }
  } catch (error) {
    await child.stop()
    throw error
  }
}

function stop(signal: string): void {
  if (stopping) {
    // Asked twice: leave at once. Everything that was acknowledged is on disk; jobs go on at the next start.
    process.exit(1)
  }
  process.stdout.write(`\n  ${signal}: finishing what is under way…\n`)
  stopping = closeAll().then(() => {
    process.stdout.write('  Stopped. Nothing is lost.\n')
    process.exit(0)
  })
}

// Whoever read our words may be gone (a closed terminal, a pipe). That is no reason to end, and to say so would fail as
// well, again and again.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
process.on('SIGTERM', () => stop('SIGTERM'))
process.on('SIGINT', () => stop('SIGINT'))
// A fault that nobody dealt with leaves the process in an unknown state: it is told, and the next start goes on from disk.
process.on('unhandledRejection', (error) => fail(error))
process.on('uncaughtException', (error) => fail(error))

function fail(error: unknown): void {
  if (error instanceof OperatorError) console.error(`\n  ${error.message}\n`)
  else console.error(error)
  if (stopping) return
  stopping = closeAll().then(() => process.exit(1))
}

main().catch(fail)
