import { z } from 'zod'
import type { Json } from './mention.ts'
import type { Policy } from './policy.ts'
import { PolicyRule, rulesOf, sayRule } from './policy-rules.ts'
import { ruleChanges } from './rule-changes.ts'
import { summaryWords } from './summary-words.ts'

/** One thing that is different in another policy, in words for the colleagues who read the history. */
export interface PolicyChange {
  /** Where it stands: `minConfidence`, `voice.neverSay`. */
  field: string
  before: Json
  after: Json
  ko: string
  en: string
}

/** The same in Korean and in English. */
export interface Said {
  ko: string
  en: string
}

/** What the fields of a policy are called. What is added later and has no name here is told by its field. */
export const fieldNames: Readonly<Record<string, Said>> = {
  quietMs: { ko: '답하기 전에 기다리는 시간(밀리초)', en: 'Silence before an answer (ms)' },
  sendIntents: { ko: '동료 없이 답하는 말', en: 'What is answered without a colleague' },
  minConfidence: { ko: '확신 기준', en: 'Line of confidence' },
  rules: { ko: '보내는 규칙', en: 'Rules of sending' },
  topics: { ko: '주제', en: 'Topics' },
  publicTurns: { ko: '공개 대화에서 우리 답의 수', en: 'Answers of ours in a public conversation' },
  linkHosts: { ko: '링크해도 되는 사이트', en: 'Hosts that may be linked to' },
  competitors: { ko: '말하지 않는 다른 회사', en: 'Other companies that are not named' },
  'voice.level': { ko: '말투', en: 'Speech level' },
  'voice.emoji': { ko: '이모지', en: 'Emoji' },
  'voice.persona': { ko: '브랜드 소개', en: 'Who the brand is' },
  'voice.neverSay': { ko: '쓰지 않는 말', en: 'Words that never leave' },
  'disclosure.on': { ko: 'AI가 쓴다는 안내', en: 'Saying that a machine writes' },
  'disclosure.againAfterHours': { ko: '안내를 다시 하기까지(시간)', en: 'Saying it again after (hours)' },
  'disclosure.channels': { ko: '채널마다 다른 안내', en: 'What is said otherwise by channel' },
  'disclosure.ko': { ko: '한국어 안내 문구', en: 'Its words in Korean' },
  'disclosure.en': { ko: '영어 안내 문구', en: 'Its words in English' },
  showPersonalInDirect: { ko: '본인에게만 개인정보 다시 쓰기', en: 'Repeating personal data to its owner' },
  dailyBudgetUsd: { ko: '하루 모델 비용 한도(달러)', en: 'Daily ceiling of the model (USD)' },
  undoSeconds: { ko: '승인을 되돌릴 수 있는 시간(초)', en: 'Time to take an approval back (s)' },
  'serviceTimes.now': { ko: '지금 당장인 일의 답(분)', en: 'Answer to what cannot wait (min)' },
  'serviceTimes.high': { ko: '급한 일의 답(분)', en: 'Answer to what is urgent (min)' },
  'serviceTimes.normal': { ko: '보통 일의 답(분)', en: 'Answer to ordinary matters (min)' },
  'serviceTimes.low': { ko: '급하지 않은 일의 답(분)', en: 'Answer to what is not urgent (min)' },
  'serviceTimes.upsetPercent': { ko: '화난 분께는 그 시간의(%)', en: 'Of that time for who is upset (%)' },
  'serviceTimes.publicPercent': {
    ko: '모두가 보는 글에는 그 시간의(%)',
    en: 'Of that time for what is public (%)',
  },
  'businessHours.zone': { ko: '시간대', en: 'Time zone' },
  'businessHours.week': { ko: '업무 시간', en: 'Business hours' },
  'businessHours.holidays': { ko: '쉬는 날', en: 'Holidays' },
  'assignment.roundRobin': { ko: '새 대화를 고루 나누기', en: 'Giving out what is new in turns' },
  'assignment.toWhoKnows': { ko: '답했던 동료에게 보내기', en: 'Giving it to who answered before' },
  silentDays: { ko: '조용하면 끝난 것으로 보는 날 수', en: 'Days of silence until it counts as done' },
}

// These hold fields of their own; everything else is told as a whole.
const folders = new Set(['voice', 'disclosure', 'serviceTimes', 'businessHours', 'assignment'])

type AccountName = (id: string) => string | null

/**
 * What is different between two policies, in the order in which they are read; empty when they say the same.
 * @param accountName what an account goes by; its id when nothing is known of it.
 */
export function changesBetween(
  before: Policy,
  after: Policy,
  accountName: AccountName = () => null,
): PolicyChange[] {
  const from = flat(before)
  const to = flat(after)
  // Beside rules, a list of intents is the same in other words; told are the sentences that came and went.
  if (before.rules !== null || after.rules !== null)
    for (const [fields, policy] of [
      [from, before],
      [to, after],
    ] as const)
      fields.set('rules', asJson(rulesOf(policy)))
  const fields = [...new Set([...from.keys(), ...to.keys()])]
  return fields.flatMap((field) => {
    const was = from.get(field) ?? null
    const is = to.get(field) ?? null
    if (same(was, is)) return []
    const name = fieldNames[field] ?? { ko: field, en: field }
    const told =
      tellRules(field, was, is, accountName) ??
      (Array.isArray(was ?? []) && Array.isArray(is ?? [])
        ? tellList(was, is, accountName)
        : tellValue(was, is))
    return [{ field, before: was, after: is, ko: `${name.ko}: ${told.ko}`, en: `${name.en}: ${told.en}` }]
  })
}

function flat(policy: Policy): Map<string, Json> {
  const json = asJson(policy) as Record<string, Json>
  return new Map(
    Object.entries(json).flatMap(([name, value]) =>
      folders.has(name) && value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value).map(([inner, one]): [string, Json] => [`${name}.${inner}`, one as Json])
        : [[name, value] as [string, Json]],
    ),
  )
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function same(one: Json, other: Json): boolean {
  return keyOf(one) === keyOf(other)
}

/** The same for the same value, whatever the order of its keys. */
function keyOf(value: Json): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function tellValue(before: Json, after: Json): Said {
  const was = sayValue(before)
  const is = sayValue(after)
  return { ko: `${was.ko} → ${is.ko}`, en: `${was.en} → ${is.en}` }
}

function sayValue(value: Json): Said {
  if (value === null) return { ko: '없음', en: 'none' }
  if (value === true) return { ko: '켬', en: 'on' }
  if (value === false) return { ko: '끔', en: 'off' }
  if (value === '') return { ko: '비어 있음', en: 'empty' }
  if (Array.isArray(value)) {
    const each = value.map((one) => sayOne(one, () => null))
    const all = (language: 'ko' | 'en') => each.map((one) => one[language]).join(', ')
    return each.length === 0 ? { ko: '없음', en: 'none' } : { ko: all('ko'), en: all('en') }
  }
  if (typeof value === 'string') return names[value] ?? plain(`“${value}”`)
  return typeof value === 'object' ? (sayWeek(value) ?? sayFields(value)) : plain(`${value}`)
}

function plain(text: string): Said {
  return { ko: text, en: text }
}

// What the policy's own words are to the colleagues who read them.
const names: Readonly<Record<string, Said>> = {
  haeyo: { ko: '해요체', en: 'haeyo' },
  hapsyo: { ko: '합쇼체', en: 'hapsyo' },
  'as-person': { ko: '고객이 쓰는 말투', en: 'as the person speaks' },
  complaint: { ko: '불만', en: 'complaints' },
  question: { ko: '질문', en: 'questions' },
  chatter: { ko: '일상적인 말', en: 'chatter' },
}

const days: readonly (readonly [string, string, string])[] = [
  ['mon', '월', 'Mon'],
  ['tue', '화', 'Tue'],
  ['wed', '수', 'Wed'],
  ['thu', '목', 'Thu'],
  ['fri', '금', 'Fri'],
  ['sat', '토', 'Sat'],
  ['sun', '일', 'Sun'],
]

/** The hours of a week, day by day without those that are closed; null when it is none. */
function sayWeek(week: Record<string, Json>): Said | null {
  if (!days.every(([day]) => Array.isArray(week[day]))) return null
  const open = days.flatMap(([day, ko, en]) => {
    const spans = (week[day] as Json[]).map((span) => (Array.isArray(span) ? span.join('–') : ''))
    return spans.length === 0 ? [] : [{ ko: `${ko} ${spans.join(' ')}`, en: `${en} ${spans.join(' ')}` }]
  })
  const all = (language: 'ko' | 'en') => open.map((one) => one[language]).join(', ')
  return { ko: all('ko'), en: all('en') }
}

function sayFields(value: Record<string, Json>): Said {
  const fields = Object.entries(value).map(([name, inner]) => ({ name, said: sayValue(inner) }))
  if (fields.length === 0) return { ko: '없음', en: 'none' }
  const all = (language: 'ko' | 'en') =>
    fields.map(({ name, said }) => `${shortNames[name]?.[language] ?? name} ${said[language]}`).join(', ')
  return { ko: all('ko'), en: all('en') }
}

const shortNames: Readonly<Record<string, Said>> = {
  on: { ko: '안내', en: 'says it' },
  againAfterHours: { ko: '다시 하기까지(시간)', en: 'again after (h)' },
}

/** A rule that was changed is told from what to what; null where the lists are none of rules. */
function tellRules(field: string, before: Json, after: Json, accountName: AccountName): Said | null {
  const [was, is] = [z.array(PolicyRule).safeParse(before), z.array(PolicyRule).safeParse(after)]
  if (field !== 'rules' || !was.success || !is.success) return null
  const { changed, added, removed, moved } = ruleChanges(was.data, is.data)
  if (changed.length + added.length + removed.length === 0) return null
  const say = (language: 'ko' | 'en') => {
    const words = ruleWords[language]
    // Within a line there are no full stops.
    const each = (rule: PolicyRule) => sayRule(rule, accountName)[language].replace(/\.$/, '')
    return [
      ...changed.map(({ from, to }) => `${words.changed} ${each(from)} → ${each(to)}`),
      ...added.map((rule) => `${words.added} ${each(rule)}`),
      ...removed.map((rule) => `${words.removed} ${each(rule)}`),
      ...(moved ? [words.moved] : []),
    ].join('; ')
  }
  return { ko: say('ko'), en: say('en') }
}

const ruleWords = {
  ko: { changed: '바꿈', added: '더함', removed: '뺌', moved: '순서도 바뀜' },
  en: { changed: 'changed', added: 'added', removed: 'removed', moved: 'in another order too' },
}

/** Of a long list only what came, what went and what is different by the same name is worth reading. */
function tellList(before: Json, after: Json, accountName: AccountName): Said {
  const sayEach = (one: Json) => sayOne(one, accountName)
  const was = Array.isArray(before) ? before : []
  const is = Array.isArray(after) ? after : []
  const came = is.filter((one) => !was.some((other) => same(one, other))).map(sayEach)
  const went = was.filter((one) => !is.some((other) => same(one, other))).map(sayEach)
  if (came.length + went.length === 0) {
    const order = (language: 'ko' | 'en') => is.map((one) => sayEach(one)[language]).join(', ')
    return { ko: `순서가 바뀜: ${order('ko')}`, en: `in another order: ${order('en')}` }
  }
  const within = (ones: Said[]) => (one: Said) => ones.some(({ en }) => en === one.en)
  const parts: [words: Said, ones: Said[]][] = [
    [{ ko: '더함', en: 'added' }, came.filter((one) => !within(went)(one))],
    [{ ko: '바꿈', en: 'changed' }, came.filter(within(went))],
    [{ ko: '뺌', en: 'removed' }, went.filter((one) => !within(came)(one))],
  ]
  const told = parts.filter(([, ones]) => ones.length > 0)
  const say = (language: 'ko' | 'en') =>
    told
      .map(([words, ones]) => `${words[language]} ${ones.map((one) => one[language]).join(', ')}`)
      .join('; ')
  return { ko: say('ko'), en: say('en') }
}

function sayOne(value: Json, accountName: AccountName): Said {
  const rule = PolicyRule.safeParse(value)
  if (rule.success) return sayRule(rule.data, accountName)
  const named = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.name : undefined
  if (typeof value === 'string') return names[value] ?? plain(value)
  if (typeof named !== 'string') return plain(keyOf(value))
  // A topic that came with us goes by its name in the language of who reads.
  return { ko: summaryWords.ko.topic[named] ?? named, en: summaryWords.en.topic[named] ?? named }
}
