import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { startEmbedded } from '../src/store/embedded.ts'
import { freePort, type Program, startProgram } from './support/program.ts'

describe('the one command', function () {
  this.timeout(120_000)
  let folder: string
  let env: Record<string, string>
  const programs: Program[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-main-'))
    env = {
      DAJEONG_DATA: join(folder, 'data'),
      PORT: String(await freePort()),
      DAJEONG_TOWN_PORT: String(await freePort()),
    }
  })

  afterEach(async () => {
    for (const program of programs.splice(0)) await program.kill()
    // A program that was killed leaves its database running; taking it over is the way to end it.
    if (existsSync(join(folder, 'data', 'postgres.json')))
      await (await startEmbedded(join(folder, 'data'))).stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function start(more: Record<string, string> = {}): Program {
    const program = startProgram('src/main.ts', { ...env, ...more })
    programs.push(program)
    return program
  }

  async function stop(program: Program): Promise<void> {
    program.child.kill('SIGTERM')
    expect(await program.ended).to.equal(0)
  }

  const home = () => `http://127.0.0.1:${env.PORT}`
  const signIn = (password: string) =>
    fetch(`${home()}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dajeong': '1' },
      body: JSON.stringify({ email: 'admin@dajeong.local', password }),
    })

  it('brings everything up, says where it is, and stops cleanly', async () => {
    const program = start()
    const [, password] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    const screen = program.said()
    expect(screen).to.include(home())
    expect(screen).to.include(`http://127.0.0.1:${env.DAJEONG_TOWN_PORT}`)
    expect(screen).to.match(/Model +none/)
    expect((await fetch(`${home()}/readyz`)).status).to.equal(200)
    expect((await fetch(`http://127.0.0.1:${env.DAJEONG_TOWN_PORT}/`)).status).to.equal(200)
    expect((await signIn(password ?? '')).status).to.equal(200)
    expect((await signIn('not the password')).status).to.equal(403)
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).to.equal(0o600)
    await stop(program)
    expect(program.said()).to.include('Nothing is lost')
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).to.equal(false)
    const log = readFileSync(join(folder, 'data', 'dajeong.log'), 'utf8')
    expect(log).to.not.include(password)
  })

  it('starts again with what it has, and shows no password again', async () => {
    await stop(await started())
    const again = await started()
    expect(again.said()).to.not.include('password')
    expect(again.said()).to.match(/Accounts +1/)
  })

  it('starts again after kill -9, with its database and its town still up or not', async () => {
    const first = await started()
    await first.kill()
    const second = await started()
    expect((await fetch(`${home()}/readyz`)).status).to.equal(200)
    await stop(second)
  })

  it('answers a post in the town with a draft, also after kill -9 in between', async () => {
    const first = await started()
    const town = `http://127.0.0.1:${env.DAJEONG_TOWN_PORT}`
    await fetch(`${town}/town/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        person: 'hana',
        name: '하나',
        text: '배송이 언제 오나요?',
        to: 'brand',
        visibility: 'public',
      }),
    })
    await first.kill()
    await started()
    const database = await connect()
    try {
      const deadline = Date.now() + 20_000
      let stages: string[] = []
      while (Date.now() < deadline && stages[0] !== 'waiting') {
        stages = (await database.query('select stage from mentions')).rows.map((row) => row.stage)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      expect(stages).to.deep.equal(['waiting'])
    } finally {
      await database.end()
    }
  })

  it('is ready while it can work, and says which part is not', async () => {
    const fine = { ready: true, database: true, migrations: true, worker: true, running: true }
    const program = await started()
    const ask = async () => (await fetch(`${home()}/readyz`)).json()
    expect(await ask()).to.deep.equal(fine)
    const database = await connect()
    await database.query(`insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`)
    expect(await ask()).to.deep.equal({ ...fine, ready: false, migrations: false })
    await database.query(`delete from kysely_migration where name like '9999%'`)
    await database.end()
    expect(await ask()).to.deep.equal(fine)

    // Half a question, so that there is a connection on which it can still be asked after the stop has begun.
    const socket = createConnection({ host: '127.0.0.1', port: Number(env.PORT) })
    let said = ''
    socket.on('data', (chunk) => {
      said += String(chunk)
    })
    const closed = once(socket, 'close')
    socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n')
    await ask()
    program.child.kill('SIGTERM')
    await program.says(/SIGTERM: finishing/)
    socket.write('\r\n')
    await closed
    expect(said).to.match(/^HTTP\/1\.1 503 .*"ready":false.*"running":false/s)
    expect(await program.ended).to.equal(0)
  })

  it('refuses a port that is taken, in one sentence, and leaves no trace', async () => {
    const other: Server = createServer()
    await new Promise<void>((resolve) => other.listen(Number(env.PORT), '127.0.0.1', resolve))
    const program = start()
    expect(await program.ended).to.equal(1)
    expect(program.said().trim()).to.match(
      /^Port \d+ is taken by another program; stop that program, or set PORT to a free one\.$/,
    )
    expect(existsSync(join(folder, 'data'))).to.equal(false)
    other.close()
  })

  it('refuses a data folder that another Dajeong has, and leaves that one alone', async () => {
    await started()
    const port = await freePort()
    const second = start({ PORT: String(port) })
    expect(await second.ended).to.equal(1)
    expect(second.said().trim()).to.match(/^Another Dajeong is using the data folder .+\.$/)
    expect((await fetch(`${home()}/readyz`)).status).to.equal(200)
  })

  it('refuses settings that it cannot use, by name', async () => {
    const program = start({ PORT: 'many', OPENAI_BASE_URL: 'not a url' })
    expect(await program.ended).to.equal(1)
    expect(program.said())
      .to.match(/PORT/)
      .and.to.match(/OPENAI_BASE_URL/)
    expect(program.said()).to.not.include('    at ')
  })

  it('refuses data of a newer version and changes nothing', async () => {
    await stop(await started())
    const server = await startEmbedded(join(folder, 'data'))
    const database = new pg.Client({ connectionString: server.url })
    await database.connect()
    await database.query(
      `insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2030-01-01')`,
    )
    await database.end()
    await server.stop()
    const program = start()
    expect(await program.ended).to.equal(1)
    expect(program.said()).to.match(/made by a newer Dajeong/)
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).to.equal(false)
  })

  it('refuses a data folder that is no folder', async () => {
    writeFileSync(join(folder, 'data'), 'a file')
    const program = start()
    expect(await program.ended).to.equal(1)
    expect(program.said()).to.match(/data folder .+ DAJEONG_DATA/)
    rmSync(join(folder, 'data'))
  })

  async function started(): Promise<Program> {
    const program = start()
    await program.says(/Log {2}/)
    return program
  }

  async function connect(): Promise<pg.Client> {
    const { port, password } = JSON.parse(readFileSync(join(folder, 'data', 'postgres.json'), 'utf8'))
    const database = new pg.Client({
      host: '127.0.0.1',
      port,
      password,
      user: 'dajeong',
      database: 'postgres',
    })
    await database.connect()
    return database
  }
})
