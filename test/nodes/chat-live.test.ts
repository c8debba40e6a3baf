import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { until } from '../support/chat-world.ts'
import { patienceMs } from '../support/patience.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

type Json = Record<string, unknown>
const own = 'only-they-know-it'

describe('a visitor of the brand’s site, and the service that answers them', function () {
  this.timeout(4 * patienceMs)
  let folder: string
  let program: Program
  let port: number
  let cookie = ''
  let chat = { id: '', token: '' }
  let account = ''
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-chat-'))
    port = await freePort()
  })
  after(async () => {
    program?.child.kill('SIGTERM')
    await program?.ended
    rmSync(folder, { recursive: true, force: true })
  })

  function start(): Program {
    return startProgram('src/main.ts', {
      ...{ DAJEONG_DATA: join(folder, 'data'), PORT: String(port), DAJEONG_TOWN: 'off' },
      DAJEONG_QUIET_MS: '0',
    })
  }

  async function desk(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...{ method, headers: { 'content-type': 'application/json', 'x-dajeong': '1', cookie } },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return { status: answer.status, body: (await answer.json()) as Json }
  }

  async function line(
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<{ status: number; body: Json }> {
    const answer = await fetch(`http://127.0.0.1:${port}/directline/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Json }
  }

  /** The newest first. */
  async function conversations(): Promise<{ id: string }[]> {
    const { body } = await desk('GET', '/api/conversations?tab=all')
    return (body.conversations as { id: string }[]).toSorted((a, b) => Number(b.id) - Number(a.id))
  }

  /** Approves the draft that waits in the only conversation. */
  const approve = (): Promise<string> => until(approveNow)

  async function approveNow(): Promise<string | null> {
    const { body } = await desk('GET', '/api/conversations?tab=to-approve')
    const [first] = body.conversations as { id: string }[]
    if (!first) return null
    const { body: whole } = await desk('GET', `/api/conversations/${first.id}`)
    const { draft } = whole as { draft: { id: string; hash: string; text: string } | null }
    if (!draft) return null
    const done = await desk('POST', `/api/conversations/${first.id}/approve`, {
      draftId: draft.id,
      hash: draft.hash,
    })
    return done.status === 200 ? draft.text : null
  }

  it('answers what a colleague approved, also after the service was killed, with nothing lost and nothing twice', async () => {
    program = start()
    const [, password = ''] = await program.says(/one-time password: (\S+)/)
    await program.says(/Log {2}/)
    await desk('POST', '/api/sign-in', { email: 'admin@dajeong.local', password })
    await desk('POST', '/api/change-password', { current: password, next: own })
    const settings = { name: 'home', origins: 'https://shop.example' }
    const connected = await desk('POST', '/api/accounts', { channel: 'webchat', settings })
    expect(connected.status).to.equal(200)
    account = (connected.body.account as { id: string }).id

    const entered = await line('tokens/generate', null, { account })
    const begun = await line('conversations', String(entered.body.token), { locale: 'ko-KR' })
    expect(begun.status).to.equal(201)
    const { conversationId, token, streamUrl } = begun.body as {
      conversationId: string
      token: string
      streamUrl: string
    }
    chat = { id: conversationId, token }
    const seen: { text?: string; type: string; from: { role: string } }[] = []
    const socket = new WebSocket(streamUrl)
    socket.on('message', (data) => seen.push(...JSON.parse(String(data)).activities))
    await until(() => seen.some(({ text }) => text?.includes('상담원')))
    const say = (text: string, clientActivityID = randomUUID()) =>
      line(`conversations/${conversationId}/activities`, token, {
        type: 'message',
        text,
        channelData: { clientActivityID },
      })
    expect((await say('요금제를 바꾸고 싶은데 어떻게 하나요?')).status).to.equal(200)
    await until(() => seen.some(({ type }) => type === 'typing'))
    await until(() => seen.some(({ text }) => text?.includes('담당자')))
    const first = await approve()
    await until(() => seen.some(({ text, from }) => text === first && from.role === 'bot'))

    // Acknowledged and at once dead: what was said is on disk, and nothing else may be counted on.
    const told = randomUUID()
    expect((await say('그리고 유심은 언제 오나요?', told)).status).to.equal(200)
    await program.kill()
    socket.terminate()
    program = start()
    await program.says(/Log {2}/)
    // The client does not know whether it arrived, and says it again.
    expect((await say('그리고 유심은 언제 오나요?', told)).status).to.equal(200)
    const second = await approve()
    const read = async () =>
      (
        ((await line(`conversations/${conversationId}/activities`, token)).body.activities ??
          []) as typeof seen
      ).map(({ text }) => text)
    await until(async () => (await read()).filter((text) => text === second).length > 0)
    const all = await read()
    expect(all.filter((text) => text === '그리고 유심은 언제 오나요?')).to.have.length(1)
    expect(all.filter((text) => text === first)).to.have.length(1)
    expect(all.filter((text) => text === second)).to.have.length(1)
  })

  /** Approves drafts until one has arrived: more said meanwhile overtakes what was approved, and there is another then. */
  async function answered(read: () => Promise<(string | undefined)[]>): Promise<string> {
    const approved: string[] = []
    return until(async () => {
      const said = await read()
      const arrived = approved.find((text) => said.includes(text))
      if (arrived) return arrived
      const text = await approveNow()
      if (text) approved.push(text)
      return null
    })
  }

  it('asks once for the order number that a complaint about a parcel leaves out, and takes a bare number for the answer', async () => {
    const entered = await line('tokens/generate', null, { account: account })
    const begun = await line('conversations', String(entered.body.token), { locale: 'ko-KR' })
    const { conversationId: id, token } = begun.body as { conversationId: string; token: string }
    const say = (text: string) =>
      line(`conversations/${id}/activities`, token, { type: 'message', text, channelData: {} })
    const read = async () =>
      ((await line(`conversations/${id}/activities`, token)).body.activities ?? []) as { text?: string }[]
    const askings = async () => (await read()).filter(({ text }) => text?.includes('주문번호도'))
    await say('주문한 택배가 일주일째 안 와요')
    await until(async () => (await askings()).length > 0)
    await say('20241123-0042')
    await until(async () => (await read()).some(({ text }) => text === '주문번호 잘 받았어요. 고맙습니다.'))
    const texts = async () => (await read()).map(({ text }) => text)
    const reply = await answered(texts)
    expect(reply).not.to.contain('주문번호')
    await say('그런데 택배가 정말 늦네요')
    expect(await answered(texts)).not.to.equal(reply)
    // Longer than it takes to be asked.
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(await askings()).to.have.length(1)
    const { body: whole } = await desk('GET', `/api/conversations/${(await conversations())[0]?.id}`)
    const told = (whole as { events: { kind: string; why: string }[] }).events.filter(
      ({ kind }) => kind === 'asked',
    )
    expect(told.map(({ why }) => why)).to.deep.equal(['주문번호'])
  })

  it('asks whether it helped when a colleague has closed it, once, and keeps what they say', async () => {
    const id = (await conversations()).at(-1)?.id
    expect((await desk('POST', `/api/conversations/${id}/close`, {})).status).to.equal(200)
    const read = async () =>
      ((await line(`conversations/${chat.id}/activities`, chat.token)).body.activities ?? []) as {
        text?: string
        suggestedActions?: unknown
      }[]
    const asked = await until(async () =>
      (await read()).find(({ text }) => text?.includes('도움이 되셨나요')),
    )
    expect(JSON.stringify(asked.suggestedActions)).to.contain('"5점"')
    await line(`conversations/${chat.id}/activities`, chat.token, { type: 'message', text: '5점' })
    await until(async () => (await read()).some(({ text }) => text?.startsWith('고맙습니다')))
    // It is no message to the brand: nothing waits, and the thread tells what was said.
    const { body: counts } = await desk('GET', '/api/counts')
    expect(counts).to.include({ 'to-approve': 0, 'with-person': 0 })
    expect((await read()).filter(({ text }) => text?.includes('도움이 되셨나요'))).to.have.length(1)
  })
})
