import i18next from 'i18next'
import type { Policy } from '../../../core/policy.ts'

export type Rule = NonNullable<Policy['rules']>[number]

export const intents = [
  'complaint',
  'question',
  'chatter',
] as const satisfies readonly Policy['sendIntents'][number][]
export const feelings = [
  'calm',
  'pleased',
  'disappointed',
  'angry',
  'vindictive',
] as const satisfies readonly Exclude<Rule['feelings'], 'any'>[number][]
export const upset: readonly string[] = ['angry', 'vindictive']
export const baseTopics = [
  ...(['delivery', 'refund', 'payment', 'account', 'quality', 'outage', 'price'] as const),
  ...(['staff', 'store', 'event', 'app', 'content', 'howto'] as const),
] satisfies Policy['topics'][number]['like']
/** Whether a topic is one that came with us and kept its name. */
export function isBaseTopic(name: string): boolean {
  return (baseTopics as readonly string[]).includes(name)
}

/** What a topic is called in the language that is on; a brand's own goes by its name. */
export function sayTopic(name: string): string {
  return isBaseTopic(name) ? i18next.t(`reading.topic.${name}` as 'reading.topic.refund') : name
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A new sentence is a careful one: nothing goes out by it before somebody says so. */
export const newRule: Rule = {
  ...{ intent: 'question', accounts: 'any', visibility: 'any', minConfidence: 0.9 },
  ...{ findings: 'none', feelings: 'any', do: 'ask', afterSeconds: 0 },
}

/** The same as a list of intents and one line of confidence say. */
export function asSentences({ sendIntents, minConfidence }: Policy): Rule[] {
  return sendIntents.map((intent) => ({
    ...newRule,
    ...{ intent, minConfidence, findings: 'notes' as const, do: 'send' as const },
  }))
}

/** What else must change so that a sentence which does something else makes sense. */
export function doing(rule: Rule, what: Rule['do']): Rule {
  if (what === 'send') {
    const calm = rule.feelings === 'any' ? [] : rule.feelings.filter((one) => !upset.includes(one))
    return { ...rule, do: what, feelings: calm.length > 0 ? calm : 'any' }
  }
  return {
    ...{ ...rule, do: what, afterSeconds: 0 },
    ...(what === 'hand-over' ? { findings: 'notes' as const } : {}),
  }
}
