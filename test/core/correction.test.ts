import { expect } from 'chai'
import { Correction, changesOf, corrected } from '../../src/core/correction.ts'
import { Classification } from '../../src/core/intent.ts'
import { readingOf } from '../support/reading.ts'

const read = readingOf({
  intent: 'chatter',
  intents: [
    { value: 'chatter', confidence: 0.6 },
    { value: 'question', confidence: 0.4 },
  ],
  confidence: 0.6,
  risks: ['legal'],
  topic: 'delivery',
  level: 'polite',
  sure: { intent: 0.6, feeling: 0.7 },
  words: { intent: ['그냥', '배송'], feeling: ['흠'], topic: ['배송'] },
  by: 'model',
  costMicros: 120,
  differs: ['intent', 'spam'],
  why: ['그냥', '배송', '흠'],
})

describe('a correction', () => {
  const taken: [string, object][] = [
    ['one value', { intent: 'complaint' }],
    ['false', { needsReply: false }],
    ['no topic', { topic: null }],
    ['no level', { level: null }],
    ['no risk', { risks: [] }],
    [
      'everything',
      {
        intent: 'question',
        feeling: 'angry',
        urgency: 'now',
        needsReply: true,
        toBrand: false,
        wantsPerson: true,
        spam: false,
        abuse: true,
        sarcasm: true,
        risks: ['press', 'minor'],
        topic: '반품',
        level: 'casual',
      },
    ],
  ]
  for (const [says, given] of taken)
    it(`may say ${says}`, () => {
      expect(Correction.parse(given)).to.deep.equal(given)
    })

  const refused: [string, unknown, RegExp][] = [
    ['nothing', {}, /at least one of: intent, feeling, .*level/],
    ['nothing but emptiness', { intent: undefined }, /at least one of/],
    ['an unknown field', { mood: 'fine' }, /mood/],
    ['a field that is nobody’s to correct', { confidence: 1 }, /confidence/],
    ['an unknown field beside a known one', { intent: 'question', by: 'model' }, /by/],
    ['an unknown intent', { intent: 'love' }, /"complaint"\|"question"\|"chatter"/],
    ['a word for a yes', { spam: 'yes' }, /boolean/],
    ['an unknown risk', { risks: ['rain'] }, /"legal"/],
    ['no intent at all', { intent: null }, /"complaint"/],
    ['a nameless topic', { topic: '' }, />=1/],
    ['an endless topic', { topic: 'x'.repeat(61) }, /<=60/],
    ['a list', [], /object/],
    ['null', null, /object/],
  ]
  for (const [says, given, why] of refused)
    it(`may not say ${says}`, () => {
      const answer = Correction.safeParse(given)
      expect(answer.success).to.equal(false)
      expect(answer.error?.issues[0]?.message).to.match(why)
    })

  it('stores a topic’s name as it can be stored', () => {
    expect(Correction.parse({ topic: 'a\u0000\ud800' })).to.deep.equal({ topic: 'a\uFFFD\uFFFD' })
  })
})

describe('a corrected reading', () => {
  it('has the colleague’s intent first and for sure, and the others behind it', () => {
    const now = corrected(read, { intent: 'question' })
    expect(now).to.include({ intent: 'question', confidence: 1, by: 'colleague' })
    expect(now.intents).to.deep.equal([
      { value: 'question', confidence: 1 },
      { value: 'chatter', confidence: 0.6 },
    ])
    expect(now.sure).to.deep.equal({ intent: 1, feeling: 0.7 })
  })

  it('has an intent that nobody had thought of', () => {
    expect(corrected(read, { intent: 'complaint' }).intents.map(({ value }) => value)).to.deep.equal([
      'complaint',
      'chatter',
      'question',
    ])
  })

  it('is no surer of its intent when something else was corrected', () => {
    const now = corrected(read, { feeling: 'angry' })
    expect(now).to.include({ feeling: 'angry', intent: 'chatter', confidence: 0.6, by: 'colleague' })
    expect(now.intents).to.deep.equal(read.intents)
    expect(now.sure).to.deep.equal({ intent: 0.6, feeling: 1 })
  })

  it('drops the words that led to what was wrong, and keeps those that led elsewhere', () => {
    const now = corrected(read, { intent: 'complaint' })
    expect(now.words).to.deep.equal({ feeling: ['흠'], topic: ['배송'] })
    expect(now.why).to.deep.equal(['배송', '흠'])
  })

  it('ends what readers differed about, and keeps what was spent', () => {
    expect(corrected(read, { spam: false })).to.deep.include({ differs: [], costMicros: 120 })
  })

  const values: [string, Correction][] = [
    ['urgency', { urgency: 'now' }],
    ['needsReply', { needsReply: false }],
    ['toBrand', { toBrand: false }],
    ['wantsPerson', { wantsPerson: true }],
    ['spam', { spam: true }],
    ['abuse', { abuse: true }],
    ['sarcasm', { sarcasm: true }],
    ['risks', { risks: [] }],
    ['topic', { topic: null }],
    ['level', { level: null }],
  ]
  for (const [name, correction] of values)
    it(`takes ${name} and leaves the rest`, () => {
      const now = corrected(read, correction)
      expect(now).to.deep.include(correction)
      expect(now.sure).to.deep.include({ [name]: 1 })
      expect(changesOf(read, now)).to.deep.equal({
        before: { [name]: read[name as keyof Correction] },
        after: correction,
      })
      expect(Classification.parse(now)).to.deep.equal(now)
    })

  it('names each risk once', () => {
    const now = corrected(read, { risks: ['press', 'press'] })
    expect(now.risks).to.deep.equal(['press'])
    expect(now.riskDetails).to.deep.equal({ press: { sure: 1, words: [] } })
  })

  it('leaves the reading that it was made from alone', () => {
    const before = structuredClone(read)
    corrected(read, { intent: 'complaint', risks: ['press'], feeling: 'angry' })
    expect(read).to.deep.equal(before)
  })

  it('tells no change where what was read is confirmed, in whatever order', () => {
    const two = readingOf({ risks: ['press', 'legal'] })
    const now = corrected(two, { intent: 'chatter', risks: ['legal', 'press'] })
    expect(changesOf(two, now)).to.deep.equal({ before: {}, after: {} })
    expect(now).to.include({ by: 'colleague', confidence: 1 })
  })
})
