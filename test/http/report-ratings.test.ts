import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { rate } from '../desk/rated.ts'
import { makeTold, type TellTools } from '../desk/reported.ts'
import { makeColleague } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openHouse } from './house.ts'

const days = 'from=2026-11-01&to=2026-11-20'
const path = `/api/reports/ratings?${days}`

interface Figures {
  asked: number
  rated: number
  share: number | null
  average: number | null
  scores: number[]
  inWords: number
}
interface Report {
  steps: string[]
  total: Figures
  byStep: (Figures & { at: string })[]
  byAccount: (Figures & { accountId: string; name: string })[]
  byAnswerer: (Figures & { answerer: string })[]
  newest: { conversationId: string; name: string; score: number | null; words: string }[]
}
interface Item {
  conversationId: string
  mentionId: string
  text: string | null
  score: number | null
}

describe('ratings in the reports', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let accountId: string
  let tell: TellTools['tell']
  let by: string
  beforeEach(async () => {
    house = await openHouse()
    const { db } = house.test
    accountId = await accountOf('shop')
    tell = makeTold(db, accountId).tell
    by = (await makeColleague(db, '지민')).id
  })
  afterEach(() => house.close())

  async function accountOf(name: string): Promise<string> {
    const { db } = house.test
    const { id } = await seedAccount(db, { handle: `@${name}`, nativeId: name })
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    await db.updateTable('accounts').set({ brand_id: brand.id, name }).where('id', '=', id).execute()
    return id
  }
  const sent = { drafted: 1, approved: 2, sent: 3 }
  const read = async <T>(which: string): Promise<T> => {
    const answer = await house.call(which)
    expect(answer.status, which).to.equal(200)
    return (await answer.json()) as T
  }
  const behind = async (query: string, most = 100) => {
    const items: Item[] = []
    for (let after = ''; ; ) {
      const page = await read<{ items: Item[]; next: string | null }>(
        `/api/reports/conversations?${days}&${query}&most=${most}${after}`,
      )
      items.push(...page.items)
      if (page.next === null) return items
      after = `&after=${page.next}`
    }
  }

  /** Six that were asked in the days, five of whom answered: four with a score, two in words. */
  async function rateAll() {
    const { db } = house.test
    const at = '2026-11-05T03:00:00Z'
    const own = await tell({ at, ...sent })
    await rate(db, own, { at, score: 5 })
    const helped = await tell({ at, ...sent, by, person: 'mina', name: '미나' })
    await rate(db, helped, { at: '2026-11-06T03:00:00Z', score: 2, words: '=답이 <b>늦어요</b>' })
    // One conversation, closed twice: each time is a rating of its own, by whoever answered since.
    const first = await tell({ at, ...sent, by, person: 'both' })
    await rate(db, first, { at: '2026-11-07T03:00:00Z', score: 4 })
    const conversation = { in: first.conversationId, person: 'both' }
    await tell({ at: '2026-11-08T03:00:00Z', ...sent, by, ...conversation })
    const second = await tell({ at: '2026-11-08T03:01:00Z', ...sent, ...conversation })
    await rate(db, second, { at: '2026-11-08T04:00:00Z', score: 4 })
    const silent = await tell({ at, ...sent, person: 'silent' })
    await rate(db, silent, { at: '2026-11-08T05:00:00Z' })
    const other = await accountOf('other')
    const elsewhere = await makeTold(db, other).tell({ at, ...sent, person: 'words' })
    await rate(db, elsewhere, { at: '2026-11-09T05:00:00Z', words: '고마워요' })
    // Asked before and after the days, and by another brand.
    await rate(db, await tell({ at, ...sent }), { at: '2026-10-31T14:59:00Z', score: 1 })
    await rate(db, await tell({ at, ...sent }), { at: '2026-11-20T15:00:00Z', score: 1 })
    const stranger = await seedAccount(db, { handle: '@far', nativeId: 'far' })
    await rate(db, await makeTold(db, stranger.id).tell({ at, ...sent }), { at, score: 1, words: '남의 말' })
    return { other, helped, elsewhere }
  }

  it('are counted by day, by account and by who answered, with their average and how many of those asked replied', async () => {
    const { other, helped, elsewhere } = await rateAll()
    const found = await read<Report>(path)
    expect(found.total).to.deep.equal({
      ...{ asked: 6, rated: 4, share: 4 / 6, average: 15 / 4, scores: [0, 1, 0, 2, 1], inWords: 2 },
    })
    expect(
      found.byAccount.map(({ name, asked, rated, average }) => [name, asked, rated, average]),
    ).to.deep.equal([
      ['shop', 5, 4, 15 / 4],
      ['other', 1, 0, null],
    ])
    const answerers = found.byAnswerer.map(({ answerer, asked, rated, average }) => [
      answerer,
      asked,
      rated,
      average,
    ])
    expect(answerers).to.have.deep.members([
      ['itself', 3, 1, 5],
      ['colleague', 2, 2, 3],
      ['mixed', 1, 1, 4],
    ])
    expect(found.byStep.map(({ at, asked, average }) => [at, asked, average])).to.deep.equal([
      ['2026-11-04T15:00:00.000Z', 1, 5],
      ['2026-11-05T15:00:00.000Z', 1, 2],
      ['2026-11-06T15:00:00.000Z', 1, 4],
      ['2026-11-07T15:00:00.000Z', 2, 4],
      ['2026-11-08T15:00:00.000Z', 1, null],
    ])
    expect(found.steps).to.have.length(20)
    expect(
      found.newest.map(({ conversationId, score, words }) => [conversationId, score, words]),
    ).to.deep.equal([
      [elsewhere.conversationId, null, '고마워요'],
      [helped.conversationId, 2, '=답이 <b>늦어요</b>'],
    ])
    expect((await read<Report>(`${path}&account=${other}`)).total).to.include({
      asked: 1,
      rated: 0,
      average: null,
    })
  })

  it('open behind each number as many as it says', async () => {
    await rateAll()
    const { total, byStep, byAnswerer } = await read<Report>(path)
    expect(await behind('what=asked-to-rate', 2)).to.have.length(total.asked)
    expect(await behind('what=rated', 1)).to.have.length(total.rated)
    const words = await behind('what=rated-in-words')
    expect(words.map(({ text, score }) => [text, score])).to.deep.equal([
      ['=답이 <b>늦어요</b>', 2],
      ['고마워요', null],
    ])
    for (const [place, count] of total.scores.entries()) {
      const items = await behind(`what=rated&score=${place + 1}`)
      expect(items.map(({ score }) => score)).to.deep.equal(Array(count).fill(place + 1))
    }
    for (const { answerer, asked, rated } of byAnswerer) {
      expect(await behind(`what=asked-to-rate&answerer=${answerer}`)).to.have.length(asked)
      expect(await behind(`what=rated&answerer=${answerer}`)).to.have.length(rated)
    }
    for (const { at, asked } of byStep)
      expect(await behind(`what=asked-to-rate&at=${at}`)).to.have.length(asked)
  })

  it('have no average where nobody was asked, and none where nobody answered', async () => {
    const nothing = { asked: 0, rated: 0, share: null, average: null, scores: [0, 0, 0, 0, 0], inWords: 0 }
    expect((await read<Report>(path)).total).to.deep.equal(nothing)
    await rate(house.test.db, await tell({ at: '2026-11-05T03:00:00Z', ...sent }), {
      at: '2026-11-05T04:00:00Z',
    })
    expect((await read<Report>(path)).total).to.deep.equal({ ...nothing, asked: 1, share: 0 })
  })

  it('are downloaded as the same numbers, in words only where they are asked for', async () => {
    await rateAll()
    const file = `/api/reports/export?of=ratings&${days}`
    const take = async (more = '') => {
      const answer = await house.call(`${file}${more}`)
      expect(answer.status).to.equal(200)
      expect(answer.headers.get('content-disposition')).to.contain('filename="ratings-2026-11-01-2026-11-20.')
      return answer.text()
    }
    const bare = await take()
    expect(bare).to.not.match(/늦어요|고마워요|미나/)
    const lines = parse(bare, { columns: true }) as Record<string, string>[]
    const { total } = await read<Report>(path)
    expect(lines).to.have.length(total.asked)
    const scores = lines.flatMap(({ score }) => (score ? [Number(score)] : []))
    expect(scores).to.have.length(total.rated)
    expect(scores.reduce((sum, one) => sum + one, 0) / scores.length).to.equal(total.average)
    expect(lines.map(({ answeredBy }) => answeredBy)).to.have.members([
      ...['itself', 'itself', 'itself', 'colleague', 'colleague', 'mixed'],
    ])
    expect(lines.filter(({ answeredBy }) => answeredBy === 'colleague')[0]).to.include({ colleague: '지민' })
    const said = parse(await take('&texts=1'), { columns: true }) as Record<string, string>[]
    // What a spreadsheet would run has an apostrophe before it.
    expect(said.map(({ words }) => words).filter(Boolean)).to.have.members([
      "'=답이 <b>늦어요</b>",
      '고마워요',
    ])
    expect(JSON.parse(await take('&format=json'))).to.have.length(total.asked)
  })

  it('are closed to newcomers and strangers, go with who is forgotten, and say what is wrong with a question', async () => {
    const { helped } = await rateAll()
    expect((await house.call(path, undefined, { cookie: '' })).status).to.equal(401)
    const { cookie } = await house.newcomer()
    expect((await house.call(path, undefined, { cookie })).status).to.equal(403)
    expect((await house.call(`${path}&account=999999`)).status).to.equal(404)
    for (const wrong of ['score=6', 'score=good', 'answerer=me'])
      expect((await house.call(`/api/reports/conversations?what=rated&${wrong}`)).status, wrong).to.equal(400)
    await house.test.db.deleteFrom('conversations').where('id', '=', helped.conversationId).execute()
    expect((await read<Report>(path)).total).to.include({ asked: 5, rated: 3 })
  })
})
