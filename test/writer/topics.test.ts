import { expect } from 'chai'
import type { Feeling, Intent, Language } from '../../src/core/intent.ts'
import { hear } from '../../src/writer/heard.ts'
import { loadPhrases } from '../../src/writer/phrases.ts'
import { writePlain } from '../../src/writer/plain-writer.ts'
import { toDraft } from '../support/asked.ts'
import { readingOf } from '../support/reading.ts'

const folder = new URL('../../prompts/plain', import.meta.url).pathname
const phrases = { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') }

function languageIn(text: string): Language {
  return /[가-힣]/.test(text) ? 'ko' : 'en'
}

function heardIn(text: string) {
  return hear(phrases[languageIn(text)], [text])
}

function answer(text: string, intent: Intent, feeling: Feeling, id = 't') {
  const language = languageIn(text)
  const classification = readingOf({ language, intent, feeling })
  return writePlain(phrases[language], toDraft({ id, texts: [text], classification, visibility: 'public' }))
}

describe('What a message speaks of', () => {
  for (const [text, event, noun] of [
    ['운동화 밑창이 떨어졌어요', 'fell-off', '운동화 밑창'],
    ['요금제 바꾸려는데 앱에서 오류가 나요', 'error', '앱'],
    ['자막이 소리랑 안 맞아요', 'not-fitting', '자막'],
    ['파라솔이 부서졌어요', 'cracked', '파라솔'],
    ['치킨 시켰는데 다 식어서 왔네', 'gone-cold', '치킨'],
    ['the zip on my jacket broke', 'broken', 'the zip'],
    ['my lawnmower stopped working', 'crash', 'the lawnmower'],
    ['soup was cold and the waiter just shrugged', 'came-cold', 'the soup'],
  ] as const) {
    it(`is "${noun}" in "${text}"`, () => {
      const heard = heardIn(text)
      expect(heard.event?.name).to.equal(event)
      expect(heard.event?.of?.word).to.equal(noun)
    })
  }

  for (const text of [
    '김민수가 고장 냈어요',
    '우리 아들이 안 돼요',
    '머리가 깨졌어요',
    '담당자 박서준이 망가졌대요',
    'my daughter broke down',
    'your whole company is broken',
  ]) {
    it(`is nobody and nothing that may be somebody in "${text}"`, () => {
      expect(heardIn(text).event?.of?.kind).not.to.equal('thing')
    })
  }

  for (const text of ['인터넷이 끊기면 어떻게 해요?', '화장실 조명이 꺼져 있는지 봐 줘']) {
    it(`has not happened in "${text}"`, () => expect(heardIn(text).event).to.equal(null))
  }
})

describe('A reply', () => {
  it('says that it does not know, and that a colleague goes on; it is counted as not known', () => {
    for (const text of ['로밍 하루만 쓸 수 있나요?', 'does the basic plan work in Canada?']) {
      const written = answer(text, 'question', 'calm')
      expect(written.text).to.match(/로밍.*동료|basic plan.*(?:colleague)/)
      expect(written.text).not.to.match(/\?/)
      expect(written.known).to.equal(false)
    }
  })

  it('asks for what an answer about their own order cannot do without', () => {
    expect(answer('제 택배 어디쯤 왔어요?', 'question', 'calm').text).to.match(/주문번호.*동료/)
  })

  it('asks for nothing where the chat asks, and says that a colleague goes on', () => {
    const sayings: [text: string, what: string, word: RegExp][] = [
      ['주문한 택배가 일주일째 안 와요', '주문번호', /주문번호/],
      ['my parcel has not arrived for a week', 'your order number', /order number/],
    ]
    for (const [text, what, word] of sayings) {
      const language = languageIn(text)
      const classification = readingOf({ language, intent: 'complaint', feeling: 'disappointed' })
      const texts = Array.from({ length: 20 }, (_, at) => {
        const request = toDraft({ id: `${at}`, texts: [text], classification, visibility: 'direct' })
        const { text: free } = writePlain(phrases[language], request)
        const { text: beside } = writePlain(phrases[language], { ...request, askedBeside: [what] })
        expect(beside)
          .to.match(/동료|colleague/)
          .and.not.to.match(/알려 주(?!신)|남겨 주시면|\?/)
        expect(beside).not.to.match(word)
        return free
      })
      expect(texts.join(' ')).to.match(word)
    }
  })

  it('praises back what they praise, thing or person', () => {
    expect(answer('여기 라떼 진짜 최고예요', 'chatter', 'pleased').text).to.include('라떼')
    expect(answer('배송해주신 기사님 감사해요', 'chatter', 'pleased').text).to.include('기사님')
    expect(answer('Best crew ever, thank you', 'chatter', 'pleased').text).to.include('crew')
  })

  it('takes praise beside a fault for a complaint, with care', () => {
    for (const text of [
      '배송 참 빠르네요 일주일이나 걸려서 감동받았습니다',
      'Great job leaving my books in a puddle.',
    ])
      expect(answer(text, 'chatter', 'pleased').text).to.match(/배송.*죄송|sorry that the books/)
  })

  it('laughs about nothing that fails, and does not ask about it either', () => {
    const { text, madeFrom } = answer('우리 집 와이파이 자꾸 끊겼다 붙었다 밀당하나 ㅋㅋ', 'chatter', 'calm')
    expect(text).to.match(/^와이파이가 .*끊긴다니/)
    expect(madeFrom.lines).to.deep.equal(['hear-joke'])
  })

  it('begins with the death of which a question tells', () => {
    const { text } = answer('남편이 세상을 떠났습니다. 휴대폰은 어떻게 정리하나요?', 'question', 'calm')
    expect(text).to.match(/^(?:떠나보낸|그 빈자리|어떤 말로도)/)
  })
})
