import { expect } from 'chai'
import { type GuardRequest, guardByPatterns as guard } from '../../src/core/guard.ts'
import type { Language } from '../../src/core/intent.ts'
import { expectInProportion } from '../support/growth.ts'

// What is told by how something is written: its language, its level, a link, a word that swears, in all the forms that hide it;
// and what looks like it and is not.

const requestIn = (language: Language, change: Partial<GuardRequest> = {}): GuardRequest => ({
  limits: { max: 1_000, unit: 'graphemes' },
  visibility: 'public',
  classification: { language, intent: 'complaint', level: null },
  ...{ alreadySent: [], linkHosts: ['ours.example'], personText: '', writer: 'model' },
  ...change,
})

const seen: [code: string, language: Language, reply: string][] = [
  ['language', 'en', 'Das tut uns leid. Which floor are you on?'],
  ['language', 'en', 'Gracias por escribir. The desk opens at nine.'],
  ['language', 'en', '네, that works until Sunday.'],
  ['language', 'en', 'Terima kasih atas kesabaran anda. The next tram is at six.'],
  ['language', 'en', 'Пожалуйста, send the ticket in a direct message.'],
  ['language', 'ko', '約30分かかります。 입구는 왼쪽이에요.'],
  ['language', 'ko', 'Merci beaucoup! 다음에도 들러 주세요.'],
  ['level', 'ko', '의자에 앉아.'],
  ['level', 'ko', '그건 다 아는 거였지. 다음엔 미리 적어.'],
  ['level', 'ko', '내일 다시 볼게.'],
  ['level', 'ko', '우리는 늘 그렇게 한다.'],
  ['level', 'ko', '문을 당겨.'],
  ['link', 'ko', '여기서 보세요: 다정소식.com'],
  ['link', 'ko', '여기서 보세요: 새소식.한국'],
  ['link', 'en', 'It is on strange.host/offers today.'],
  ['link', 'en', 'See offers[.]com for it.'],
  ['link', 'en', 'See offers dot com for it.'],
  ['link', 'en', 'Open hxxp://offers.example/a now.'],
  ['link', 'en', 'Open 192.168.0.1/start now.'],
  ['profanity', 'en', 'That was a s-h-i-t day.'],
  ['profanity', 'en', 'What a load of b0llocks.'],
  ['profanity', 'en', "For f's sake, again."],
  ['profanity', 'ko', '아 ㅈ됐네요.'],
  ['profanity', 'ko', '주문서를 쳐잃었네요.'],
  ['cheer', 'en', 'Which train was it? Choo choo.'],
  ['cheer', 'en', 'Thank you for the note, sunshine.'],
  ['cheer', 'ko', '두근두근 번호를 알려 주세요.'],
  ['cheer', 'ko', '어느 지점인가요 (ᵕ﹏ᵕ)'],
]

const innocent: [code: string, language: Language, reply: string][] = [
  ['language', 'en', 'The El Paso de los Toros line opens in May.'],
  ['language', 'en', 'Tap the button with (・) on it and you will see the list.'],
  ['language', 'ko', 'Blue Note Seoul. 예약은 앱에서 받아요.'],
  ['level', 'ko', '오늘의 국은 북어, 반찬은 상어예요. 디저트는 연어.'],
  ['level', 'ko', '여기는 바다. 저기는 고래.'],
  ['link', 'en', 'It is on www.ours.example/offers today.'],
  ['link', 'en', 'It opens at 9.30 and/or later, see page 3.'],
  ['link', 'ko', '오전 9.30/오후 6.30에 엽니다.'],
  ['profanity', 'ko', '주문번호로 찾으시면 나와요.'],
  ['profanity', 'ko', '큰 글씨 화면이 따로 있어요.'],
  ['profanity', 'ko', '새끼 고양이라니 귀엽네요.'],
  ['profanity', 'ko', '등이 꺼져 있었는지 여쭤봐도 될까요?'],
  ['profanity', 'ko', '엿 세트는 수능 전날까지 도착한다고 적혀 있어요.'],
  ['profanity', 'ko', '18번 버스와 십팔 번 막차는 차고지에서 떠나요.'],
  ['profanity', 'ko', '수박씨 발라 먹기 귀찮으셨죠.'],
  ['profanity', 'en', 'Hold the volume knob on your A55 for ten seconds.'],
  ['profanity', 'en', 'Blue tits and great tits like the narrow one.'],
  ['profanity', 'en', 'Use the second door, where the floor is low.'],
  ['profanity', 'en', '*happy noises*'],
  ['cheer', 'en', 'Zero in full sunshine cannot feel right.'],
]

describe('the guard and how something is written', () => {
  for (const [code, language, reply] of seen) {
    it(`sees ${code} in: ${reply}`, () => {
      const found = guard(reply, requestIn(language)).find((one) => one.code === code)
      expect(found, reply).to.not.equal(undefined)
    })
  }

  for (const [code, language, reply] of innocent) {
    it(`sees no ${code} in: ${reply}`, () => {
      expect(guard(reply, requestIn(language)).filter((one) => one.code === code)).to.deep.equal([])
    })
  }

  it('gives a word of another script back to who wrote it', () => {
    const reply = '안녕 means hello and goodbye in one word, among friends.'
    const codes = (personText: string) =>
      guard(reply, requestIn('en', { personText })).map(({ code }) => code)
    expect(codes('What does 안녕 on your mug mean?')).to.not.include('language')
    expect(codes('What does your mug mean?')).to.include('language')
  })

  for (const unit of ['!', '@', '$', 'a!', 'not ', 's-', 'dot ', '(_']) {
    it(`takes time in proportion to 20,000 characters of "${unit}"`, () => {
      expectInProportion((reply) => guard(reply, requestIn('en', { personText: reply })), unit)
    })
  }
})
