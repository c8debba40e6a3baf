import { earlierLine } from '../core/earlier.ts'
import type { Passage } from '../core/ground/source.ts'
import { maskPersonal } from '../core/privacy.ts'
import type { Meaning } from '../knowledge/meaning.ts'
import { searchPassages } from '../knowledge/search.ts'
import type { TriedKnowledge } from '../knowledge/tried.ts'
import type { Claimed } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { type Example, findCandidates, nearest } from '../store/lessons.ts'
import { findMemory } from '../store/memory.ts'
import { findSentToday } from '../store/sends.ts'
import type { Known, Matter } from './compose.ts'

/** Of a conversation that stands alone. */
export const nothingKnown: Known = {
  passages: [],
  examples: [],
  earlier: [],
  sentToday: [],
  saidInPrivate: [],
}

/** Whose background it is. */
export interface Beside extends Pick<Claimed, 'id' | 'visibility'> {
  account: { id: string }
  person: { id: string }
}

/** @param tried what is searched as if it were live. */
export type FindBackground = (
  claimed: Beside,
  matter: Matter,
  tried?: TriedKnowledge | null,
) => Promise<Known>

// As many passages fit into a prompt without drowning the message.
const mostPassages = 3
// More examples than this are imitated rather than learned from.
const mostExamples = 3
// Five near-copies a day are too many; beyond so many texts of a day a sixth would not be noticed.
const mostToday = 100
// What went out in the last seconds may be missing: five copies are a day's matter, not a second's.
const freshForMs = 5_000

/**
 * Looks up what is known, for the price of a few small queries.
 * @param options.examples false where no writer reads them: phrases do not.
 * @param options.meaning finds passages by what they mean too.
 */
export function makeBackground(
  db: Db,
  { examples = true, meaning = null }: { examples?: boolean; meaning?: Meaning | null } = {},
): FindBackground {
  const today = new Map<string, { at: number; texts: Promise<string[]> }>()
  const lessons = new Map<string, { at: number; texts: Promise<Example[]> }>()

  function sentToday(accountId: string): Promise<string[]> {
    const kept = today.get(accountId)
    const now = performance.now()
    if (kept && now - kept.at < freshForMs) return kept.texts
    const texts = findSentToday(db, accountId, mostToday)
    today.set(accountId, { at: now, texts })
    // Asked again by the next answer, not after the time is over.
    texts.catch(() => today.delete(accountId))
    return texts
  }

  return async (claimed, matter, tried = null) => {
    const { id: conversationId, visibility } = claimed
    const [passages, sent, alike, memory] = await Promise.all([
      passagesFor(matter, tried),
      sentToday(claimed.account.id),
      examples ? examplesFor(matter) : [],
      findMemory(db, { personId: claimed.person.id, conversationId, visibility }),
    ])
    const { saidInPrivate } = memory
    const earlier = memory.earlier.map(earlierLine)
    return { passages, sentToday: sent, examples: alike, earlier, saidInPrivate }
  }

  /** What colleagues approved for messages like this one. */
  async function examplesFor({ brand, classification, visibility, texts }: Matter): Promise<Example[]> {
    const { language, intent } = classification
    const kind = { brandId: brand.id, language, intent, visibility }
    const key = Object.values(kind).join(' ')
    const now = performance.now()
    let kept = lessons.get(key)
    if (!kept || now - kept.at >= freshForMs) {
      kept = { at: now, texts: findCandidates(db, kind) }
      lessons.set(key, kept)
      kept.texts.catch(() => lessons.delete(key))
    }
    return nearest(await kept.texts, maskPersonal(texts.join('\n')), mostExamples)
  }

  /** Only what is asked is looked up; a complaint or small talk is not answered from documents. */
  async function passagesFor(
    { brand, classification, texts, at }: Matter,
    tried: TriedKnowledge | null,
  ): Promise<Passage[]> {
    const asks = classification.intents.some(({ value }) => value === 'question')
    if (!asks && classification.intent !== 'question') return []
    const found = await searchPassages(db, {
      ...{ brandId: brand.id, question: texts.join('\n'), language: classification.language },
      ...{ most: mostPassages, at, meaning, tried },
    })
    return found.map(({ id, heading, text, validity }) => ({ id, heading, text, validity }))
  }
}
