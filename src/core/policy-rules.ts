import { z } from 'zod'
import { Feeling, Intent } from './intent.ts'
import { Visibility } from './mention.ts'

// Who is this upset is always seen by a colleague first, so a rule that names them and sends would promise what never happens.
const upset: readonly Feeling[] = ['angry', 'vindictive']

/**
 * One sentence of the policy: which messages it is about, and what happens to the reply. The first rule that fits holds; what
 * no rule fits waits for a colleague.
 */
export const PolicyRule = z
  .strictObject({
    intent: z.union([z.literal('any'), Intent]).default('any'),
    /** Ids of accounts. */
    accounts: z
      .union([
        z.literal('any'),
        z
          .array(z.string().regex(/^\d{1,18}$/))
          .min(1)
          .max(100),
      ])
      .default('any'),
    visibility: z.union([z.literal('any'), Visibility]).default('any'),
    /** How sure the reading has to be at least, 0–1. */
    minConfidence: z.number().min(0).max(1).default(0.7),
    /** `none`: only a draft in which nothing was found; `notes`: notes do not matter. */
    findings: z.enum(['none', 'notes']).default('notes'),
    feelings: z.union([z.literal('any'), z.array(Feeling).min(1)]).default('any'),
    do: z.enum(['send', 'ask', 'hand-over']),
    /** How long a reply that is sent waits before, in seconds: time to look at it. */
    afterSeconds: z.number().int().min(0).max(3_600).default(0),
  })
  .refine((one) => one.do === 'send' || one.afterSeconds === 0, {
    path: ['afterSeconds'],
    error: 'Only a rule that sends has a time to wait; set it to 0.',
  })
  .refine((one) => one.do !== 'hand-over' || one.findings === 'notes', {
    path: ['findings'],
    error: 'What is handed over gets no draft, so nothing is found in it; set it to "notes".',
  })
  .refine(
    ({ do: what, feelings }) =>
      what !== 'send' || feelings === 'any' || !feelings.some((one) => upset.includes(one)),
    {
      path: ['feelings'],
      error:
        'Who is angry or vindictive is always seen by a colleague first; take them out, or let the rule ask.',
    },
  )
export type PolicyRule = z.infer<typeof PolicyRule>

/** What a rule looks at. */
export interface RuleMatter {
  intent: Intent
  feeling: Feeling
  confidence: number
  /** Null where no account is at hand; then a rule about certain accounts does not fit. */
  accountId: string | null
  visibility: Visibility
  /** Whether anything was found in the draft. */
  hasFindings: boolean
}

/** The parts of a policy that say what goes out. */
export interface RuledBy {
  rules: readonly PolicyRule[] | null
  sendIntents: readonly Intent[]
  minConfidence: number
}

const anywhere: Omit<PolicyRule, 'intent' | 'minConfidence' | 'do'> = {
  ...{ accounts: 'any', visibility: 'any', findings: 'notes', feelings: 'any', afterSeconds: 0 },
}

/** The rules of a policy. One that has none says the same by a list of intents and one line of confidence. */
export function rulesOf({ rules, sendIntents, minConfidence }: RuledBy): PolicyRule[] {
  if (rules !== null) return [...rules]
  return sendIntents.map((intent) => ({ ...anywhere, intent, minConfidence, do: 'send' }))
}

/** The first rule that fits; where none does, whether only the confidence was missing for one that sends. */
export function ruleFor(
  rules: readonly PolicyRule[],
  matter: RuleMatter,
): { rule: PolicyRule; unsure: false } | { rule: null; unsure: boolean } {
  // Written this way round so that a confidence that is not a number fits no rule.
  const rule = rules.find((one) => fits(one, matter) && matter.confidence >= one.minConfidence)
  if (rule) return { rule, unsure: false }
  return { rule: null, unsure: rules.some((one) => one.do === 'send' && fits(one, matter)) }
}

function fits(
  rule: PolicyRule,
  { intent, feeling, accountId, visibility, hasFindings }: RuleMatter,
): boolean {
  return (
    (rule.intent === 'any' || rule.intent === intent) &&
    (rule.accounts === 'any' || (accountId !== null && rule.accounts.includes(accountId))) &&
    (rule.visibility === 'any' || rule.visibility === visibility) &&
    (rule.feelings === 'any' || rule.feelings.includes(feeling)) &&
    (rule.findings === 'notes' || !hasFindings)
  )
}

const intents = {
  any: { ko: '모든 말', en: 'any message' },
  complaint: { ko: '불만', en: 'a complaint' },
  question: { ko: '질문', en: 'a question' },
  chatter: { ko: '일상적인 말', en: 'chatter' },
} as const satisfies Record<PolicyRule['intent'], { ko: string; en: string }>

const feelings = {
  calm: { ko: '차분한', en: 'calm' },
  pleased: { ko: '기쁜', en: 'pleased' },
  disappointed: { ko: '실망한', en: 'disappointed' },
  angry: { ko: '화난', en: 'angry' },
  vindictive: { ko: '벼르는', en: 'vindictive' },
} as const satisfies Record<Feeling, { ko: string; en: string }>

const places = {
  any: { ko: '', en: '' },
  public: { ko: '공개된 자리의 ', en: ' in public' },
  direct: { ko: '다이렉트 메시지의 ', en: ' in a direct message' },
} as const satisfies Record<PolicyRule['visibility'], { ko: string; en: string }>

/**
 * A rule as a sentence for whoever edits the policy.
 * @param accountName what an account goes by; its id when nothing is known of it.
 */
export function sayRule(
  rule: PolicyRule,
  accountName: (id: string) => string | null = () => null,
): { ko: string; en: string } {
  const { intent, visibility, minConfidence, do: what, afterSeconds } = rule
  const accounts = rule.accounts === 'any' ? null : rule.accounts.map((id) => accountName(id) ?? `#${id}`)
  const felt = rule.feelings === 'any' ? null : rule.feelings.map((one) => feelings[one])
  const clean = rule.findings === 'none'
  const ko = [
    accounts === null ? '모든 계정에서' : `계정 ${accounts.join(', ')}에서`,
    `${places[visibility].ko}${felt ? `${felt.map((one) => one.ko).join('·')} 분의 ` : ''}${intents[intent].ko}:`,
    ...(minConfidence > 0 ? [`확신 ${minConfidence} 이상${clean ? ',' : '이면'}`] : []),
    ...(clean ? ['발견된 점이 없으면'] : []),
    `${endings[what].ko(afterSeconds)}.`,
  ].join(' ')
  const conditions = [
    ...(minConfidence > 0 ? [`confidence of at least ${minConfidence}`] : []),
    ...(clean ? ['no finding'] : []),
  ]
  const en = [
    `${capital(intents[intent].en)}${places[visibility].en}`,
    ...(felt ? [`from somebody ${felt.map((one) => one.en).join(' or ')}`] : []),
    `on ${accounts === null ? 'any account' : `account ${accounts.join(', ')}`}`,
    ...(conditions.length > 0 ? [`with ${conditions.join(' and ')}`] : []),
  ].join(' ')
  return { ko, en: `${en}: ${endings[what].en(afterSeconds)}.` }
}

const endings = {
  send: {
    ko: (seconds: number) => (seconds > 0 ? `${seconds}초 뒤에 보내요` : '바로 보내요'),
    en: (seconds: number) => (seconds > 0 ? `send after ${seconds} s` : 'send at once'),
  },
  ask: { ko: () => '동료가 확인해요', en: () => 'a colleague looks first' },
  'hand-over': {
    ko: () => '초안 없이 동료에게 넘겨요',
    en: () => 'hand over to a colleague, without a draft',
  },
} as const satisfies Record<
  PolicyRule['do'],
  { ko: (seconds: number) => string; en: (seconds: number) => string }
>

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
