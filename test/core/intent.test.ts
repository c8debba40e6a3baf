import { expect } from 'chai'
import { joinClassifications } from '../../src/core/burst.ts'
import { type Classification, languageOf, surenessOfRisk, surestRisk } from '../../src/core/intent.ts'
import { readingOf } from '../support/reading.ts'

const calm = readingOf({ why: ['안녕'] })

describe('A reading of what a person needs', () => {
  it('takes the gravest of a burst and is as sure as the least sure part', () => {
    const furious: Classification = {
      ...calm,
      intent: 'complaint',
      feeling: 'angry',
      urgency: 'high',
      confidence: 0.5,
      why: ['화나'],
    }
    expect(joinClassifications([calm, furious, calm])).to.include({
      intent: 'complaint',
      feeling: 'angry',
      urgency: 'high',
      confidence: 0.5,
    })
  })

  it('needs a reply as soon as one message of the burst does', () => {
    const thanks = { ...calm, needsReply: false }
    expect(joinClassifications([thanks, calm, thanks]).needsReply).to.equal(true)
    expect(joinClassifications([thanks, thanks]).needsReply).to.equal(false)
  })

  it('keeps every risk of a burst once', () => {
    const joined = joinClassifications([
      { ...calm, risks: ['legal'] },
      { ...calm, risks: ['legal', 'press'] },
    ])
    expect(joined.risks).to.deep.equal(['legal', 'press'])
  })

  it('keeps a risk as sure as where it is surest, whatever harmless was said beside it', () => {
    const threat: Classification = {
      ...calm,
      risks: ['threat', 'legal'],
      riskDetails: { threat: { sure: 0.9, words: ['불'] }, legal: { sure: 0.2, words: ['고소'] } },
      sure: { risks: 0.9 },
    }
    const faint: Classification = {
      ...calm,
      risks: ['legal'],
      riskDetails: { legal: { sure: 0.02, words: ['계약'] } },
      sure: { risks: 0.02 },
    }
    const none: Classification = { ...calm, sure: { risks: 0.6 } }
    const joined = joinClassifications([threat, faint, none])
    expect(joined.sure.risks).to.equal(0.9)
    expect(joined.riskDetails).to.deep.equal({
      threat: { sure: 0.9, words: ['불'] },
      legal: { sure: 0.2, words: ['고소', '계약'] },
    })
    expect(surestRisk(joined, ['legal'])).to.equal(0.2)
    expect(joinClassifications([none, faint]).sure.risks).to.equal(0.02)
  })

  it('takes a risk that nobody said how sure they are of for certain', () => {
    expect(surenessOfRisk({ ...calm, risks: ['legal'], sure: {} }, 'legal')).to.equal(1)
  })

  it('cannot be made of nothing', () => {
    expect(() => joinClassifications([])).to.throw(RangeError)
  })

  const languages: [text: string, language: string | null][] = [
    ['안녕하세요', 'ko'],
    ['ㅋㅋㅋ', 'ko'],
    ['Galaxy Watch 7 언제 나와요?', 'ko'],
    ['Where is my 주문?', 'en'],
    ['배송 https://example.com/where/is/my/order/please', 'ko'],
    ['@somebody@mastodon.example 배송', 'ko'],
    ['dajeong.example/some/long/path 배송', 'ko'],
    ['配送はいつですか', 'other'],
    ['Где мой заказ?', 'other'],
    ['👍 123', null],
    ['', null],
  ]
  for (const [text, language] of languages) {
    it(`finds the language of "${text}"`, () => {
      expect(languageOf(text)).to.equal(language)
    })
  }
})
