import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { freePort, type Program, startProgram } from '../support/program.ts'

describe('npm run password', function () {
  this.timeout(120_000)
  let folder: string
  let env: Record<string, string>
  const programs: Program[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-lost-'))
    env = { DAJEONG_DATA: join(folder, 'data'), PORT: String(await freePort()), DAJEONG_TOWN: 'off' }
  })
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.child.kill('SIGTERM')
      await program.ended
    }
    rmSync(folder, { recursive: true, force: true })
  })

  function start(file: string, args: string[] = []): Program {
    const program = startProgram(file, env, args)
    programs.push(program)
    return program
  }

  async function run(...args: string[]): Promise<{ code: number | string; said: string }> {
    const program = start('src/commands/password.ts', args)
    return { code: await program.ended, said: program.said() }
  }

  async function serve(): Promise<Program> {
    const service = start('src/main.ts')
    await service.says(/Log {2}/)
    return service
  }

  const shown = (said: string) => /one-time password(?: for \S+)?: (\S+)/.exec(said)?.[1] ?? ''
  const call = (path: string, body?: unknown, cookie = '') =>
    fetch(`http://127.0.0.1:${env.PORT}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', 'x-dajeong': '1', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const email = 'admin@dajeong.local'
  const signIn = (password: string) => call('/api/sign-in', { email, password })

  it('lets a colleague in again, whether the service runs or not', async () => {
    const service = await serve()
    const first = shown(service.said())
    const cookie = (await signIn(first)).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await call('/api/me', undefined, cookie)).status).to.equal(200)

    const beside = await run(email)
    expect(beside.code, beside.said).to.equal(0)
    expect((await call('/api/me', undefined, cookie)).status, 'the old sign-in').to.equal(401)
    expect((await signIn(first)).status, 'the old password').to.equal(403)
    const answer = await signIn(shown(beside.said))
    expect(await answer.json()).to.include({ email, mustChange: true })

    service.child.kill('SIGTERM')
    expect(await service.ended).to.equal(0)
    const alone = await run(email)
    expect(alone.code, alone.said).to.equal(0)
    const again = await serve()
    expect(again.said(), 'it is shown by the command only').to.not.include('password')
    expect((await signIn(shown(beside.said))).status).to.equal(403)
    expect((await signIn(shown(alone.said))).status).to.equal(200)
  })

  it('says whom there is when it was given somebody else, and explains itself', async () => {
    const nobody = await run(email)
    expect(nobody.code).to.equal(1)
    expect(nobody.said).to.match(/Nobody is on the staff yet; start Dajeong once/)
    await serve()
    const wrong = await run('boss@dajeong.local')
    expect(wrong.code).to.equal(1)
    expect(wrong.said).to.match(/boss@dajeong\.local; there is admin@dajeong\.local\. Nothing was changed\./)
    for (const args of [[], [email, 'more'], ['--email']]) {
      const { code, said } = await run(...args)
      expect(code).to.equal(1)
      expect(said).to.include('npm run password -- EMAIL').and.not.include('    at ')
    }
    expect((await run('--help')).code).to.equal(0)
  })
})
