import { expect } from 'chai'
import { makeReview } from '../../src/desk/review.ts'
import { makeSavedReplies, type SavedReplies } from '../../src/desk/saved-replies.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { calm, deskTools, makeColleague, makeScene, most, type Scene } from './scene.ts'

describe('a saved reply, tried on people who wrote', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let account: { id: string; brandId: string }
  let saved: SavedReplies
  beforeEach(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    account = await seedAccount(test.db, { brandName: '다정상회' })
    saved = makeSavedReplies({ ...deskTools(test.db), brandId: account.brandId })
  })
  afterEach(() => test.close())

  const scene = (text: string, name: string) => makeScene(test.db, text, { accountId: account.id, name })
  async function make(text: string): Promise<string> {
    const made = await saved.save({ id: null, name: '늦음', language: 'ko', text, colleague: mina })
    if (made.kind !== 'saved') throw new Error(made.kind)
    return made.reply.id
  }
  async function tryOn(id: string | null, text: string, conversations: readonly string[]) {
    const tried = await saved.tryOut({ id, text, conversations, colleague: mina })
    if (tried.kind !== 'tried') throw new Error(tried.kind)
    return tried.results
  }
  /** A draft is approved and goes out. */
  async function answer(one: Scene, text: string): Promise<void> {
    const { id: draftId, hash } = await one.draft(text)
    const { conversationId } = one
    const approved = await makeReview(deskTools(test.db)).approve({
      ...{ conversationId, draftId, hash, colleague: mina },
    })
    expect(approved.kind).to.equal('approved')
    const out = { state: 'sent', sent_at: new Date() } as const
    await test.db.updateTable('sends').set(out).where('conversation_id', '=', conversationId).execute()
    const matters = test.db.updateTable('mentions').where('conversation_id', '=', conversationId)
    await matters.set({ stage: 'sent', classification: JSON.stringify(calm) }).execute()
  }
  const codes = (side: { findings: { code: string }[] } | null | undefined) =>
    side?.findings.map(({ code }) => code) ?? []

  it('stands filled in beside what it says now, each with what is found and how far it is counted', async () => {
    const id = await make('{{person.name}} 님, {{brand.name}}예요.')
    const [hana, duri] = [await scene('언제 와요?', '하나'), await scene('늦네요', '두리')]
    await hana.say('내일 와요?')
    const text = '{{person.name}} 님, {{brand.name}}의 {{colleague.name}}예요. 꼭 환불해 드릴게요!'
    const results = await tryOn(id, text, [duri.conversationId, hana.conversationId])
    expect(results.map(({ message, live, tried }) => [message, live?.text, tried.text])).to.deep.equal([
      ['내일 와요?', '하나 님, 다정상회예요.', '하나 님, 다정상회의 민아예요. 꼭 환불해 드릴게요!'],
      ['늦네요', '두리 님, 다정상회예요.', '두리 님, 다정상회의 민아예요. 꼭 환불해 드릴게요!'],
    ])
    for (const { live, tried } of results) {
      expect(codes(live)).to.deep.equal([])
      expect(tried.findings.some(({ severity }) => severity !== 'note')).to.equal(true)
      expect([tried.counted, tried.max]).to.deep.equal([[...tried.text].length, most])
    }
    expect((await saved.versionsOf(id)) ?? []).to.have.length(1)
    expect(await test.db.selectFrom('sends').select('id').execute()).to.deep.equal([])
    expect(await test.db.selectFrom('drafts').select('id').execute()).to.deep.equal([])
  })

  it('of a new one is only what was typed, also where it is too long for the network', async () => {
    const { conversationId } = await scene('언제 와요?', '')
    const long = `{{ person.name }} ${'곧 와요. '.repeat(120)}`
    const [one] = await tryOn(null, long, [conversationId])
    expect(one?.live).to.equal(null)
    expect(one?.tried.text.startsWith('@hana@town.example 곧')).to.equal(true)
    expect(one?.tried.counted).to.be.above(most)
    expect(codes(one?.tried)).to.include('too-long')
  })

  it('is looked at as it was before the message was answered', async () => {
    const hana = await scene('배송 언제 와요?', '하나')
    const said = '하나 님, 확인해 볼게요.'
    await answer(hana, said)
    const ask = { conversationId: hana.conversationId, replyId: await make(said), colleague: mina }
    const now = await saved.fill(ask)
    if (now.kind !== 'filled') throw new Error(now.kind)
    const [one] = await tryOn(ask.replyId, said, [hana.conversationId])
    // What was said by now is found when it is used again, and is no fault of a reply that would have been the first.
    expect(codes(now)).to.include('repeats')
    expect(codes(one?.tried)).to.deep.equal([])
    expect(codes(one?.live)).to.deep.equal([])
  })

  it('knows no conversation and no reply of another brand, and none that is not there', async () => {
    const id = await make('곧 와요.')
    const ours = await scene('언제 와요?', '하나')
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '이웃상회' })
    const theirs = await makeScene(test.db, '이웃집 말', { accountId: other.id })
    const asked = [theirs.conversationId, ours.conversationId, '999999']
    expect((await tryOn(id, '곧 가요.', asked)).map(({ message }) => message)).to.deep.equal(['언제 와요?'])
    const ask = { id, text: '곧 가요.', conversations: [theirs.conversationId], colleague: mina }
    expect(await saved.tryOut(ask)).to.deep.equal({ kind: 'no-conversation' })
    expect(await saved.tryOut({ ...ask, conversations: [] })).to.deep.equal({ kind: 'no-conversation' })
    const neighbours = makeSavedReplies({ ...deskTools(test.db), brandId: other.brandId })
    expect(await neighbours.tryOut(ask)).to.deep.equal({ kind: 'not-found' })
    await saved.removeSaved(id, mina)
    const gone = { ...ask, conversations: [ours.conversationId] }
    expect(await saved.tryOut(gone)).to.deep.equal({ kind: 'not-found' })
  })

  it('is refused where nothing can be filled in, as when it is saved', async () => {
    const { conversationId } = await scene('언제 와요?', '하나')
    const ask = {
      id: null,
      text: '{{person.age}}살이시네요',
      conversations: [conversationId],
      colleague: mina,
    }
    expect(await saved.tryOut(ask)).to.deep.equal({
      ...{ kind: 'unknown-variables', unknown: ['person.age'] },
      allowed: ['person.name', 'brand.name', 'colleague.name'],
    })
  })
})
