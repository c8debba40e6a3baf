import { expect } from 'chai'
import { makeSavedReplies, type SavedReplies } from '../../src/desk/saved-replies.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene } from './scene.ts'

describe('saved replies', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let account: { id: string; brandId: string }
  let saved: SavedReplies
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    account = await seedAccount(test.db, { brandName: '다정상회' })
    saved = makeSavedReplies({ ...deskTools(test.db), brandId: account.brandId })
  })
  after(() => test.close())
  const save = (name: string, text: string, id: string | null = null) =>
    saved.save({ id, name, language: 'ko', text, colleague: mina })

  it('are kept for everybody, changed and removed', async () => {
    const made = await save('배송 지연', '{{person.name}} 님, 배송이 늦어 죄송해요.')
    if (made.kind !== 'saved') throw new Error(made.kind)
    expect((await saved.listSaved()).map(({ name }) => name)).to.deep.equal(['배송 지연'])
    expect(await save('배송 지연', '다른 글')).to.deep.equal({ kind: 'taken' })
    const other = await save('환불', '환불은 담당자가 볼게요.')
    if (other.kind !== 'saved') throw new Error(other.kind)
    expect(await save('배송 지연', '글', other.reply.id)).to.deep.equal({ kind: 'taken' })
    expect(await save('교환', '교환은 담당자가 볼게요.', other.reply.id)).to.deep.include({ kind: 'saved' })
    expect((await saved.listSaved()).map(({ name }) => name)).to.deep.equal(['교환', '배송 지연'])
    expect(await save('없음', '글', '999999')).to.deep.equal({ kind: 'not-found' })
    expect(await saved.removeSaved(other.reply.id, mina)).to.equal(true)
    expect(await saved.removeSaved(other.reply.id, mina)).to.equal(false)
  })

  it('are refused where nothing can be filled in', async () => {
    expect(await save('엉뚱', '{{person.email}}로 보냈어요')).to.deep.equal({
      ...{ kind: 'unknown-variables', unknown: ['person.email'] },
      allowed: ['person.name', 'brand.name', 'colleague.name'],
    })
  })

  it('keep every version with its author, and say again what one of them said', async () => {
    const made = await save('영업시간', '아홉 시에 열어요.')
    if (made.kind !== 'saved') throw new Error(made.kind)
    const { id } = made.reply
    await save('영업시간', '열 시에 열어요.', id)
    await save('영업시간', '열 시에 열어요.', id)
    const versions = (await saved.versionsOf(id)) ?? []
    expect(versions.map(({ text, author, reason }) => ({ text, author, reason }))).to.deep.equal([
      { text: '열 시에 열어요.', author: `colleague:${mina.id}`, reason: null },
      { text: '아홉 시에 열어요.', author: `colleague:${mina.id}`, reason: null },
    ])
    const back = { id, version: versions[1]?.id ?? '', reason: '겨울이 끝났어요', colleague: mina }
    const rolled = await saved.rollBackSaved(back)
    expect(rolled).to.deep.include({ kind: 'saved' })
    expect((await saved.listSaved()).find((one) => one.id === id)?.text).to.equal('아홉 시에 열어요.')
    expect((await saved.versionsOf(id))?.map(({ reason }) => reason)).to.deep.equal([
      '겨울이 끝났어요',
      null,
      null,
    ])
    expect(await saved.rollBackSaved({ ...back, version: '999999' })).to.deep.equal({ kind: 'not-found' })
    const log = await test.db
      .selectFrom('audit')
      .select(['who', 'before', 'after'])
      .where('target', '=', `saved-reply:${id}`)
      .orderBy('id')
      .execute()
    expect(log.map(({ before, after }) => [before, after])).to.deep.equal([
      [null, { name: '영업시간', language: 'ko', text: '아홉 시에 열어요.' }],
      [
        { name: '영업시간', language: 'ko', text: '아홉 시에 열어요.' },
        { name: '영업시간', language: 'ko', text: '열 시에 열어요.' },
      ],
      [
        { name: '영업시간', language: 'ko', text: '열 시에 열어요.' },
        { name: '영업시간', language: 'ko', text: '아홉 시에 열어요.' },
      ],
    ])
    expect(new Set(log.map(({ who }) => who))).to.deep.equal(new Set([`colleague:${mina.id}`]))
  })

  it('keep why they were changed, for who reads their versions and the audit log', async () => {
    const made = await save('포장', '선물 포장돼요.')
    if (made.kind !== 'saved') throw new Error(made.kind)
    const { id } = made.reply
    const words = { id, name: '포장', language: 'ko', colleague: mina } as const
    await saved.save({ ...words, text: '선물 포장은 안 돼요.', reason: ' 포장지가: 없어요 ' })
    const [, first] = (await saved.versionsOf(id)) ?? []
    await saved.rollBackSaved({ id, version: first?.id ?? '', reason: '다시 들어왔어요', colleague: mina })
    expect((await saved.versionsOf(id))?.map(({ reason }) => reason)).to.deep.equal([
      ...['다시 들어왔어요', '포장지가: 없어요', null],
    ])
    const log = await test.db
      .selectFrom('audit')
      .select('why')
      .where('target', '=', `saved-reply:${id}`)
      .orderBy('id')
      .execute()
    expect(log.map(({ why }) => why)).to.deep.equal([
      ...['made 포장', 'changed 포장: 포장지가: 없어요', 'rolled back 포장: 다시 들어왔어요'],
    ])
  })

  it('are put back after they were removed, unless their name was given away', async () => {
    const made = await save('쉬는 날', '월요일은 쉬어요.')
    if (made.kind !== 'saved') throw new Error(made.kind)
    const { id, version } = made.reply
    await saved.removeSaved(id, mina)
    expect((await saved.listSaved()).map((one) => one.id)).not.to.include(id)
    expect((await saved.listRemoved()).map((one) => one.id)).to.include(id)
    expect(await save('쉬는 날', '쉬지 않아요.', id)).to.deep.equal({ kind: 'not-found' })
    const other = await save('쉬는 날', '화요일은 쉬어요.')
    if (other.kind !== 'saved') throw new Error(other.kind)
    const back = { id, version, reason: '다시 써요', colleague: mina }
    expect(await saved.rollBackSaved(back)).to.deep.equal({ kind: 'taken' })
    await saved.removeSaved(other.reply.id, mina)
    expect(await saved.rollBackSaved(back)).to.deep.include({ kind: 'saved' })
    expect((await saved.listSaved()).find((one) => one.id === id)?.text).to.equal('월요일은 쉬어요.')
  })

  it('are not saved over what a colleague saved meanwhile; of two at once one wins', async () => {
    const made = await save('교환 안내', '교환돼요.')
    if (made.kind !== 'saved') throw new Error(made.kind)
    const { id, version } = made.reply
    const both = await Promise.all(
      ['가', '나'].map((text) =>
        saved.save({ id, name: '교환 안내', language: 'ko', text, seen: version, colleague: mina }),
      ),
    )
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['changed-meanwhile', 'saved'])
    expect(await saved.versionsOf(id)).to.have.length(2)
  })

  it('are filled in for a conversation and looked at like any text', async () => {
    const made = await save(
      '인사',
      '{{person.name}} 님, {{brand.name}}의 {{colleague.name}}예요. 꼭 환불해 드릴게요!',
    )
    if (made.kind !== 'saved') throw new Error(made.kind)
    const scene = await makeScene(test.db, '환불해 주세요', { accountId: account.id, name: '{{brand.name}}' })
    await scene.draft('확인해 볼게요.')
    const ask = { conversationId: scene.conversationId, replyId: made.reply.id, colleague: mina }
    const filled = await saved.fill(ask)
    if (filled.kind !== 'filled') throw new Error(filled.kind)
    expect(filled.text).to.equal('{{brand.name}} 님, 다정상회의 민아예요. 꼭 환불해 드릴게요!')
    expect(filled.findings.some(({ severity }) => severity !== 'note')).to.equal(true)
    expect(filled.counted).to.be.within(1, filled.max)
  })

  it('are of one brand', async () => {
    const made = await save('우리 것', '안녕하세요')
    if (made.kind !== 'saved') throw new Error(made.kind)
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '이웃상회' })
    const theirs = makeSavedReplies({ ...deskTools(test.db), brandId: other.brandId })
    const scene = await makeScene(test.db, undefined, { accountId: other.id })
    const { conversationId } = scene
    expect(await theirs.listSaved()).to.deep.equal([])
    const { id, version } = made.reply
    const back = { id, version, reason: '남의 것', colleague: mina }
    expect(await theirs.rollBackSaved(back)).to.deep.equal({ kind: 'not-found' })
    expect(await theirs.versionsOf(id)).to.equal(null)
    expect(await theirs.removeSaved(made.reply.id, mina)).to.equal(false)
    const ask = { conversationId, replyId: made.reply.id, colleague: mina }
    expect(await theirs.fill(ask)).to.deep.equal({ kind: 'not-found' })
    expect(await saved.fill(ask)).to.deep.equal({ kind: 'not-found' })
  })
})
