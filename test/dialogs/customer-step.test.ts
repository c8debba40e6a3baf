import { expect } from 'chai'
import { askForRating, CustomerState, customerStep, type Host } from '../../dialogs/customer-step.ts'
import { customerWords } from '../../dialogs/customer-words.ts'
import type { Incoming } from '../../dialogs/turn.ts'

const host: Host = { brand: '다정텔레콤', greeting: { ko: null, en: null }, topics: ['배송이 언제 오나요?'] }
const now = new Date('2026-11-20T09:00:00Z')
const fresh = CustomerState.parse({})

let count = 0
function incoming(more: Partial<Incoming>): Incoming {
  count += 1
  return { id: `a${count}`, kind: 'message', text: '', value: null, replyTo: null, locale: null, ...more }
}

describe('what a customer meets in a chat', () => {
  it('is greeted once, told that an AI answers and how to reach a person, and offered what to ask', () => {
    const first = customerStep(fresh, incoming({ kind: 'joined', locale: 'ko-KR' }), host, now)
    expect(first.hear).to.equal(false)
    expect(first.say).to.have.length(1)
    expect(first.say[0]?.text).to.contain('다정텔레콤').and.contain('AI').and.contain('상담원')
    expect(first.say[0]?.suggestions).to.deep.equal(['배송이 언제 오나요?', '상담원 연결'])
    const again = customerStep(first.state, incoming({ kind: 'joined' }), host, now)
    expect(again.say).to.deep.equal([])
  })

  it('is greeted in the words of the brand, with the same two things behind them', () => {
    const own: Host = { ...host, greeting: { ko: '어서 오세요!', en: null } }
    const { say } = customerStep(fresh, incoming({ kind: 'joined', locale: 'ko' }), own, now)
    expect(say[0]?.text).to.match(/^어서 오세요!\n\n.*AI.*상담원/s)
  })

  const languages: [string, Partial<Incoming>, 'ko' | 'en'][] = [
    ['what they write', { text: '배송 언제 와요' }, 'ko'],
    ['what they write, whatever their client says', { text: '배송 언제 와요', locale: 'en-US' }, 'ko'],
    ['English words', { text: 'where is my order', locale: 'ko-KR' }, 'en'],
    ['their client where words do not tell', { text: '???', locale: 'en-GB' }, 'en'],
    ['nothing at all', { text: '???' }, 'ko'],
    ['another language of the client', { text: '!!', locale: 'fr-FR' }, 'en'],
  ]
  for (const [title, more, language] of languages)
    it(`speaks ${language} by ${title}`, () => {
      expect(customerStep(fresh, incoming(more), host, now).state.language).to.equal(language)
    })

  it('keeps to the language that they wrote in, whatever their client says of numbers and marks', () => {
    const { state } = customerStep(fresh, incoming({ text: '배송 언제 와요', locale: 'en-US' }), host, now)
    expect(customerStep(state, incoming({ text: '5', locale: 'en-US' }), host, now).state.language).to.equal(
      'ko',
    )
  })

  it('greets whoever writes without having come in', () => {
    const step = customerStep(fresh, incoming({ text: '배송 언제 와요' }), host, now)
    expect(step.say[0]?.text).to.contain('AI').and.contain('상담원')
    expect(step.hear).to.equal(true)
    expect(customerStep(step.state, incoming({ text: '네?' }), host, now).say).to.deep.equal([])
  })

  const heard: [string, Partial<Incoming>, boolean][] = [
    ['a message', { text: '환불해 주세요' }, true],
    ['a pressed answer, which is a message', { kind: 'press', text: '상담원 연결' }, true],
    ['blanks', { text: ' \n ' }, false],
    ['an event of the client', { kind: 'other', text: 'x' }, false],
    ['that they left', { kind: 'left' }, false],
    ['a number without a question before it', { text: '5' }, true],
  ]
  for (const [title, more, hear] of heard)
    it(`${hear ? 'hears' : 'does not hear'} ${title}`, () => {
      const step = customerStep(fresh, incoming(more), host, now)
      expect(step.hear).to.equal(hear)
      expect(step.rated).to.equal(null)
    })

  describe('when pictures come without words', () => {
    const files = { files: true, locale: 'ko-KR' }

    it('says that they cannot be seen, and hears nothing', () => {
      const step = customerStep(fresh, incoming(files), host, now)
      expect(step.say.map(({ text }) => text).at(-1)).to.equal(customerWords.ko.files)
      expect(step.hear).to.equal(false)
    })

    for (const group of [false, true])
      it(`says nothing and lets colleagues see that some came, where they speak (${group ? 'a group' : 'alone'})`, () => {
        const place = { group, leftToColleagues: true }
        const step = customerStep(fresh, incoming(files), host, now, place)
        expect(step).to.deep.include({ say: [], hear: true, heardAs: '(사진이나 파일)' })
        const english = customerStep(fresh, incoming({ ...files, locale: 'en' }), host, now, place)
        expect(english.heardAs).to.equal('(picture or file)')
        expect(
          customerStep(step.state, incoming({ text: '네?' }), host, now).say,
          'the greeting',
        ).to.have.length(1)
      })

    it('says nothing of them in a group, which may be about anything', () => {
      const place = { group: true, leftToColleagues: false }
      expect(customerStep(fresh, incoming(files), host, now, place)).to.deep.include({ say: [], hear: false })
    })

    it('hears words that come with them as they are', () => {
      const place = { group: false, leftToColleagues: true }
      const step = customerStep(fresh, incoming({ ...files, text: '이게 왔어요' }), host, now, place)
      expect(step.hear).to.equal(true)
      expect(step.heardAs).to.equal(undefined)
    })
  })

  it('does nothing with what it has answered already', () => {
    const one = incoming({ text: '환불해 주세요' })
    const { state } = customerStep(fresh, one, host, now)
    expect(customerStep(state, one, host, now)).to.deep.equal({ state, say: [], hear: false, rated: null })
  })

  describe('when a conversation is closed', () => {
    const { state: asked, post } = askForRating(fresh, { conversationId: '77', closedAfter: '8' }, now)

    it('asks whether it helped, from 1 to 5', () => {
      expect(post.text).to.contain('도움')
      expect(post.suggestions).to.deep.equal(['5점', '4점', '3점', '2점', '1점'])
      expect(post.id).to.equal('rate:77:8')
    })

    for (const [text, score] of [
      ['5', 5],
      ['4점', 4],
      ['4 of 5', 4],
      ['4 / 5', 4],
      ['5 stars', 5],
      ['⭐⭐⭐⭐', 4],
    ] as const)
      it(`takes “${text}” for ${score} and thanks`, () => {
        const step = customerStep(asked, incoming({ text }), host, now)
        expect(step.rated).to.deep.equal({ conversationId: '77', closedAfter: '8', score, words: null })
        expect(step.hear).to.equal(false)
        expect(step.say).to.have.length(1)
        expect(step.state.rating).to.equal(null)
      })

    it('asks for words after a low score, keeps them, and hears them too, as they may be a new question', () => {
      const low = customerStep(asked, incoming({ text: '2' }), host, now)
      expect(low.rated).to.include({ score: 2 })
      expect(low.state.rating).to.include({ wants: 'words' })
      const words = customerStep(
        low.state,
        incoming({ text: '답이 늦었어요. 환불은 언제 되나요?' }),
        host,
        now,
      )
      expect(words.rated).to.deep.equal({
        conversationId: '77',
        closedAfter: '8',
        score: null,
        words: '답이 늦었어요. 환불은 언제 되나요?',
      })
      expect(words.hear).to.equal(true)
      expect(words.state.rating).to.equal(null)
    })

    for (const text of ['6', '0', '55', '5 days ago I ordered', '1번 요금제로 바꿔 주세요', '⭐⭐⭐⭐⭐⭐'])
      it(`hears “${text}” as a message and asks no further`, () => {
        const step = customerStep(asked, incoming({ text }), host, now)
        expect(step.hear).to.equal(true)
        expect(step.rated).to.equal(null)
        expect(step.state.rating).to.equal(null)
      })

    it('does not wait for an answer longer than a day', () => {
      const later = new Date(now.getTime() + 24 * 3_600_000)
      const step = customerStep(asked, incoming({ text: '5' }), host, later)
      expect(step.hear).to.equal(true)
      expect(step.rated).to.equal(null)
    })
  })
})
