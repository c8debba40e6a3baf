import { asksForPerson } from '../core/decide.ts'
import { withoutMark } from '../core/disclosure.ts'
import type { Classification } from '../core/intent.ts'
import { shownKinds } from '../core/privacy/shown.ts'
import { type Wish, wishOf } from '../core/way-out.ts'
import type { Claimed, OpenMention } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { type Note, noteEvents } from '../store/events.ts'
import { type Move, moveMentions } from '../store/stages.ts'
import { type HeardWish, hearWishes } from '../store/wishes.ts'

export interface Read {
  mention: OpenMention
  classification: Classification
}

/** What has to be remembered of messages that were read for the first time, whatever becomes of their answer. */
export interface Remembered {
  wishes: HeardWish[]
  notes: Note[]
}

/** Finds what people ask of our machine, and what is personal and stands where everybody reads it. */
export function findToRemember(claimed: Claimed, read: readonly Read[]): Remembered {
  const { turns, visibility, account, id } = claimed
  const { disclosure } = account.policy
  const marked = turns.some(
    ({ from, text }) => from === 'brand' && withoutMark(text, disclosure).mark !== null,
  )
  const afterMark = marked || visibility === 'direct'
  const remembered: Remembered = { wishes: [], notes: [] }
  for (const { mention, classification } of read) {
    if (mention.stage !== 'heard' || mention.bot) continue
    // Who is handed over for asking is remembered for it, in whatever words they asked.
    const said = wishOf(mention.text, { afterMark }) ?? (asksForPerson(classification) ? 'person' : null)
    if (said && !classification.spam)
      remembered.wishes.push({ mentionId: mention.id, wish: said, text: mention.text })
    const kinds = visibility === 'public' ? shownKinds(mention.text) : []
    // Read anew, it is still the same post; an edited one shows in its own event that it was changed.
    if (kinds.length > 0 && mention.classification === null)
      remembered.notes.push({
        ...{ who: 'dajeong', kind: 'personal-data-in-public', why: kinds.join(', ') },
        ...{ accountId: account.id, conversationId: id, mentionId: mention.id, detail: { kinds } },
      })
  }
  return remembered
}

/**
 * Saves what was read together with what has to be remembered of it, so that a crash loses both or none.
 * @returns the wish that stands now.
 */
export async function saveRemembered(
  db: Db,
  conversationId: string,
  moves: readonly Move[],
  { wishes, notes }: Remembered,
): Promise<Wish | null> {
  return db.transaction().execute(async (trx) => {
    const moved = await moveMentions(trx, moves)
    // Somebody was faster with the others (a newer message, a deletion); they are read again.
    await noteEvents(
      trx,
      notes.filter(({ mentionId }) => mentionId !== undefined && moved.has(mentionId)),
    )
    return hearWishes(
      trx,
      conversationId,
      wishes.filter(({ mentionId }) => moved.has(mentionId)),
    )
  })
}
