import { z } from 'zod'
import type { Feeling, Intent } from '../intent.ts'
import type { GraveMatter } from './words.ts'

/**
 * How we answer, whatever we answer:
 * - **listen**: show that it was heard, and own it. **inform**: calm facts and the next step, no pleading.
 * - **thank-and-act**: thank them for saying so, then do something about it. **answer-first**: the answer, then the rest.
 * - **ask-to-remove**: they show what is personal to everybody; nothing else before that.
 * - **play-along**: small talk among friends. **welcome**: take a thank-you. **silence**: say nothing.
 */
export const Strategy = z.enum([
  'listen',
  'inform',
  'thank-and-act',
  'answer-first',
  'play-along',
  'welcome',
  'silence',
  'ask-to-remove',
])
export type Strategy = z.infer<typeof Strategy>

/** What the rules go by: what was decided about a message, and what its words and the thread show. */
export interface Seen {
  intent: Intent
  feeling: Feeling
  needsReply: boolean
  /** What is personal of theirs stands where everybody reads it, and nothing else is grave. */
  showsPersonal: boolean
  isPublic: boolean
  /** Something went wrong for them: said outright, beside a question, in irony, or in how they ask. */
  complains: boolean
  asks: boolean
  /** It reads like small talk, and might as well be something else. */
  unsure: boolean
  thanks: boolean
  laughs: boolean
  usesEmoji: boolean
  ironic: boolean
  /** They attack people, or want to talk to one. */
  wantsNoGames: boolean
  grave: ReadonlySet<GraveMatter | 'risk'>
  /** Somebody may be harmed or is dead. */
  harm: boolean
  /** The answer depends on their own order, bill or account. */
  ownMatter: boolean
  asksForOffers: boolean
  /** Our last turn said sorry, and they speak of the same. */
  apologisedAlready: boolean
  /** As many answers of ours stand in public as may without a person. */
  answeredInPublic: boolean
}

export interface Reason {
  ko: string
  en: string
}

export type StrategyRule = Reason & { strategy: Strategy; when: (s: Seen) => boolean }

const isOneOf =
  (...feelings: Feeling[]) =>
  (s: Seen): boolean =>
    feelings.includes(s.feeling)

/** Which strategy: the first row that holds. */
// biome-ignore format: a table is read by its rows
export const strategyRules: readonly StrategyRule[] = [
  { strategy: 'ask-to-remove', when: (s) => s.showsPersonal, ko: '모두가 보는 곳에 개인정보가 있어서, 되풀이하지 않고 지워 달라고 부탁해요.', en: 'Personal data stands where everybody reads it: ask them to remove it, without repeating it.' },
  { strategy: 'silence', when: (s) => !s.needsReply, ko: '답을 기다리는 말이 아니에요.', en: 'Nobody waits for an answer.' },
  { strategy: 'inform', when: isOneOf('vindictive'), ko: '앙갚음하려는 마음이라 차분히 사실과 다음 순서를 알려요.', en: 'They want us to hurt: calm facts and the next step.' },
  { strategy: 'listen', when: isOneOf('angry'), ko: '화가 나 있어서 먼저 듣고 인정해요.', en: 'They are angry: hear them and own it first.' },
  { strategy: 'listen', when: (s) => s.complains && s.harm, ko: '누군가 다칠 수 있는 일이라 고맙다는 말보다 듣는 것이 먼저예요.', en: 'Somebody may be harmed: hear them before any thanks.' },
  { strategy: 'thank-and-act', when: (s) => s.ironic, ko: '비꼬는 말일 수 있어서 불만으로 보고 답해요.', en: 'It may be irony, so it is answered as a complaint.' },
  { strategy: 'thank-and-act', when: (s) => s.complains, ko: '실망한 점을 말해 주었으니 고마워하고 움직여요.', en: 'They tell us what let them down: thank them and act.' },
  { strategy: 'answer-first', when: (s) => s.asks, ko: '물어본 것에 먼저 답해요.', en: 'They ask: the answer comes first.' },
  { strategy: 'listen', when: (s) => s.harm && (s.feeling !== 'pleased' || s.grave.has('risk')), ko: '무거운 이야기라 가볍게 받지 않고 들어요.', en: 'It is a heavy matter: listen, no small talk.' },
  { strategy: 'listen', when: isOneOf('disappointed'), ko: '마음이 가라앉아 있어서 먼저 들어요.', en: 'They are down: listen first.' },
  { strategy: 'welcome', when: (s) => s.thanks, ko: '고맙다는 말을 짧고 반갑게 받아요.', en: 'They thank us: take it warmly and briefly.' },
  { strategy: 'welcome', when: (s) => s.grave.size > 0 && s.feeling === 'pleased', ko: '기쁜 말이지만 농담할 일은 아니라 짧게 반겨요.', en: 'Glad words on no joking matter: welcome them briefly.' },
  { strategy: 'listen', when: (s) => s.grave.size > 0, ko: '농담할 일이 아니라 가볍게 받지 않아요.', en: 'It is no joking matter: no playing along.' },
  { strategy: 'listen', when: (s) => s.unsure, ko: '가벼운 이야기인지 확실하지 않아 농담으로 받지 않아요.', en: 'It may be more than small talk: no playing along.' },
  { strategy: 'play-along', when: () => true, ko: '가벼운 이야기라 친구처럼 받아요.', en: 'Small talk: play along like a friend.' },
]

/** What a reply may or has to have. */
export type Manner = 'humour' | 'emoji' | 'exclamation' | 'promotion' | 'apology' | 'door' | 'thenAnswer'

/** What each strategy starts from. A row of `withheld` may take something away; nothing adds to it. */
export const mannersOf: Record<Strategy, readonly Manner[]> = {
  listen: ['apology', 'door', 'thenAnswer'],
  inform: ['apology', 'door', 'thenAnswer'],
  'thank-and-act': ['apology', 'door', 'thenAnswer'],
  'answer-first': ['door', 'promotion'],
  'play-along': ['humour', 'emoji', 'exclamation'],
  welcome: ['emoji', 'exclamation'],
  silence: [],
  'ask-to-remove': ['door'],
}

export type Withholding = Reason & {
  takes: readonly Manner[]
  when: (s: Seen, strategy: Strategy) => boolean
}

const cheer = ['humour', 'emoji', 'exclamation'] as const

/** What is taken away: every row that holds. */
// biome-ignore format: a table is read by its rows
export const withheld: readonly Withholding[] = [
  { takes: [...cheer], when: (s) => s.grave.size > 0, ko: '다침, 죽음, 잃음, 돈, 아이, 안전 이야기에는 농담도 이모지도 쓰지 않아요.', en: 'Injury, death, loss, money, minors or safety: no humour, no emoji.' },
  { takes: [...cheer], when: (s) => s.wantsNoGames, ko: '사람을 찾거나 공격하는 말에는 장난하지 않아요.', en: 'They attack people or ask for one: no games.' },
  { takes: ['promotion'], when: (s) => [...s.grave].some((matter) => matter !== 'money'), ko: '무거운 이야기에는 홍보하지 않아요.', en: 'No promotion on a grave matter.' },
  { takes: ['promotion'], when: (s) => !s.asksForOffers, ko: '물어보지 않은 것은 권하지 않아요.', en: 'Nothing is offered that was not asked for.' },
  { takes: ['humour'], when: (s) => !s.laughs, ko: '먼저 웃지 않은 분에게 농담하지 않아요.', en: 'They do not laugh, so neither do we.' },
  { takes: ['emoji'], when: (s) => !s.usesEmoji, ko: '이모지를 쓰지 않은 분에게는 쓰지 않아요.', en: 'They use no emoji, so neither do we.' },
  { takes: ['apology'], when: (s) => !s.complains, ko: '우리가 잘못한 일이 아니라 사과하지 않아요.', en: 'Nothing of ours went wrong: no apology.' },
  { takes: ['apology'], when: (s) => s.apologisedAlready, ko: '같은 일로 방금 사과했으니 다시 하지 않고 다음 일을 말해요.', en: 'We have just said sorry for this: say what happens next instead.' },
  { takes: ['thenAnswer'], when: (s) => !s.asks, ko: '따로 물어본 것은 없어요.', en: 'They ask nothing besides.' },
  { takes: ['door'], when: (s) => !s.isPublic, ko: '이미 둘만의 대화예요.', en: 'It is a private conversation already.' },
  { takes: ['door'], when: (s, strategy) => !isToSettle(s, strategy), ko: '따로 풀 일이 없어서 비공개로 부르지 않아요.', en: 'There is nothing to settle in private.' },
]

function isToSettle(s: Seen, strategy: Strategy): boolean {
  return s.complains || strategy === 'inform' || (s.asks && (s.ownMatter || s.grave.has('risk')))
}
