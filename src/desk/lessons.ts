import { joinClassifications } from '../core/burst.ts'
import type { Intent, Language } from '../core/intent.ts'
import { type LessonKind, type LessonReason, toLesson } from '../core/lesson.ts'
import type { Db } from '../store/db.ts'
import { findPerson, type Locked, type Matter, type SeenDraft } from '../store/decisions.ts'
import { noteEvents } from '../store/events.ts'
import { deleteLesson, insertLesson, type KnownLesson, listLessons } from '../store/lessons.ts'
import type { Who } from '../store/stages.ts'
import type { Decider } from './decision.ts'

/** What colleagues made of drafts, as it is kept to write better by. */
export interface Lessons {
  /** The newest first. `next` is the `before` of the page after this one. */
  list(ask: {
    kind: LessonKind | null
    language: Language | null
    intent: Intent | null
    before: string | null
    most: number
  }): Promise<{ lessons: KnownLesson[]; next: string | null }>
  /** @returns false when there is none. */
  remove(id: string, who: Who): Promise<boolean>
}

export function makeLessons({ db, brandId }: { db: Db; brandId: string }): Lessons {
  return {
    async list(ask) {
      // One more than asked for tells whether there is a next page.
      const rows = await listLessons(db, { ...ask, brandId, most: ask.most + 1 })
      const lessons = rows.slice(0, ask.most)
      return { lessons, next: rows.length > ask.most ? (lessons.at(-1)?.id ?? null) : null }
    },
    remove(id, who) {
      return db.transaction().execute(async (trx) => {
        const removed = await deleteLesson(trx, brandId, id)
        if (removed)
          await noteEvents(trx, [{ who, kind: 'lesson-removed', why: null, detail: { brandId, lesson: id } }])
        return removed
      })
    },
  }
}

/** Keeps what a colleague did with a draft, without anything personal, in the transaction of the decision. */
export async function keepLesson(
  trx: Db,
  conversation: Locked,
  one: {
    kind: LessonKind
    reason: LessonReason | null
    note: string | null
    draft: SeenDraft
    matters: readonly Matter[]
    reply: string | null
    overruled: boolean
    by: Decider
  },
): Promise<void> {
  const read = one.matters.flatMap(({ classification }) => (classification ? [classification] : []))
  // Nobody has read what it answered, so nobody could find it again by what it is about.
  if (read.length === 0) return
  const { account, visibility } = conversation
  const lesson = toLesson({
    ...{ kind: one.kind, reason: one.reason, note: one.note, overruled: one.overruled, visibility },
    classification: joinClassifications(read),
    texts: one.matters.map(({ text }) => text),
    draft: one.draft.text,
    reply: one.reply,
    person: await findPerson(trx, conversation.personId),
    disclosure: account.policy.disclosure,
  })
  await insertLesson(trx, {
    ...lesson,
    ...{ brandId: account.brandId, accountId: account.id, draftId: one.draft.id, colleagueId: one.by.id },
  })
}
