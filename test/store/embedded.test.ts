import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import pg from 'pg'
import { FolderTaken, OperatorError, openDataFolder } from '../../src/store/data-folder.ts'
import { type Embedded, startEmbedded, urlOfEmbedded } from '../../src/store/embedded.ts'

const program = fileURLToPath(new URL('program.ts', import.meta.url))

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** A process that has ended stays listed until its parent looks, and init may take its time. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

interface Said {
  url?: string
  pid?: number
  error?: string
}

describe('the data folder and its server', () => {
  let folder: string
  let running: { stop(): Promise<void> }[]
  let children: ChildProcess[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-folder-'))
    running = []
    children = []
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    for (const server of running) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(): Promise<Embedded> {
    const server = await startEmbedded(folder)
    running.push(server)
    return server
  }
  function spawnProgram(what: string): ChildProcess {
    const child = fork(program, [what, folder], { stdio: 'inherit' })
    children.push(child)
    return child
  }
  const hear = (child: ChildProcess) => new Promise<Said>((done) => child.once('message', done))
  async function kill(child: ChildProcess): Promise<void> {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }

  it('starts, keeps what was stored over a stop, and keeps its password to itself', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 1 as one')
    expect(urlOfEmbedded(folder)).to.equal(first.url)
    expect(statSync(join(folder, 'postgres.json')).mode & 0o777).to.equal(0o600)
    const wrong = first.url.replace(/:[^:@]+@/, ':guess@')
    expect(await query(wrong, 'select 1').catch((error: Error) => error.message)).to.match(/password/)
    await first.stop()
    expect(alive(first.pid)).to.equal(false)
    const second = await start()
    expect(await query(second.url, 'select one from kept')).to.deep.equal([{ one: 1 }])
  })

  it('writes to disk before it says so', async () => {
    const { url } = await start()
    const [row] = await query(
      url,
      "select current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('full_page_writes') w",
    )
    expect(row).to.deep.equal({ f: 'on', s: 'on', w: 'on' })
  })

  it('takes over the server of a process that was killed', async () => {
    const child = spawnProgram('server')
    const said = await hear(child)
    await query(said.url ?? '', 'create table kept as select 1 as one')
    await kill(child)
    const server = await start()
    expect(server.pid).to.equal(said.pid)
    expect(await query(server.url, 'select one from kept')).to.deep.equal([{ one: 1 }])
    await server.stop()
    expect(alive(server.pid)).to.equal(false)
  })

  it('starts although postmaster.pid names a process that is somebody else', async () => {
    const first = await start()
    const file = join(folder, 'postgres', 'postmaster.pid')
    const lines = readFileSync(file, 'utf8').split('\n')
    await first.stop()
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))
    const second = await start()
    expect(await query(second.url, 'select 1 as one')).to.deep.equal([{ one: 1 }])
    await second.stop()
    writeFileSync(file, '')
    const third = await start()
    expect(await query(third.url, 'select 1 as one')).to.deep.equal([{ one: 1 }])
  })

  it('recovers a server that was killed at work', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 1 as one')
    // Keeps a child of the server busy while its parent dies.
    const busy = query(first.url, 'select pg_sleep(1)').catch(() => null)
    await pause(100)
    process.kill(first.pid, 'SIGKILL')
    const second = await start()
    await busy
    expect(second.pid).not.to.equal(first.pid)
    expect(await query(second.url, 'select one from kept')).to.deep.equal([{ one: 1 }])
  })

  it('begins anew after a first start that was killed at any moment', async () => {
    for (const moment of ['postgres.new-', 'global', 'pg_hba.conf']) {
      const child = spawnProgram('server')
      const reached = () => {
        try {
          return readdirSync(folder, { recursive: true }).some((path) => String(path).includes(moment))
        } catch {
          return false // what the kill before this left is being cleared away while we look
        }
      }
      while (!reached()) await pause(2)
      await kill(child)
      expect(existsSync(join(folder, 'postgres')), moment).to.equal(false)
    }
    mkdirSync(join(folder, 'postgres', 'base'), { recursive: true })
    const server = await start()
    expect(await query(server.url, 'select 1 as one')).to.deep.equal([{ one: 1 }])
    expect(readdirSync(folder).filter((name) => /new-.*password/.test(name))).to.deep.equal([])
  })

  it('begins while what an earlier start left behind is still written into', async () => {
    const writes = `const fs = require('node:fs')
      for (const end = Date.now() + 1500, n = { at: 0 }; Date.now() < end; n.at++) {
        const folder = process.argv[1] + '/base/' + (n.at % 5)
        fs.mkdirSync(folder, { recursive: true })
        try { fs.writeFileSync(folder + '/' + process.pid + '.' + (n.at % 300), 'x') } catch {}
      }`
    const left = ['1', '1', '2', '2', '3', '3'].map((name) => join(folder, `postgres.new-${name}`))
    const written = left.map((path) => {
      const writer = spawn(process.execPath, ['-e', writes, path])
      return new Promise((resolve) => writer.once('close', resolve))
    })
    while (!left.every((path) => existsSync(join(path, 'base', '4')))) await pause(2)
    const server = await start()
    expect(await query(server.url, 'select 1 as one')).to.deep.equal([{ one: 1 }])
    await Promise.all(written)
  })

  it('says what to do when the address of the server is lost', async () => {
    const server = await start()
    await server.stop()
    writeFileSync(join(folder, 'postgres.json'), '{')
    const error = await startEmbedded(folder).catch((reason: unknown) => reason)
    expect(error).to.be.instanceOf(OperatorError)
    expect((error as Error).message).to.match(/postgres\.json is missing or damaged/)
  })

  it('belongs to one process at a time, and to the next as soon as that one is gone', async () => {
    const child = spawnProgram('lock')
    expect(await hear(child)).to.deep.equal({})
    expect(() => openDataFolder(folder)).to.throw(FolderTaken, /Another Dajeong is using/)
    await kill(child)
    const ours = openDataFolder(folder)
    expect((await hear(spawnProgram('lock'))).error).to.match(/Another Dajeong is using/)
    ours.release()
    expect(await hear(spawnProgram('lock'))).to.deep.equal({})
  })

  it('makes a small file once, for its owner alone', () => {
    const data = openDataFolder(join(folder, 'deeper', 'data'))
    expect(data.once('secret', () => 'first')).to.equal('first')
    expect(data.once('secret', () => 'second')).to.equal('first')
    expect(statSync(join(data.path, 'secret')).mode & 0o777).to.equal(0o600)
    data.release()
  })

  it('says so when the folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => openDataFolder(join(folder, 'file', 'data'))).to.throw(OperatorError, /cannot be made/)
  })
})
