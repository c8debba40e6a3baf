import type { Passage } from '../core/ground-source.ts'
import { searchPassages } from '../knowledge/search.ts'
import type { Claimed } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { findSentToday } from '../store/sends.ts'
import type { Known, Matter } from './compose.ts'

/** Of a conversation that stands alone. */
export const nothingKnown: Known = { passages: [], examples: [], earlier: [], sentToday: [] }

export type FindBackground = (claimed: Claimed, matter: Matter) => Promise<Known>

// As many passages fit into a prompt without drowning the message.
const mostPassages = 3
// Five near-copies a day are too many; beyond so many texts of a day a sixth would not be noticed.
const mostToday = 100
// What went out in the last seconds may be missing: five copies are a day's matter, not a second's.
const freshForMs = 5_000

/** Looks up what is known, for the price of a few small queries. */
export function makeBackground(db: Db): FindBackground {
  const today = new Map<string, { at: number; texts: Promise<string[]> }>()

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

  return async (claimed, matter) => {
    const [passages, sent] = await Promise.all([passagesFor(matter), sentToday(claimed.account.id)])
    return { passages, sentToday: sent, examples: [], earlier: [] }
  }

  /** Only what is asked is looked up; a complaint or small talk is not answered from documents. */
  async function passagesFor({ brand, classification, texts, at }: Matter): Promise<Passage[]> {
    const asks = classification.intents.some(({ value }) => value === 'question')
    if (!asks && classification.intent !== 'question') return []
    const found = await searchPassages(db, {
      ...{ brandId: brand.id, question: texts.join('\n'), language: classification.language },
      ...{ most: mostPassages, at },
    })
    return found.map(({ id, heading, text, validity }) => ({ id, heading, text, validity }))
  }
}
