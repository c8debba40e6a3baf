import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openTown } from '../../src/town/server.ts'
import { patienceMs } from '../support/patience.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

describe('an account that is connected while the service runs', function () {
  this.timeout(2 * patienceMs)
  let folder: string
  let program: Program
  let town: Awaited<ReturnType<typeof openTown>>
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-connect-'))
  })
  after(async () => {
    program?.child.kill('SIGTERM')
    await program?.ended
    await town?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is heard without a restart, rests while it is paused, and is let go of when it is removed', async () => {
    const port = await freePort()
    program = startProgram('src/main.ts', {
      ...{ DAJEONG_DATA: join(folder, 'data'), PORT: String(port), DAJEONG_TOWN: 'off' },
      DAJEONG_QUIET_MS: '0',
    })
    const [, password = ''] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    town = await openTown({ file: ':memory:', port: 0 })
    let cookie = ''
    const call = async (method: string, path: string, body?: unknown) => {
      const headers = { 'content-type': 'application/json', 'x-dajeong': '1', cookie }
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        ...{ method, headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    await call('POST', '/api/sign-in', { email: 'admin@dajeong.local', password })
    await call('POST', '/api/change-password', { current: password, next: 'only-they-know-it' })

    const settings = { url: town.url, token: town.brandToken }
    const connected = await call('POST', '/api/accounts', { channel: 'mastodon', settings })
    expect(connected.status).to.equal(200)
    const { id } = connected.body.account as { id: string }

    const say = async (text: string) => {
      const answer = await fetch(`${town.url}/town/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person: 'hana', name: '하나', text, to: 'brand' }),
      })
      expect(answer.status).to.equal(201)
    }
    const heard = async () => {
      const { body } = await call('GET', '/api/conversations?tab=all')
      return (body.conversations as { lastText: string }[]).map(({ lastText }) => lastText)
    }
    const until = async (holds: () => Promise<boolean>, what: string) => {
      const deadline = Date.now() + patienceMs
      while (!(await holds())) {
        if (Date.now() > deadline) throw new Error(`not in time: ${what}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const account = async () => {
      const { body } = await call('GET', '/api/accounts')
      return (body.accounts as { id: string; heardAt: string | null; lagSeconds: number | null }[])[0]
    }
    // A listener begins where it is when it first comes; what is said after that is heard.
    await until(async () => (await account())?.heardAt != null, 'the listener began')
    await say('배송 언제 와요?')
    await until(async () => (await heard()).some((text) => text.includes('배송')), 'the first was heard')

    expect((await call('POST', `/api/accounts/${id}/pause`, { why: '쉬는 날' })).status).to.equal(200)
    expect((await account())?.lagSeconds).to.equal(null)
    await say('쉬는 동안 온 말이에요')
    expect((await heard()).some((text) => text.includes('쉬는 동안'))).to.equal(false)
    await call('POST', `/api/accounts/${id}/resume`)
    await until(async () => (await heard()).some((text) => text.includes('쉬는 동안')), 'heard afterwards')

    expect((await call('DELETE', `/api/accounts/${id}`, { handle: 'brand' })).status).to.equal(200)
    expect(await heard()).to.deep.equal([])
    expect(await account()).to.equal(undefined)
  })
})
