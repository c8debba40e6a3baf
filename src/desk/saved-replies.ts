import type { Finding } from '../core/draft.ts'
import type { Language } from '../core/intent.ts'
import { cleanText } from '../core/mention.ts'
import { fillIn, unknownVariables, variables } from '../core/saved-reply.ts'
import { findPlace, readConversation } from '../store/desk.ts'
import {
  changeSavedReply,
  deleteSavedReply,
  findSavedReply,
  insertSavedReply,
  listSavedReplies,
  type SavedReply,
} from '../store/saved-replies.ts'
import type { Decider, DeskTools } from './decision.ts'
import { makeReview } from './review.ts'

export type { SavedReply }

export type SavedAnswer =
  | { kind: 'saved'; reply: SavedReply }
  | { kind: 'not-found' }
  | { kind: 'taken' }
  /** `allowed`: what may stand in double braces. */
  | { kind: 'unknown-variables'; unknown: string[]; allowed: readonly string[] }

/** A saved reply as it would be said in one conversation, and what would be found in it. */
export interface Filled {
  kind: 'filled'
  text: string
  findings: Finding[]
  counted: number
  max: number
}

export interface SavedReplies {
  listSaved(): Promise<SavedReply[]>
  /** @param ask.id null makes a new one. */
  save(ask: {
    id: string | null
    name: string
    language: Language
    text: string
    colleague: Decider
  }): Promise<SavedAnswer>
  removeSaved(id: string): Promise<boolean>
  /** Nothing is sent or kept: whoever uses the text edits and approves it like any other. */
  fill(ask: {
    conversationId: string
    replyId: string
    colleague: Decider
  }): Promise<Filled | { kind: 'not-found' }>
}

/** What a brand's colleagues say again and again. */
export function makeSavedReplies(tools: DeskTools & { brandId: string }): SavedReplies {
  const { db, brandId } = tools
  const review = makeReview(tools)
  return {
    listSaved: () => listSavedReplies(db, brandId),

    async save({ id, language, colleague, ...words }) {
      const one = { name: cleanText(words.name).trim(), language, text: cleanText(words.text) }
      const unknown = unknownVariables(one.text)
      if (unknown.length > 0) return { kind: 'unknown-variables', unknown, allowed: variables }
      const reply =
        id === null
          ? ((await insertSavedReply(db, brandId, colleague.id, one)) ?? 'taken')
          : await changeSavedReply(db, brandId, colleague.id, { id, ...one })
      if (reply === 'taken') return { kind: 'taken' }
      return reply ? { kind: 'saved', reply } : { kind: 'not-found' }
    },

    removeSaved: (id) => deleteSavedReply(db, brandId, id),

    async fill({ conversationId, replyId, colleague }) {
      const reply = await findSavedReply(db, brandId, replyId)
      const story = reply && (await readConversation(db, conversationId))
      const place = story && (await findPlace(db, conversationId))
      if (!reply || !story || !place || place.brandId !== brandId) return { kind: 'not-found' }
      const text = fillIn(reply.text, {
        'person.name': story.person.name || story.person.handle,
        'brand.name': place.brandName,
        'colleague.name': colleague.name,
      })
      const seen = await review.preview({ conversationId, text })
      if (seen.kind !== 'preview') return { kind: 'not-found' }
      const { findings, counted, max } = seen
      return { kind: 'filled', text, findings, counted, max }
    },
  }
}
