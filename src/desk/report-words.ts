import { setImmediate as breathe } from 'node:timers/promises'
import { withoutMark } from '../core/disclosure.ts'
import { Policy } from '../core/policy.ts'
import { makeWordCount, type TopWord } from '../core/top-words.ts'
import { type SaidWord, saidWords } from '../knowledge/said-words.ts'
import type { Db } from '../store/db.ts'
import type { Span } from '../store/report-facts.ts'
import type { Item } from '../store/report-list.ts'
import { readSaid, type SaidText, type Side } from '../store/report-words.ts'

/** How many texts were read; `whole` is false when there were more than are ever read, and these are the newest. */
export interface ReadSoFar {
  read: number
  whole: boolean
}

// Masking and cutting take a tenth of a millisecond a text on a quiet machine and half of one on a busy one, and a report is waited for.
const mostTexts = 5_000
const pageSize = 500
// So long, in texts, nobody else is served.
const atOnce = 50

/** The most frequent words of the customers, or of what the brand sent. */
export async function countWords(
  trx: Db,
  brandId: string,
  span: Span,
  side: Side,
  most: number,
): Promise<ReadSoFar & { words: TopWord[] }> {
  const count = makeWordCount()
  let read = 0
  for await (const { said, words } of readWords(trx, brandId, span, side)) {
    count.add(said.personId, words)
    read += 1
  }
  return { read, whole: read < mostTexts, words: count.top(most) }
}

/** One page of the texts that a word was counted in, by the order in which they were heard. */
export async function findSaying(
  trx: Db,
  brandId: string,
  span: Span,
  { side, stem }: { side: Side; stem: string },
  { after, most }: { after: string | null; most: number },
): Promise<Item[]> {
  const found: Item[] = []
  for await (const { said, words } of readWords(trx, brandId, span, side)) {
    if (after !== null && BigInt(said.mentionId) <= BigInt(after)) break
    if (!words.some((one) => one.stem === stem)) continue
    const { conversationId, mentionId, at } = said
    found.push({ conversationId, mentionId, draftId: null, at })
  }
  return found.reverse().slice(0, most)
}

async function* readWords(
  trx: Db,
  brandId: string,
  span: Span,
  side: Side,
): AsyncGenerator<{ said: SaidText; words: SaidWord[] }> {
  const brand = await trx.selectFrom('brands').select('policy').where('id', '=', brandId).executeTakeFirst()
  const { disclosure } = Policy.parse(brand?.policy ?? {})
  let since = 0
  for await (const page of readSaid(trx, span, side, { most: mostTexts, size: pageSize })) {
    for (const said of page) {
      // The mark of a machine would be the brand's most used sentence, and nobody's words.
      const text = side === 'brand' ? withoutMark(said.text, disclosure).body : said.text
      yield { said, words: saidWords(text, said) }
      since += 1
      if (since % atOnce === 0) await breathe()
    }
  }
}
