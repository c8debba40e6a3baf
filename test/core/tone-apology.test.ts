import { expect } from 'chai'
import fc from 'fast-check'
import { apologyIn } from '../../src/core/tone/apology.ts'

const found: [text: string, sentences: string[]][] = [
  ['주문이 늦어져서 정말 죄송해요. 지금 확인하고 있어요.', ['주문이 늦어져서 정말 죄송해요.']],
  ['안녕하세요. 접속이 끊겨 불편하셨을 텐데 사과드립니다!', ['접속이 끊겨 불편하셨을 텐데 사과드립니다!']],
  ['사과의 말씀을 드립니다.', ['사과의 말씀을 드립니다.']],
  ['답이 늦어 미안해요~ 곧 볼게요', ['답이 늦어 미안해요~']],
  ['송구한 마음이에요. 그리고 또 죄송합니다.', ['송구한 마음이에요.', '그리고 또 죄송합니다.']],
  ["Hi Ann. We're sorry your parcel is late. It is on its way.", ["We're sorry your parcel is late."]],
  [
    'Please accept our apologies for the 2.5 hours of waiting.',
    ['Please accept our apologies for the 2.5 hours of waiting.'],
  ],
  ['We apologise that the app closed on you.', ['We apologise that the app closed on you.']],
  ['We regret the wrong bill.', ['We regret the wrong bill.']],
  ['그때\n화면이 멈춰 죄송해요\n지금 볼게요', ['화면이 멈춰 죄송해요']],
]

const none = [
  '',
  '지금 확인하고 있어요.',
  '사과 두 개를 골랐어요. 사과를 좋아해요.',
  '죄송하지만 언제부터였는지 알려 주시겠어요?',
  '죄송할 것 없어요.',
  '미안마 음식이 맛있죠.',
  'Sorry, could you tell us when it began?',
  'Better safe than sorry.',
  'No need to apologise.',
  "You won't regret it.",
]

const worth: [text: string, names: boolean, followed: boolean][] = [
  ['주문이 늦어져서 정말 죄송해요. 지금 확인하고 있어요.', true, true],
  ['주문이 늦어져서 정말 죄송해요.', true, false],
  ['불편을 드려 죄송합니다. 디엠으로 알려 주세요.', false, true],
  ['이용에 불편을 끼쳐 드려 대단히 죄송합니다.', false, false],
  ['정말 죄송해요. 다시 한번 사과드려요.', false, false],
  ['적어 주신 글을 읽어 보니 정말 죄송해요.', false, false],
  ["We're sorry your parcel is late. It is on its way.", true, true],
  ['We are so sorry for the inconvenience. Tell us more in a DM.', false, true],
  ["We're sorry to hear that.", false, false],
]

describe('apologies in a reply', () => {
  for (const [text, sentences] of found) {
    it(`finds ${sentences.length} in "${text}"`, () => {
      const apologies = apologyIn(text)
      expect(apologies.map(({ sentence }) => sentence)).to.deep.equal(sentences)
      expect(apologies.map(({ span }) => text.slice(...span))).to.deep.equal(sentences)
    })
  }

  for (const text of none) it(`finds none in "${text}"`, () => expect(apologyIn(text)).to.deep.equal([]))

  for (const [text, names, followed] of worth) {
    it(`${names ? 'names' : 'does not name'} it, ${followed ? 'goes on' : 'ends there'}: "${text}"`, () => {
      const [first] = apologyIn(text)
      expect(first).to.include({ names, followed })
    })
  }

  it('gives places inside the text, in order, for any text', () => {
    const part = fc.constantFrom('죄송해요', ' ', '.', '\n', 'sorry', '주문이 ', '…', '2.5', '😢', '사과')
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (one) => {
        let end = 0
        for (const { span, sentence } of apologyIn(one)) {
          expect(span[0]).to.be.at.least(end)
          expect(one.slice(...span)).to.equal(sentence)
          end = span[1]
        }
        expect(end).to.be.at.most(one.length)
      }),
    )
  })
})
