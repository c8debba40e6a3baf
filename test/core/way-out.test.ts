import { expect } from 'chai'
import fc from 'fast-check'
import { type SaidWish, wishOf } from '../../src/core/way-out.ts'
import { expectInProportion } from '../support/growth.ts'

const said: Record<SaidWish, string[]> = {
  person: [
    '사람이랑 얘기할래요',
    '사람하고 통화하고 싶어요',
    '상담원 연결',
    '상담원 연결해 주세요',
    '상담원이랑 연결 좀 부탁드려요',
    '상담사 바꿔 주세요',
    '직원 바꿔줘요',
    '봇 말고 사람 불러 주세요',
    '챗봇 말고요',
    '기계 말고 사람이요',
    'AI 답변 말고 직원분이 답해 주세요',
    '자동응답 됐고 담당자 연결해 주세요',
    '담당자분이랑 직접 통화하고 싶습니다',
    '책임자 나오세요',
    '매니저님과 통화 가능할까요?',
    '진짜 사람이랑 대화하고 싶어요',
    '사람 불러 주세요',
    '상담원이 필요해요',
    '사람이 답해 주세요',
    '상담 연결 부탁드립니다',
    '이제 상담원한테 넘겨 주세요',
    '관리자분께 말씀드리고 싶어요',
    'human pls',
    'a human, please',
    'I want to talk to a human',
    'can I speak to a real person?',
    'connect me to an agent',
    'connect me with a human agent please',
    'let me speak with your manager',
    'put me through to a person',
    'get me a supervisor',
    'transfer me to a representative',
    'I need a human',
    "I'd like to chat with a real person not a bot",
    'no more bots, give me a human',
    'can someone from the team call me',
    'agent please',
    'representative now',
    'could I get a real person?',
    'How do I get through to a human?',
    'please hand me over to a colleague',
    "i'd rather have a human",
  ],
  silence: [
    '그만 보내세요',
    '그만 좀 보내세요',
    '이제 그만 연락하세요',
    '더 이상 연락하지 마세요',
    '답장하지 마세요',
    '답글 달지 마세요',
    '다시는 메시지 보내지 마세요',
    '말 걸지 마세요',
    '디엠 보내지 마',
    '자동 답변 그만',
    '자동답장 보내지 마세요',
    '봇 답글 사양할게요',
    '챗봇 그만',
    '저한테 연락 그만하세요',
    '저 좀 내버려 두세요',
    '연락 사절',
    '이제 답장 받고 싶지 않아요',
    "don't message me again",
    "Please don't contact me anymore",
    'do not reply to me',
    'stop messaging me',
    'STOP REPLYING TO ME',
    'please stop contacting me',
    'stop dming me',
    'quit spamming me',
    'stop sending me messages',
    'stop with the auto replies',
    'stop the automated replies please',
    'no more messages',
    'leave me alone',
    'leave me alone, bot',
    'never write to me again',
    'unsubscribe me from these messages',
    'I want to opt out',
    "I don't want any more messages from you",
    'stop bothering me!!',
  ],
  'bot-again': [
    '다시 자동으로 답해 줘도 돼요',
    '이제 봇이 답해도 괜찮아요',
    '챗봇이 답해 줘도 돼요',
    '자동 답변 다시 켜 주세요',
    '다시 자동답변 받을게요',
    'AI가 답해 주셔도 됩니다',
    '봇도 괜찮아요',
    '이제 자동으로 답하셔도 돼요',
    'bot is fine',
    'the bot is fine again',
    'AI replies are ok with me now',
    'the bot can answer again',
    "I don't mind the bot",
    'you can use the bot again',
    'turn the bot back on',
    'automated replies are fine from now on',
  ],
}

const bare: [string, SaidWish][] = [
  ['사람', 'person'],
  ['상담원', 'person'],
  ['상담원!', 'person'],
  ['@dajeong 상담원이요', 'person'],
  ['사람 불러줘', 'person'],
  ['human', 'person'],
  ['“human”', 'person'],
  ['HUMAN!!!', 'person'],
  ['agent', 'person'],
  ['stop', 'silence'],
  ['STOP', 'silence'],
  ['Stop.', 'silence'],
  ['please stop', 'silence'],
  ['unsubscribe', 'silence'],
  ['그만', 'silence'],
  ['그만하세요', 'silence'],
  ['수신거부', 'silence'],
  ['멈춰', 'silence'],
  ['봇', 'bot-again'],
  ['unstop', 'bot-again'],
]

const none = [
  'stop charging me',
  'the bus stop',
  'I waited at the bus stop for an hour',
  'please stop the payment on my card',
  'stop sending me capybaras at work',
  'STOP changing the thumbnail',
  'somebody stop me from having too much fun',
  'when does the promo stop?',
  'my data stopped working',
  'how do I stop my subscription?',
  'they never reply to me',
  "why don't you reply to me",
  "you don't answer me",
  'my ex keeps messaging me, how do I block him',
  'someone keeps texting me from your number',
  'please unsubscribe me from the texts, emails are ok',
  'the unsubscribe button does not work',
  'Your agent was lovely yesterday',
  'I spoke to an agent this morning and she fixed it',
  'so nice to talk to a real person for once',
  'human error happens',
  'only human after all',
  'estate agent recommended your broadband',
  'my manager uses your app',
  'I am a morning person',
  'three people in line before me',
  'this person is so funny',
  'is the bot fine?',
  'the bot is not fine',
  'no need for a human, thanks',
  'which operator has the best coverage?',
  'she told him to leave me alone',
  'I love this robot vacuum',
  'the AI camera is great',
  "don't stop making these!",
  'can you stop by the store and check?',
  '사람이 너무 많아서 못 들어갔어요',
  '사람들이 다 좋대요',
  '친구 사람 참 좋아요',
  '상담원분이 정말 친절했어요',
  '어제 상담원이랑 통화했는데 아직 안 됐어요',
  '상담원 연결까지 34분 기다렸어요',
  '직원분이 도와주셔서 감사해요',
  '직원 유니폼 예쁘네요',
  '사람 냄새 나는 가게네요',
  '배송 좀 그만 늦으세요',
  '그만 웃겨요 진짜',
  '그만큼 기다렸으면 됐죠',
  '광고 문자 그만 보내세요',
  '새벽에 알림 좀 보내지 마세요',
  '스팸 메일 그만 보내주세요',
  '왜 답장을 안 하세요?',
  '답변하지 않으시네요',
  '말하지 말랬는데 말했어요',
  '버스 정류장에 멈춰 있어요',
  '인터넷이 자꾸 멈춰요',
  '구독 취소는 어디서 하나요?',
  '수신거부했더니 문자가 더 와요',
  '자동이체 다시 해도 되나요?',
  '봇이 답하는 거예요?',
  '자동으로 결제돼도 괜찮아요?',
  '로봇청소기 다시 켜도 되나요',
  '챗봇 귀엽네요',
  '자동차 보험 문의요',
  '직원 할인 있나요?',
  '대표 요금제가 뭐예요?',
  '운영 시간이 어떻게 돼요?',
  '안녕하세요',
  'thanks!',
  '',
  '😊',
]

describe('a way out of the machine', () => {
  for (const [wish, texts] of Object.entries(said)) {
    for (const text of texts)
      it(`hears ${wish} in “${text}”`, () => {
        expect(wishOf(text, { afterMark: false })).to.equal(wish)
      })
  }
  for (const [text, wish] of bare) {
    it(`takes “${text}” alone for ${wish} where one word is enough`, () => {
      expect(wishOf(text, { afterMark: true })).to.equal(wish)
    })
  }
  for (const text of none) {
    it(`hears no wish in “${text}”`, () => {
      expect(wishOf(text, { afterMark: false })).to.equal(null)
      expect(wishOf(text, { afterMark: true })).to.equal(null)
    })
  }

  it('does not take a bare “stop” for more where nobody asked for one word', () => {
    for (const text of ['stop', '사람', '그만', 'bot', 'unsubscribe'])
      expect(wishOf(text, { afterMark: false })).to.equal(null)
  })

  it('answers anything, in time that grows with the text only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, afterMark) => {
        expect(wishOf(text, { afterMark })).to.be.oneOf([null, 'person', 'silence', 'bot-again'])
      }),
      { numRuns: 200 },
    )
    for (const part of ['상담원 ', '사람이랑 좀 ', 'stop sending me ', 'real human ', "don't ", '그만 '])
      expectInProportion((text) => wishOf(text, { afterMark: true }), part)
  })
})
