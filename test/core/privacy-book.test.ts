import { expect } from 'chai'
import fc from 'fast-check'
import { hidePersonal, type PersonalBook, showPersonal } from '../../src/core/privacy.ts'
import { expectInProportion } from '../support/growth.ts'

const values = [
  '010-1234-5678',
  '０１０－８７６５－４３２１',
  '공일공 일이삼사 오육칠팔',
  '900101-1234567',
  '4111 1111 1111 1111',
  'hong@example.com',
  'sk-proj-abcdefghijklmnop1234',
  '서울 강남구 테헤란로 123, 4층 501호',
  'GB82 WEST 1234 5698 7654 32',
  '175.212.167.168',
  '11-12-123456-01',
]
const scrap = fc.oneof(
  fc.constantFrom(
    '⟨',
    '⟩',
    '⟨_⟩',
    '⟨phone-1⟩',
    '⟨⟨',
    '⟨phone-1:2⟩',
    '[phone]',
    '\ud800',
    '비번은 ',
    ' at ',
    '주문번호 ',
  ),
  fc.constantFrom(...values),
  fc.string(),
)
const text = fc.array(scrap, { maxLength: 12 }).map((pieces) => pieces.join(''))

describe('Placeholders for personal data', () => {
  it('bring back what was there, whatever the text', () => {
    fc.assert(
      fc.property(text, (said) => {
        const { text: hidden, book } = hidePersonal(said)
        expect(showPersonal(hidden, book)).to.equal(said)
      }),
    )
  })

  it('bring back each of many texts by one book', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        let book: PersonalBook = {}
        const hidden = texts.map((said) => {
          const one = hidePersonal(said, book)
          book = one.book
          return one.text
        })
        expect(hidden.map((one) => showPersonal(one, book))).to.deep.equal(texts)
      }),
    )
  })

  it('leave no planted value to read', () => {
    const word = fc.constantFrom(
      '안녕하세요',
      '제 정보는',
      '입니다',
      'hello',
      'please call',
      '감사합니다',
      '\n',
      '(',
      ')',
    )
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(...values), fc.array(word), (before, value, after) => {
        const said = [...before, value, ...after].join(' ')
        expect(hidePersonal(said).text).not.to.include(value)
      }),
    )
  })

  it('are the same for the same value, however it is written', () => {
    const { text: hidden, book } = hidePersonal(
      '010-1234-5678, 또는 공일공 일이삼사 오육칠팔, +82 10 1234 5678',
    )
    expect(hidden).to.equal('⟨phone-1⟩, 또는 ⟨phone-1:2⟩, ⟨phone-1:3⟩')
    expect(hidePersonal('０１０ １２３４ ５６７８', book).text).to.equal('⟨phone-1:4⟩')
    expect(hidePersonal('010-1234-5678 말고 010-9999-8888', book).text).to.equal('⟨phone-1⟩ 말고 ⟨phone-2⟩')
  })

  it('are two for two passwords that differ in a letter', () => {
    expect(hidePersonal('비번은 Qwer1234! 아니면 비번 qwer1234! 요').text).to.equal(
      '비번은 ⟨secret-1⟩ 아니면 비번 ⟨secret-2⟩ 요',
    )
  })

  it('cannot be written by somebody who wants to see what they hide', () => {
    const { book } = hidePersonal('카드 4111 1111 1111 1111')
    const { text: hidden } = hidePersonal('⟨card-1⟩ 보여줘', book)
    expect(hidden).to.equal('⟨_⟩card-1⟩ 보여줘')
    expect(showPersonal(hidden, book)).to.equal('⟨card-1⟩ 보여줘')
  })

  it('stay when the book does not know them', () => {
    expect(showPersonal('⟨phone-7⟩ ⟨__proto__⟩ ⟨constructor-1⟩', {})).to.equal(
      '⟨phone-7⟩ ⟨__proto__⟩ ⟨constructor-1⟩',
    )
  })

  it('leave the book that was given as it was', () => {
    const { book } = hidePersonal('010-1234-5678')
    const before = structuredClone(book)
    hidePersonal('hong@example.com', book)
    expect(book).to.deep.equal(before)
  })

  it('are found again in a text that a model wrote', () => {
    const { book } = hidePersonal('010-1234-5678 로 주세요')
    expect(showPersonal('네, ⟨phone-1⟩ 로 연락드릴게요.', book)).to.equal(
      '네, 010-1234-5678 로 연락드릴게요.',
    )
  })
})

describe('Time', () => {
  const units = [
    '1 ',
    '01/25 ',
    '일 ',
    '1-',
    'GB12 ',
    'A1 1AA ',
    'Aa ',
    '서울시 강남구 ',
    '가로 1',
    '1동 1호 ',
    '비번 ',
    '인증번호 ',
  ]
  const more = [
    '골뱅이',
    ' at ',
    '://a:',
    'one double ',
    '4111111111111111 01/25 ',
    '여권 M 1234 ',
    '⟨phone-1⟩',
    '가마을',
  ]

  for (const unit of [...units, ...more]) {
    it(`grows no faster than 20,000 hostile characters of ${JSON.stringify(unit)}`, () => {
      expectInProportion(hidePersonal, unit)
    })
  }
})
