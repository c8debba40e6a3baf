import { expect } from 'chai'
import { makeNearExamples } from '../../src/writer/near-examples.ts'

function knowing(...texts: string[]) {
  const near = makeNearExamples()
  texts.forEach((text, i) => {
    near.add({ id: String(i), brandId: '1', text, labels: { intent: 'complaint' } })
  })
  return near
}

const cases: [title: string, known: string, asked: string, found: boolean][] = [
  [
    'the same message',
    '지난주에 시킨 커튼이 아직도 준비중이에요',
    '지난주에 시킨 커튼이 아직도 준비중이에요',
    true,
  ],
  [
    'other numbers and marks',
    '주문 44713번 아직도 상품 준비중으로 떠 있어요.',
    '주문 44719번 아직도 상품 준비중으로 떠 있어요!!',
    true,
  ],
  ['a stretched letter', 'my parcel is still at the depot', 'My parcel is still at the depottt', true],
  ['another matter', '배송이 너무 늦어요', '결제가 두 번 됐어요', false],
  [
    'the opposite, which differs by one letter',
    '기사님이 오늘 오전에 다녀가셔서 인터넷 연결이 잘 됩니다',
    '기사님이 오늘 오전에 다녀가셔서 인터넷 연결이 잘 안 됩니다',
    false,
  ],
  ['the same words asked', 'the app works again on my phone', 'the app works again on my phone?', false],
  ['one letter', '네', '네', true],
  ['nothing', '', '', false],
]

describe('Messages that colleagues have corrected', () => {
  for (const [title, known, asked, found] of cases) {
    it(`${found ? 'are found again' : 'are not taken'} for ${title}`, () => {
      expect(knowing(known).find('1', asked) !== null).to.equal(found)
    })
  }

  it('belong to their brand', () => {
    expect(knowing('배송이 너무 늦어요').find('2', '배송이 너무 늦어요')).to.equal(null)
  })

  it('take the place of what was said of the same message before', () => {
    const near = knowing('배송이 너무 늦어요')
    near.add({ id: '0', brandId: '1', text: '배송이 너무 늦어요', labels: { intent: 'chatter' } })
    expect(near.find('1', '배송이 너무 늦어요')?.labels).to.deep.equal({ intent: 'chatter' })
    expect(near.size).to.equal(1)
  })

  it('are believed in the newest word when two say different things', () => {
    const near = knowing('배송이 너무 늦어요')
    near.add({ id: '9', brandId: '1', text: '배송이 너무 늦어요!', labels: { intent: 'question' } })
    expect(near.find('1', '배송이 너무 늦어요')?.labels.intent).to.equal('question')
  })

  it('are kept up to a number, the newest', () => {
    const near = makeNearExamples()
    for (let i = 0; i < 5_010; i += 1)
      near.add({ id: String(i), brandId: '1', text: `메시지 번호 ${i} 입니다`, labels: { spam: true } })
    expect(near.size).to.equal(5_000)
  })
})
