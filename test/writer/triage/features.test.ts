import { expect } from 'chai'
import fc from 'fast-check'
import { buckets, makeFeatures, normalise } from '../../../src/writer/triage/features.ts'

describe('the features of a message', () => {
  const read = makeFeatures()
  const of = (text: string, language: 'ko' | 'en' = 'en') => {
    const { count, at, value } = read(text, language)
    return new Map(Array.from({ length: count }, (_, i) => [at[i] as number, value[i] as number]))
  }
  const shared = (a: Map<number, number>, b: Map<number, number>) =>
    [...a.keys()].filter((one) => b.has(one)).length / a.size

  it('are the same for the same text, whatever was read before', () => {
    const first = of('My order never came!!')
    of('전혀 다른 글이에요 ㅠㅠ', 'ko')
    expect(of('My order never came!!')).to.deep.equal(first)
  })

  it('are never more than can be kept, inside their buckets and finite, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 3_000 }),
        fc.constantFrom('ko', 'en'),
        (text, language) => {
          for (const [at, value] of of(text, language)) {
            expect(at).to.be.within(0, buckets - 1)
            expect(Number.isFinite(value) && value > 0).to.equal(true)
          }
        },
      ),
    )
  })

  it('see a long message by its start and its end, in bounded time', () => {
    const long = `${'환불해 주세요 '.repeat(2_000)}빨리요`
    expect(of(long, 'ko').size).to.be.lessThan(20_000)
    expect(normalise(long).endsWith('빨리요')).to.equal(true)
  })

  it('say nothing of nothing', () => {
    for (const text of ['', ' ', '\u0000\u200b']) expect([...of(text)].length).to.be.at.most(4)
  })

  it('take one spelling for what means the same', () => {
    expect(normalise('ＨＥＬＰ http://a.b/c @shop.example  12345678')).to.equal('help <url> <user> <num>')
    expect(normalise('ㅋㅋㅋㅋㅋㅋㅋ 왜애애애애')).to.equal('ㅋㅋ 왜애애')
    expect(normalise('r\u0435fund')).to.equal('refund') // a Cyrillic е
    expect(normalise('почему так долго')).to.equal('почему так долго')
  })

  it('find a word again when its ending or its spelling differs', () => {
    expect(shared(of('배송이 안됐어요', 'ko'), of('배송이 안됬어요', 'ko'))).to.be.greaterThan(0.5)
    expect(shared(of('배송이 안됐어요', 'ko'), of('날씨가 참 맑다', 'ko'))).to.be.lessThan(0.15)
  })
})
