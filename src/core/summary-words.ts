import type { Feeling, Intent, Language, Risk, Urgency } from './intent.ts'

interface Words {
  intent: Record<Intent, string>
  feeling: Record<Feeling, string>
  urgency: Record<Urgency, string>
  risk: Record<Risk, string>
  visibility: { public: string; direct: string }
  /** Of the usual topics; a brand's own go by their own names. */
  topic: Record<string, string>
  who(name: string, place: string, since: string, count: number): string
  wants(what: string): string
  sure(percent: number): string
  wantsPerson: string
  maybePerson: string
  careful(risks: string): string
  maybe(risk: string): string
  asked(text: string): string
  open(count: number, text: string): string
  nothingOpen: string
  answered(text: string, by: string, at: string, count: number): string
  notAnswered: string
  machine: string
  heldBy(name: string): string
}

/** What a plain summary is put together from. */
export const summaryWords: Record<Language, Words> = {
  ko: {
    intent: { complaint: '불만', question: '질문', chatter: '이야기' },
    feeling: { calm: '차분', pleased: '기쁨', disappointed: '실망', angry: '화남', vindictive: '격분' },
    urgency: { low: '급하지 않음', normal: '보통', high: '서둘러야 함', now: '지금 바로' },
    risk: {
      legal: '법적 문제',
      press: '언론',
      'self-harm': '자해·자살',
      threat: '위협',
      minor: '미성년자',
      medical: '건강·의료',
      discrimination: '차별',
      'personal-data': '개인정보',
      fraud: '사기',
    },
    visibility: { public: '공개', direct: '쪽지' },
    topic: {
      delivery: '배송',
      refund: '환불',
      payment: '결제',
      account: '계정',
      quality: '품질',
      outage: '장애',
      price: '가격',
      staff: '직원',
      store: '매장',
      event: '행사',
      app: '앱',
      content: '콘텐츠',
      howto: '사용법',
    },
    who: (name, place, since, count) => `누구: ${name} · ${place} · ${since}부터 남긴 말 ${count}개`,
    wants: (what) => `바라는 것: ${what}`,
    sure: (percent) => `확신 ${percent}%`,
    wantsPerson: '사람과 이야기하고 싶어 해요.',
    maybePerson: '혹시 사람과 이야기하고 싶은지 봐 주세요.',
    careful: (risks) => `조심할 것: ${risks}`,
    maybe: (risk) => `혹시 ${risk}`,
    asked: (text) => `처음 한 말: “${text}”`,
    open: (count, text) => `답을 기다리는 말 ${count}개, 마지막: “${text}”`,
    nothingOpen: '답을 기다리는 말은 없어요.',
    answered: (text, by, at, count) => `우리가 한 답 ${count}개, 마지막: “${text}” (${by}, ${at})`,
    notAnswered: '우리는 아직 아무 답도 하지 않았어요.',
    machine: '자동 답변',
    heldBy: (name) => `맡은 동료: ${name}`,
  },
  en: {
    intent: { complaint: 'complaint', question: 'question', chatter: 'chatter' },
    feeling: {
      calm: 'calm',
      pleased: 'pleased',
      disappointed: 'disappointed',
      angry: 'angry',
      vindictive: 'vindictive',
    },
    urgency: { low: 'no hurry', normal: 'normal', high: 'soon', now: 'right now' },
    risk: {
      legal: 'legal matter',
      press: 'press',
      'self-harm': 'self-harm',
      threat: 'threat',
      minor: 'a minor',
      medical: 'medical',
      discrimination: 'discrimination',
      'personal-data': 'personal data',
      fraud: 'fraud',
    },
    visibility: { public: 'in public', direct: 'direct message' },
    topic: { howto: 'how to use it' },
    who: (name, place, since, count) =>
      `Who: ${name} · ${place} · ${count} ${count === 1 ? 'message' : 'messages'} since ${since}`,
    wants: (what) => `Wants: ${what}`,
    sure: (percent) => `${percent}% sure`,
    wantsPerson: 'They ask for a person.',
    maybePerson: 'They may be asking for a person.',
    careful: (risks) => `Careful: ${risks}`,
    maybe: (risk) => `perhaps ${risk}`,
    asked: (text) => `First said: “${text}”`,
    open: (count, text) => `Waiting for an answer: ${count}, the last: “${text}”`,
    nothingOpen: 'Nothing waits for an answer.',
    answered: (text, by, at, count) => `Answers of ours: ${count}, the last: “${text}” (${by}, ${at})`,
    notAnswered: 'We have not answered yet.',
    machine: 'automatic',
    heldBy: (name) => `With: ${name}`,
  },
}
