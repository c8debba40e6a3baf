import type { Finding } from '../core/draft.ts'
import { checks } from '../core/guard.ts'
import type { SeenDraft } from '../store/decisions.ts'
import type { Refusal } from './decision.ts'

// What `look` finds again by itself wherever it still holds.
const lookedAtAgain: ReadonlySet<string> = new Set(['empty', ...checks.map(({ code }) => code)])

/**
 * What was found in a draft when it was written and still holds for a text that a colleague made of it, though it cannot be
 * looked for again: no passages are at hand at the desk. Of the draft itself that is everything that was seen; of an edited
 * one what is said about words that still stand there.
 * @param fresh what is found in the text now.
 */
export function carriedOver(
  draft: Pick<SeenDraft, 'text' | 'findings'>,
  text: string,
  fresh: readonly Finding[],
): Finding[] {
  const found = new Set(fresh.map(({ code }) => code))
  return draft.findings.flatMap((one) => {
    if (found.has(one.code)) return []
    const again = lookedAtAgain.has(one.code)
    if (text === draft.text) return again && one.severity === 'blocks' ? [] : [one]
    if (again || one.span === null) return []
    const words = draft.text.slice(...one.span)
    const at = text.indexOf(words)
    return words.trim() === '' || at < 0
      ? []
      : [{ ...one, span: [at, at + words.length] as [number, number] }]
  })
}

/** Why a text with these findings does not go out; null when it may. What blocks can be overruled by nobody. */
export function refusalFor(findings: readonly Finding[], overrule: string | null): Refusal | null {
  if (findings.some(({ severity }) => severity === 'blocks'))
    return { kind: 'blocked', findings: [...findings] }
  const doubtful = toOverrule(findings)
  if (doubtful.length > 0 && overrule === null) return { kind: 'needs-reason', findings: doubtful }
  return null
}

/** The findings that a colleague sends a text against. */
export function toOverrule(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'person')
}
