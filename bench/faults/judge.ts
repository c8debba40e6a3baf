import { keysIn, type Said } from './messages.ts'
import type { Seen } from './town.ts'

export interface Verdict {
  /** Messages that had to be answered, and those of them that were, exactly once. */
  due: number
  answered: number
  /** Posts of the brand. */
  answers: number
  lost: string[]
  doubled: string[]
  /** To ourselves, to nobody, to bots, spam or thanks, about somebody else's matter, or for more eyes than asked. */
  wrong: string[]
}

/**
 * Judges by what the town saw alone. A reply that names keys is about exactly those messages. One that names none (written
 * from phrases) is about the message that it answers and about earlier ones by that person that nothing was about yet.
 * Exactly one answer must be about each message that is due, and none may have two replies under it.
 */
export function judge(said: readonly Said[], seen: readonly Seen[]): Verdict {
  const byId = new Map(said.map((one) => [one.id, one]))
  const byKey = new Map(said.map((one) => [one.key, one]))
  const order = new Map(seen.map((one, at) => [one.id, at]))
  const about = new Map<string, Seen[]>()
  const under = new Map<string, number>()
  const wrong: string[] = []
  const answers = seen.filter((one) => one.brand && one.deletedAt === null)
  for (const answer of answers) {
    const target = byId.get(answer.inReplyTo ?? '')
    if (!target) {
      wrong.push(`${answer.id} answers nobody: ${answer.text}`)
      continue
    }
    under.set(target.key, (under.get(target.key) ?? 0) + 1)
    if (target.kind !== 'answer') wrong.push(`${answer.id} answers ${target.kind} ${target.key}`)
    if (target.visibility === 'direct' && answer.visibility !== 'direct')
      wrong.push(`${answer.id} answers ${target.key} for everybody to read`)
    for (const key of whatFor(answer, target)) {
      if (byKey.get(key)?.person !== target.person)
        wrong.push(`${answer.id} tells ${target.person} about ${key}, which is somebody else's matter`)
      about.set(key, [...(about.get(key) ?? []), answer])
    }
  }

  function whatFor(answer: Seen, target: Said): string[] {
    const named = keysIn(answer.text)
    if (named.length > 0) return named
    const at = order.get(target.id) ?? -1
    const earlier = said.filter(
      (one) =>
        one.kind === 'answer' &&
        one.person === target.person &&
        (order.get(one.id) ?? Infinity) < at &&
        !about.has(one.key),
    )
    return [...earlier.map((one) => one.key), target.key]
  }

  const due = said.filter((one) => one.kind === 'answer')
  const doubled = due.filter(({ key }) => (about.get(key)?.length ?? 0) > 1 || (under.get(key) ?? 0) > 1)
  const lost = due.filter(({ key }) => !about.has(key))
  return {
    due: due.length,
    answered: due.length - lost.length - doubled.length,
    answers: answers.length,
    lost: lost.map((one) => `${one.key} ${one.id} ${one.text}`),
    doubled: doubled.map((one) => `${one.key} ${(about.get(one.key) ?? []).map(({ id }) => id).join(' ')}`),
    wrong,
  }
}
