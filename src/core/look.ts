import { roomBefore, withoutMark } from './disclosure.ts'
import type { Finding } from './draft.ts'
import type { Guard, GuardRequest } from './guard.ts'
import { findPrivate, type Said } from './memory.ts'
import type { Policy } from './policy.ts'

/** What a text is held against: what the guard needs, with the brand's lists taken from its policy. */
export type LookRequest = Omit<GuardRequest, 'linkHosts' | 'competitors'> & {
  policy: Pick<Policy, 'linkHosts' | 'competitors' | 'disclosure' | 'voice'>
  /** What was said with this person in direct messages, and what everybody can read; for a reply that everybody reads. */
  memory?: Said
}

export type Look = (text: string, request: LookRequest) => Finding[]

/**
 * The one way to look at a text before it leaves: on a draft, on what a colleague wrote, and again just before sending. The mark
 * that says that a machine writes is ours, so it is counted and not judged, and texts are compared without it.
 */
export function makeLook(guard: Guard): Look {
  return (text, request) => lookWith(guard, text, request)
}

function lookWith(guard: Guard, text: string, { policy, memory, ...request }: LookRequest): Finding[] {
  const { disclosure, linkHosts, competitors, voice } = policy
  const bare = (one: string): string => withoutMark(one, disclosure).body
  const { body, mark } = withoutMark(text, disclosure)
  const surfaced = memory && request.visibility === 'public' ? findPrivate(body, memory) : []
  const seen = guard(body, {
    ...{ ...request, linkHosts, competitors },
    limits: mark === null ? request.limits : roomBefore(mark, request.limits),
    alreadySent: request.alreadySent.map(bare),
    sentToday: request.sentToday?.map(bare),
    disclosureDue: request.disclosureDue === true && mark === null,
  })
  return [...seen, ...findNeverSaid(body, voice.neverSay), ...surfaced]
}

/** Words that the brand has decided never leave in its name, whoever writes; wherever they stand, as Korean has endings. */
function findNeverSaid(text: string, words: readonly string[]): Finding[] {
  const small = text.toLowerCase()
  return words.flatMap((word): Finding[] => {
    const at = small.indexOf(word.toLowerCase())
    if (at < 0) return []
    return [
      {
        code: 'never-say',
        severity: 'blocks',
        ko: `이 브랜드가 쓰지 않기로 한 말이에요: ${word}`,
        en: `The brand has decided never to say this: ${word}`,
        span: small.length === text.length ? [at, at + word.length] : null,
      },
    ]
  })
}
