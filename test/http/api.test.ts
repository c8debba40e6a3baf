import { expect } from 'chai'
import { Secret, TOTP } from 'otpauth'
import { hashPassword } from '../../src/desk/password.ts'
import { contracts } from '../../src/http/contract.ts'
import { setPassword } from '../../src/store/colleagues.ts'
import { hashText } from '../../src/store/drafts.ts'
import { makeScene } from '../desk/scene.ts'
import { openHouse } from './house.ts'
import { signedInAs } from './people.ts'

describe('the staff API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())
  const read = async (answer: Response) => (await answer.json()) as Record<string, unknown>

  async function waiting(text = '방금 출발했어요!') {
    const scene = await makeScene(house.test.db)
    const draft = await scene.draft(text)
    const path = `/api/conversations/${scene.conversationId}`
    return { scene, path, seen: { draftId: draft.id, hash: draft.hash } }
  }

  describe('doors', () => {
    const paths = Object.values(contracts).filter(({ who }) => who !== 'nobody')
    for (const contract of paths) {
      it(`${contract.name} is closed to whoever is not signed in`, async () => {
        const path = contract.path.replace('{id}', '1')
        for (const cookie of ['', 'dajeong_session=', `dajeong_session=${'x'.repeat(43)}`]) {
          const answer = await fetch(`${house.server.url}${path}`, {
            method: contract.method,
            headers: { cookie, 'x-dajeong': '1', 'content-type': 'application/json' },
            ...(contract.method === 'POST' ? { body: '{}' } : {}),
          })
          expect(answer.status).to.equal(401)
          expect(await read(answer)).to.include({ error: 'sign-in' })
        }
      })

      if (contract.method === 'POST') {
        it(`${contract.name} is closed to foreign pages`, async () => {
          const path = contract.path.replace('{id}', '1')
          const foreign: Record<string, string>[] = [
            { 'x-dajeong': '' },
            { 'x-dajeong': '1', origin: 'https://evil.example' },
            { 'x-dajeong': '1', origin: 'null' },
            { 'x-dajeong': '1', origin: `${house.server.url}.evil.example` },
            { 'x-dajeong': '1', 'sec-fetch-site': 'cross-site' },
          ]
          for (const headers of foreign) {
            const answer = await house.call(path, {}, headers)
            expect(answer.status, JSON.stringify(headers)).to.equal(403)
          }
        })
      }
    }

    it('lets our own page in', async () => {
      const origin = { origin: house.server.url, 'sec-fetch-site': 'same-origin' }
      expect((await house.call('/api/conversations/1/give-back', {}, origin)).status).to.equal(404)
    })
  })

  describe('signing in', () => {
    const post = (body: unknown, headers = {}) => house.call('/api/sign-in', body, { cookie: '', ...headers })

    it('gives a cookie that scripts and other sites do not get', async () => {
      const answer = await post(house.admin)
      expect(answer.status).to.equal(200)
      expect(await read(answer)).to.include({ email: 'admin@dajeong.local', mustChange: false })
      expect(answer.headers.get('set-cookie')).to.match(
        /^dajeong_session=\w{32}; Path=\/; HttpOnly; SameSite=Strict$/,
      )
      const behindTls = await post(house.admin, { 'x-forwarded-proto': 'https' })
      expect(behindTls.headers.get('set-cookie')).to.include('; Secure')
    })

    it('says no in words, without telling whether the address is known', async () => {
      const wrong = await read(await post({ ...house.admin, password: 'wrong' }))
      const unknown = await read(await post({ email: 'who@dajeong.local', password: 'wrong' }))
      expect(wrong.message).to.equal(unknown.message)
      expect(wrong.error).to.equal('wrong')
    })

    it('ends with signing out', async () => {
      const cookie = (await post(house.admin)).headers.get('set-cookie')?.split(';')[0] ?? ''
      expect((await house.call('/api/me', undefined, { cookie })).status).to.equal(200)
      const out = await house.call('/api/sign-out', {}, { cookie })
      expect(out.headers.get('set-cookie')).to.include('Max-Age=0')
      expect((await house.call('/api/me', undefined, { cookie })).status).to.equal(401)
    })

    it('asks for a code where a second factor is on', async () => {
      const { cookie } = await signedInAs(house.test.db, 'viewer', null)
      const { colleague } = (await house.staff.find(cookie.split('=')[1] ?? '')) ?? {}
      const passwordHash = await hashPassword(house.admin.password)
      const id = colleague?.id ?? ''
      await setPassword(house.test.db, id, { passwordHash, mustChange: false })
      const again = (code?: string) =>
        post({ email: colleague?.email, password: house.admin.password, ...(code ? { code } : {}) })
      const session = (await again()).headers.get('set-cookie')?.split(';')[0] ?? ''
      const call = async (path: string, body: unknown) =>
        read(await house.call(`/api/me/two-factor/${path}`, body, { cookie: session }))
      const { secret } = await call('begin', { password: house.admin.password })
      const code = new TOTP({ secret: Secret.fromBase32(String(secret)) }).generate()
      const { backupCodes } = (await call('confirm', { code })) as { backupCodes: string[] }
      const asked = await again()
      expect([asked.status, (await read(asked)).error]).to.deep.equal([403, 'code-needed'])
      expect(asked.headers.get('set-cookie')).to.equal(null)
      const wrong = await again('000000')
      expect([wrong.status, (await read(wrong)).error]).to.deep.equal([403, 'wrong-code'])
      expect((await again(backupCodes[0])).status).to.equal(200)
    })

    it('stops whoever guesses, in words and with a time', async () => {
      const email = 'guessed@dajeong.local'
      let answer = await post({ email, password: 'x' })
      for (let tries = 0; tries < 10; tries += 1) answer = await post({ email, password: 'x' })
      expect(answer.status).to.equal(429)
      expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 900)
      expect((await read(answer)).message).to.match(/Too many tries/)
    })
  })

  describe('with a password that was made for them, a colleague', () => {
    let newcomer: Awaited<ReturnType<typeof house.newcomer>>
    before(async () => {
      newcomer = await house.newcomer()
    })
    const refused = async (answer: Response) => {
      expect(answer.status).to.equal(403)
      const problem = await read(answer)
      expect(problem.error).to.equal('password-change-required')
      expect(problem.message).to.include('/api/change-password')
    }

    for (const contract of Object.values(contracts).filter(({ who }) => who === 'colleague')) {
      it(`is refused ${contract.name}`, async () => {
        const path = contract.path.replace('{id}', '1')
        const body = contract.method === 'GET' ? undefined : {}
        await refused(await house.call(path, body, { cookie: newcomer.cookie }, contract.method))
      })
    }

    it('is refused the stream and the metrics', async () => {
      const { cookie } = newcomer
      await refused(await house.call('/api/live', undefined, { cookie }))
      await refused(await house.call('/metrics', undefined, { cookie, 'x-forwarded-for': '203.0.113.1' }))
    })

    it('reads the documentation and the probes', async () => {
      for (const path of ['/api/openapi.json', '/healthz', '/readyz', '/'])
        expect((await house.call(path, undefined, { cookie: newcomer.cookie })).status, path).to.equal(200)
    })

    it('sees who they are, and that a change is due; when it is made, everything is open', async () => {
      let { cookie } = newcomer
      const { password } = newcomer
      const me = () => house.call('/api/me', undefined, { cookie }).then(read)
      expect(await me()).to.include({ email: newcomer.email, mustChange: true })
      const same = { current: password, next: password }
      expect((await house.call('/api/change-password', same, { cookie })).status).to.equal(422)
      expect(await me()).to.include({ mustChange: true })
      const next = { current: password, next: '다정한 하루 보내세요' }
      const changed = await house.call('/api/change-password', next, { cookie })
      expect(changed.status).to.equal(200)
      expect((await house.call('/api/me', undefined, { cookie })).status, 'the cookie that was').to.equal(401)
      const set = changed.headers.getSetCookie()[0] ?? ''
      expect(set).to.match(/^dajeong_session=\w{32}; Path=\/; HttpOnly; SameSite=Strict$/)
      cookie = set.split(';')[0] ?? ''
      expect(await me()).to.include({ mustChange: false })
      expect((await house.call('/api/counts', undefined, { cookie })).status).to.equal(200)
      expect((await house.call('/api/sign-out', {}, { cookie })).status).to.equal(200)
    })
  })

  describe('deciding', () => {
    it('approves what was seen', async () => {
      const { path, seen, scene } = await waiting()
      const answer = await house.call(`${path}/approve`, seen)
      expect(answer.status).to.equal(200)
      expect(await read(answer)).to.include({ kind: 'approved', text: '방금 출발했어요!' })
      expect(await scene.stages()).to.deep.equal(['approved'])
    })

    it('answers 409 with what happened instead', async () => {
      const { path, seen, scene } = await waiting()
      const changed = await house.call(`${path}/approve`, { ...seen, hash: hashText('다른 글') })
      expect(changed.status).to.equal(409)
      expect(await read(changed)).to.include({ kind: 'text-changed', text: '방금 출발했어요!' })
      await scene.say('취소할게요')
      const overtaken = await house.call(`${path}/approve`, seen)
      expect(overtaken.status).to.equal(409)
      expect(await read(overtaken)).to.include({ kind: 'overtaken', newMessage: '취소할게요' })
    })

    it('tells the second who was first', async () => {
      const { path, seen } = await waiting()
      const answers = await Promise.all([1, 2].map(() => house.call(`${path}/approve`, seen)))
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409])
      const lost = answers.find(({ status }) => status === 409) as Response
      expect(await read(lost)).to.deep.include({ kind: 'already-decided', decision: 'approved' })
    })

    it('answers 422 with the findings when a text cannot go out', async () => {
      const { path, seen } = await waiting()
      const answer = await house.call(`${path}/edit-and-approve`, { ...seen, text: '가'.repeat(501) })
      expect(answer.status).to.equal(422)
      expect(await read(answer)).to.have.nested.property('findings[0].code', 'too-long')
    })

    it('goes the whole way by hand', async () => {
      const { path, scene } = await waiting()
      expect((await house.call(`${path}/hand-over`, {})).status).to.equal(200)
      const opened = await read(await house.call(path))
      expect(opened).to.have.nested.property('heldBy.name', '관리자')
      const preview = await house.call(`${path}/preview`, { text: '제가 볼게요' })
      expect(await read(preview)).to.deep.equal({ findings: [], counted: 6, max: 500 })
      const sent = await house.call(`${path}/send-by-hand`, { version: opened.version, text: '제가 볼게요' })
      expect(sent.status).to.equal(200)
      expect((await house.call(`${path}/give-back`, {})).status).to.equal(200)
      expect(await scene.stages()).to.deep.equal(['approved'])
    })

    it('refuses, asks for another try, and dismisses', async () => {
      const one = await waiting()
      expect(
        (await house.call(`${one.path}/refuse`, { ...one.seen, because: 'other', reason: '전화로 답함' }))
          .status,
      ).to.equal(200)
      expect(await one.scene.stages()).to.deep.equal(['refused'])
      const two = await waiting()
      const version = await two.scene.version()
      expect((await house.call(`${two.path}/another-try`, { version })).status).to.equal(200)
      expect(await two.scene.stages()).to.deep.equal(['heard'])
      await house.call(`${two.path}/hand-over`, {})
      const now = await two.scene.version()
      expect((await house.call(`${two.path}/dismiss`, { version: now, reason: '끝' })).status).to.equal(200)
      expect((await house.call(`${two.path}/retry`, { mentionId: '1' })).status).to.equal(409)
    })
  })

  describe('correcting', () => {
    const correct = async (path: string, body: unknown) => {
      const opened = await read(await house.call(path))
      const [turn] = opened.turns as { id: string }[]
      return house.call(`${path}/mentions/${turn?.id}/correct`, body)
    }

    it('answers with the new reading, which the conversation shows from then on', async () => {
      const { path, scene } = await waiting()
      const answer = await correct(path, { intent: 'complaint', risks: ['legal'], topic: null })
      expect(answer.status).to.equal(200)
      const corrected = await read(answer)
      expect(corrected).to.include({ kind: 'corrected', heardAnew: true })
      const shown = { intent: 'complaint', by: 'colleague', confidence: 1, risks: ['legal'], differs: [] }
      expect(corrected.classification).to.deep.include(shown)
      expect(await scene.stages()).to.deep.equal(['classified'])
      const opened = await read(await house.call(path))
      expect(opened.classification).to.deep.include(shown)
      expect(opened).to.have.nested.property('turns[0].classification.sure.intent', 1)
      expect((opened.events as { kind: string; name: string }[]).at(-1)).to.include({
        kind: 'corrected',
        name: '관리자',
      })
      expect(opened.topics).to.include('delivery')
    })

    it('says 409 and why, where nothing is to be corrected', async () => {
      const scene = await makeScene(house.test.db)
      const answer = await correct(`/api/conversations/${scene.conversationId}`, { spam: true })
      expect(answer.status).to.equal(409)
      expect(await read(answer))
        .to.have.property('ko')
        .that.includes('아직 읽지 않은')
    })

    it('says 404 of a message of another conversation', async () => {
      const [one, two] = [await waiting(), await waiting()]
      const other = (await read(await house.call(two.path))).turns as { id: string }[]
      const answer = await house.call(`${one.path}/mentions/${other[0]?.id}/correct`, { spam: true })
      expect(answer.status).to.equal(404)
    })

    it('says 400 and what may be said', async () => {
      const { path } = await waiting()
      const says = async (body: unknown) => {
        const answer = await correct(path, body)
        expect(answer.status).to.equal(400)
        const { fields } = (await read(answer)) as { fields: { path: string; message: string }[] }
        return `${fields[0]?.path}: ${fields[0]?.message}`
      }
      expect(await says({})).to.match(/at least one of: intent, feeling/)
      expect(await says({ mood: 'fine' })).to.include('mood')
      expect(await says({ intent: 'love' })).to.match(/^intent: .*complaint.*question.*chatter/)
      expect(await says({ spam: 'yes' })).to.match(/^spam: .*boolean/)
    })
  })

  describe('reading', () => {
    it('lists, pages and counts', async () => {
      await waiting()
      await waiting()
      const counts = await read(await house.call('/api/counts'))
      const seen: string[] = []
      let next: string | null = null
      do {
        const after: string = next ? `&after=${next}` : ''
        const page = await read(await house.call(`/api/conversations?tab=to-approve&most=1${after}`))
        seen.push(...(page.conversations as { id: string }[]).map(({ id }) => id))
        next = page.next as string | null
      } while (next)
      expect(seen).to.have.length(Number(counts['to-approve']))
      expect(new Set(seen).size).to.equal(seen.length)
    })

    it('changes the mode of an account, pauses and resumes it', async () => {
      const { scene } = await waiting()
      const path = `/api/accounts/${scene.accountId}`
      expect(await read(await house.call(`${path}/mode`, { mode: 'off' }))).to.include({ mode: 'off' })
      expect(await read(await house.call(`${path}/pause`, { why: '점검' }))).to.include({ state: 'paused' })
      expect(await read(await house.call(`${path}/resume`, {}))).to.include({ state: 'active' })
      const { accounts } = await read(await house.call('/api/accounts'))
      expect(JSON.stringify(accounts)).to.not.include('sealed')
      expect((await house.call('/api/accounts/999999/resume', {})).status).to.equal(404)
    })
  })

  it('logs the pattern of a route, never the address with what people typed', async () => {
    await house.call('/api/conversations?search=%EB%B9%84%EB%B0%80&tab=all')
    await house.call('/api/sign-in', { email: 'secret@person.example', password: 'wrong' })
    const logged = JSON.stringify(house.lines)
    expect(logged).to.include('/api/conversations')
    expect(logged).to.not.match(/%EB%B9%84|비밀|secret@person/)
  })
})
