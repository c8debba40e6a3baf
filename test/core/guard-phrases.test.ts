import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import type { GuardRequest } from '../../src/core/guard.ts'
import { Feeling, Intent, Language } from '../../src/core/intent.ts'
import { Visibility } from '../../src/core/mention.ts'
import { makeShippedGuard } from '../../src/make-guard.ts'
import { loadPhrases } from '../../src/writer/phrases.ts'
import { makePlainWriter } from '../../src/writer/plain-writer.ts'
import { randomBy } from '../../src/writer/triage/learn/svm.ts'
import { toDraft } from '../support/asked.ts'
import { readingOf } from '../support/reading.ts'

const folder = fileURLToPath(new URL('../../prompts/plain', import.meta.url))
const phrases = { ko: loadPhrases(folder, 'ko'), en: loadPhrases(folder, 'en') }

// What people write whom our phrases answer, grave matters and words of every topic among them.
const messages: Record<Language, Record<Intent, string[]>> = {
  ko: {
    complaint: [
      '인터넷이 사흘째 끊겨요. 위약금 없이 해지할래요',
      '요금이 두 번 결제됐어요. 환불해 주세요',
      '택배가 일주일째 안 와요',
      '크림 바르고 두드러기가 났어요. 병원 갔다 왔어요',
      '충전기에서 탄내가 나고 불꽃이 튀었어요',
      '앱이 자꾸 꺼져서 예약을 못 했어요',
      '기사님이 약속을 안 지켰어요. 소비자원에 신고할 거예요',
      '타사는 안 그러는데 여기만 이래요',
      '상담원이 사람인지 기계인지 모르겠네요',
    ],
    question: [
      '이번 달 요금이 얼마예요?',
      '배송은 언제 도착해요?',
      '임산부가 먹어도 되나요?',
      '유심은 어떻게 바꿔요?',
      '계약을 중간에 해지하면 위약금이 있나요?',
      '이 배터리 비행기에 실어도 안전한가요?',
      '예약 바꿀 수 있어요?',
    ],
    chatter: [
      '오늘 기사님 덕분에 살았어요 최고예요',
      '퇴근하고 나니 녹초가 됐어요',
      '감기 걸려서 하루 종일 누워 있었네요',
      '여기 신제품 향 너무 좋다',
      '월요일 싫다 ㅠㅠ',
      '시험 붙었어요!!',
    ],
  },
  en: {
    complaint: [
      'My internet has been down for three days, I want out of the contract without a fee',
      'You charged me twice, I want a refund',
      'Where is my parcel? A week late!',
      'The cream gave me a rash and I had to see a doctor',
      'Your charger sparked and smells of smoke',
      'The app logs me out again and again',
      'The driver never came. I will report you and see a lawyer',
      'Other carriers never do this',
      'Is this a bot or a human I am talking to?',
    ],
    question: [
      'How much is my bill this month?',
      'When does the delivery arrive?',
      'Is this safe during pregnancy?',
      'How do I swap my esim?',
      'Is there a fee when I end the contract early?',
      'Can I take this battery on a plane?',
    ],
    chatter: [
      'Your driver saved my day, you are the best',
      'Long shift, I am done in',
      'Down with a cold and in bed all day',
      'That new scent of yours is lovely',
      'I hate Mondays',
      'Passed my exam!!',
    ],
  },
}

const guard = makeShippedGuard()
const random = randomBy(11)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

const writer = makePlainWriter({ phrases, read: () => Promise.reject(new Error('Nothing is read here.')) })
const patience = new AbortController().signal

function request(
  language: Language,
  intent: Intent,
  visibility: Visibility,
  message: string,
  writer: GuardRequest['writer'] = 'plain',
): GuardRequest {
  return {
    limits: { max: 500, unit: 'graphemes' },
    classification: { language, intent, level: language === 'ko' ? 'polite' : null },
    ...{ visibility, alreadySent: [], linkHosts: [], personText: message, writer },
  }
}

/** What stands in the way of a reply that we wrote ourselves; notes do not. */
function against(text: string, its: GuardRequest): string[] {
  return guard(text, its).flatMap(({ code, severity }) => (severity === 'note' ? [] : [code]))
}

interface Asked {
  language: Language
  intent: Intent
  visibility: Visibility
  message: string
  text: string
}

async function asked(count: number): Promise<Asked[]> {
  const all: Asked[] = []
  for (let at = 0; at < count; at += 1) {
    const language = pick(Language.options)
    const intent = pick(Intent.options)
    const visibility = pick(Visibility.options)
    const message = pick(messages[language][intent])
    const classification = readingOf({ intent, language, feeling: pick(Feeling.options) })
    const person = { name: random() < 0.3 ? '민지' : '', handle: 'minji' }
    const drawn = toDraft({ id: `g${at}`, texts: [message], visibility, classification, person })
    const { text } = await writer.draft(drawn, patience)
    all.push({ language, intent, visibility, message, text })
  }
  return all
}

describe('The guard and our own phrases', () => {
  it('has nothing against any of 3,000 replies that are put together from them', async () => {
    const stopped = (await asked(3_000)).flatMap(({ text, language, intent, visibility, message }) => {
      const codes = against(text, request(language, intent, visibility, message))
      return codes.length > 0 ? [`${codes.join(', ')}: ${text} (${message})`] : []
    })
    expect(stopped).to.deep.equal([])
  })

  it('hears faults in hardly any of them when it takes them for the words of a model', async () => {
    const stopped = (await asked(1_000)).filter(
      ({ text, language, intent, visibility, message }) =>
        against(text, request(language, intent, visibility, message, 'model')).length > 0,
    )
    expect(stopped.length).to.be.at.most(10)
  })

  for (const [language, intent, message, text] of [
    ['ko', 'question', '이번 달 요금이 얼마예요?', '요금 질문 잘 받았어요.'],
    [
      'en',
      'complaint',
      'On hold for hours.',
      'That sounds tiring. Since when has it been like this for you?',
    ],
    ['en', 'complaint', 'On hold for hours.', 'That sounds tiring. Since when has it been like this for you'],
  ] as const) {
    it(`has nothing against "${text}"`, () => {
      expect(against(text, request(language, intent, 'public', message))).to.deep.equal([])
    })
  }
})
