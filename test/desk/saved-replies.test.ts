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
    expect(await saved.removeSaved(other.reply.id)).to.equal(true)
    expect(await saved.removeSaved(other.reply.id)).to.equal(false)
  })

  it('are refused where nothing can be filled in', async () => {
    expect(await save('엉뚱', '{{person.email}}로 보냈어요')).to.deep.equal({
      ...{ kind: 'unknown-variables', unknown: ['person.email'] },
      allowed: ['person.name', 'brand.name', 'colleague.name'],
    })
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
    expect(await theirs.removeSaved(made.reply.id)).to.equal(false)
    const ask = { conversationId, replyId: made.reply.id, colleague: mina }
    expect(await theirs.fill(ask)).to.deep.equal({ kind: 'not-found' })
    expect(await saved.fill(ask)).to.deep.equal({ kind: 'not-found' })
  })
})
