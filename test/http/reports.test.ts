import { expect } from 'chai'
import { makeTold, type TellTools } from '../desk/reported.ts'
import { makeColleague } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openHouse } from './house.ts'

type Json = Record<string, unknown>
interface Item {
  conversationId: string
  mentionId: string | null
  draftId: string | null
}

/** Days that hold everything that the test tells. */
const days = 'from=2026-11-01&to=2026-11-20'

describe('reports over the API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let accountId: string
  let tell: TellTools['tell']
  before(async () => {
    house = await openHouse()
    const { db } = house.test
    accountId = (await seedAccount(db)).id
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    await db.updateTable('accounts').set({ brand_id: brand.id }).execute()
    tell = makeTold(db, accountId).tell
    await tellAll()
  })
  after(() => house.close())

  async function tellAll(): Promise<void> {
    const { db } = house.test
    const by = (await makeColleague(db, '지민')).id
    const intents = ['complaint', 'question', 'chatter'] as const
    const model = { writer: 'model', madeFrom: { prompt: 'reply-question', parts: { a: '1' } } } as const
    for (let place = 0; place < 60; place += 1) {
      const at = `2026-11-${String(5 + (place % 10)).padStart(2, '0')}T${String(place % 24).padStart(2, '0')}:10:00Z`
      const one = {
        ...{ at, intent: intents[place % 3] as 'complaint', topic: place % 2 ? 'delivery' : 'refund' },
        ...{ person: `p${place % 5}`, text: place % 4 ? '배송이 안 와요' : '환불해 주세요' },
        ...(place % 3 === 1 ? model : {}),
      }
      const drafted = { ...one, drafted: place, draft: '늦어서 죄송합니다' }
      const sent = { ...drafted, approved: place * 100, sent: place * 200 }
      if (place % 7 === 0) await tell({ ...one, stage: 'ignored' })
      else if (place % 7 === 1) await tell({ ...drafted, stage: 'refused', refusedBy: by })
      else if (place % 7 === 2) await tell({ ...sent, by, edited: '늦어서 죄송합니다 고객님' })
      else if (place % 7 === 3) await tell({ ...sent, by, edited: '새 제품을 보냅니다' })
      else if (place % 7 === 4) await tell({ ...sent, by })
      else if (place % 7 === 5) await tell(sent)
      else await tell(drafted)
    }
    await tell({ at: '2026-11-05T03:00:00Z', intent: 'unread', stage: 'heard' })
    await tell({ at: '2026-11-05T03:00:00Z', edited: '제가 봤어요', by, approved: 5, sent: 6 })
    // Before and after: none of it may be counted or listed.
    await tell({ at: '2026-10-05T03:00:00Z', drafted: 1, approved: 2, sent: 3 })
    await tell({ at: '2026-11-21T03:00:00Z', drafted: 1, approved: 2, sent: 3 })
  }

  const read = async (path: string): Promise<Json> => {
    const answer = await house.call(path)
    const body = (await answer.json()) as Json
    expect(answer.status, `${path}: ${JSON.stringify(body)}`).to.equal(200)
    return body
  }

  /** Everything behind a number, page by page. */
  async function behind(which: Record<string, string | null>, most = 7): Promise<Item[]> {
    const given = Object.entries(which).filter((pair): pair is [string, string] => pair[1] !== null)
    const query = `${days}&most=${most}&${new URLSearchParams(given)}`
    const items: Item[] = []
    for (let after = ''; ; ) {
      const page = await read(`/api/reports/conversations?${query}${after}`)
      items.push(...(page.items as Item[]))
      if (page.next === null) return items
      expect(page.items).to.have.length(most)
      after = `&after=${page.next}`
    }
  }

  async function expectBehind(which: Record<string, string | null>, count: number): Promise<void> {
    const items = await behind(which)
    expect(items, JSON.stringify(which)).to.have.length(count)
    expect(new Set(items.map(({ mentionId, draftId }) => mentionId ?? draftId)).size).to.equal(count)
  }

  it('tells of each entry whose it is and how it begins', async () => {
    const long = '가나다 '.repeat(100)
    const { db } = house.test
    const told = await tell({ at: '2026-08-01T03:00:00Z', person: 'long', name: '긴말', text: long })
    const drafted = { drafted: 1, draft: '방금 출발했어요!' }
    const gone = await tell({
      at: '2026-08-02T03:00:00Z',
      person: 'gone',
      name: '지움',
      ...drafted,
      deleted: true,
    })
    await tell({ at: '2026-08-02T03:00:00Z', person: 'far', stage: 'heard' })
    await db.updateTable('persons').set({ name: '' }).where('native_id', '=', 'far').execute()
    const entries = async (more: string) =>
      (await read(`/api/reports/conversations?from=2026-08-01&to=2026-08-02${more}`)).items as Json[]
    const heard = await entries('')
    expect(heard[0]).to.include({
      conversationId: told.conversationId,
      name: '긴말',
      text: long.slice(0, 200),
    })
    const rest = heard.slice(1).map(({ name, text }) => ({ name, text }))
    expect(rest).to.deep.include({ name: '@far@town.example', text: '배송 언제 와요?' })
    for (const { name, text } of rest) if (name === '지움') expect(text).to.equal(null)
    const written = await entries('&what=written')
    expect(written).to.have.length(1)
    expect(written[0]).to.include({
      conversationId: gone.conversationId,
      name: '지움',
      text: '방금 출발했어요!',
    })
  })

  it('opens for each number of the overview as many messages as it says', async () => {
    const overview = await read(`/api/reports/overview?${days}`)
    type Row = { at?: string; intent: string | null; heard: number } & Record<
      'drafted' | 'approved' | 'sent',
      { count: number }
    >
    const rows = [overview.total, ...(overview.byIntent as Row[]), ...(overview.rows as Row[])] as Row[]
    expect(rows[0]).to.deep.include({ heard: 62 })
    expect(rows.length).to.be.greaterThan(30)
    for (const { at = null, intent, heard, drafted, approved, sent } of rows) {
      await expectBehind({ what: 'heard', at, intent }, heard)
      await expectBehind({ what: 'drafted', at, intent }, drafted.count)
      await expectBehind({ what: 'approved', at, intent }, approved.count)
      await expectBehind({ what: 'sent', at, intent }, sent.count)
    }
  })

  it('does the same for what became of drafts', async () => {
    const { rows } = (await read(`/api/reports/shares?${days}`)) as {
      rows: (Record<'intent' | 'version' | 'colleague', string | null> & { shares: Record<string, number> })[]
    }
    expect(rows.map(({ shares }) => Object.values(shares).reduce((a, b) => a + b, 0))).to.include(44)
    for (const { intent, version, colleague, shares } of rows) {
      for (const [what, count] of Object.entries(shares))
        await expectBehind({ what, intent, version, colleague }, count)
      const all = Object.values(shares).reduce((sum, one) => sum + one, 0)
      await expectBehind({ what: 'decided', intent, version, colleague }, all)
    }
  })

  it('does the same for the times that were promised', async () => {
    const { rows, times } = (await read(`/api/reports/service?${days}`)) as {
      rows: ({ intent: string | null; share: number | null } & Record<string, number>)[]
      times: object
    }
    expect(times).to.include({ now: 30, high: 60, normal: 240, low: 480 })
    for (const { intent, kept = 0, missed = 0, waiting = 0, share } of rows) {
      const counts = { kept, missed, waiting, promised: kept + missed + waiting }
      for (const [what, count] of Object.entries(counts)) await expectBehind({ what, intent }, count)
      expect(share).to.equal(kept + missed === 0 ? null : kept / (kept + missed))
    }
    expect(rows.at(-1)).to.include({ intent: null })
  })

  it('does the same for costs, topics and words', async () => {
    const { drafts } = (await read(`/api/reports/costs?${days}`)) as {
      drafts: { writer: string | null; version: string | null; drafts: number }[]
    }
    expect(drafts.length).to.be.greaterThan(4)
    const unsaid = await house.call(`/api/reports/conversations?${days}&what=spent`)
    expect(unsaid.status).to.equal(400)
    expect(await unsaid.text()).to.contain('Give the UTC day')
    for (const { writer, version, drafts: count } of drafts)
      await expectBehind({ what: 'written', writer, version }, count)
    const words = (await read(`/api/reports/words?${days}`)) as {
      topics: { topic: string; messages: number }[]
      customers: { words: { stem: string; messages: number }[]; whole: boolean }
      brand: { words: { stem: string; word: string; messages: number }[] }
    }
    for (const { topic, messages } of words.topics) await expectBehind({ what: 'heard', topic }, messages)
    for (const { stem, messages } of words.customers.words)
      await expectBehind({ what: 'customers-say', stem }, messages)
    for (const { stem, messages } of words.brand.words)
      await expectBehind({ what: 'brand-says', stem }, messages)
    expect(words.customers.words.map(({ stem }) => stem)).to.include.members(['배송', '환불'])
    expect(words.customers.whole).to.equal(true)
    // A year of a brand's answers had one word on top, and nobody had seen it.
    expect(words.brand.words[0]).to.include({ word: '죄송합니다' })
  })

  it('says what is wrong with a question', async () => {
    const wrong: [query: string, field: string][] = [
      ['overview?from=yesterday', 'from'],
      ['overview?from=2026-11-22&to=2026-11-21', 'from'],
      ['overview?step=minute', 'step'],
      ['overview?zone=Asia/Nowhere', 'zone'],
      ['overview?account=x', 'account'],
      ['words?most=1000', 'most'],
      ['conversations?what=everything', 'what'],
      ['conversations?what=brand-says', 'stem'],
      ['conversations?after=x', 'after'],
      ["conversations?colleague=1'or'1", 'colleague'],
    ]
    for (const [query, field] of wrong) {
      const answer = await house.call(`/api/reports/${query}`)
      expect(answer.status, query).to.equal(400)
      const { fields } = (await answer.json()) as { fields: { path: string; message: string }[] }
      expect(fields[0]?.path, query).to.equal(field)
    }
    expect((await house.call('/api/reports/overview?account=999999')).status).to.equal(404)
  })
})
