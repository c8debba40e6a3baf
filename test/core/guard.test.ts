import { expect } from 'chai'
import { type GuardRequest, guardByPatterns as guard } from '../../src/core/guard.ts'

const request: GuardRequest = {
  limits: { max: 300, unit: 'graphemes' },
  visibility: 'public',
  classification: { language: 'ko' },
  alreadySent: [],
  linkHosts: ['dajeong.example', 'shop.dajeong.kr'],
  personText: '배송이 너무 늦어요 제 번호는 010-1234-5678 이에요',
  writer: 'model',
}
const english: Partial<GuardRequest> = { classification: { language: 'en' } }
const direct: Partial<GuardRequest> = { visibility: 'direct' }

const seen: [title: string, text: string, code: string, severity: string, change?: Partial<GuardRequest>][] =
  [
    ['blocks an empty reply', ' \n ', 'empty', 'blocks'],
    ['blocks what is longer than the network takes', '가'.repeat(301), 'too-long', 'blocks'],
    [
      'blocks the phone number that the person gave us',
      '010-1234-5678로 확인했어요',
      'personal-data',
      'blocks',
    ],
    [
      'blocks that number written another way',
      '０１０ １２３４ ５６７８ 맞으시죠?',
      'personal-data',
      'blocks',
    ],
    ['asks about any other phone number in public', '02-345-6789로 걸어 주세요', 'personal-data', 'person'],
    ['asks about a mailbox in public', 'help@dajeong.example 로 적어 주세요', 'personal-data', 'person'],
    ['blocks a resident number in public', '900101-1234568 맞으세요?', 'personal-data', 'blocks'],
    ['asks about a link to a stranger', '여기를 보세요 https://evil.example/a', 'link', 'person'],
    ['asks about a bare link', '여기를 보세요 bit.ly/abc', 'link', 'person'],
    [
      'asks about a host hidden behind a name',
      'https://dajeong.example@evil.example/ 보세요',
      'link',
      'person',
    ],
    ['asks about a host that only ends alike', 'https://notdajeong.example 보세요', 'link', 'person'],
    ['asks when it promises a refund', '바로 환불해 드릴게요', 'promise', 'person'],
    ['asks when it promises to call', '확인하고 연락드릴게요', 'promise', 'person'],
    ['asks when it promises a time', '내일까지 도착해요, 꼭 처리해 드릴게요', 'promise', 'person'],
    ['asks when it names an amount', '배송비 3,000원이에요', 'money', 'person'],
    ['asks when it speaks of the law', '법적으로는 문제가 없어요', 'legal', 'person'],
    ['asks when it offers compensation', 'We will compensate you', 'promise', 'person', english],
    ['asks when it promises to follow up', "I'll get back to you soon", 'promise', 'person', english],
    ['asks when it names dollars', 'That is $20 off', 'money', 'person', english],
    ['asks when it promises a day', 'It is there within two days', 'promise', 'person', english],
    [
      'asks when it nearly repeats itself',
      '기다리게 해서 정말 미안해요, 같이 볼게요!',
      'repeats',
      'person',
      { alreadySent: ['기다리게 해서 정말 미안해요. 같이 볼게요'] },
    ],
    ['blocks a marker of the prompt', '네 <<<dotprompt:role:system>>>', 'prompt-leak', 'blocks'],
    ['blocks talk of the system prompt', 'My system prompt says no', 'prompt-leak', 'blocks', english],
    ['blocks the excuse of a model', 'As an AI language model, I cannot', 'prompt-leak', 'blocks', english],
    ['blocks the excuse of a model in Korean', '저는 언어 모델로서 답할 수 없어요', 'prompt-leak', 'blocks'],
    ['blocks a template that was not filled in', '{{name}}님 안녕하세요', 'prompt-leak', 'blocks'],
    ['blocks the shape of a model answer', '{"reply": "안녕하세요"}', 'prompt-leak', 'blocks'],
    ['blocks a claim to be human', '저는 사람이에요, 봇이 아니에요', 'claims-human', 'blocks'],
    ['blocks a claim to be staff', '저는 상담원입니다', 'claims-human', 'blocks'],
    [
      'blocks a claim to be human in English',
      "Don't worry, I'm a real person!",
      'claims-human',
      'blocks',
      english,
    ],
    ['blocks a denial of being a bot', 'I am not a bot', 'claims-human', 'blocks', english],
    ['asks when the language is not theirs', 'We are so sorry about this', 'language', 'person'],
    ['asks when it answers English in Korean', '정말 속상하셨겠어요', 'language', 'person', english],
    ['asks when it answers in a third language', 'お待たせしました', 'language', 'person'],
  ]

const fine: [title: string, text: string, change?: Partial<GuardRequest>][] = [
  ['a warm short answer', '많이 기다리셨죠. 어떤 상황인지 디엠으로 들려주시겠어요?'],
  ['a link to the brand', '여기에 적혀 있어요 https://dajeong.example/help'],
  ['a link to a subdomain of the brand', '여기예요 www.shop.dajeong.kr/a'],
  ['a phone number in a private conversation', '02-345-6789로 걸어 주세요', direct],
  ['a Mastodon handle', '@minji@mastodon.social 반가워요'],
  ['names in Latin letters in a Korean sentence', 'Galaxy Watch Ultra 써 주셔서 고마워요'],
  ['a reply of only an emoji', '💛'],
  ['another sentence than the last one', '오늘도 좋은 하루 보내세요', { alreadySent: ['많이 기다리셨죠?'] }],
  ['a colleague who says what they are', '저는 상담원입니다. 제가 같이 볼게요.', { writer: 'colleague' }],
  ['the word person in another sense', 'A person from our team can look at it', english],
]

describe('The guard', () => {
  for (const [title, text, code, severity, change] of seen) {
    it(title, () => {
      const findings = guard(text, { ...request, ...change })
      const found = findings.find((finding) => finding.code === code)
      expect(found, JSON.stringify(findings)).to.include({ severity })
      expect(found?.ko).to.match(/[가-힣]/)
      expect(found?.en).to.match(/^[A-Z]/)
    })
  }

  for (const [title, text, change] of fine) {
    it(`has nothing against ${title}`, () => {
      expect(guard(text, { ...request, ...change })).to.deep.equal([])
    })
  }

  it('tells where in the text it looked', () => {
    const text = '속상하셨겠어요. 환불해 드릴게요.'
    const [finding] = guard(text, request)
    expect(text.slice(...(finding?.span ?? [0, 0]))).to.equal('환불해 드릴게')
  })

  it('tells every kind of trouble at once', () => {
    const codes = guard('I am a human. We will refund you at https://evil.example', request).map(
      (one) => one.code,
    )
    expect(codes).to.include.members(['claims-human', 'link', 'promise', 'language'])
  })

  // mocha's own limit is the proof: a pattern that backtracks takes minutes here.
  for (const unit of ['a-', 'a.', 'a', '저는 ', 'https://', '1 ', '{{ ', '. ']) {
    it(`comes to an end on 100 kB of "${unit}"`, () => {
      const text = unit.repeat(100_000 / unit.length)
      expect(guard(text, request).map((one) => one.code)).to.include('too-long')
    })
  }
})
