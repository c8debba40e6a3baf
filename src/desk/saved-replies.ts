import type { Language } from '../core/intent.ts'
import { cleanText, type Json } from '../core/mention.ts'
import { fillIn, unknownVariables, variables } from '../core/saved-reply.ts'
import type { Db } from '../store/db.ts'
import { findPlace, readConversation } from '../store/desk.ts'
import { noteEvents } from '../store/events.ts'
import {
  addSavedVersion,
  changeSavedReply,
  findSavedReply,
  findSavedVersion,
  insertSavedReply,
  isNameTaken,
  knowsSavedReply,
  listSavedReplies,
  listSavedVersions,
  lockSavedReply,
  markSavedReplyRemoved,
  type SavedReply,
  type SavedVersion,
  type SavedWords,
} from '../store/saved-replies.ts'
import type { Decider, DeskTools } from './decision.ts'
import { makeReview } from './review.ts'
import { type FilledText, makeTrySaved, type TrySavedAnswer } from './try-saved.ts'

export type { SavedReply, SavedVersion }

export type SavedAnswer =
  | { kind: 'saved'; reply: SavedReply }
  | { kind: 'not-found' }
  | { kind: 'taken' }
  /** Somebody saved it after it was read. */
  | { kind: 'changed-meanwhile' }
  /** `allowed`: what may stand in double braces. */
  | { kind: 'unknown-variables'; unknown: string[]; allowed: readonly string[] }

/** A saved reply as it would be said in one conversation, and what would be found in it. */
export interface Filled extends FilledText {
  kind: 'filled'
}

export interface SavedReplies {
  listSaved(): Promise<SavedReply[]>
  /** The newest first, 100 at most; each can be put back by one of its versions. */
  listRemoved(): Promise<SavedReply[]>
  /**
   * @param ask.id null makes a new one.
   * @param ask.reason why, for who reads its versions and the audit log later.
   * @param ask.seen the version that the colleague had before them; without it the last one to save wins.
   */
  save(ask: {
    id: string | null
    name: string
    language: Language
    text: string
    reason?: string | null
    seen?: string | null
    colleague: Decider
  }): Promise<SavedAnswer>
  /** It leaves the lists; what it said is kept. */
  removeSaved(id: string, colleague: Decider): Promise<boolean>
  /** The newest first, 500 at most. @returns null when there is no such reply. */
  versionsOf(id: string): Promise<SavedVersion[] | null>
  /** It says again what it said in a version, also where it was removed. That is a new version. */
  rollBackSaved(ask: {
    id: string
    version: string
    reason: string
    colleague: Decider
  }): Promise<SavedAnswer>
  /** Nothing is sent or kept: whoever uses the text edits and approves it like any other. */
  fill(ask: {
    conversationId: string
    replyId: string
    colleague: Decider
  }): Promise<Filled | { kind: 'not-found' }>
  /** What was typed beside what a reply says now (`id`; null for a new one), said to people who wrote. */
  tryOut(ask: {
    id: string | null
    text: string
    conversations: readonly string[]
    colleague: Decider
  }): Promise<TrySavedAnswer>
}

// Older ones are kept, and nobody scrolls so far.
const mostShown = 500

/** What a brand's colleagues say again and again. */
export function makeSavedReplies(tools: DeskTools & { brandId: string }): SavedReplies {
  const { db, brandId } = tools
  const review = makeReview(tools)

  /** Writes a version and says in the audit log what it was before. */
  async function keep(
    trx: Db,
    ask: { id: string; words: SavedWords; before: SavedReply | null; reason: string | null; did: string },
    colleague: Decider,
  ): Promise<SavedAnswer> {
    const { id, words, before, reason, did } = ask
    const author = `colleague:${colleague.id}` as const
    await addSavedVersion(trx, { replyId: id, ...words, author, reason })
    await note(
      trx,
      colleague,
      { id, before: before && wordsOf(before), after: words },
      `${did} ${words.name}${reason === null ? '' : `: ${reason}`}`,
    )
    const reply = await findSavedReply(trx, brandId, id)
    return reply ? { kind: 'saved', reply } : { kind: 'not-found' }
  }

  async function note(
    trx: Db,
    colleague: Decider,
    { id, before, after }: { id: string; before: SavedWords | null; after: SavedWords | null },
    why: string,
  ): Promise<void> {
    const detail: Json = {
      ...{ brandId, id },
      ...(before ? { before: { ...before } } : {}),
      after: after ? { ...after } : {},
    }
    await noteEvents(trx, [{ who: `colleague:${colleague.id}`, kind: 'saved-reply', why, detail }])
  }

  /** Another may take the name at the same moment; the database alone knows. */
  async function unlessTaken(work: (trx: Db) => Promise<SavedAnswer>): Promise<SavedAnswer> {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (isNameTaken(error)) return { kind: 'taken' }
      throw error
    }
  }

  return {
    listSaved: () => listSavedReplies(db, brandId),
    listRemoved: () => listSavedReplies(db, brandId, 'removed'),

    async save({ id, language, seen = null, colleague, reason: given = null, ...typed }) {
      const words = { name: cleanText(typed.name).trim(), language, text: cleanText(typed.text) }
      const reason = given === null ? null : cleanText(given).trim() || null
      const unknown = unknownVariables(words.text)
      if (unknown.length > 0) return { kind: 'unknown-variables', unknown, allowed: variables }
      return unlessTaken(async (trx) => {
        if (id === null) {
          const made = await insertSavedReply(trx, brandId, colleague.id, words)
          if (made === null) return { kind: 'taken' }
          return keep(trx, { id: made, words, before: null, reason, did: 'made' }, colleague)
        }
        const before = await lockSavedReply(trx, brandId, id)
        if (!before || before.removed) return { kind: 'not-found' }
        if (seen !== null && seen !== before.version) return { kind: 'changed-meanwhile' }
        if (isSame(before, words)) return { kind: 'saved', reply: before }
        await changeSavedReply(trx, colleague.id, { id, ...words })
        return keep(trx, { id, words, before, reason, did: 'changed' }, colleague)
      })
    },

    async removeSaved(id, colleague) {
      return db.transaction().execute(async (trx) => {
        const before = await lockSavedReply(trx, brandId, id)
        if (!before || before.removed) return false
        await markSavedReplyRemoved(trx, id)
        await note(trx, colleague, { id, before, after: null }, `removed ${before.name}`)
        return true
      })
    },

    async versionsOf(id) {
      return (await knowsSavedReply(db, brandId, id)) ? listSavedVersions(db, id, mostShown) : null
    },

    rollBackSaved: ({ id, version, reason, colleague }) =>
      unlessTaken(async (trx) => {
        const before = await lockSavedReply(trx, brandId, id)
        const then = before && (await findSavedVersion(trx, id, version))
        if (!before || !then) return { kind: 'not-found' }
        if (!before.removed && isSame(before, then)) return { kind: 'saved', reply: before }
        const words = wordsOf(then)
        await changeSavedReply(trx, colleague.id, { id, ...words })
        const why = cleanText(reason).trim()
        return keep(trx, { id, words, before, reason: why, did: 'rolled back' }, colleague)
      }),

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

    tryOut: makeTrySaved(tools, brandId),
  }
}

function wordsOf({ name, language, text }: SavedWords): SavedWords {
  return { name, language, text }
}

function isSame(one: SavedWords, other: SavedWords): boolean {
  return one.name === other.name && one.language === other.language && one.text === other.text
}
