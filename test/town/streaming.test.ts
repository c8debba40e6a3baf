import { once } from 'node:events'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { OpenTown } from '../../src/town/server.ts'
import {
  call,
  NotificationJson,
  openTestTown,
  post,
  read,
  StatusJson,
  say,
  setFaults,
  TOKEN,
} from './client.ts'

const Frame = z.object({ stream: z.array(z.string()), event: z.string(), payload: z.string() })
type Frame = z.infer<typeof Frame>

interface Ear {
  frames: Frame[]
  socket: WebSocket
  /** Resolves once so many frames have come. */
  until(count: number): Promise<void>
}

async function listen(
  url: string,
  protocol: string[] = [],
  headers: Record<string, string> = {},
): Promise<Ear> {
  const socket = new WebSocket(url, protocol, { headers })
  const frames: Frame[] = []
  socket.on('message', (data) => frames.push(Frame.parse(JSON.parse(String(data)))))
  await once(socket, 'open')
  return {
    frames,
    socket,
    async until(count) {
      while (frames.length < count) await once(socket, 'message')
    },
  }
}

describe('the stream of the town', () => {
  let town: OpenTown
  beforeEach(async () => {
    town = await openTestTown()
  })
  afterEach(() => town.close())
  const address = (query: string) => `${town.url.replace('http', 'ws')}/api/v1/streaming${query}`

  it('tells of a mention, the own post, an edit and a deletion', async () => {
    const ear = await listen(address(`?stream=user&access_token=${TOKEN}`))
    const said = await say(town, { visibility: 'direct' })
    const own = await read(StatusJson, post(town, { status: '안녕하세요' }))
    await call(town, `/town/statuses/${said.id}`, {
      method: 'PUT',
      body: { text: '@brand 고쳤어요' },
      token: null,
    })
    await call(town, `/town/statuses/${said.id}`, { method: 'DELETE', token: null })
    await ear.until(4)
    expect(ear.frames.map((frame) => frame.event)).to.deep.equal([
      'notification',
      'update',
      'status.update',
      'delete',
    ])
    expect(ear.frames.every((frame) => frame.stream[0] === 'user')).to.equal(true)
    const [first, second, third, last] = ear.frames.map((frame) => frame.payload)
    expect(NotificationJson.parse(JSON.parse(first ?? '')).status?.id).to.equal(said.id)
    expect(StatusJson.parse(JSON.parse(second ?? '')).id).to.equal(own.id)
    expect(StatusJson.parse(JSON.parse(third ?? '')).content).to.contain('고쳤어요')
    expect(last).to.equal(said.id)
  })

  it('takes the token by query, by header or as the protocol, and a later subscription', async () => {
    const ears = [
      await listen(address(`?stream=user&access_token=${TOKEN}`)),
      await listen(address('?stream=user'), [], { authorization: `Bearer ${TOKEN}` }),
      await listen(address('?stream=user'), [TOKEN]),
      await listen(address(''), [TOKEN]),
    ]
    ears[3]?.socket.send(JSON.stringify({ type: 'subscribe', stream: 'user' }))
    ears[3]?.socket.ping()
    if (ears[3]) await once(ears[3].socket, 'pong')
    await say(town)
    await Promise.all(ears.map((ear) => ear.until(1)))
    expect(ears.map((ear) => ear.frames[0]?.event)).to.deep.equal(Array(4).fill('notification'))
  })

  it('is closed to a token of nobody', async () => {
    const socket = new WebSocket(address('?stream=user&access_token=x'))
    const [error] = await once(socket, 'error')
    expect(String(error)).to.contain('401')
    expect(await (await call(town, '/api/v1/streaming/health', { token: null })).text()).to.equal('OK')
  })

  it('survives rubbish from a listener', async () => {
    const ear = await listen(address('?stream=user'), [TOKEN])
    ear.socket.send('not json')
    ear.socket.send('{"type":"dance"}')
    await say(town)
    await ear.until(1)
    expect(ear.frames).to.have.length(1)
  })

  it('is cut when asked, and repeats nothing afterwards', async () => {
    const ear = await listen(address('?stream=user'), [TOKEN])
    const closed = once(ear.socket, 'close')
    const answer = await call(town, '/town/faults/cut-streams', { method: 'POST', token: null })
    expect(await answer.json()).to.deep.equal({ cut: 1 })
    await closed
    await say(town, { text: '아무도 못 들은 말' })
    const again = await listen(address('?stream=user'), [TOKEN])
    await say(town, { text: '들은 말' })
    await again.until(1)
    expect(again.frames[0]?.payload).to.contain('들은 말').and.to.not.contain('못 들은')
  })

  it('is cut with its token, and stays shut until the token is restored', async () => {
    const ear = await listen(address('?stream=user'), [TOKEN])
    const closed = once(ear.socket, 'close')
    await call(town, '/town/faults/revoke-token', { method: 'POST', token: null })
    await closed
    expect((await call(town, '/api/v1/notifications')).status).to.equal(401)
    await call(town, '/town/faults/restore-token', { method: 'POST', token: null })
    expect((await call(town, '/api/v1/notifications')).status).to.equal(200)
  })

  it('repeats and reorders notifications when told to, and loses none', async () => {
    await setFaults(town, { seed: 3, duplicateNotifications: 1, reorderNotifications: 1 })
    const ear = await listen(address('?stream=user'), [TOKEN])
    const said: string[] = []
    for (let at = 0; at < 8; at += 1) said.push((await say(town, { text: `${at}` })).id)
    await ear.until(16)
    const heard = ear.frames.map((frame) => NotificationJson.parse(JSON.parse(frame.payload)).status?.id)
    for (const id of said) expect(heard.filter((one) => one === id)).to.have.length(2)
    expect([...new Set(heard)]).to.not.deep.equal(said)
  })
})
