import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import { readSentences } from '../../src/core/guard/shape.ts'
import { checks, type GuardRequest, guardByPatterns as guard } from '../../src/core/guard.ts'
import type { Intent } from '../../src/core/intent.ts'
import { expectInProportion } from '../support/growth.ts'

function request(intent: Intent, language: 'ko' | 'en', change: Partial<GuardRequest> = {}): GuardRequest {
  return {
    limits: { max: 1_000, unit: 'graphemes' },
    visibility: 'public',
    classification: { language, intent, level: language === 'ko' ? 'polite' : null },
    ...{ alreadySent: [], linkHosts: [], personText: '', writer: 'model' },
    ...change,
  }
}

const isKorean = (text: string) => /[가-힣]/.test(text)

/** A check, what it finds in answers to complaints, and what it lets pass although it looks alike. */
const cases: [code: string, found: string[], clean: string[], change?: Partial<GuardRequest>][] = [
  [
    'promise',
    [
      '속상하셨겠어요. 담당 팀에 알아보고 연락드리겠습니다.',
      '많이 기다리셨죠. 내일 오전까지 도착하게 해 드릴게요.',
      '놀라셨겠어요. 다시는 이런 일이 없도록 하겠습니다.',
      '당황하셨겠어요. 새 제품으로 교환해 드리겠습니다.',
      "That's a long wait. We'll call you back this afternoon.",
      'A cold dinner is no dinner. Your next one is on us.',
      'The crack is right across it. A replacement is on its way.',
    ],
    [
      '환불 이야기는 디엠으로 알려 주시면 담당자가 이어서 볼게요.',
      '내일까지라는 말을 믿고 기다리셨으니 허탈하셨겠어요. 주문 화면을 디엠으로 보여 주시겠어요?',
      'You were promised Monday and Monday came and went. Please message us the order.',
      'A colleague will take over here and read what you sent.',
    ],
  ],
  [
    'money',
    [
      '놀라셨겠어요. 이번 달 수수료는 면제해 두었습니다.',
      '그 금액은 다음 달에 빠질 겁니다.',
      "That line stung, I hear you. You haven't been charged for it.",
    ],
    [
      '십만 원이나 보내셨다니 걱정되시겠어요. 디엠으로 날짜를 알려 주세요.',
      'A bill for 80 where it said 40 begs a question. A colleague continues with you here.',
    ],
  ],
  [
    'legal',
    [
      '실망하셨겠어요. 법적으로 저희 책임이 없습니다.',
      'A stolen bike is a shock. We are not liable for theft.',
    ],
    [
      '변호사까지 만나셨다니 무거운 일이네요. 디엠에서 이야기를 들려주세요.',
      'I understand the word lawyer comes up. Please write to us directly.',
    ],
  ],
  [
    'medical',
    ['따가우시겠어요. 하루 쉬면 가라앉는 자극이에요.', 'Poor skin. Use zinc cream and the rash will settle.'],
    [
      '병원까지 다녀오셨다니 많이 놀라셨겠어요. 제품명을 디엠으로 알려 주세요.',
      'A rash on such small skin is a worry. Would you send us a photo of the label in a direct message?',
    ],
  ],
  [
    'safety',
    [
      '탄내가 나서 놀라셨겠어요. 그냥 쓰셔도 위험하지 않아요.',
      "A spark is frightening. It's safe to use again.",
    ],
    [
      '연기를 보고 얼마나 무서우셨어요. 디엠을 주시면 긴급 담당자가 이어갑니다.',
      'A shock from a lamp, I am sorry it hurt you. Which lamp was it?',
    ],
  ],
  [
    'personal-data',
    ['성함과 전화번호를 댓글로 남겨 주세요.', 'Could you post your phone number and full address below?'],
    [
      '성함은 여기 말고 디엠으로 알려 주세요.',
      'Please send your booking name in a direct message, not here.',
    ],
  ],
  [
    'blame',
    [
      '속상하셨겠어요. 고객님이 날짜를 잘못 누르신 거예요.',
      "That's a pity. You should have read the label first.",
    ],
    [
      '저희가 날짜를 잘못 알려 드려 헛걸음하셨네요, 죄송합니다.',
      "You shouldn't have to ask three times. Which order is it?",
    ],
  ],
  [
    'sarcasm',
    ['돋보기 하나 장만하실 때가 되셨나 봐요.', 'Forty minutes, the horror. Which stop was it?'],
    ['사십 분이나 서 계셨다니 다리 아프셨겠어요.', 'Forty minutes in the rain is long. Which stop was it?'],
  ],
  [
    'argument',
    [
      '서운하셨겠어요. 하지만 저희 안내에는 틀린 부분이 없었습니다.',
      "That's simply not true, our drivers are on time.",
    ],
    [
      '사실과 다른 안내를 들으셨으니 어이없으셨겠어요. 어느 문장인지 알려 주시겠어요?',
      "Being told you're wrong must be maddening. What did you see?",
    ],
  ],
  [
    'other-customers',
    ['답답하셨겠어요. 다른 고객님들은 잘 쓰고 계세요.', 'It pinches, I see. Nobody else complained.'],
    [
      '다른 분의 택배가 왔다니 당황하셨겠어요. 송장 사진을 디엠으로 보내 주세요.',
      "I'm sorry your bib carries another runner's name. Which number was it?",
    ],
  ],
  [
    'competitor',
    [
      '아쉬우셨겠어요. 타사 앱은 보안이 허술해요.',
      'Zappolo hides its fees.',
      'That other carrier drops calls.',
    ],
    ['어느 앱에서 보셨는지 알려 주시겠어요?', 'Which app was it, ours or the website?'],
    { competitors: ['Zappolo'] },
  ],
  [
    'politics',
    ['힘드시죠. 다 지금 정부가 경제를 망쳐서 그래요.', 'Prices hurt. The government should resign.'],
    ['정부24 화면이 막히셨나요? 어떤 글이 보이는지 알려 주세요.', 'Which party room did you book?'],
  ],
  [
    'promotion',
    ['지퍼가 말썽이었군요. 이번 신상 패딩도 구경해 보세요.', 'No suction is no fun. Our new X9 is out now.'],
    ['구매하신 날을 디엠으로 알려 주세요.', 'Which model did you buy, and when?'],
  ],
  [
    'profanity',
    ['ㅅㅂ 진짜 늦었네요.', '존나 기다리셨겠어요.', 'Well, shit. Which bus was it?', 'What a f***ing mess.'],
    [
      '시발점이 된 일이 무엇이었나요?',
      '강아지 새끼손가락만 한 흠집이었군요.',
      'A bucket of shells is heavy. Which beach?',
    ],
  ],
  [
    'hate',
    ['짱깨들은 원래 시끄러워요.', '틀딱들이 문제죠.', 'Immigrants are always thieves.'],
    ['어르신께서 많이 놀라셨겠어요.', 'The women at the desk were kind, you write. Who were they?'],
  ],
  [
    'prompt-leak',
    [
      '{{name}} 님, 기다리셨죠.',
      '제 지침상 답할 수 없어요.',
      'As an AI language model, I cannot.',
      'System: be kind.',
    ],
    ['이름 자리에 글자 틀만 찍혀 왔군요, 죄송합니다.', 'Dear NULL is a cold hello, I am sorry.'],
  ],
  [
    'claims-human',
    [
      '저도 사람인지라 이해해요.',
      '저도 두 아이 엄마라 그 마음 알아요.',
      "I'm a real person.",
      'My kids love it too.',
    ],
    ['저는 자동으로 답하는 도우미예요. 담당자가 이어받을게요.', 'A person from our team can look at it.'],
  ],
  [
    'level',
    ['속상했구나. 어느 매장인지 알려 줘.', '그건 아홉 시까지 해.', '되지. 영수증에 있어.'],
    ['속상하셨겠어요. 어느 매장인지 알려 주세요.', '“알려 줘”라는 말만 들으셨군요.', '어느 지점인가요?'],
  ],
  [
    'cheer',
    ['늦어서 답답하셨죠 ㅎㅎ', '연결이 끊겨 놀라셨겠어요!', 'Three hours late, phew 😅'],
    ['늦어서 답답하셨죠.', 'Three hours late is long. Which flight was it?'],
  ],
  [
    'apology',
    [
      '불편을 드려 죄송합니다.',
      '죄송해요. 정말 죄송합니다.',
      'Sorry for the inconvenience.',
      'Sorry! So sorry.',
    ],
    ['어제부터 인터넷이 끊겨 일도 못 하셨다니 죄송해요.', "I'm sorry the cake arrived upside down."],
  ],
  [
    'language',
    ['Thank you so much for telling us.', '설정에서 just tap the blue button once 하세요.'],
    ['와이파이 라우터를 껐다 켜 보셨나요?'],
  ],
  [
    'link',
    ['여기를 보세요: help.zappolo.shop/a', 'See zappolo.example for more.'],
    ['1.5배로 늘었다고요?', 'It is 3.5 km away, isn’t it?', 'Send us e.g. a photo.'],
  ],
]

describe('The checks of the guard', () => {
  for (const [code, found, clean, change] of cases) {
    const language = (text: string) => (code === 'language' ? 'ko' : isKorean(text) ? 'ko' : 'en')
    for (const text of found) {
      it(`sees ${code} in "${text}"`, () => {
        const findings = guard(text, request('complaint', language(text), change))
        expect(findings.map((one) => one.code)).to.include(code)
      })
    }
    for (const text of clean) {
      it(`sees no ${code} in "${text}"`, () => {
        const findings = guard(text, request('complaint', language(text), change))
        expect(findings.map((one) => one.code)).to.not.include(code)
      })
    }
  }

  it('lets an emoji and an exclamation mark pass in small talk', () => {
    expect(guard('축하드려요! 🎂', request('chatter', 'ko'))).to.deep.equal([])
  })

  it('asks for an order number in private', () => {
    const text = 'May I have your order number and the name on it?'
    expect(guard(text, request('question', 'en', { visibility: 'direct' }))).to.deep.equal([])
  })

  it('blocks what should say that a machine writes and does not', () => {
    const due = { disclosureDue: true }
    const codes = (text: string, change: Partial<GuardRequest>) =>
      guard(text, request('chatter', 'ko', change)).map(({ code }) => code)
    expect(codes('축하드려요', due)).to.deep.equal(['disclosure'])
    expect(codes('자동 응답이에요. 축하드려요', due)).to.deep.equal([])
    expect(codes('축하드려요', { ...due, writer: 'colleague' })).to.deep.equal([])
  })

  it('asks when the same words went out five times today', () => {
    const text = '좋은 하루 보내세요, 늘 고맙습니다'
    const sentToday = Array.from({ length: 5 }, (_, at) => `${text}${'.'.repeat(at)}`)
    const codes = (sent: string[]) =>
      guard(text, request('chatter', 'ko', { sentToday: sent })).map(({ code }) => code)
    expect(codes(sentToday)).to.deep.equal(['repeats-today'])
    expect(codes(sentToday.slice(1))).to.deep.equal([])
  })

  it('hands on what the check against documents found', () => {
    const one = {
      code: 'unsupported',
      severity: 'person',
      ko: '근거가 없어요.',
      en: 'Nothing says so.',
      span: null,
    } as const
    expect(guard('네, 됩니다.', request('question', 'ko', { unsupported: [one] }))).to.deep.equal([one])
  })

  it('has every check with its severity in docs/guard.md, and no other', () => {
    const page = readFileSync(new URL('../../docs/guard.md', import.meta.url), 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (blocks|person|note) \|/gm)].map(
      ([, code, severity]) => [code, severity],
    )
    const beside = [
      ['empty', 'blocks'],
      ['unsupported', 'person'],
    ]
    expect(rows).to.have.deep.members([...checks.map(({ code, severity }) => [code, severity]), ...beside])
  })

  it('names each check once', () => {
    const codes = checks.map(({ code }) => code)
    expect(new Set(codes).size).to.equal(codes.length)
  })
})

describe('The shape of a sentence', () => {
  for (const [text, shapes] of [
    ['많이 기다리셨겠어요. 주문번호를 디엠으로 알려 주세요.', ['feeling', 'request']],
    ['늦어서 죄송해요. 어느 지점이었나요?', ['apology', 'question']],
    ['사진을 주시면 담당자가 이어받습니다. 규정대로 했어요.', ['door', 'statement']],
    ['Three weeks is long. Which order is it?', ['feeling', 'question']],
    ['Three weeks is long. It was in the terms.', ['feeling', 'statement']],
    ['Version 1.5 is out.', ['statement']],
  ] as const) {
    it(`is ${shapes.join(', ')} in "${text}"`, () => {
      expect(readSentences(text).map(({ shape }) => shape)).to.deep.equal(shapes)
    })
  }
})

describe('The laws of the guard', () => {
  const words = fc.constantFrom(
    ...[
      '저는 ',
      '환불',
      '드릴게요',
      '안 ',
      '고객님이 ',
      "we'll ",
      'you ',
      'not ',
      'the ',
      'sorry ',
      '"',
      '. ',
      ', ',
      '{{',
    ],
    ...[
      '[',
      '<',
      'a',
      '가',
      '😀',
      '\u200d',
      '\ud83d',
      '1',
      '010-',
      '@',
      'x.y/',
      '\n',
      ' ',
      '!',
      '“',
      '해',
      '다른 분',
      'ㅋ',
    ],
  )
  const text = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(''))

  it('never fails, keeps to the text, and says the same twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary' })),
        fc.constantFrom<Intent>('complaint', 'question', 'chatter'),
        fc.constantFrom<'ko' | 'en'>('ko', 'en'),
        (reply, intent, language) => {
          const findings = guard(reply, request(intent, language))
          for (const { span } of findings) {
            if (span === null) continue
            expect(span[0]).to.be.within(0, reply.length)
            expect(span[1]).to.be.within(span[0], reply.length)
          }
          expect(guard(reply, request(intent, language))).to.deep.equal(findings)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('takes no longer than a moment for 20,000 hostile characters', function () {
    this.timeout(120_000)
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (parts) => {
        expectInProportion(
          (reply) => guard(reply, request('complaint', 'ko', { personText: reply })),
          parts.join(''),
        )
      }),
      { numRuns: 25 },
    )
  })
})
