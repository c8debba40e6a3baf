import { expect } from 'chai'
import type { Correction } from '../../src/core/correction.ts'
import type { Classification } from '../../src/core/intent.ts'
import { open, type Stage } from '../../src/core/stage.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { dull, makeReadings } from './readings.ts'
import type { Setting } from './scene.ts'

describe('a corrected reading', () => {
  let test: TestDatabase
  let at: Awaited<ReturnType<typeof makeReadings>>
  before(async () => {
    test = await openTestDatabase()
    at = await makeReadings(test.db)
  })
  after(() => test.close())

  const cases: {
    says: string
    stage: Stage
    read?: Partial<Classification>
    setting?: Setting
    correction: Correction
    ends: Stage
    anew: boolean
  }[] = [
    {
      says: 'an ignored one that needs a reply',
      stage: 'ignored',
      read: dull,
      correction: { needsReply: true },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'an ignored one that needs a reply and is spam',
      stage: 'ignored',
      read: dull,
      correction: { needsReply: true, spam: true },
      ends: 'ignored',
      anew: false,
    },
    {
      says: 'spam that is none',
      stage: 'ignored',
      read: { spam: true },
      correction: { spam: false },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'spam that is none and needs no reply all the same',
      stage: 'ignored',
      read: { ...dull, spam: true },
      correction: { spam: false },
      ends: 'ignored',
      anew: false,
    },
    {
      says: 'an ignored one with a risk that nobody saw',
      stage: 'ignored',
      read: dull,
      correction: { risks: ['self-harm'] },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'an ignored one of another feeling',
      stage: 'ignored',
      read: dull,
      correction: { feeling: 'pleased' },
      ends: 'ignored',
      anew: false,
    },
    {
      says: 'one that was ignored for another reason than its reading',
      stage: 'ignored',
      correction: { feeling: 'angry' },
      ends: 'ignored',
      anew: false,
    },
    {
      says: 'an ignored one on an account that only listens',
      stage: 'ignored',
      read: dull,
      setting: { mode: 'off' },
      correction: { needsReply: true },
      ends: 'ignored',
      anew: false,
    },
    {
      says: 'a waiting one of another intent',
      stage: 'waiting',
      correction: { intent: 'complaint' },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'a waiting one of another feeling',
      stage: 'waiting',
      correction: { feeling: 'angry' },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'a waiting one whose intent is confirmed',
      stage: 'waiting',
      correction: { intent: 'question' },
      ends: 'waiting',
      anew: false,
    },
    {
      says: 'a waiting one of another topic',
      stage: 'waiting',
      correction: { topic: 'refund', urgency: 'now' },
      ends: 'waiting',
      anew: false,
    },
    {
      says: 'one that the bot is writing an answer to',
      stage: 'classified',
      correction: { wantsPerson: true },
      ends: 'classified',
      anew: true,
    },
    {
      says: 'an approved one',
      stage: 'approved',
      correction: { intent: 'complaint' },
      ends: 'approved',
      anew: false,
    },
    {
      says: 'one with a person',
      stage: 'with-person',
      correction: { intent: 'complaint' },
      ends: 'with-person',
      anew: false,
    },
    {
      says: 'one that a colleague refused to answer',
      stage: 'refused',
      read: dull,
      correction: { needsReply: true },
      ends: 'refused',
      anew: false,
    },
    {
      says: 'a failed one',
      stage: 'failed',
      correction: { intent: 'complaint' },
      ends: 'failed',
      anew: false,
    },
  ]
  for (const { says, stage, read, setting, correction, ends, anew } of cases)
    it(`${says} is ${anew ? 'heard anew' : 'corrected and left where it is'}`, async () => {
      const scene = await at.standing(stage, read, setting)
      const version = await scene.version()
      const jobs = (await scene.jobs()).length
      const answer = await at.correct(scene, correction)
      expect(answer).to.include({ kind: 'corrected', heardAnew: anew })
      expect(await scene.stages()).to.deep.equal([ends])
      expect((await at.last(scene)).classification).to.deep.include({ ...correction, by: 'colleague' })
      expect((await scene.version()) !== version, 'the version').to.equal(anew)
      if (anew)
        expect(await scene.jobs()).to.deep.include({ task: 'answer', key: `answer:${scene.conversationId}` })
      else expect(await scene.jobs()).to.have.length(jobs)
    })

  it('is open for every stage that the bot has not finished with', () => {
    const seen = new Set([...cases.map(({ stage }) => stage), 'heard', 'drafted'])
    expect(open.filter((stage) => !seen.has(stage))).to.deep.equal([])
  })
})
