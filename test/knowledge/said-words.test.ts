import { expect } from 'chai'
import { makeWordCount } from '../../src/core/top-words.ts'
import { saidWords } from '../../src/knowledge/said-words.ts'

describe('words that are counted', () => {
  const hana = { name: '김하나', handle: '@hana.kim@town.example' }
  const stems = (text: string, person = hana) => saidWords(text, person).map(({ stem }) => stem)

  const cases: [says: string, text: string, stems: string[]][] = [
    ['cuts Korean to what its forms share', '배송이 배송을 배송은 늦었어요, 배송!', ['배송', '늦었어']],
    ['keeps what we say too often', '불편을 드려 죄송합니다. 죄송해요.', ['불편', '드려', '죄송']],
    ['cuts English', 'The order was delivered; my orders arrived', ['order', 'deliv', 'arriv']],
    ['leaves out what says nothing', '안녕하세요, 그런데 이거 언제 되나요? Hello, what is this?', []],
    ['leaves out numbers and links', '3만원 2026년 https://shop.example/배송 a1', []],
    ['leaves out the person in all their parts', '김하나입니다, 하나예요, hana.kim 환불', ['환불']],
    ['leaves out every handle', '@minsu 환불 @suho@town.example', ['환불']],
    [
      'leaves out what is personal',
      '010-1234-5678 hana@example.com 서울시 강남구 테헤란로 12 환불',
      ['환불'],
    ],
    ['counts a word of a message once', '환불 환불 환불', ['환불']],
  ]
  for (const [says, text, wanted] of cases)
    it(says, () => {
      expect(stems(text)).to.deep.equal(wanted)
    })

  it('are shown when three persons share them, the most frequent first', () => {
    const count = makeWordCount()
    for (const person of ['1', '2', '3']) count.add(person, saidWords('배송이 죄송합니다', hana))
    count.add('3', saidWords('배송', hana))
    for (const person of ['1', '1', '1', '2']) count.add(person, saidWords('비밀스러운', hana))
    expect(count.top(10)).to.deep.equal([
      { stem: '배송', word: '배송', messages: 4, persons: 3 },
      { stem: '죄송', word: '죄송합니다', messages: 3, persons: 3 },
    ])
    expect(count.top(1)).to.have.length(1)
  })
})
