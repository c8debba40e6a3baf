import { expect } from 'chai'
import { markOf, withMark } from '../../src/core/disclosure.ts'
import { type Taught, toLesson, withoutPerson } from '../../src/core/lesson.ts'
import { Disclosure } from '../../src/core/policy.ts'

const hana = { name: '김하나', handle: '@hana@town.example' }
const disclosure = Disclosure.parse({})

describe('what is kept of a person in a lesson', () => {
  const cases: [says: string, text: string, person: { name: string; handle: string }, kept: string][] = [
    ['the whole name', '김하나 고객님, 반가워요', hana, '[name] 고객님, 반가워요'],
    ['the name that friends say', '하나님, 오늘 가요', hana, '[name]님, 오늘 가요'],
    ['their handle', '@hana@town.example 안녕하세요', hana, '@[handle] 안녕하세요'],
    ['their handle without its server', 'hana님 안녕하세요', hana, '[name]님 안녕하세요'],
    ['somebody else’s handle', '@minsu@other.example 도 같은 일이에요', hana, '[handle] 도 같은 일이에요'],
    ['a bare handle', 'ask @bob_92 about it', hana, 'ask [handle] about it'],
    [
      'a Latin name in small letters',
      'thanks emma!',
      { name: 'Emma Stone', handle: 'stone' },
      'thanks [name]!',
    ],
    ['a family name', 'Dear Ms Stone', { name: 'Emma Stone', handle: 'e' }, 'Dear Ms [name]'],
    ['a number', '010-1234-5678로 전화 주세요', hana, '[phone]로 전화 주세요'],
    ['an address of mail', 'hana@naver.com 으로요', hana, '[email] 으로요'],
  ]
  for (const [says, text, person, kept] of cases)
    it(`is not ${says}`, () => expect(withoutPerson(text, person)).to.equal(kept))

  const left: [says: string, text: string, person: { name: string; handle: string }][] = [
    ['a Latin name inside a word', 'annual plans', { name: 'Ann', handle: 'x' }],
    ['two small letters that are a word', 'an answer', { name: 'An Li', handle: 'x' }],
    ['a text about a product', '기가 인터넷 500 요금은 월 33,000원이에요', hana],
    ['a text with a name of no letters', '안녕하세요 :)', { name: ':)', handle: '' }],
  ]
  for (const [says, text, person] of left)
    it(`leaves ${says} alone`, () => expect(withoutPerson(text, person)).to.equal(text))
})

describe('a lesson', () => {
  const taught: Taught = {
    kind: 'edited',
    reason: 'tone',
    note: '010-1234-5678 고객은 전화를 원해요',
    classification: { intent: 'question', language: 'ko' },
    visibility: 'public',
    texts: ['배송 언제 와요?', '제 번호는 010-1234-5678'],
    draft: withMark('오늘 가요!', markOf(disclosure, 'ko')),
    reply: '내일 도착해요, 하나님.',
    overruled: false,
    person: hana,
    disclosure,
  }

  it('has no mark of a machine and nothing personal', () => {
    expect(toLesson(taught)).to.deep.equal({
      kind: 'edited',
      reason: 'tone',
      note: '[phone] 고객은 전화를 원해요',
      language: 'ko',
      intent: 'question',
      visibility: 'public',
      message: '배송 언제 와요?\n제 번호는 [phone]',
      draft: '오늘 가요!',
      reply: '내일 도착해요, [name]님.',
      overruled: false,
    })
  })

  it('keeps that nothing was sent', () => {
    expect(toLesson({ ...taught, kind: 'refused', reply: null }).reply).to.equal(null)
  })
})
