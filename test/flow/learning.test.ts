import { expect } from 'chai'
import { makeCorrect } from '../../src/desk/correct.ts'
import { makeLearningReader } from '../../src/make-reader.ts'
import { addVersion, publishVersion } from '../../src/store/triage-versions.ts'
import { alone } from '../../src/writer/rules.ts'
import { packWeights } from '../../src/writer/triage/weights.ts'
import { deskTools, makeColleague, makeScene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { shippedWeights } from '../support/triage.ts'

const text = '기사님 참 빨리도 오셨네요 두 시간 만에 ^^'

describe('reading that learns', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())

  const soon = () => new Promise((resolve) => setTimeout(resolve, 300))

  async function correctedScene() {
    const scene = await makeScene(test.db, text)
    await scene.draft('고맙습니다')
    const mention = await test.db
      .selectFrom('mentions')
      .innerJoin('accounts', 'accounts.id', 'mentions.account_id')
      .select(['mentions.id', 'accounts.brand_id as brandId', 'accounts.id as accountId'])
      .executeTakeFirstOrThrow()
    const answer = await makeCorrect(deskTools(test.db)).correct({
      conversationId: scene.conversationId,
      mentionId: mention.id,
      correction: { intent: 'complaint', sarcasm: true },
      colleague: await makeColleague(test.db, '민아'),
    })
    expect(answer.kind).to.equal('corrected')
    return mention
  }

  it('knows what a colleague corrected, a moment later and for a message nearly the same', async () => {
    const read = makeLearningReader(test.db, () => {})
    await read(alone(text))
    const { brandId } = await correctedScene()
    await soon()
    const { classification } = await read({ ...alone(`${text}^`), brandId })
    expect(classification).to.deep.include({ intent: 'complaint', sarcasm: true, by: 'example' })
    expect((await read(alone(text))).classification.by, 'of another brand').to.equal('local')
  })

  it('forgets it with the account on which it was said', async () => {
    const read = makeLearningReader(test.db, () => {})
    const { brandId, accountId } = await correctedScene()
    expect((await read({ ...alone(text), brandId })).classification.by).to.equal('example')
    await test.db.deleteFrom('accounts').where('id', '=', accountId).execute()
    await soon()
    expect((await read({ ...alone(text), brandId })).classification.by).to.equal('local')
  })

  it('follows what is published and what is rolled back', async () => {
    const read = makeLearningReader(test.db, () => {})
    const usual = (await read(alone(text))).candidates
    const { header, of } = shippedWeights()
    // Weights that know nothing: every intent is as likely as its shift says.
    const blank = { header, of: { ko: new Int8Array(of.ko.length), en: of.en } }
    await addVersion(test.db, {
      ...{ weights: packWeights(blank), figures: {}, madeBy: 'test', note: null, live: true },
    })
    await soon()
    expect((await read(alone(text))).candidates).to.not.deep.equal(usual)
    await publishVersion(test.db, null)
    await soon()
    expect((await read(alone(text))).candidates).to.deep.equal(usual)
  })

  it('tells of a version that it cannot read, and reads on with the shipped one', async () => {
    const told: string[] = []
    const read = makeLearningReader(test.db, (message) => told.push(message))
    const usual = (await read(alone(text))).candidates
    await addVersion(test.db, {
      ...{ weights: Buffer.from('nothing'), figures: {}, madeBy: 'test', note: null, live: true },
    })
    await soon()
    expect((await read(alone(text))).candidates).to.deep.equal(usual)
    expect(told).to.have.length(1)
    expect(told[0]).to.include('train anew')
  })
})
