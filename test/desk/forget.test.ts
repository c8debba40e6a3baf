import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { type Acts, makeActs } from '../../src/desk/acts.ts'
import { makeCases } from '../../src/desk/cases.ts'
import { makeCorrect } from '../../src/desk/correct.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { hashReceipt, makePersons, type Persons } from '../../src/desk/persons.ts'
import { makePresence } from '../../src/desk/presence.ts'
import { makeReview } from '../../src/desk/review.ts'
import { receive } from '../../src/store/inbox.ts'
import { saveRating } from '../../src/store/ratings.ts'
import { writePairs } from '../../src/store/search.ts'
import { saveSummary } from '../../src/store/summaries.ts'
import { hearWishes } from '../../src/store/wishes.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { said } from '../support/said.ts'
import { rate } from './rated.ts'
import { deskTools, makeColleague, makeScene, type Scene } from './scene.ts'

// No word of any language, so whatever holds it holds something of this person.
const secret = 'zqxvanishq'

describe('forgetting a person', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let accountId: string
  let brandId: string
  let persons: Persons
  let acts: Acts
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    const policy = { disclosure: { on: false, againAfterHours: 24, channels: {}, ko: null, en: null } }
    const account = await seedAccount(test.db, { policy })
    accountId = account.id
    brandId = account.brandId
    persons = makePersons({ db: test.db, brandId, now: () => new Date('2026-11-22T10:00:00Z') })
    acts = makeActs({ ...deskTools(test.db), brandId })
  })
  after(() => test.close())

  const personOf = async ({ conversationId }: Scene): Promise<string> => {
    const { rows } = await test.pool.query(`select person_id from conversations where id = $1`, [
      conversationId,
    ])
    return rows[0].person_id
  }

  /** Every column of every table that can hold text, in every schema that is ours or a library's. */
  async function placesOf(word: string): Promise<string[]> {
    const { rows: columns } = await test.pool.query(`
      select c.table_schema as schema, c.table_name as "table", c.column_name as "column", c.data_type as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`)
    expect(columns.length).to.be.greaterThan(200)
    const found: string[] = []
    for (const { schema, table, column, type } of columns) {
      const name = `"${schema}"."${table}"`
      const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
      const { rows } = await test.pool.query(
        `select 1 from ${name} where position($1 in lower(${text})) > 0 limit 1`,
        [word],
      )
      if (rows.length > 0) found.push(`${table}.${column}`)
    }
    return found.sort()
  }

  /** A person whose word is in every place that can hold one. */
  async function plant(): Promise<Scene> {
    const scene = await makeScene(test.db, `저는 ${secret}예요. 배송 언제 와요?`, {
      ...{ accountId, handle: `@${secret}@town.example`, name: secret },
    })
    const { conversationId } = scene
    const db = test.db
    const draft = await scene.draft(`${secret} 님, 방금 출발했어요!`)
    const correction = { intent: 'complaint', topic: secret } as const
    const { rows } = await test.pool.query(`select id from mentions where conversation_id = $1`, [
      conversationId,
    ])
    const mentionId = rows[0].id as string
    const sent = await makeReview(deskTools(db)).editAndApprove({
      ...{ conversationId, draftId: draft.id, hash: draft.hash, colleague: mina },
      ...{
        text: `${secret} 님, 오늘 출발했어요!`,
        because: 'other',
        note: `${secret}에게는 짧게`,
        overrule: `${secret} 님이라서`,
      },
    })
    expect(sent.kind, JSON.stringify(sent)).to.equal('approved')
    await test.pool.query(
      `update sends set state = 'sent', sent_at = now(), native_id = 'n1', url = 'https://town.example/${secret}',
        prepared = '{"text":"${secret}"}', ref = '{"note":"${secret}"}', error = '${secret}'`,
    )
    await scene.say(`${secret}, 다시 물어볼게요`)
    const next = await scene.draft(`${secret} 님, 네!`)
    await makeCorrect({ db }).correct({ conversationId, mentionId, correction, colleague: mina })
    await makeReview(deskTools(db)).approve({
      ...{ conversationId, draftId: next.id, hash: next.hash, colleague: mina },
    })
    await scene.say(`${secret}`)
    await makeHandover(deskTools(db)).handOver({
      conversationId,
      colleague: mina,
      why: `${secret} 님은 제가요`,
    })
    await acts.addNote({ conversationId, colleague: mina, text: `${secret} 님은 @민아 담당` })
    await acts.silence({ conversationId, colleague: mina, reason: `${secret} 님이 전화로` })
    const twin = await makeScene(test.db, '같은 사람이에요', { accountId })
    await persons.link({
      ...{ personId: await personOf(scene), otherId: await personOf(twin), colleague: mina },
      reason: `${secret} 님이 그렇다고`,
    })
    const cases = makeCases({ db, tryDraft: () => Promise.reject(new Error('nothing is tried here')) })
    const made = { brandId, conversationId, name: `${secret} 님`, must: null, who: 'dajeong' as const }
    expect((await cases.fromConversation(made)).kind).to.equal('saved')
    await test.pool.query(`delete from person_wishes`)
    await db
      .transaction()
      .execute((trx) =>
        hearWishes(trx, conversationId, [{ mentionId, wish: 'person', text: `${secret} 사람이랑 말할래요` }]),
      )
    await saveSummary(db, conversationId, {
      ...{ version: '9', text: `${secret} 님의 배송 문의`, language: 'ko', writer: 'model', at: new Date() },
      ...{ madeFrom: { inputs: secret }, costMicros: 1 },
    })
    await makePresence({ db }).doing({ conversationId, colleague: mina, doing: 'looking' })
    const person = await test.pool.query(`select native_id from persons where id = $1`, [
      await personOf(scene),
    ])
    const mention = said(`later-${secret}`, { text: `${secret} 또` })
    mention.author.nativeId = person.rows[0].native_id
    const raw = { by: secret }
    await receive(db, [
      { accountId, event: { kind: 'mention', mention } },
      { accountId, event: { kind: 'unreadable', nativeId: 'x', why: `@${secret}@town.example?`, raw } },
    ])
    await test.pool.query(
      `insert into events (who, kind, why, account_id, detail) values ('dajeong', 'unreadable', $1, $2, $3)`,
      [
        `@${secret}@town.example said what`,
        accountId,
        JSON.stringify({ raw: `{"author":"@${secret}@town.example"}` }),
      ],
    )
    // What they said of how they were helped: in the table and in what happened.
    const closing = { conversationId, closedAfter: mentionId }
    await rate(db, { conversationId, id: mentionId }, { at: '2026-11-21T10:00:00Z' })
    await saveRating(db, { ...closing, score: 2, words: null })
    await saveRating(db, { ...closing, score: null, words: `${secret}한테 답이 늦었어요` })
    return scene
  }

  it('leaves no word of theirs in any column of any table', async () => {
    expect(await placesOf(secret)).to.deep.equal([])
    const scene = await plant()
    // Somebody else's draft was written after their example.
    const other = await makeScene(test.db, '배송 언제 와요?', { accountId })
    const theirs = await other.draft('곧 가요!')
    await test.pool.query(`update lessons set message = $1`, [`"${secret}" 배송이 늦어요`])
    await test.pool.query(`update drafts set inputs = $1 where id = $2`, [
      JSON.stringify({ data: JSON.stringify({ examples: [{ message: `"${secret}" 배송이 늦어요` }] }) }),
      theirs.id,
    ])
    const searched = async () => {
      // What is searched are pairs of letters, in which no word stands whole.
      await writePairs(test.db, 100)
      const { rows } = await test.pool.query(`select pairs from search_texts`)
      return rows.filter(({ pairs }) => pairs.includes('qx') && pairs.includes('xv')).length
    }
    expect(await searched()).to.be.greaterThan(0)
    const places = await placesOf(secret)
    const { rows: told } = await test.pool.query(`select why from events where kind = 'rated' order by id`)
    expect(told.map(({ why }) => why)).to.deep.equal(['2/5', `2/5 · ${secret}한테 답이 늦었어요`])
    expect(places).to.include.members([
      ...['persons.handle', 'persons.name', 'mentions.text', 'drafts.text', 'sends.text', 'sends.prepared'],
      ...['sends.ref', 'sends.url', 'sends.error', 'lessons.message', 'corrections.text'],
      ...['summaries.text', 'summaries.made_from', 'notes.text', 'person_wishes.said', 'events.why'],
      ...['cases.name', 'person_links.reason', 'ratings.words'],
      ...['events.detail', 'inbox.event', 'drafts.inputs', 'corrections.labels', 'mentions.classification'],
    ])
    const personId = await personOf(scene)
    const answer = await persons.forget({ personId, because: 'asked', colleague: mina })
    expect(answer.kind).to.equal('forgotten')
    expect(await placesOf(secret)).to.deep.equal([])
    const { rows: emptied } = await test.pool.query(`select why from events where kind = 'rated' order by id`)
    expect(emptied.map(({ why }) => why)).to.deep.equal([null, null])
    expect(await searched()).to.equal(0)
    expect(await other.stages()).to.deep.equal(['waiting'])
    const { rows } = await test.pool.query(`select key from graphile_worker.jobs where key = $1`, [
      `answer:${scene.conversationId}`,
    ])
    expect(rows).to.deep.equal([])
  })

  it('gives a receipt with nothing personal, that nobody can change unseen', async () => {
    const scene = await plant()
    const personId = await personOf(scene)
    const answer = await persons.forget({ personId, because: 'asked', colleague: mina })
    if (answer.kind !== 'forgotten') throw new Error(answer.kind)
    const { receipt } = answer
    expect(receipt).to.deep.include({
      ...{ at: new Date('2026-11-22T10:00:00Z'), by: `colleague:${mina.id}`, because: 'asked' },
      hash: hashReceipt(receipt),
    })
    expect(receipt.rows).to.include({
      persons: 2,
      conversations: 2,
      mentions: 4,
      notes: 1,
      ratings: 1,
      wishes: 1,
      inbox: 2,
    })
    expect(receipt.rows.sends).to.be.greaterThan(0)
    expect(answer.stillShown).to.deep.include({ url: `https://town.example/${secret}`, by: 'brand' })
    const [kept] = await persons.receipts()
    expect(kept).to.deep.equal(receipt)
    expect(hashReceipt({ ...receipt, rows: { ...receipt.rows, mentions: 2 } })).to.not.equal(receipt.hash)
    expect(await placesOf(secret)).to.deep.equal([])
    expect(await persons.forget({ personId, because: 'asked', colleague: mina })).to.deep.equal({
      kind: 'not-found',
    })
  })

  it('takes whoever writes from there later for somebody new', async () => {
    const scene = await makeScene(test.db, '안녕하세요', { accountId })
    const before = await personOf(scene)
    await persons.forget({ personId: before, because: 'asked', colleague: mina })
    await scene.say('또 왔어요')
    const after = await personOf(scene)
    expect(after).to.not.equal(before)
    expect((await persons.card(after))?.counts).to.deep.equal({ conversations: 1, messages: 1, answers: 0 })
    expect(await persons.card(before)).to.equal(null)
  })

  it('waits for a reply that is going out', async () => {
    const scene = await makeScene(test.db, '안녕하세요', { accountId })
    const draft = await scene.draft('네, 안녕하세요!')
    const seen = {
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: mina,
    }
    await makeReview(deskTools(test.db)).approve(seen)
    const personId = await personOf(scene)
    const state = (to: string) =>
      test.pool.query(`update sends set state = $1 where conversation_id = $2`, [to, scene.conversationId])
    await state('sending')
    const forget = () => persons.forget({ personId, because: 'asked', colleague: mina })
    expect(await forget()).to.deep.equal({ kind: 'sending' })
    expect(await scene.stages()).to.deep.equal(['approved'])
    await state('sent')
    expect((await forget()).kind).to.equal('forgotten')
  })

  it('lets one of two forget, and leaves everybody else as they were', async () => {
    const scene = await makeScene(test.db, '안녕하세요', { accountId })
    const other = await makeScene(test.db, '저도요', { accountId })
    const personId = await personOf(scene)
    const ask = { personId, because: 'asked', colleague: mina } as const
    const answers = await Promise.all([persons.forget(ask), persons.forget(ask)])
    expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['forgotten', 'not-found'])
    expect(await other.stages()).to.deep.equal(['heard'])
  })

  describe('with several names', () => {
    async function named(channel: string, everywhere: string | null) {
      const account = await test.db
        .insertInto('accounts')
        .values({
          ...{ brand_id: brandId, channel, native_id: randomUUID(), handle: 'b', name: 'b' },
          settings_sealed: Buffer.from(''),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const scene = await makeScene(test.db, '안녕하세요', { accountId: account.id })
      const personId = await personOf(scene)
      await test.db.updateTable('persons').set({ everywhere }).where('id', '=', personId).execute()
      return personId
    }

    it('knows who is one by the network’s own word, and by a colleague’s with a reason', async () => {
      const page = `https://town.example/users/${randomUUID()}`
      const one = await named('mastodon', page)
      const same = await named('mastodon', page)
      const alike = await named('bluesky', page)
      const how = async () =>
        Object.fromEntries((await persons.card(one))?.identities.map((id) => [id.personId, id.how]) ?? [])
      expect(await how()).to.deep.equal({ [one]: 'self', [same]: 'proven' })
      const link = { personId: alike, otherId: same, reason: '같은 주문번호를 댔어요', colleague: mina }
      expect(await persons.link(link)).to.equal(true)
      expect(await how()).to.deep.equal({ [one]: 'self', [same]: 'proven', [alike]: 'linked' })
      const card = await persons.card(alike)
      expect(card?.identities.find(({ personId }) => personId === same)?.link).to.include({
        ...{ reason: link.reason, by: '민아' },
      })
      expect(await persons.unlink({ personId: one, otherId: same, colleague: mina })).to.equal(false)
      expect(await persons.unlink({ personId: same, otherId: alike, colleague: mina })).to.equal(true)
      expect(await how()).to.deep.equal({ [one]: 'self', [same]: 'proven' })
      await persons.link(link)
      const answer = await persons.forget({ personId: one, because: 'asked', colleague: mina })
      expect(answer.kind === 'forgotten' && answer.receipt.rows).to.include({ persons: 3, links: 1 })
    })

    it('links nobody with themselves, with nobody, or with another brand’s', async () => {
      const one = await named('mastodon', null)
      const foreign = await makeScene(test.db, '안녕')
      const link = (otherId: string) =>
        persons.link({ personId: one, otherId, reason: '까닭', colleague: mina })
      expect(await link(one)).to.equal(false)
      expect(await link('999999')).to.equal(false)
      expect(await link(await personOf(foreign))).to.equal(false)
    })
  })

  it('shows the card: what they said, how they speak, what they wished and what was noted', async () => {
    const scene = await makeScene(test.db, '배송 언제 와요?', { accountId, name: '하나' })
    await scene.draft('곧 가요!')
    const { conversationId } = scene
    await acts.addNote({ conversationId, colleague: mina, text: '단골이에요' })
    await acts.silence({ conversationId, colleague: mina, reason: '원하지 않아요' })
    const card = await persons.card(await personOf(scene))
    expect(card).to.deep.include({
      ...{ name: '하나', language: 'ko', counts: { conversations: 1, messages: 1, answers: 0 } },
    })
    expect(card?.conversations.map((one) => [one.id, one.lastText, one.stages])).to.deep.equal([
      [conversationId, '배송 언제 와요?', ['waiting']],
    ])
    expect(card?.notes.map(({ text }) => text)).to.deep.equal(['단골이에요'])
    expect(card?.wishes.map(({ wish, endedAt }) => [wish, endedAt])).to.deep.equal([['silence', null]])
    expect(await persons.card('999999')).to.equal(null)
  })
})
