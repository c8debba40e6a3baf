import { expect } from 'chai'
import fc from 'fast-check'
import { findPrivate } from '../../src/core/memory.ts'
import { expectInProportion } from '../support/growth.ts'

type Case = [reply: string, inPrivate: string, inPublic?: string]

const surfaces: Case[] = [
  ['010-2345-6789로 전화드릴게요', '제 번호는 010 2345 6789예요'],
  ['끝자리 6789 번호로 연락드릴게요', '제 번호는 010-2345-6789예요'],
  ['주문 A12-99817 확인했어요', '주문번호 A1299817이요'],
  ['order AB-20991 is on its way', 'my order is ab20991'],
  ['55,000원이 맞아요', '55000원이 빠져나갔어요'],
  ['3월 5일 방문 잊지 마세요', '3/5에 방문 예약했어요'],
  ['See you on March 5th', 'my appointment is 2026-03-05'],
  ['11월 22일에 뵐게요', 'on Nov 22 please'],
  ['29세 고객님이시죠', '저 29세예요'],
  ['역삼초등학교 앞으로 갈게요', '역삼초등학교 앞으로 와 주세요'],
  ['강남구 테헤란로 근처로 갈게요', '서울 강남구 테헤란로 12예요'],
  ['행복아파트로 보낼게요', '행복아파트 101동이에요'],
  ['홍길동님 안녕하세요', '이름은 홍길동입니다'],
  ['Hello Anna Kowalska!', 'my name is Anna Kowalska'],
  ['Thanks, Marek', "I'm Marek and I lost my card"],
  ['수술 뒤에 회복하시느라 병원비 걱정이 크셨겠어요', '수술 뒤에 회복하시느라 병원비 걱정이 커요'],
  ['당뇨 때문에 인슐린 펌프 배송이 급하시죠', '제가 당뇨 때문에 인슐린 펌프 배송이 급하시다고 했잖아요'],
  ['we hope your divorce lawyer in Boston calls', 'my divorce lawyer Boston calls daily'],
  ['the blue kitchen unit leaked overnight', 'Our blue kitchen unit leaked overnight and ruined it'],
  ['계좌 110-234-567890으로 보냈어요', '신한 110234567890이에요'],
  ['kim@example.com으로 보냈어요', '메일은 kim@example.com'],
  ['15일에 들를게요', '15일에 오세요'],
]

const clean: Case[] = [
  [
    '안녕하세요, 불편을 드려 정말 죄송해요. 확인해 볼게요.',
    '안녕하세요, 불편을 드려 정말 죄송해요. 확인해 볼게요.',
  ],
  ['메시지 남겨 주셔서 감사해요. 바로 확인할게요.', '메시지 남겨 주셔서 감사해요. 바로 확인할게요.'],
  ['Thank you for your message, we will look at it', 'Thank you for your message, we will look at it'],
  ['010-2345-6789로 전화드릴게요', '제 번호는 010-2345-6789예요', '010-2345-6789로 전화 주세요'],
  ['3월 5일 공지예요', '3월 5일이 생일이에요', '3월 5일에 뭐 하나요?'],
  ['55,000원 요금제예요', '55000원 내요', '요금제는 55,000원'],
  ['홍길동님 안녕하세요', '이름은 홍길동입니다', '홍길동'],
  ['24시간 상담해요', '24시간 기다렸어요'],
  ['2026년에도 함께해요', '2026년에 가입했어요'],
  ['365일 열려 있어요', '365일 내내 그래요'],
  ['1번을 눌러 주세요', '1번 했어요'],
  ['고객님 안녕하세요', '고객님이라고 부르지 마세요'],
  ['반가워요! 오늘도 좋은 하루예요', '제 번호는 010-2345-6789예요'],
  ['다른 요금제로 바꿀 수 있어요', '요금제를 바꾸고 싶어요'],
  ['바로 도와드릴게요', '바로 해 주세요'],
  ['the weather is lovely today', 'my card was stolen in Rome'],
  ['아무 말', ''],
]

describe('what was said in private only', () => {
  for (const [reply, inPrivate, inPublic] of surfaces) {
    it(`surfaces in “${reply}”`, () => {
      const found = findPrivate(reply, { privateTexts: [inPrivate], publicTexts: inPublic ? [inPublic] : [] })
      expect(found.map(({ code, severity }) => `${code} ${severity}`)).to.include('private-surfaces blocks')
      for (const { span, ko, en } of found) {
        expect(span?.[0]).to.be.lessThan(span?.[1] ?? 0)
        expect(ko + en).to.not.match(/\d/)
      }
      expect(findPrivate(reply, { privateTexts: [], publicTexts: [] })).to.deep.equal([])
      expect(findPrivate(reply, { privateTexts: [inPrivate], publicTexts: [inPrivate] })).to.deep.equal([])
    })
  }
  for (const [reply, inPrivate, inPublic] of clean) {
    it(`does not surface in “${reply}” after “${inPrivate}”${inPublic ? ` and “${inPublic}” in public` : ''}`, () => {
      const texts = { privateTexts: [inPrivate], publicTexts: inPublic ? [inPublic] : [] }
      expect(findPrivate(reply, texts)).to.deep.equal([])
    })
  }

  it('never surfaces in a text that shares nothing with it', () => {
    const word = (letters: string) =>
      fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 9 })
    const text = (letters: string) =>
      fc.array(word(letters), { maxLength: 40 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc
          .oneof(text('가나다라마바사123ABCdef-'), fc.string())
          .filter((one) => !/[아자차카타파하789XYZuvw]/.test(one)),
        fc.array(text('아자차카타파하789XYZuvw')),
        (reply, privateTexts) => {
          expect(findPrivate(reply, { privateTexts, publicTexts: [] })).to.deep.equal([])
        },
      ),
    )
  })

  it('takes time that grows with the texts only', () => {
    expectInProportion(
      (text) =>
        findPrivate(text.slice(0, 2_000), { privateTexts: Array(50).fill(text), publicTexts: [text] }),
      '가나다 123-456 Street 12 3월 5일 ',
    )
  })
})
