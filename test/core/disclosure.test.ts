import { expect } from 'chai'
import { isDisclosureDue, markOf, roomBefore, withMark, withoutMark } from '../../src/core/disclosure.ts'
import { guardByPatterns } from '../../src/core/guard.ts'
import { fitsText, type TextLimits } from '../../src/core/limits.ts'
import { makeLook } from '../../src/core/look.ts'
import { Disclosure, Policy, policyOn } from '../../src/core/policy.ts'

const look = makeLook(guardByPatterns)
const usual = Disclosure.parse({})
const hour = 3_600_000
const said = (hours: number) => ({ from: 'person' as const, text: '저기요', at: new Date(hours * hour) })
const ours = (hours: number, text = withMark('네, 볼게요.', markOf(usual, 'ko'))) => ({
  from: 'brand' as const,
  text,
  at: new Date(hours * hour),
})

describe('Saying that a machine writes', () => {
  const cases: [string, Parameters<typeof isDisclosureDue>[1], number, boolean][] = [
    ['is due in the first answer', [said(0)], 0, true],
    ['is not due again in a conversation that goes on', [said(0), ours(1), said(2)], 2, false],
    ['is due after a long silence', [said(0), ours(1), said(50)], 50, true],
    ['is due when the answer itself comes late', [said(0), ours(1), said(2)], 40, true],
    ['is due where only a colleague has written', [said(0), ours(1, '담당자 민지예요.'), said(2)], 2, true],
    [
      'counts a mark of the other language',
      [ours(1, withMark('Hi.', markOf(usual, 'en'))), said(2)],
      2,
      false,
    ],
    ['goes on while they talk for days', [ours(0), said(20), ours(30, '네'), said(50)], 60, false],
  ]
  for (const [what, turns, at, due] of cases) {
    it(what, () => expect(isDisclosureDue(usual, turns, new Date(at * hour))).to.equal(due))
  }

  it('is never due where the brand has switched it off', () => {
    expect(isDisclosureDue({ ...usual, on: false }, [said(0)], new Date(0))).to.equal(false)
  })

  it('may differ by channel, in what the brand has said of it and nothing else', () => {
    const policy = Policy.parse({
      disclosure: { channels: { webhook: { on: false }, bluesky: { againAfterHours: 1 } } },
    })
    expect(policyOn(policy, 'webhook').disclosure).to.include({ on: false, againAfterHours: 24 })
    expect(policyOn(policy, 'bluesky').disclosure).to.include({ on: true, againAfterHours: 1 })
    expect(policyOn(policy, 'mastodon')).to.deep.equal(policy)
    expect(policyOn(policy, 'constructor')).to.deep.equal(policy)
  })

  it("uses the brand's own words, and knows them and ours again", () => {
    const own = { ...usual, ko: '자동 응답이에요. 상담원: 02 대신 여기에 "사람"이라고 적어 주세요.' }
    expect(markOf(own, 'ko')).to.equal(own.ko)
    expect(markOf(own, 'en')).to.equal(markOf(usual, 'en'))
    for (const mark of [markOf(own, 'ko'), markOf(usual, 'ko'), markOf(usual, 'en')])
      expect(withoutMark(withMark('네.', mark), own)).to.deep.equal({ body: '네.', mark })
    expect(withoutMark('네.', own)).to.deep.equal({ body: '네.', mark: null })
  })

  const networks: TextLimits[] = [
    { max: 140, unit: 'graphemes' },
    { max: 300, unit: 'graphemes', maxBytes: 3_000 },
    { max: 300, unit: 'graphemes', maxBytes: 400 },
    { max: 500, unit: 'bytes' },
  ]
  for (const limits of networks) {
    it(`leaves room for itself within ${limits.max} ${limits.unit}`, () => {
      for (const language of ['ko', 'en'] as const) {
        const mark = markOf(usual, language)
        const room = roomBefore(mark, limits)
        let text = ''
        while (fitsText(`${text}가`, room).fits) text += '가'
        expect(fitsText(withMark(text, mark), limits).fits).to.equal(true)
        expect(fitsText(withMark(`${text}가`, mark), limits).fits).to.equal(false)
      }
    })
  }

  it('knows words that the brand never says, in any capitals and with any ending', () => {
    const request = {
      ...{ visibility: 'public' as const, classification: { language: 'ko' as const }, personText: '' },
      ...{ writer: 'colleague' as const, limits: { max: 500, unit: 'graphemes' as const }, alreadySent: [] },
      policy: Policy.parse({ voice: { neverSay: ['최저가', 'VIP'] } }),
    }
    const found = look('vip 분들께 최저가로 드려요.', request).filter(({ code }) => code === 'never-say')
    expect(found.map(({ severity, span }) => [severity, span])).to.deep.equal([
      ['blocks', [8, 11]],
      ['blocks', [0, 3]],
    ])
    expect(look('가장 낮은 값이에요.', request).map(({ code }) => code)).not.to.include('never-say')
  })

  it('is counted by the guard, and neither judged nor compared', () => {
    const mark = markOf(usual, 'ko')
    const request = {
      ...{ visibility: 'public' as const, classification: { language: 'ko' as const }, personText: '' },
      ...{
        writer: 'plain' as const,
        policy: Policy.parse({}),
        limits: { max: 500, unit: 'graphemes' as const },
      },
      alreadySent: [withMark('오늘도 좋은 하루 보내세요.', mark)],
    }
    expect(look(withMark('반가워요.', mark), request)).to.deep.equal([])
    const copy = look(withMark('오늘도 좋은 하루 보내세요.', mark), request)
    expect(copy.map(({ code }) => code)).to.deep.equal(['repeats'])
    const tight = look(withMark('반가워요.', mark), { ...request, limits: { max: 20, unit: 'graphemes' } })
    expect(tight.map(({ code }) => code)).to.deep.equal(['too-long'])
    const bare = look('반가워요.', { ...request, alreadySent: [], disclosureDue: true })
    expect(bare.map(({ code }) => code)).to.deep.equal(['disclosure'])
  })
})
