import { expect } from 'chai'
import { makeColleague, makeScene } from '../desk/scene.ts'
import { patienceMs } from '../support/patience.ts'
import { openHouse } from './house.ts'

describe('the stream of a page that has a conversation open', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  async function follow(conversationId: string) {
    const stop = new AbortController()
    const answer = await fetch(`${house.server.url}/api/live?conversation=${conversationId}`, {
      headers: { cookie: house.cookie },
      signal: stop.signal,
    })
    let text = ''
    void (async () => {
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>)
        text += new TextDecoder().decode(chunk)
    })().catch(() => {})
    const told = () =>
      [...text.matchAll(/event: conversation\ndata: (.*)\n/g)].map(
        ([, data = '']) => JSON.parse(data) as Record<string, unknown>,
      )
    const until = async (holds: (last: Record<string, unknown>) => boolean) => {
      const end = Date.now() + patienceMs
      for (;;) {
        const last = told().at(-1)
        if (last && holds(last)) return last
        if (Date.now() > end) throw new Error(`It was not told: ${JSON.stringify(last)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    const marks = () => [...text.matchAll(/event: forgotten\ndata: (.*)\n/g)].map(([, data]) => data)
    return { told, marks, until, all: () => text, stop: () => stop.abort() }
  }

  it('is told of a new message, of who types and of whose turn it is, without a word of the customer', async () => {
    const scene = await makeScene(house.test.db, '아무도 모르는 비밀이에요')
    const other = await makeScene(house.test.db)
    const page = await follow(scene.conversationId)
    const first = await page.until(() => true)
    expect(first).to.deep.equal({ id: scene.conversationId, version: '1', lease: null, present: [] })
    const calls = { 'x-dajeong': '1' }
    const path = `/api/conversations/${scene.conversationId}`
    await house.call(`${path}/presence`, { doing: 'typing' }, calls)
    await page.until(({ present }) => JSON.stringify(present).includes('typing'))
    await house.call(`${path}/take`, {}, calls)
    await page.until(({ lease }) => lease !== null)
    await other.say('다른 대화예요')
    await scene.say('이것도 비밀이에요')
    // Nobody pokes this node here: another one heard it.
    await page.until(({ version }) => version === '2')
    const mina = await makeColleague(house.test.db, '민아')
    await house.test.pool.query(`insert into presences values ($1, $2, 'looking', now())`, [
      scene.conversationId,
      mina.id,
    ])
    await page.until(({ present }) => (present as unknown[]).length === 2)
    expect(page.told().every(({ id }) => id === scene.conversationId)).to.equal(true)
    expect(page.all()).to.not.include('비밀')
    page.stop()
  })

  it('is told that its conversation is gone, and everybody that somebody was forgotten, not who', async () => {
    const scene = await makeScene(house.test.db, '잊힐 사람의 말이에요')
    const other = await makeScene(house.test.db)
    const [page, elsewhere] = [await follow(scene.conversationId), await follow(other.conversationId)]
    await Promise.all([page.until(() => true), elsewhere.until(() => true)])
    const first = elsewhere.marks()
    expect(first).to.have.length(1)
    const { person_id: personId } = await house.test.db
      .selectFrom('conversations')
      .select('person_id')
      .where('id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    const answer = await house.call(`/api/persons/${personId}/forget`, { reason: 'asked' })
    expect(answer.status).to.equal(200)
    const end = Date.now() + patienceMs
    while ((elsewhere.marks().length < 2 || !page.all().includes('event: gone')) && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(page.all()).to.include(`event: gone\ndata: {"id":"${scene.conversationId}"}`)
    expect(page.all().match(/event: gone/g)).to.have.length(1)
    expect(elsewhere.all()).to.not.include('event: gone')
    expect(elsewhere.marks()).to.have.length(2)
    expect(new Set(elsewhere.marks()).size).to.equal(2)
    expect(elsewhere.all()).to.not.include(`"${personId}"`)
    page.stop()
    elsewhere.stop()
  })

  it('tells nothing of conversations where none is followed or there is none', async () => {
    const page = await follow('999999')
    await house.call('/api/stop', { why: '점검이에요' })
    await house.call('/api/resume-sending', {})
    const end = Date.now() + patienceMs
    while (!page.all().includes('event: changed') && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(page.all()).to.include('event: changed')
    expect(page.told()).to.deep.equal([])
    page.stop()
  })
})
