import { atNames } from '../core/at-names.ts'
import { cleanText } from '../core/mention.ts'
import type { Brands } from '../core/rights.ts'
import { listColleagues } from '../store/colleagues.ts'
import {
  deleteNote,
  findAuthor,
  findUnread,
  insertNote,
  listNotes,
  markRead,
  type Note,
} from '../store/notes.ts'
import { type Decider, type DeskTools, decideIn, type Refusal } from './decision.ts'

export type { Note }

/** What colleagues tell each other about a conversation. */
export interface Notes {
  /** Whom it speaks to by `@name` finds it among their mentions: colleagues of the conversation's brand, not the author. */
  addNote(ask: {
    conversationId: string
    colleague: Decider
    text: string
  }): Promise<{ kind: 'noted'; id: string; to: { id: string; name: string }[] } | Refusal>
  /** The newest 200, oldest first. */
  notes(conversationId: string): Promise<Note[]>
  /** Only by who wrote it. */
  removeNote(ask: {
    conversationId: string
    noteId: string
    colleague: Decider
  }): Promise<{ kind: 'note-removed' } | Refusal>
  /**
   * What speaks to them and was not seen yet, the newest 100 first.
   * @param brands of these alone, for whoever may no longer read of others; left out: every one.
   */
  mentionsOf(colleagueId: string, brands?: Brands): Promise<(Note & { conversationId: string })[]>
  /** They have seen everything that speaks to them in this conversation. */
  readNotes(ask: { conversationId: string; colleague: Decider }): Promise<void>
}

const mostNotes = 200
const mostUnread = 100

export function makeNotes({ db }: Pick<DeskTools, 'db'>): Notes {
  return {
    async addNote(ask) {
      const text = cleanText(ask.text)
      return decideIn(db, ask.conversationId, async (trx, { id: conversationId, account }) => {
        // Who works for another brand is not told of this one's customers, and that they are here is not told either.
        const to = atNames(text, await listColleagues(trx, [account.brandId]))
          .map(({ id, name }) => ({ id, name }))
          .filter(({ id }) => id !== ask.colleague.id)
        const ids = to.map((one) => one.id)
        const id = await insertNote(trx, { conversationId, colleagueId: ask.colleague.id, text, to: ids })
        return { kind: 'noted', id, to }
      })
    },

    async notes(conversationId) {
      const found = await listNotes(db, [conversationId], mostNotes)
      return found.map(({ conversationId: _, ...one }) => one)
    },

    removeNote(ask) {
      return decideIn<{ kind: 'note-removed' }>(db, ask.conversationId, async (trx, { id }) => {
        const author = await findAuthor(trx, id, ask.noteId)
        if (author === undefined) return { kind: 'not-found' }
        if (author !== ask.colleague.id) return notYours
        await deleteNote(trx, ask.noteId)
        return { kind: 'note-removed' }
      })
    },

    mentionsOf: (colleagueId, brands = 'every') => findUnread(db, colleagueId, { brands, most: mostUnread }),
    readNotes: ({ conversationId, colleague }) => markRead(db, colleague.id, conversationId),
  }
}

const notYours: Refusal = {
  kind: 'forbidden',
  ko: '다른 동료가 쓴 메모예요. 쓴 사람만 지울 수 있어요.',
  en: 'Somebody else wrote this note; only they can remove it.',
}
