import { expect } from 'chai'
import type { OpenTown } from '../../src/town/server.ts'
import { call, Notifications, openTestTown, read, say } from './client.ts'

describe('notifications of the town, page by page', () => {
  let town: OpenTown
  /** Oldest first. */
  const ids: string[] = []

  before(async () => {
    town = await openTestTown()
    for (let at = 0; at < 10; at += 1) await say(town, { text: `말 ${at}` })
    const all = await read(Notifications, call(town, '/api/v1/notifications'))
    ids.push(...all.map((notification) => notification.id).reverse())
  })
  after(() => town.close())

  const id = (at: number) => ids[at] ?? ''
  const page = async (query: string) => {
    const answer = await call(town, `/api/v1/notifications?${query}`)
    const found = await read(Notifications, answer)
    return { shown: found.map((one) => ids.indexOf(one.id)), link: answer.headers.get('link') ?? '' }
  }

  const cases: { title: string; query: () => string; shown: number[] }[] = [
    { title: 'shows the newest first', query: () => 'limit=3', shown: [9, 8, 7] },
    { title: 'goes down from max_id', query: () => `limit=3&max_id=${id(7)}`, shown: [6, 5, 4] },
    { title: 'takes the newest above since_id', query: () => `limit=3&since_id=${id(2)}`, shown: [9, 8, 7] },
    {
      title: 'takes what follows at once above min_id',
      query: () => `limit=3&min_id=${id(2)}`,
      shown: [5, 4, 3],
    },
    {
      title: 'lets min_id win over since_id',
      query: () => `limit=2&min_id=${id(1)}&since_id=${id(6)}`,
      shown: [3, 2],
    },
    {
      title: 'stays between min_id and max_id',
      query: () => `min_id=${id(2)}&max_id=${id(5)}`,
      shown: [4, 3],
    },
    { title: 'starts from the oldest at min_id 0', query: () => 'limit=2&min_id=0', shown: [1, 0] },
    { title: 'has nothing above the newest', query: () => `min_id=${id(9)}`, shown: [] },
    { title: 'reads a cursor that is no number as 0', query: () => 'limit=2&min_id=abc', shown: [1, 0] },
    {
      title: 'takes a limit of nothing for the usual one',
      query: () => 'limit=0',
      shown: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    },
  ]
  for (const { title, query, shown } of cases) {
    it(title, async () => expect((await page(query())).shown).to.deep.equal(shown))
  }

  it('walks down by its own next links and meets each one once', async () => {
    const seen: number[] = []
    let query: string | undefined = 'limit=4&types[]=mention'
    while (query !== undefined) {
      const { shown, link } = await page(query)
      seen.push(...shown)
      query = /<[^>]*\?([^>]+)>; rel="next"/.exec(link)?.[1]
    }
    expect(seen).to.deep.equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  })

  it('walks up by its own prev links and meets each one once', async () => {
    const seen: number[] = []
    let query = 'limit=4&min_id=0'
    for (;;) {
      const { shown, link } = await page(query)
      if (shown.length === 0) break
      seen.push(...shown.reverse())
      query = /<[^>]*\?([^>]+)>; rel="prev"/.exec(link)?.[1] ?? ''
    }
    expect(seen).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('keeps the types in its links and gives no cursor twice', async () => {
    const { link } = await page(`limit=3&types[]=mention&exclude_types[]=follow&max_id=${id(7)}`)
    const next = new URL(/<([^>]+)>; rel="next"/.exec(link)?.[1] ?? '')
    expect(next.searchParams.getAll('types[]')).to.deep.equal(['mention'])
    expect(next.searchParams.getAll('exclude_types[]')).to.deep.equal(['follow'])
    expect(next.searchParams.get('max_id')).to.equal(id(4))
    const prev = new URL(/<([^>]+)>; rel="prev"/.exec(link)?.[1] ?? '')
    expect(prev.searchParams.get('min_id')).to.equal(id(6))
    expect(prev.searchParams.has('max_id')).to.equal(false)
  })

  it('gives at most 80, and says so by leaving a next link', async () => {
    const many = Array.from({ length: 90 }, (_, at) => ({
      person: 'crowd',
      name: '무리',
      to: 'brand',
      text: `${at}`,
    }))
    const other = await openTestTown()
    await call(other, '/town/say', { body: many, token: null })
    const answer = await call(other, '/api/v1/notifications?limit=500')
    expect(await read(Notifications, answer)).to.have.length(80)
    expect(answer.headers.get('link')).to.contain('rel="next"')
    await other.close()
  })

  it('tells types apart', async () => {
    const other = await openTestTown()
    await say(other)
    const answer = await call(other, '/api/v1/statuses', { body: { status: '반가워요' } })
    const status = String(((await answer.json()) as { id: unknown }).id)
    await call(other, '/town/favourite', { body: { person: 'minji', status }, token: null })
    await call(other, '/town/follow', { body: { person: 'minji' }, token: null })
    const types = async (query: string) =>
      (await read(Notifications, call(other, `/api/v1/notifications?${query}`))).map((one) => one.type)
    expect(await types('')).to.deep.equal(['follow', 'favourite', 'mention'])
    expect(await types('types[]=mention')).to.deep.equal(['mention'])
    expect(await types('types[]=mention&types[]=follow')).to.deep.equal(['follow', 'mention'])
    expect(await types('exclude_types[]=mention')).to.deep.equal(['follow', 'favourite'])
    await other.close()
  })
})
