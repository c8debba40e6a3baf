import { expect } from 'chai'
import { makeScene, type Scene } from '../desk/scene.ts'
import { type House, openHouse } from './house.ts'

describe('the queue’s API', () => {
  let house: House & { close(): Promise<void> }
  let first: Scene
  let second: Scene
  before(async () => {
    house = await openHouse()
    first = await makeScene(house.test.db, '배송이 늦어요', { visibility: 'direct' })
    await first.draft('확인해 볼게요.', [{ code: 'link', severity: 'note', ko: '', en: '', span: null }])
    second = await makeScene(house.test.db, '환불 되나요?')
    await second.draft('네, 돼요.')
  })
  after(() => house.close())

  const read = async (path: string, body?: unknown) => {
    const answer = await house.call(path, body)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  type Row = {
    id: string
    dueAt: string
    overdue: boolean
    assignee: unknown
    because: { ko: string; en: string }
  }
  const list = async (query: string) =>
    (await read(`/api/conversations?${query}`)).body as unknown as {
      conversations: Row[]
      next: string | null
    }

  it('lists who is due first with the reason, and narrows by comma lists', async () => {
    const { conversations } = await list('tab=to-approve')
    // What everybody reads is due sooner.
    expect(conversations.map(({ id }) => id)).to.deep.equal([second.conversationId, first.conversationId])
    expect(conversations[0]).to.deep.include({ overdue: false, assignee: null })
    expect(conversations[0]?.because).to.deep.equal({
      ko: '보통 일, 모두가 보는 글: 업무 시간으로 3시간 안에 답해요.',
      en: 'ordinary, public: an answer within 3 h of business hours.',
    })
    const ids = async (query: string) => (await list(query)).conversations.map(({ id }) => id)
    expect(await ids('visibility=direct')).to.deep.equal([first.conversationId])
    expect(await ids('visibility=direct,public&urgency=normal,now&sort=oldest')).to.have.length(2)
    expect(await ids('finding=link,tone')).to.deep.equal([first.conversationId])
    expect(await ids(`search=${encodeURIComponent('환불')}`)).to.deep.equal([second.conversationId])
    expect(await ids('assignee=me')).to.deep.equal([])
    expect(
      await ids('assignee=nobody,me&language=ko&intent=question&feeling=calm&minutesOld=0'),
    ).to.have.length(2)
  })

  it('refuses what no filter knows, and a page of another order', async () => {
    for (const query of [
      'urgency=soon',
      'account=1,x',
      'assignee=you',
      'minutesOld=-1',
      'sort=best',
      'feeling=',
      'overdue=1',
    ])
      expect((await read(`/api/conversations?${query}`)).status, query).to.equal(400)
    const { next } = await list('most=1')
    expect((await list(`most=1&after=${next}`)).conversations.map(({ id }) => id)).to.deep.equal([
      first.conversationId,
    ])
    expect((await read(`/api/conversations?sort=newest&after=${next}`)).status).to.equal(400)
  })

  it('gives, takes, counts and closes', async () => {
    expect((await read('/api/me/availability', { available: true, capacity: 3 })).body).to.include({
      available: true,
      capacity: 3,
      load: 0,
    })
    expect((await read('/api/me/availability', { available: true, capacity: 0 })).status).to.equal(400)
    const taken = await read('/api/queue/next', {})
    expect(taken.body).to.deep.include({ kind: 'assigned', conversationId: second.conversationId })
    expect((await read('/api/counts')).body).to.include({ mine: 1, 'to-approve': 2, overdue: 0 })
    const countsOf = async (account: string) => (await read(`/api/counts?account=${account}`)).body
    expect(await countsOf(second.accountId)).to.include({ mine: 1, 'to-approve': 1, all: 1 })
    expect(await countsOf(first.accountId)).to.include({ mine: 0, 'to-approve': 1, all: 1 })
    expect(await countsOf('999')).to.include({ mine: 0, 'to-approve': 0, all: 0 })
    expect((await read('/api/counts?account=first')).status).to.equal(400)
    expect((await list('assignee=me')).conversations.map(({ id }) => id)).to.deep.equal([
      second.conversationId,
    ])
    const path = `/api/conversations/${second.conversationId}`
    const late = await read(`${path}/assign`, { to: null, seen: null })
    expect(late.status).to.equal(409)
    expect(late.body).to.include({ kind: 'assigned-elsewhere' })
    expect((await read(`${path}/assign`, { to: '999' })).status).to.equal(422)
    expect((await read('/api/conversations/999/assign', { to: null })).status).to.equal(404)
    expect((await read(`${path}/assign`, { to: null })).status).to.equal(200)
    const closed = await read(`${path}/close`, {})
    expect(closed).to.deep.equal({ status: 409, body: { kind: 'still-open' } })
    expect((await read('/api/conversations/999/close', {})).status).to.equal(404)
    const { team } = (await read('/api/queue/team')).body as { team: { load: number }[] }
    expect(team.map(({ load }) => load)).to.deep.equal([0])
  })

  it('tells the rule of each brand', async () => {
    const { brands } = (await read('/api/queue/rule')).body as {
      brands: { zone: string; times: { urgency: string; minutes: number; dueIfNow: string }[] }[]
    }
    expect(brands[0]?.zone).to.equal('Asia/Seoul')
    expect(brands[0]?.times).to.have.length(40)
    for (const { urgency, minutes, dueIfNow } of brands[0]?.times ?? [])
      if (urgency !== 'now')
        expect(Date.parse(dueIfNow)).to.be.at.least(Date.now() + minutes * 60_000 - 5_000)
  })

  it('is told to everybody who follows, each with their own count', async () => {
    await house.call(`/api/conversations/${first.conversationId}/assign`, { to: '1' })
    const stop = new AbortController()
    const answer = await fetch(`${house.server.url}/api/live`, {
      headers: { cookie: house.cookie },
      signal: stop.signal,
    })
    let heard = ''
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      heard += new TextDecoder().decode(chunk)
      if (heard.includes('"mine"')) break
    }
    stop.abort()
    expect(JSON.parse(/event: changed\ndata: (.*)/.exec(heard)?.[1] ?? '')).to.include({
      mine: 1,
      'to-approve': 2,
    })
  })
})
