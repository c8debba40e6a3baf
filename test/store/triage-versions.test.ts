import { expect } from 'chai'
import {
  addVersion,
  listVersions,
  liveVersion,
  liveVersionId,
  publishVersion,
} from '../../src/store/triage-versions.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

describe('versions of the classifier', () => {
  let test: TestDatabase
  beforeEach(async () => {
    test = await openTestDatabase()
  })
  afterEach(() => test.close())

  const add = (word: string, live: boolean) =>
    addVersion(test.db, {
      weights: Buffer.from(word),
      figures: { intent: 0.9 },
      madeBy: '민아',
      note: null,
      live,
    })
  const lives = async () => (await listVersions(test.db)).filter(({ live }) => live).map(({ id }) => id)

  it('are none at first, so that the shipped weights are read', async () => {
    expect(await liveVersion(test.db)).to.equal(null)
    expect(await liveVersionId(test.db)).to.equal(null)
    expect(await listVersions(test.db)).to.deep.equal([])
  })

  it('are kept to the byte', async () => {
    const weights = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7) % 256))
    const id = await addVersion(test.db, { weights, figures: {}, madeBy: '민아', note: '첫 판', live: true })
    const read = await liveVersion(test.db)
    expect(read?.id).to.equal(id)
    expect(read?.weights.equals(weights)).to.equal(true)
  })

  it('are listed with the newest first, without their bytes', async () => {
    const one = await add('하나', false)
    const two = await add('둘', true)
    const list = await listVersions(test.db)
    expect(list.map(({ id, live }) => [id, live])).to.deep.equal([
      [two, true],
      [one, false],
    ])
    expect(Object.keys(list[0] ?? {})).to.have.members(['id', 'madeAt', 'madeBy', 'figures', 'live', 'note'])
    expect(list[0]).to.deep.include({ figures: { intent: 0.9 }, madeBy: '민아', note: null })
    expect(list[0]?.madeAt).to.be.instanceOf(Date)
  })

  it('are live one at a time', async () => {
    const one = await add('하나', true)
    expect(await liveVersionId(test.db)).to.equal(one)
    const two = await add('둘', true)
    expect(await lives()).to.deep.equal([two])
    expect(await publishVersion(test.db, one)).to.equal(true)
    expect(await lives()).to.deep.equal([one])
    expect((await liveVersion(test.db))?.weights.toString()).to.equal('하나')
  })

  it('leave the live one alone when they are only kept', async () => {
    const one = await add('하나', true)
    await add('둘', false)
    expect(await liveVersionId(test.db)).to.equal(one)
  })

  it('can be taken back altogether', async () => {
    await add('하나', true)
    expect(await publishVersion(test.db, null)).to.equal(true)
    expect(await liveVersionId(test.db)).to.equal(null)
    expect(await publishVersion(test.db, null)).to.equal(true)
  })

  it('change nothing when there is no such version', async () => {
    const one = await add('하나', true)
    for (const id of ['999999', 'x', '9'.repeat(40)])
      expect(await publishVersion(test.db, id)).to.equal(false)
    expect(await liveVersionId(test.db)).to.equal(one)
  })

  it('leave one live when many publish at once', async () => {
    const ids = await Promise.all(['하나', '둘', '셋', '넷'].map((word) => add(word, true)))
    expect(await lives()).to.have.length(1)
    await Promise.all(ids.map((id) => publishVersion(test.db, id)))
    expect(await lives()).to.have.length(1)
  })
})
