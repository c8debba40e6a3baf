import type { Finding } from './draft.ts'
import { type Classification, type Risk, surestRisk, worthSaying } from './intent.ts'
import type { Visibility } from './mention.ts'
import type { Mode, Policy } from './policy.ts'
import { ruleFor, rulesOf } from './policy-rules.ts'
import type { Wish } from './way-out.ts'

/** Everything that may be the reason of a decision, and what follows from it. */
const reasons = {
  off: {
    kind: 'ignore',
    ko: '이 계정은 듣기만 하도록 꺼져 있어요.',
    en: 'This account is off: we only listen.',
  },
  bot: { kind: 'ignore', ko: '보낸 쪽이 봇이에요.', en: 'The author is a bot.' },
  'asked-for-person': {
    kind: 'hand-over',
    ko: '사람이 답해 달라고 한 분이라 동료가 맡아요.',
    en: 'They have asked for a person, so a colleague answers.',
  },
  'asked-for-silence': {
    kind: 'hand-over',
    ko: '자동으로 답하지 말아 달라고 한 분이라, 동료가 보고 정해요.',
    en: 'They have asked that no machine writes to them; a colleague looks at it.',
  },
  'with-person': {
    kind: 'hand-over',
    ko: '동료가 맡고 있는 대화예요.',
    en: 'A colleague has this conversation.',
  },
  risk: {
    kind: 'hand-over',
    ko: '사람이 꼭 봐야 하는 내용이 있어요.',
    en: 'It touches a matter that never leaves without a person.',
  },
  'personal-data-shown': {
    kind: 'ask',
    ko: '모두가 보는 곳에 개인정보를 적었어요. 지워 달라는 초안을 동료가 확인해요.',
    en: 'They show personal data where everybody reads it; a draft asks them to remove it and waits for a colleague.',
  },
  'told-what-was-asked': {
    kind: 'hand-over',
    ko: '채팅창에서 물어본 것을 알려 줬어요. 이제 동료가 이어서 답해요.',
    en: 'They told what the chat had asked for; a colleague goes on from there.',
  },
  'risk-suspected': {
    kind: 'ask',
    ko: '사람이 봐야 하는 내용일 수 있어서 동료가 확인해요.',
    en: 'It may touch a matter that never leaves without a person.',
  },
  'person-suspected': {
    kind: 'ask',
    ko: '사람과 이야기하고 싶어 하는 것 같아서 동료가 확인해요.',
    en: 'They may be asking for a person.',
  },
  spam: { kind: 'ignore', ko: '스팸으로 보여요.', en: 'It looks like spam.' },
  'wants-person': {
    kind: 'hand-over',
    ko: '사람과 이야기하고 싶어 해요.',
    en: 'They ask for a person.',
  },
  'no-reply-needed': { kind: 'ignore', ko: '답이 필요 없는 말이에요.', en: 'It needs no reply.' },
  blocked: {
    kind: 'ask',
    ko: '이대로는 보낼 수 없는 점이 초안에 있어요.',
    en: 'The draft has a finding that blocks it.',
  },
  'needs-eyes': {
    kind: 'ask',
    ko: '초안에 동료가 확인할 점이 있어요.',
    en: 'The draft has a finding that a colleague should see.',
  },
  'not-known': {
    kind: 'ask',
    ko: '물어본 것에 대한 답을 동료가 찾아야 해요.',
    en: 'A colleague has to find the answer to what they asked.',
  },
  quoted: {
    kind: 'ask',
    ko: '인용한 안내가 물어본 것의 답이 맞는지 동료가 확인해요.',
    en: 'A colleague checks that what is quoted answers what they asked.',
  },
  drafting: {
    kind: 'ask',
    ko: '이 계정은 모든 답을 동료가 확인해요.',
    en: 'On this account every reply waits for a colleague.',
  },
  'fell-back': {
    kind: 'ask',
    ko: '모델 대신 준비된 문장으로 썼어요.',
    en: 'The model could not write, so written phrases took over.',
  },
  'intent-not-allowed': {
    kind: 'ask',
    ko: '이런 말에는 정책상 동료가 답을 확인해요.',
    en: 'The policy does not let this kind of message be answered without a colleague.',
  },
  'rule-hands-over': {
    kind: 'hand-over',
    ko: '이런 말은 동료가 직접 답하기로 정했어요.',
    en: 'A rule of the policy gives this kind of message to a colleague.',
  },
  'rule-asks': {
    kind: 'ask',
    ko: '이런 말은 동료가 먼저 확인하기로 정했어요.',
    en: 'A rule of the policy lets a colleague look at this kind of reply first.',
  },
  unsure: {
    kind: 'ask',
    ko: '무슨 뜻인지 충분히 확실하지 않아요.',
    en: 'We are not sure enough what they need.',
  },
  'readers-differ': {
    kind: 'ask',
    ko: '분류기와 모델의 판단이 달라서 동료가 정해요.',
    en: 'The classifier and the model read it differently, so a colleague decides.',
  },
  abuse: {
    kind: 'ask',
    ko: '사람을 공격하는 말로 보여서 동료가 먼저 봐야 해요.',
    en: 'It looks like an attack on people, so a colleague looks first.',
  },
  sarcasm: {
    kind: 'ask',
    ko: '비꼬는 말일 수 있어서 동료가 먼저 봐야 해요.',
    en: 'It may be meant ironically, so a colleague looks first.',
  },
  upset: {
    kind: 'ask',
    ko: '많이 화가 나 있어서 동료가 먼저 봐야 해요.',
    en: 'They are very upset, so a colleague looks first.',
  },
  'public-turns': {
    kind: 'ask',
    ko: '공개된 자리에서는 이미 답했으니 다음은 동료가 정해요.',
    en: 'We have answered enough in public here; a colleague decides how to go on.',
  },
  guided: {
    kind: 'ask',
    ko: '동료가 다시 써 보라고 한 글이라 동료가 확인해요.',
    en: 'A colleague asked for this draft, so a colleague looks at it.',
  },
  allowed: {
    kind: 'send',
    ko: '정책이 허락하는 답이에요.',
    en: 'The policy allows this reply to go out by itself.',
  },
} as const satisfies Record<string, { kind: Decision['kind']; ko: string; en: string }>

export type DecisionCode = keyof typeof reasons

/** What happens to a mention now, and the one reason for it in words for staff. */
export interface Decision {
  kind: 'send' | 'ask' | 'hand-over' | 'ignore'
  why: DecisionCode
  ko: string
  en: string
  /** Of `send`: the reply goes out this many milliseconds from now at the earliest (1,000–3,600,000); absent: at once. */
  afterMs?: number
}

export interface Situation {
  mode: Mode
  policy: Policy
  classification: Classification
  /** What the guard saw in the draft; empty before there is a draft. */
  findings: readonly Finding[]
  conversation: { publicTurnsSent: number; withPerson: boolean }
  visibility: Visibility
  /** Why the plain writer took over from the model, or null. */
  fellBack: string | null
  /** What this person has asked of our machine, and has not taken back. */
  wish?: Wish | null
  /** The message shows what is personal of its author; it counts where everybody can read it. */
  showsPersonal?: boolean
  /** A colleague asked for this draft with a word of their own. */
  guided?: boolean
  /** They only tell what the chat asked them for, and were answered before. */
  tellsAsked?: boolean
  /** The network says that the author is a machine. */
  authorIsBot?: boolean
  /** The account that it is about; without it, a rule about certain accounts does not fit. */
  accountId?: string
}

// A suspicion that is less likely than not still goes to a colleague, but with a draft beside it.
const suspicion = 0.5

// Swindlers are most of what speaks of fraud to a brand, so this word alone does not rescue a message from being spam.
const spamMayHave: readonly Risk[] = ['fraud']

/**
 * Decides what happens to a mention. The first reason that holds wins; nothing is sent unless a rule of the policy says so and
 * nothing speaks against it that no rule can overrule, and whatever nobody thought of waits for a colleague. It may be asked
 * twice: before drafting with no findings, to spare a draft that nobody needs, and after it.
 */
export function decide(situation: Situation): Decision {
  const ruled = ruleOn(situation)
  const why = reasonFor(situation, ruled)
  const afterSeconds = why === 'allowed' ? (ruled.rule?.afterSeconds ?? 0) : 0
  return { why, ...reasons[why], ...(afterSeconds > 0 ? { afterMs: afterSeconds * 1_000 } : {}) }
}

type Ruled = ReturnType<typeof ruleFor>

function ruleOn({ policy, classification, accountId, visibility, findings }: Situation): Ruled {
  const { intent, feeling, confidence } = classification
  const place = { accountId: accountId ?? null, visibility, hasFindings: findings.length > 0 }
  return ruleFor(rulesOf(policy), { intent, feeling, confidence, ...place })
}

function reasonFor(s: Situation, { rule, unsure }: Ruled): DecisionCode {
  const said = s.classification
  if (s.mode === 'off') return 'off'
  if (s.authorIsBot) return 'bot'
  // Before everything else, for whatever they say: it holds until they or a colleague end it.
  if (s.wish === 'silence') return 'asked-for-silence'
  if (s.wish === 'person') return asksForPerson(said) ? 'wants-person' : 'asked-for-person'
  // Before everything that could ignore it: a bare "네" may be the answer to what the colleague asked.
  if (s.conversation.withPerson) return 'with-person'
  const grave = said.risks.filter((risk) => !said.spam || !spamMayHave.includes(risk))
  const danger = surestRisk(said, grave)
  if (onlyShowsPersonal(s)) return asksForPerson(said) ? 'wants-person' : 'personal-data-shown'
  if (danger >= suspicion) return 'risk'
  if (said.spam) return 'spam'
  if (asksForPerson(said)) return 'wants-person'
  if (s.tellsAsked) return 'told-what-was-asked'
  if (!said.needsReply) return 'no-reply-needed'
  if (s.findings.some((finding) => finding.severity === 'blocks')) return 'blocked'
  // On every account that answers at all: it spares a draft that nobody wants.
  if (rule?.do === 'hand-over') return 'rule-hands-over'
  if (s.findings.some((finding) => finding.severity === 'person')) return 'needs-eyes'
  if (danger >= worthSaying) return 'risk-suspected'
  if (s.findings.some((finding) => finding.code === 'not-known')) return 'not-known'
  if (s.findings.some((finding) => finding.code === 'quoted')) return 'quoted'
  if (s.mode !== 'send') return 'drafting'
  if (s.fellBack !== null) return 'fell-back'
  if (s.guided) return 'guided'
  if (rule?.do === 'ask') return 'rule-asks'
  if (rule === null) return unsure ? 'unsure' : 'intent-not-allowed'
  if (grave.length > 0) return 'risk-suspected'
  if (said.wantsPerson) return 'person-suspected'
  if (said.differs.length > 0) return 'readers-differ'
  if (said.abuse) return 'abuse'
  if (said.sarcasm) return 'sarcasm'
  if (said.feeling === 'angry' || said.feeling === 'vindictive') return 'upset'
  if (s.visibility === 'public' && s.conversation.publicTurnsSent >= s.policy.publicTurns)
    return 'public-turns'
  return 'allowed'
}

/** Whether they ask for a person in this very message, more likely than not. */
export function asksForPerson({ wantsPerson, sure }: Classification): boolean {
  return wantsPerson && (sure.wantsPerson ?? 1) >= suspicion
}

/**
 * Whether what is personal stands there for everybody to read and nothing else of the message is grave: then they are asked to
 * remove it. Who advertises with a number wants it read.
 */
export function onlyShowsPersonal({
  classification,
  visibility,
  showsPersonal,
}: Pick<Situation, 'classification' | 'visibility' | 'showsPersonal'>): boolean {
  if (visibility !== 'public' || !showsPersonal || classification.spam) return false
  const others = classification.risks.filter((risk) => risk !== 'personal-data')
  return surestRisk(classification, others) < suspicion
}
