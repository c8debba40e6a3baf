import type { Finding } from '../core/draft.ts'
import { languageOf } from '../core/intent.ts'
import { fitsText } from '../core/limits.ts'
import { cleanText } from '../core/mention.ts'
import { policyOn } from '../core/policy.ts'
import { fillIn, unknownVariables, variables } from '../core/saved-reply.ts'
import { findPlace } from '../store/desk.ts'
import { findSaid } from '../store/memory.ts'
import { findPastMessages, type PastMessage } from '../store/past-messages.ts'
import { findSavedReply } from '../store/saved-replies.ts'
import type { Decider, DeskTools } from './decision.ts'
import { each } from './trial.ts'

/** A text with its names filled in, what would be found in it, and how far the network counts it. */
export interface FilledText {
  text: string
  findings: Finding[]
  counted: number
  max: number
}

/** What a saved reply says now and what was typed, as both would be said to one person. */
export interface TriedReply {
  conversationId: string
  /** What they wrote last. */
  message: string
  /** Null where there is no saved reply yet. */
  live: FilledText | null
  tried: FilledText
}

export type TrySavedAnswer =
  | { kind: 'tried'; results: TriedReply[] }
  | { kind: 'not-found' }
  /** None of the conversations is one of the brand's. */
  | { kind: 'no-conversation' }
  | { kind: 'unknown-variables'; unknown: string[]; allowed: readonly string[] }

const atOnce = 2

/** Fills a text in for people who wrote, as it was before anything answered them. Nothing is kept or sent. */
export function makeTrySaved({ db, look, limitsOf }: DeskTools, brandId: string) {
  /** @param ask.id null: a new one. */
  return async function tryOut(ask: {
    id: string | null
    text: string
    conversations: readonly string[]
    colleague: Decider
  }): Promise<TrySavedAnswer> {
    const typed = cleanText(ask.text)
    const unknown = unknownVariables(typed)
    if (unknown.length > 0) return { kind: 'unknown-variables', unknown, allowed: variables }
    const reply = ask.id === null ? null : await findSavedReply(db, brandId, ask.id)
    if (ask.id !== null && !reply) return { kind: 'not-found' }
    const past = await findPastMessages(db, brandId, ask.conversations)
    const place = past[0] && (await findPlace(db, past[0].conversationId))
    if (!place) return { kind: 'no-conversation' }
    const { brandName, policy } = place

    async function fillerFor(one: PastMessage): Promise<(text: string) => FilledText> {
      const { conversationId, draftId, visibility, account, person, texts, alreadySent } = one
      const personText = texts.join('\n')
      const spoken = languageOf(personText) === 'ko' ? 'ko' : 'en'
      const limits = limitsOf(account.channel, account.id, visibility)
      const seen = {
        ...{ limits, visibility, alreadySent, personText, writer: 'colleague' as const },
        memory: await findSaid(db, { personId: person.id, conversationId, visibility, draftId }),
        classification: one.classification ?? ({ language: spoken } as const),
        policy: policyOn(policy, account.channel),
      }
      return (words) => {
        const text = fillIn(words, {
          'person.name': person.name || person.handle,
          'brand.name': brandName,
          'colleague.name': ask.colleague.name,
        })
        const { counted, max } = fitsText(text, limits)
        return { text, findings: look(text, seen), counted, max }
      }
    }
    const results = await each(past, atOnce, async (one) => {
      const fill = await fillerFor(one)
      const { conversationId, texts } = one
      return {
        ...{ conversationId, message: texts.join('\n') },
        ...{ live: reply && fill(reply.text), tried: fill(typed) },
      }
    })
    return { kind: 'tried', results }
  }
}
