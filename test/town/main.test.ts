import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { z } from 'zod'
import { call, makeFolder, openTestTown, read, StatusJson, TOKEN, witness } from './client.ts'

const MAIN = fileURLToPath(new URL('../../src/town/main.ts', import.meta.url))
const Listening = z.object({ kind: z.literal('listening'), url: z.string(), port: z.number() })

async function run(args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += String(part)
  })
  child.stderr.on('data', (part) => {
    err += String(part)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

async function start(file: string): Promise<{
  child: ChildProcess
  town: { url: string; port: number; brandToken: string; close(): Promise<void> }
}> {
  const child = fork(MAIN, ['--port', '0', '--file', file], {
    silent: true,
    env: { ...process.env, TOWN_BRAND_TOKEN: TOKEN },
  })
  const [told] = await once(child, 'message')
  const { url, port } = Listening.parse(told)
  return { child, town: { url, port, brandToken: TOKEN, close: async () => undefined } }
}

describe('the town as a program', () => {
  const folder = makeFolder()
  after(() => folder.remove())

  it('says where it is, and leaves cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, [MAIN, '--port', '0', '--file', ':memory:'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [first] = await once(child.stdout, 'data')
    expect(String(first)).to.match(/^The town is open at http:\/\/127\.0\.0\.1:\d+\n$/)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).to.deep.equal([0, null])
  })

  it('leaves when its parent is gone', async () => {
    const { child } = await start(':memory:')
    child.disconnect()
    expect(await once(child, 'exit')).to.deep.equal([0, null])
  })

  it('forgets nothing that it answered when it is killed with -9', async () => {
    const first = await start(folder.file)
    const wish = { body: { status: '네' }, headers: { 'idempotency-key': 'k' } }
    const said = await read(StatusJson, call(first.town, '/api/v1/statuses', wish))
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = await start(folder.file)
    expect((await witness(second.town)).map((one) => one.id)).to.deep.equal([said.id])
    expect((await read(StatusJson, call(second.town, '/api/v1/statuses', wish))).id).to.equal(said.id)
    second.child.disconnect()
    await once(second.child, 'exit')
  })

  it('refuses a file that another town holds', async () => {
    const file = join(folder.path, 'held.sqlite')
    const town = await openTestTown({ file })
    const { code, err } = await run(['--port', '0', '--file', file])
    expect(code).to.equal(1)
    expect(err).to.match(
      /^The town's file .* is in use by another town: stop that one, or name another file with --file\.\n$/,
    )
    await town.close()
  })

  it('refuses what is no town, and leaves it as it was', async () => {
    const file = join(folder.path, 'letter.txt')
    writeFileSync(file, 'Dear town, '.repeat(1000))
    const { code, err } = await run(['--port', '0', '--file', file])
    expect(code).to.equal(1)
    expect(err).to.match(/^The town's file .* is not a town: name another file with --file\.\n$/)
  })

  it('refuses a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = z.object({ port: z.number() }).parse(other.address()).port
    const { code, err } = await run(['--port', String(port), '--file', ':memory:'])
    expect(code).to.equal(1)
    expect(err).to.equal(
      `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another one with --port.\n`,
    )
    other.close()
  })

  const bad: { args: string[]; says: RegExp }[] = [
    { args: ['--port', 'abc'], says: /^"abc" is not a port: .*\n$/ },
    { args: ['dance'], says: /^"dance" is no command of the town: use serve, play or faults\.\n$/ },
    { args: ['play', 'none.jsonl'], says: /^The messages in none\.jsonl cannot be read .*\n$/ },
    { args: ['play', '--pace', 'fast'], says: /^"fast" is no pace: use 1x, 5x or instant\.\n$/ },
    { args: ['--colour', 'red'], says: /^Unknown option '--colour'.*\n$/ },
  ]
  for (const { args, says } of bad) {
    it(`answers "${args.join(' ')}" in one line and fails`, async () => {
      const { code, err } = await run(args)
      expect(code).to.equal(1)
      expect(err).to.match(says)
    })
  }

  it('plays a file into a town, and sets its faults', async () => {
    const town = await openTestTown()
    const file = join(folder.path, 'day.jsonl')
    writeFileSync(
      file,
      JSON.stringify({
        id: 'a',
        at: 0,
        person: 'minji',
        name: '민지',
        text: '네',
        needsReply: true,
        kind: 'chatter',
      }),
    )
    const played = await run(['play', file, '--url', town.url, '--pace', 'instant'])
    expect(played).to.deep.equal({ code: 0, out: '1/1 say 민지: 네\n', err: '' })
    expect((await witness(town)).map((one) => one.text)).to.deep.equal(['@brand 네'])
    const set = await run(['faults', '{"latencyMs":5}', '--url', town.url])
    expect(set.out).to.contain('"latencyMs":5')
    const refused = await run(['faults', '{"rain":5}', '--url', town.url])
    expect(refused.code).to.equal(1)
    expect(refused.err).to.match(/^The town did not take the faults: /)
    await town.close()
  })
})
