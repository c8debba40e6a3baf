import { expect } from 'chai'
import type { Classification, Language } from '../../src/core/intent.ts'
import type { TextLimits } from '../../src/core/limits.ts'
import { Strategy, strategyRules } from '../../src/core/tone/rules.ts'
import { type Tone, type ToneRequest, toneOf } from '../../src/core/tone.ts'
import { readingOf } from '../support/reading.ts'

const limits: TextLimits = { max: 500, unit: 'graphemes' }
const en = { language: 'en' } as const

function ask(
  text: string,
  reading: Partial<Classification> = {},
  change: Partial<Omit<ToneRequest, 'classification'>> = {},
): Tone {
  const classification = readingOf(reading)
  return toneOf({ classification, turns: [], visibility: 'direct', limits, texts: [text], ...change })
}

const complaint = { intent: 'complaint', feeling: 'disappointed' } as const
const question = { intent: 'question' } as const
const pleased = { feeling: 'pleased' } as const
const both: Classification['intents'] = [
  { value: 'question', confidence: 0.8 },
  { value: 'complaint', confidence: 0.6 },
]
const answered = [{ from: 'brand', text: '디엠으로 알려 주세요.' }] as const

type Case = [what: string, text: string, reading: Partial<Classification>, strategy: Strategy]
const strategies: Case[] = [
  ['listens to anger', '세 번이나 전화했는데 아무도 안 받네요', { ...complaint, feeling: 'angry' }, 'listen'],
  [
    'listens to anger in English',
    'Third call, nobody answers',
    { ...complaint, feeling: 'angry', ...en },
    'listen',
  ],
  ['listens to an angry question', '도대체 언제 고쳐요', { ...question, feeling: 'angry' }, 'listen'],
  ['informs who wants revenge', '다들 여기 쓰지 마세요', { ...complaint, feeling: 'vindictive' }, 'inform'],
  [
    'informs who wants revenge, in small talk too',
    'Never coming back',
    { feeling: 'vindictive', ...en },
    'inform',
  ],
  ['thanks and acts on disappointment', '기대했는데 아쉽네요', complaint, 'thank-and-act'],
  [
    'thanks and acts on a calm complaint',
    '화면이 안 넘어가요',
    { ...complaint, feeling: 'calm' },
    'thank-and-act',
  ],
  ['thanks and acts in English', 'I expected more of this', { ...complaint, ...en }, 'thank-and-act'],
  ['answers a question first', '몇 시까지 여나요', question, 'answer-first'],
  [
    'answers a glad question first',
    'When is the next one?',
    { ...question, ...pleased, ...en },
    'answer-first',
  ],
  ['answers a question that ends with thanks', '언제 열어요? 감사합니다', question, 'answer-first'],
  [
    'owns it first when a question is a complaint too',
    '왜 또 멈추죠',
    { ...question, intents: both },
    'thank-and-act',
  ],
  [
    'owns it first when somebody asks, let down',
    '아직도 안 되나요',
    { ...question, feeling: 'disappointed' },
    'thank-and-act',
  ],
  ['plays along with chatter', '오늘 하늘 보셨어요', {}, 'play-along'],
  ['plays along with chatter in English', 'Monday again', { ...en }, 'play-along'],
  [
    'listens to what might be more than chatter',
    'two hours now, pick up the PHONE',
    { ...en, confidence: 0.6 },
    'listen',
  ],
  ['listens to what might be more in Korean', '두 시간째 음악만 듣고 있네요', { confidence: 0.6 }, 'listen'],
  ['plays along with a greeting, however sure', 'hey there', { ...en, confidence: 0.6 }, 'play-along'],
  [
    'plays along with who laughs, however sure',
    '오늘도 다정이한테 말 걸기 ㅋㅋ',
    { confidence: 0.6 },
    'play-along',
  ],
  ['listens to who is down', '오늘 참 길다', { feeling: 'disappointed' }, 'listen'],
  ['welcomes a thank-you', '덕분에 해결했어요, 감사합니다', pleased, 'welcome'],
  ['welcomes a thank-you in English', 'Thanks, that did it', { ...pleased, ...en }, 'welcome'],
  ['takes thanks for nothing for a complaint', 'thanks for nothing', { ...en }, 'thank-and-act'],
  ['says nothing when nobody waits for it', '네 감사합니다', { ...pleased, needsReply: false }, 'silence'],
  [
    'says nothing, whatever they feel',
    'whatever',
    { ...complaint, feeling: 'angry', needsReply: false },
    'silence',
  ],
  ['takes irony for a complaint', '와 서비스 최고네요 ㅋㅋ', { ...pleased, sarcasm: true }, 'thank-and-act'],
  ['listens to angry irony', 'Great job, again', { feeling: 'angry', sarcasm: true, ...en }, 'listen'],
  ['listens when a complaint is about harm', '충전하다가 손에 화상을 입었어요', complaint, 'listen'],
  [
    'listens when a complaint is about harm, in English',
    'The charger caught fire',
    { ...complaint, ...en },
    'listen',
  ],
  ['listens to grief in small talk', '할머니가 돌아가셨어요', {}, 'listen'],
  ['welcomes thanks that come out of grief', '덕분에 장례 잘 치렀어요, 감사합니다', pleased, 'welcome'],
  ['listens to glad words where a risk was heard', '감사합니다', { ...pleased, risks: ['minor'] }, 'listen'],
  ['listens where a risk was heard', '그냥 그래요', { risks: ['self-harm'] }, 'listen'],
  [
    'plays along where a risk is hardly suspected',
    '신메뉴 또 먹으러 갈래요 ㅋㅋㅋ',
    { risks: ['minor'], sure: { risks: 0.03 } },
    'play-along',
  ],
  ['listens rather than jokes about money', '돈이 다 어디 갔지 ㅋㅋ', {}, 'listen'],
  ['welcomes glad words about a child', '우리 아이가 정말 좋아해요 ㅎㅎ', pleased, 'welcome'],
]

const graveTexts: [matter: string, text: string, language: Language][] = [
  ['death', '아버지 장례 치르고 왔어요 ㅋㅋ', 'ko'],
  ['death', '모친상이라 며칠 쉬었어요 ㅋㅋ', 'ko'],
  ['death', 'My dad passed away lol', 'en'],
  ['injury', '어제 넘어져서 다쳤어요 ㅋㅋ', 'ko'],
  ['injury', 'spent the night at the hospital haha', 'en'],
  ['loss', '지갑을 분실했네요 ㅋㅋ', 'ko'],
  ['loss', 'so my phone got stolen lol', 'en'],
  ['money', '통장이 텅 비었네요 ㅋㅋ', 'ko'],
  ['money', 'there goes $300 lol', 'en'],
  ['minors', '초등학생 조카랑 왔어요 ㅋㅋ', 'ko'],
  ['minors', '애들이랑 왔어요 ㅋㅋ', 'ko'],
  ['minors', 'my 6-year-old says hi haha', 'en'],
  ['safety', '배터리가 좀 부풀었어요 ㅋㅋ', 'ko'],
  ['safety', 'the thing is smoking lol', 'en'],
]

const light: [text: string, language: Language][] = [
  ['배고파 죽겠어요 ㅋㅋㅋ', 'ko'],
  ['돈까스 먹고 싶다 ㅋㅋ', 'ko'],
  ['아이고 월요일이네 ㅋㅋ', 'ko'],
  ['아이폰으로 찍었어요 ㅎㅎ', 'ko'],
  ['아이스 아메리카노 마셔요 ㅋㅋ', 'ko'],
  ['선물 받아들고 웃었네요 ㅋㅋ', 'ko'],
  ["I'm dead 😂", 'en'],
  ['dying of laughter lol', 'en'],
  ['sick of mondays haha', 'en'],
  ['painting all day lol', 'en'],
]

describe('the tone of a reply', () => {
  for (const [what, text, reading, strategy] of strategies) {
    it(`${what}: "${text}"`, () => expect(ask(text, reading).strategy).to.equal(strategy))
  }

  it('asks to remove what is personal and public before anything else', () => {
    const shown = { visibility: 'public', showsPersonal: true } as const
    for (const reading of [complaint, question, pleased, { needsReply: false }])
      expect(ask('010-2345-6789예요', reading, shown).strategy).to.equal('ask-to-remove')
  })

  it('has a case for every strategy, and a use for every row', () => {
    const had = new Set(strategies.map(([, , , strategy]) => strategy))
    expect([...had, 'ask-to-remove']).to.have.members(Strategy.options)
    const used = new Set(strategies.map(([, text, reading]) => ask(text, reading).why[0]?.en))
    used.add(ask('010', {}, { showsPersonal: true }).why[0]?.en)
    expect(strategyRules.filter((rule) => !used.has(rule.en))).to.deep.equal([])
  })

  for (const [matter, text, language] of graveTexts) {
    it(`neither jokes nor plays along about ${matter}: "${text}"`, () => {
      const tone = ask(`${text} 😂`, { language, ...pleased })
      expect(tone).to.include({ humour: false, emoji: false, exclamation: false, promotion: false })
      expect(tone.strategy).not.to.equal('play-along')
    })
  }

  for (const [text, language] of light) {
    it(`laughs with what only sounds grave: "${text}"`, () => {
      expect(ask(text, { language })).to.include({ strategy: 'play-along', humour: true })
    })
  }

  it('does not joke when something grave was said some turns ago', () => {
    const turns = [{ from: 'person', text: '어제 교통사고가 났어요' }, ...answered] as const
    expect(ask('그래도 밥은 먹어야죠 ㅋㅋ', {}, { turns })).to.include({ humour: false })
    const ours = [{ from: 'brand', text: '안전하게 다녀오세요' }] as const
    expect(ask('밥은 먹어야죠 ㅋㅋ', {}, { turns: ours })).to.include({ humour: true })
  })

  it('jokes only together with the person', () => {
    expect(ask('오늘 하늘 보셨어요').humour).to.equal(false)
    expect(ask('오늘 하늘 보셨어요 ㅋㅋ').humour).to.equal(true)
    expect(ask('what a monday haha', en).humour).to.equal(true)
    expect(ask('니네 알바는 다 바보냐 ㅋㅋ', { abuse: true }).humour).to.equal(false)
    expect(ask('사람 바꿔 줘요 ㅋㅋ', { wantsPerson: true }).humour).to.equal(false)
  })

  it('uses emoji only when the person does and nothing went wrong', () => {
    expect(ask('날씨 좋다', pleased).emoji).to.equal(false)
    expect(ask('날씨 좋다 ☀️', pleased).emoji).to.equal(true)
    expect(ask('thank you :)', { ...pleased, ...en }).emoji).to.equal(true)
    expect(ask('안 돼요 😢', complaint)).to.include({ emoji: false, exclamation: false })
  })

  describe('apology', () => {
    const sorry = [{ from: 'brand', text: '주문이 늦어져서 죄송해요. 지금 확인하고 있어요.' }] as const
    const sorryEn = [{ from: 'brand', text: "We're sorry it stopped. We are looking at it." }] as const
    const cases: [string, Tone, Tone['apology']][] = [
      ['says sorry once for a complaint', ask('또 멈췄어요', complaint), 'once'],
      ['says sorry for what irony means', ask('참 빠르네요', { ...pleased, sarcasm: true }), 'once'],
      ['not for small talk', ask('날씨가 흐리네', { feeling: 'angry' }), 'none'],
      ['not for a question', ask('몇 시에 열어요', question), 'none'],
      ['not again about the same', ask('아직도 멈춰 있어요', complaint, { turns: sorry }), 'none'],
      [
        'not again about the same in English',
        ask('still down', { ...complaint, ...en }, { turns: sorryEn }),
        'none',
      ],
      ['again about something else', ask('이번엔 화면이 안 떠요', complaint, { turns: sorry }), 'once'],
      [
        'again about something else in English',
        ask('Another issue: no sound', { ...complaint, ...en }, { turns: sorryEn }),
        'once',
      ],
      [
        'when only an older turn of ours did',
        ask('아직요', complaint, { turns: [...sorry, ...answered] }),
        'once',
      ],
      [
        'when it was the person who said sorry',
        ask('안 돼요', complaint, { turns: [{ from: 'person', text: '죄송해요' }] }),
        'once',
      ],
    ]
    for (const [what, tone, apology] of cases) it(what, () => expect(tone.apology).to.equal(apology))
  })

  describe('in public', () => {
    const open = { visibility: 'public' } as const
    it('opens a door where there is something to settle', () => {
      expect(ask('안 돼요', complaint, open).door).to.equal(true)
      expect(ask('제 주문 언제 와요?', question, open).door).to.equal(true)
      expect(ask('where is my order?', { ...question, ...en }, open).door).to.equal(true)
    })
    it('opens none where there is nothing, or where it is private already', () => {
      expect(ask('몇 시까지 여나요?', question, open).door).to.equal(false)
      expect(ask('오늘 하늘 봤어요?', {}, open).door).to.equal(false)
      expect(ask('감사합니다', pleased, open).door).to.equal(false)
      expect(ask('안 돼요', complaint).door).to.equal(false)
    })
    it('lets a second turn of ours wait for a person', () => {
      expect(ask('네', complaint, open).waitsForPerson).to.equal(false)
      expect(ask('네', complaint, { ...open, turns: answered }).waitsForPerson).to.equal(true)
      expect(ask('네', complaint, { ...open, turns: answered, publicTurns: 2 }).waitsForPerson).to.equal(
        false,
      )
      expect(ask('네', complaint, { turns: answered }).waitsForPerson).to.equal(false)
    })
    it('is shorter', () => {
      const text = '어제 저녁부터 화면이 멈춰서 껐다 켜도 그대로예요. 다른 것도 다 해 봤는데 그대로라 적어요.'
      expect(ask(text, complaint, open).length.most).to.be.below(ask(text, complaint).length.most)
    })
  })

  it('promotes only what was asked for, never in chatter or a complaint', () => {
    expect(ask('저한테 맞는 걸로 추천해 주세요', question).promotion).to.equal(true)
    expect(ask('any discount on this?', { ...question, ...en }).promotion).to.equal(true)
    expect(ask('몇 시에 열어요', question).promotion).to.equal(false)
    expect(ask('이벤트 재밌네요', pleased).promotion).to.equal(false)
    expect(ask('할인이 안 되나요', { ...question, intents: both }).promotion).to.equal(false)
  })

  it('answers after owning it when a complaint asks something too', () => {
    expect(ask('왜 또 멈추죠', { ...complaint, intents: both }).thenAnswer).to.equal(true)
    expect(ask('또 멈춰요', complaint).thenAnswer).to.equal(false)
  })

  it("speaks Korean as the brand's voice says, or as the person does", () => {
    const formal = '어제부터 연결되지 않습니다. 확인 바랍니다.'
    expect(ask(formal, complaint).level).to.equal('haeyo')
    expect(ask('안 돼요', complaint, { voice: 'hapsyo' }).level).to.equal('hapsyo')
    expect(ask(formal, complaint, { voice: 'as-person' }).level).to.equal('hapsyo')
    expect(ask('안 돼요. 감사합니다', complaint, { voice: 'as-person' }).level).to.equal('haeyo')
    expect(ask('안 돼 진짜', complaint, { voice: 'as-person' }).level).to.equal('haeyo')
    expect(ask('it fails', { ...complaint, ...en }, { voice: 'hapsyo' }).level).to.equal(null)
  })

  it('is as long as they were', () => {
    const sentences = (count: number): Tone['length']['sentences'] =>
      ask('화면이 자꾸 멈춰서 아무것도 못 하고 있어요. '.repeat(count), complaint).length.sentences
    expect(sentences(1)).to.deep.equal({ least: 2, most: 2 })
    expect(sentences(3)).to.deep.equal({ least: 2, most: 3 })
    expect(sentences(9)).to.deep.equal({ least: 2, most: 5 })
    expect(ask('감사합니다. '.repeat(40), pleased).length.sentences).to.deep.equal({ least: 1, most: 1 })
  })

  it('counts as the channel does', () => {
    const most = (unit: TextLimits['unit']): number =>
      ask('안 돼요', complaint, { limits: { max: 9_000, unit } }).length.most
    expect(most('graphemes')).to.equal(100)
    expect(most('utf16')).to.equal(100)
    expect(most('bytes')).to.equal(300)
  })

  it('refuses what cannot be answered and says what to give', () => {
    expect(() => ask('', {}, { texts: [] })).to.throw(RangeError, 'give at least one text')
    for (const max of [0, Number.NaN])
      expect(() => ask('a', {}, { limits: { max, unit: 'bytes' } })).to.throw(RangeError, 'limits.max')
  })
})
