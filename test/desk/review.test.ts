import { expect } from 'chai'
import { makeReview } from '../../src/desk/review.ts'
import { openDatabase } from '../../src/store/db.ts'
import { hashText } from '../../src/store/drafts.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { deskTools, makeColleague, makeScene, most } from './scene.ts'

describe('a colleague decides about a draft', () => {
  let test: TestDatabase
  let mina: { id: string; name: string }
  let joon: { id: string; name: string }
  before(async () => {
    test = await openTestDatabase()
    mina = await makeColleague(test.db, '민아')
    joon = await makeColleague(test.db, '준')
  })
  after(() => test.close())
  const review = () => makeReview(deskTools(test.db))

  async function waiting(text = '방금 출발했어요!', more: Parameters<typeof makeScene>[2] = {}) {
    const scene = await makeScene(test.db, undefined, more)
    const draft = await scene.draft(text)
    const seen = {
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: mina,
    }
    return { scene, draft, seen }
  }

  it('sends exactly the text that was approved, with the job that sends it', async () => {
    const { scene, seen } = await waiting()
    const answer = await review().approve(seen)
    expect(answer).to.include({ kind: 'approved', text: '방금 출발했어요!' })
    expect(await scene.stages()).to.deep.equal(['approved'])
    const [send, ...others] = await scene.sends()
    expect(others).to.deep.equal([])
    expect(send).to.include({
      text: '방금 출발했어요!',
      state: 'queued',
      approvedBy: mina.id,
      hash: seen.hash,
    })
    expect(await scene.jobs()).to.deep.include({ task: 'send', key: `send:${send?.id}` })
  })

  it('answers every message of a burst with the one draft', async () => {
    const scene = await makeScene(test.db)
    await scene.say('아직도 안 왔는데요')
    await scene.say('??')
    const draft = await scene.draft('확인해 볼게요.')
    const seen = {
      conversationId: scene.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: mina,
    }
    await review().approve(seen)
    expect(await scene.stages()).to.deep.equal(['approved', 'approved', 'approved'])
    expect(await scene.sends()).to.have.length(1)
  })

  it('refuses a hash that is not the draft’s, and shows the text that is there', async () => {
    const { scene, seen, draft } = await waiting()
    const answer = await review().approve({ ...seen, hash: hashText('다른 글') })
    expect(answer).to.deep.equal({ kind: 'text-changed', text: '방금 출발했어요!', hash: draft.hash })
    expect(await scene.stages()).to.deep.equal(['waiting'])
    expect(await scene.sends()).to.deep.equal([])
  })

  it('refuses a draft that a newer message has overtaken, and shows the message', async () => {
    const { scene, seen } = await waiting()
    await scene.say('취소할게요!')
    const answer = await review().approve(seen)
    expect(answer).to.include({ kind: 'overtaken', newMessage: '취소할게요!' })
    expect(await scene.sends()).to.deep.equal([])
  })

  it('refuses a draft whose message was edited', async () => {
    const { scene, seen } = await waiting()
    await scene.edit('교환 되나요?')
    expect(await review().approve(seen)).to.include({ kind: 'overtaken', newMessage: '교환 되나요?' })
  })

  it('says overtaken, not decided, when a newer message undid the approval', async () => {
    const { scene, seen } = await waiting()
    await review().editAndApprove({ ...seen, text: '오늘 나갔어요.' })
    await scene.say('잠깐만요')
    expect(await review().approve({ ...seen, colleague: joon })).to.include({ kind: 'overtaken' })
    expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided'])
  })

  it('tells the second who was first, and with what text', async () => {
    const { seen } = await waiting()
    await review().editAndApprove({ ...seen, text: '지금 막 나갔어요.' })
    const answer = await review().approve({ ...seen, colleague: joon })
    expect(answer).to.deep.include({ kind: 'already-decided', decision: 'edited', text: '지금 막 나갔어요.' })
    expect(answer).to.deep.include({ by: { id: mina.id, name: '민아' } })
  })

  it('tells of a refusal in the same way', async () => {
    const { scene, seen } = await waiting()
    expect(
      await review().refuse({ ...seen, because: 'other', reason: '이미 전화로 답했어요' }),
    ).to.deep.equal({
      kind: 'refused',
    })
    expect(await scene.stages()).to.deep.equal(['refused'])
    const answer = await review().approve({ ...seen, colleague: joon })
    expect(answer).to.deep.include({ kind: 'already-decided', decision: 'refused' })
    expect(await scene.sends()).to.deep.equal([])
  })

  it('keeps draft, edit and sent text side by side', async () => {
    const { scene, seen } = await waiting()
    const answer = await review().editAndApprove({ ...seen, text: '곧 도착해요.' })
    if (answer.kind !== 'approved') throw new Error(answer.kind)
    const rows = await test.db
      .selectFrom('drafts')
      .select(['id', 'text', 'state', 'writer', 'edited_from as editedFrom', 'author_id as authorId'])
      .where('conversation_id', '=', scene.conversationId)
      .orderBy('id')
      .execute()
    expect(rows).to.deep.equal([
      {
        id: seen.draftId,
        text: '방금 출발했어요!',
        state: 'edited',
        writer: 'plain',
        editedFrom: null,
        authorId: null,
      },
      {
        id: answer.draftId,
        text: '곧 도착해요.',
        state: 'approved',
        writer: 'colleague',
        editedFrom: seen.draftId,
        authorId: mina.id,
      },
    ])
    expect((await scene.sends())[0]).to.include({ text: '곧 도착해요.', hash: hashText('곧 도착해요.') })
  })

  it('takes an edit that changes nothing for an approval', async () => {
    const { seen } = await waiting()
    expect(await review().editAndApprove({ ...seen, text: '방금 출발했어요!' })).to.include({
      draftId: seen.draftId,
    })
  })

  it('does not let a text out that does not fit, and changes nothing', async () => {
    const { scene, seen } = await waiting()
    const answer = await review().editAndApprove({ ...seen, text: '가'.repeat(most + 1) })
    expect(answer.kind).to.equal('blocked')
    expect(answer).to.have.nested.property('findings[0].code', 'too-long')
    expect(await scene.stages()).to.deep.equal(['waiting'])
    const ok = await review().approve(seen)
    expect(ok.kind).to.equal('approved')
  })

  it('lets a colleague promise, and says that it is a promise', async () => {
    const { seen } = await waiting()
    const promise = { ...seen, text: '전액 환불해 드릴게요.', overrule: '정책대로예요' }
    const answer = await review().editAndApprove(promise)
    if (answer.kind !== 'approved') throw new Error(answer.kind)
    expect(answer.warnings.map(({ code }) => code)).to.include('promise')
  })

  it('looks at a draft again when it is approved, because a limit may have changed since', async () => {
    const { seen } = await waiting('가'.repeat(most + 1))
    expect((await review().approve(seen)).kind).to.equal('blocked')
  })

  it('sends nothing from an account that only listens', async () => {
    const { scene, seen } = await waiting(undefined, { mode: 'off' })
    expect((await review().approve(seen)).kind).to.equal('forbidden')
    expect(await scene.stages()).to.deep.equal(['waiting'])
  })

  it('finds neither conversations nor drafts that are not there', async () => {
    const { seen } = await waiting()
    const other = await waiting()
    for (const wrong of [
      { conversationId: '999999999' },
      { conversationId: 'x' },
      { conversationId: '9'.repeat(30) },
      { draftId: '999999999' },
      { draftId: other.seen.draftId },
      { draftId: "1' or '1'='1" },
    ]) {
      expect(await review().approve({ ...seen, ...wrong }), JSON.stringify(wrong)).to.deep.equal({
        kind: 'not-found',
      })
    }
  })

  it('stores what cannot be stored as it can be', async () => {
    const { scene, seen } = await waiting()
    await review().editAndApprove({ ...seen, text: '안\u0000녕\ud800하세요' })
    expect((await scene.sends())[0]?.text).to.equal('안\uFFFD녕\uFFFD하세요')
  })

  it('shows what would be said about a text', async () => {
    const { seen } = await waiting()
    const answer = await review().preview({ conversationId: seen.conversationId, text: '무료로 드려요' })
    expect(answer).to.have.nested.property('findings[0].code', 'promise')
  })

  describe('when two decide at once', () => {
    const rounds = 50

    it('lets exactly one of two approvals win', async () => {
      const left = openDatabase(test.url, () => {}, 2)
      const right = openDatabase(test.url, () => {}, 2)
      try {
        for (let round = 0; round < rounds; round += 1) {
          const { scene, seen } = await waiting()
          const answers = await Promise.all([
            makeReview(deskTools(left.db)).approve(seen),
            makeReview(deskTools(right.db)).approve({ ...seen, colleague: joon }),
          ])
          expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['already-decided', 'approved'])
          const sends = await scene.sends()
          expect(sends).to.have.length(1)
          const winner = answers[0]?.kind === 'approved' ? mina : joon
          expect(sends[0]?.approvedBy).to.equal(winner.id)
          expect(answers.find(({ kind }) => kind === 'already-decided')).to.deep.include({ by: winner })
        }
      } finally {
        await Promise.all([left.close(), right.close()])
      }
    })

    it('sends either the draft or the edit, never both', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const { scene, seen } = await waiting()
        const answers = await Promise.all([
          review().approve(seen),
          review().editAndApprove({ ...seen, text: '고친 답이에요.', colleague: joon }),
        ])
        expect(answers.map(({ kind }) => kind).sort()).to.deep.equal(['already-decided', 'approved'])
        const [send, ...others] = await scene.sends()
        expect(others).to.deep.equal([])
        const won = answers.find(({ kind }) => kind === 'approved')
        expect(won).to.include({ text: send?.text })
      }
    })

    it('never sends an answer that a message overtook in the same moment', async () => {
      const seenKinds = new Set<string>()
      for (let round = 0; round < rounds; round += 1) {
        const { scene, seen } = await waiting()
        const [answer] = await Promise.all([review().approve(seen), scene.say('아니에요, 취소요')])
        seenKinds.add(answer.kind)
        // Whoever was first: the message is heard anew, and nothing is left in the queue.
        expect(answer.kind).to.be.oneOf(['approved', 'overtaken'])
        expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
        const states = (await scene.sends()).map(({ state }) => state)
        expect(states).to.deep.equal(answer.kind === 'approved' ? ['voided'] : [])
      }
    })
  })
})
