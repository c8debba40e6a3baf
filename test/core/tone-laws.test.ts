import { expect } from 'chai'
import fc from 'fast-check'
import { type Classification, Feeling, Intent, Language, Risk } from '../../src/core/intent.ts'
import { countText, type TextLimits } from '../../src/core/limits.ts'
import { mannersOf, withheld } from '../../src/core/tone/rules.ts'
import { Tone, type ToneRequest, toneOf, VoiceLevel } from '../../src/core/tone.ts'
import { expectInProportion } from '../support/growth.ts'
import { readingOf } from '../support/reading.ts'

const both: Classification['intents'] = [
  { value: 'question', confidence: 0.8 },
  { value: 'complaint', confidence: 0.6 },
]
// Words that rows of the table go by, so that chance meets them.
const sayings = [
  '오늘 하늘 보셨어요 ㅋㅋ 😂',
  'what a monday haha :)',
  '덕분에 해결했어요, 감사합니다',
  'thanks, that did it!',
  '제 주문 언제 와요? 할인 되나요?',
  'where is my order? any discount?',
  '이번엔 화면이 안 떠요',
  '주문이 늦어져서 죄송해요. 지금 확인하고 있어요.',
  "We're sorry it stopped. We are looking at it.",
  '할머니가 돌아가셨어요',
  'my 6-year-old was hurt lol',
  '연결되지 않습니다. 확인 바랍니다.',
]

describe('the laws of tone', () => {
  const words = fc.constantFrom(...sayings)
  const said = fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 400 }))
  const requests: fc.Arbitrary<ToneRequest> = fc.record({
    classification: fc
      .record({
        intent: fc.constantFrom(...Intent.options),
        intents: fc.constantFrom([], both),
        feeling: fc.constantFrom(...Feeling.options),
        needsReply: fc.boolean(),
        sarcasm: fc.boolean(),
        abuse: fc.boolean(),
        wantsPerson: fc.boolean(),
        risks: fc.subarray(Risk.options, { maxLength: 1 }),
        language: fc.constantFrom(...Language.options),
      })
      .map(readingOf),
    turns: fc.array(fc.record({ from: fc.constantFrom('person' as const, 'brand' as const), text: said }), {
      maxLength: 4,
    }),
    visibility: fc.constantFrom('public' as const, 'direct' as const),
    limits: fc.record({
      max: fc.integer({ min: 1, max: 5_000 }),
      unit: fc.constantFrom('graphemes' as const, 'utf16' as const, 'bytes' as const),
      maxBytes: fc.option(fc.integer({ min: 3, max: 3_000 }), { nil: undefined }),
    }) as fc.Arbitrary<TextLimits>,
    texts: fc.array(said, { minLength: 1, maxLength: 3 }),
    voice: fc.constantFrom(...VoiceLevel.options),
  })
  const always = (what: string, holds: (tone: Tone, request: ToneRequest) => void): void => {
    it(what, () =>
      fc.assert(
        fc.property(requests, (request) => holds(toneOf(request), request)),
        { numRuns: 400 },
      ),
    )
  }
  const neverWith =
    (manner: keyof Tone, when: (request: ToneRequest) => boolean) => (tone: Tone, request: ToneRequest) => {
      if (when(request)) expect(tone[manner]).to.equal(false)
    }

  always('is a tone as the schema has it', (tone) => {
    expect(Tone.parse(tone)).to.deep.equal(tone)
  })
  always('is the same for the same request', (tone, request) => {
    expect(toneOf(request)).to.deep.equal(tone)
  })
  always(
    'never has humour with a risk',
    neverWith('humour', ({ classification }) => classification.risks.length > 0),
  )
  always(
    'never has emoji with a risk',
    neverWith('emoji', ({ classification }) => classification.risks.length > 0),
  )
  always(
    'has humour only where it plays along and they are neither angry nor down',
    (tone, { classification }) => {
      if (!tone.humour) return
      expect(tone.strategy).to.equal('play-along')
      expect(classification.feeling).to.be.oneOf(['calm', 'pleased'])
    },
  )
  always('never plays along with a risk, irony or a complaint', (tone, { classification }) => {
    const { risks, sarcasm, intent } = classification
    if (risks.length > 0 || sarcasm || intent === 'complaint')
      expect(tone.strategy).not.to.equal('play-along')
  })
  always(
    'opens a door only in public',
    neverWith('door', ({ visibility }) => visibility === 'direct'),
  )
  always(
    'waits for a person only in public',
    neverWith('waitsForPerson', ({ visibility }) => visibility === 'direct'),
  )
  always(
    'never promotes in chatter or a complaint',
    neverWith(
      'promotion',
      ({ classification }) =>
        classification.intent === 'complaint' ||
        (classification.intent === 'chatter' && classification.intents.length === 0),
    ),
  )
  always('says nothing exactly when no reply is needed', (tone, { classification }) => {
    expect(tone.strategy === 'silence').to.equal(!classification.needsReply)
    if (tone.strategy === 'silence') expect(tone.length.most).to.equal(0)
    else expect(tone.length.most).to.be.at.least(1)
  })
  always('is never longer than the channel takes', ({ length }, { limits: most, visibility, ...request }) => {
    expect(length.least).to.be.at.most(length.most)
    expect(length.most).to.be.at.most(most.max)
    const per = most.unit === 'bytes' ? 3 : 1
    const written = '가'.repeat(Math.floor(length.most / per))
    expect(countText(written, { max: 1, unit: 'bytes' })).to.be.at.most(most.maxBytes ?? Infinity)
    const direct = toneOf({ ...request, limits: most, visibility: 'direct' })
    if (visibility === 'public') expect(length.most).to.be.at.most(direct.length.most)
  })
  always('speaks Korean at a level, and English at none', ({ level }, { classification }) => {
    expect(level !== null).to.equal(classification.language === 'ko')
  })
  always('says why, in both languages', ({ why }) => {
    for (const { ko, en: english } of why) {
      expect(ko).to.match(/[가-힣]/)
      expect(english).to.match(/^[A-Z].*\.$/)
    }
  })

  it('withholds only what some strategy starts from', () => {
    const known = new Set(Object.values(mannersOf).flat())
    for (const { takes } of withheld) for (const manner of takes) expect(known.has(manner)).to.equal(true)
  })

  it('takes no longer for text that is made to be slow', () => {
    for (const hostile of ['죄송', '배터리', 'ha', 'dead of ', '돈 ', 'sorry, ', '(', '1.', '사고가 ', '😂'])
      expectInProportion(
        (text) =>
          toneOf({
            classification: readingOf({ intent: 'complaint' }),
            visibility: 'public',
            limits: { max: 500, unit: 'graphemes' },
            texts: [text],
            turns: [{ from: 'brand', text }],
          }),
        hostile,
      )
  })
})
