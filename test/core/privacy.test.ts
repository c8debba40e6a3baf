import { expect } from 'chai'
import fc from 'fast-check'
import { findPersonal, maskPersonal } from '../../src/core/privacy.ts'

const found: [text: string, masked: string][] = [
  ['메일은 dajeong.kim+shop@example.co.kr 이에요', '메일은 [email] 이에요'],
  ['Write to a_b-c@mail.example.com.', 'Write to [email].'],
  ['메일은 a＠example．com', '메일은 [email]'],
  ['제 번호는 010-1234-5678입니다', '제 번호는 [phone]입니다'],
  ['01012345678로 전화 주세요', '[phone]로 전화 주세요'],
  ['010 1234 5678', '[phone]'],
  ['010.1234.5678', '[phone]'],
  ['(010) 1234-5678', '[phone]'],
  ['０１０－１２３４－５６７８', '[phone]'],
  ['0 1 0 1 2 3 4 5 6 7 8', '[phone]'],
  ['010\u200b1234\u200b5678', '[phone]'],
  ['011-234-5678', '[phone]'],
  ['02-123-4567 이나 031-1234-5678', '[phone] 이나 [phone]'],
  ['070-1234-5678', '[phone]'],
  ['+82 10-1234-5678', '[phone]'],
  ['+82 (0)10 1234 5678 인가요', '[phone] 인가요'],
  ['0082 10 1234 5678', '[phone]'],
  ['call +44 20 7946 0958', 'call [phone]'],
  ['call 555-123-4567', 'call [phone]'],
  ['010-1234-5678 010-8765-4321', '[phone] [phone]'],
  ['주문 3개 010-1234-5678 2026년', '주문 3개 [phone] 2026년'],
  ['주민번호 900101-1234568', '주민번호 [resident-number]'],
  ['9001011234568', '[resident-number]'],
  ['210305-3123456', '[resident-number]'],
  ['카드 4111 1111 1111 1111', '카드 [card]'],
  ['4111-1111-1111-1111', '[card]'],
  ['3782 822463 10005', '[card]'],
  ['5500005555555559', '[card]'],
  ['송장 123456789', '송장 [tracking-number]'],
  ['이거 729103846 뭐예요', '이거 [digits] 뭐예요'],
  ['국민 110-123-456789', '국민 [bank-account]'],
  ['Authorization: Bearer abcdef123456/+x==', 'Authorization: Bearer [secret]'],
  ['key sk-proj-abcdefghijklmnop1234', 'key [secret]'],
  ['ghp_abcdefghijklmnopqrstuvwxyz0123', '[secret]'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '[secret]'],
  ['from 192.168.0.17 today', 'from [ip] today'],
  ['from 2001:db8::8a2e:370:7334', 'from [ip]'],
]

const nothing: [what: string, text: string][] = [
  ['a Mastodon handle', '@minji@social.example 안녕하세요'],
  ['a date', '2026-11-22 14:30에 주문했어요'],
  ['a price', '12,900원이에요'],
  ['a year and a count', '2026년 3월에 2개'],
  ['a time', '12:30:45'],
  ['a word with bearer before it', 'the bearer responsible for this'],
  ['an address without a host', 'meet me @home or a@b'],
  ['small talk', '오늘도 힘내요 ㅎㅎ'],
]

describe('Personal data in a text', () => {
  for (const [text, masked] of found) {
    it(`is masked: ${text}`, () => {
      expect(maskPersonal(text)).to.equal(masked)
    })
  }

  for (const [what, text] of nothing) {
    it(`is not ${what}`, () => {
      expect(findPersonal(text)).to.deep.equal([])
    })
  }

  it('needs Luhn to call a bare number a card', () => {
    expect(findPersonal('4111111111111111')[0]?.kind).to.equal('card')
    expect(findPersonal('4111111111111112')[0]?.kind).to.equal('digits')
  })

  it('is no resident number without a possible date of birth or, written in one, a right check digit', () => {
    expect(findPersonal('901399-1234567')[0]?.kind).to.equal('digits')
    expect(findPersonal('9001011234567')[0]?.kind).to.equal('digits')
  })

  it('is told with positions in the original text, full-width or not', () => {
    const text = '번호 ０１０－１２３４－５６７８ 끝'
    const [one] = findPersonal(text)
    expect(text.slice(one?.start, one?.end)).to.equal('０１０－１２３４－５６７８')
  })

  it('does not overlap, stays in order and is gone after masking, whatever the text', () => {
    const piece = fc.constantFrom(
      '010',
      '-',
      ' ',
      '1234',
      '5678',
      '@',
      'a',
      '.com',
      ':',
      '.',
      '+82',
      'sk-',
      '가',
      '2001::1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        let at = 0
        for (const one of findPersonal(text)) {
          expect(one.start).to.be.at.least(at)
          expect(one.end).to.be.above(one.start)
          at = one.end
        }
        expect(at).to.be.at.most(text.length)
        expect(maskPersonal(text)).not.to.match(/010-1234-5678/)
      }),
    )
  })

  // Each of these makes a scanner that looks back over everything take minutes; mocha's own limit is the proof.
  const crafted: [what: string, unit: string][] = [
    ['digits', '1'],
    ['single digits with gaps', '1 '],
    ['at signs', '@'],
    ['mailboxes without an end', 'a@'],
    ['dots after an at sign', 'a@b.'],
    ['colons', 'a:'],
    ['starts of keys', 'sk-'],
    ['starts of tokens', 'eyJ-'],
    ['bearers', 'Bearer '],
    ['spaces', ' '],
    ['letters', 'a'],
    ['dates', '1990.03.14 '],
    ['names and dates', '김하나 (900314) '],
    ['dates that go on', '19.'],
    ['plates', '12가 3456 '],
    ['words before plates', 'plate A1 '],
    ['odd joints', '010~1234~'],
    ['number words', 'one 2 '],
    ['streets abroad', '1 Rue A '],
    ['roads in Latin letters', 'Unit 1, 2 Aaro '],
    ['capitals and commas', '1 A, B, '],
    ['codes', '123456 is the '],
    ['mailboxes in words', 'ab골뱅이'],
  ]
  for (const [what, unit] of crafted) {
    it(`is searched to the end in 100 kB of ${what}`, () => {
      const tail = ' 010-1234-5678 '
      const text = unit.repeat(100_000 / unit.length) + tail
      expect(maskPersonal(text)).not.to.include('1234-5678')
    })
  }

  // What a finder is asked only where there is a digit, a colon or one of its words must be found however that is written.
  const barely: [what: string, text: string, masked: string][] = [
    ['a password without a digit', '비번: correcthorse', '비번: [secret]'],
    ['a password in capitals', 'PASSWORD: CORRECTHORSE', 'PASSWORD: [secret]'],
    ['a key without a digit', 'sk-abcdefghijklmnop', '[secret]'],
    ['a key without a joint', 'sk4bcdefghijklmnop', '[secret]'],
    [
      'a name that begins like a key',
      '@skylarkholidays npmpackagesforall',
      '@skylarkholidays npmpackagesforall',
    ],
    ['a password in a link', 'ftp://me:horse@host', 'ftp://me:[secret]@host'],
    ['an order without a digit', 'ord-abcdef', '[order-number]'],
    ['a mailbox in words', 'hong　골뱅이　네이버　점　컴', '[email]'],
    ['a house below ground', '역삼동 지하 12-3 서울 강남구 테헤란로 지하 12', '역삼동 지하 12-3 [address]'],
    ['a quarter on a hill', '충남 공주시 반포면 학봉리 산 12-3', '[address]'],
    ['circled digits', '①②③-④⑤-⑥⑦⑧⑨⓪ 010-①②③④-⑤⑥⑦⑧', '①②③-④⑤-⑥⑦⑧⑨⓪ [phone]'],
    ['an address of a machine', '::1:a', '[ip]'],
  ]
  for (const [what, text, masked] of barely) {
    it(`is found where little shows it: ${what}`, () => {
      expect(maskPersonal(text)).to.equal(masked)
    })
  }

  it('takes words that every object knows for words', () => {
    for (const word of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])
      expect(findPersonal(`five ${word} six one two three ${word}`)).to.deep.equal([])
  })
})
