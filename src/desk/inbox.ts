import { joinClassifications } from '../core/burst.ts'
import { Classification } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Brands } from '../core/rights.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf } from '../knowledge/search.ts'
import {
  countTabs,
  type ListedConversation,
  listConversations,
  type Place,
  type ReadConversation,
  readConversation,
  type Tab,
} from '../store/desk.ts'
import { type FoundPassage, findPassages } from '../store/passages.ts'
import type { DeskTools } from './decision.ts'

export type { Place, Tab }

export interface Inbox {
  list(ask: {
    tab: Tab
    accountId: string | null
    search: string | null
    after: Place | null
    most: number
    /** Left out: every one. */
    brands?: Brands
  }): Promise<{ conversations: Omit<ListedConversation, 'at'>[]; next: Place | null }>
  /** @param brands left out: every one. */
  counts(brands?: Brands): Promise<Record<Tab, number>>
  /** Null when there is none. */
  read(id: string): Promise<OpenedConversation | null>
}

export interface OpenedConversation extends ReadConversation {
  /** What the open matter is about, taken together. */
  classification: Classification | null
  limits: TextLimits
  /** The passages that the draft rests on, in the order that it names them. */
  sources: (FoundPassage & { validity: Validity })[]
}

/** What the staff reads: the heaps of work and one conversation with its story. */
export function makeInbox({
  db,
  limitsOf,
  now = () => new Date(),
}: Pick<DeskTools, 'db' | 'limitsOf'> & { now?(): Date }): Inbox {
  return {
    async list(ask) {
      // One more than asked for tells whether there is a next page.
      const rows = await listConversations(db, { ...ask, most: ask.most + 1 })
      const page = rows.slice(0, ask.most)
      const last = page.at(-1)
      const next = rows.length > ask.most && last ? { at: last.at, id: last.id } : null
      return { conversations: page.map(({ at: _, ...one }) => one), next }
    },

    counts: (brands = 'every') => countTabs(db, brands),

    async read(id) {
      if (!/^\d{1,18}$/.test(id)) return null
      const found = await readConversation(db, id)
      if (!found) return null
      const { channel, id: accountId } = found.account
      return {
        ...found,
        classification: ofOpenMatter(found),
        limits: limitsOf(channel, accountId, found.visibility),
        sources: await sourcesOf(found),
      }
    },
  }

  async function sourcesOf({ brandId, draft }: ReadConversation): Promise<OpenedConversation['sources']> {
    const cites = draft?.cites ?? []
    const passages = new Map((await findPassages(db, brandId, cites)).map((one) => [one.id, one]))
    const day = dayOf(now())
    return cites.flatMap((id) => {
      const one = passages.get(id)
      return one ? [{ ...one, validity: validityOf(one, day) }] : []
    })
  }
}

function ofOpenMatter({ turns }: ReadConversation): Classification | null {
  const said = turns.flatMap((turn) => (turn.from === 'person' && turn.classification ? [turn] : []))
  const undecided = said.filter(
    ({ stage }) => stage === 'waiting' || stage === 'with-person' || stage === 'failed',
  )
  const each = (undecided.length > 0 ? undecided : said.slice(-1)).flatMap(({ classification }) =>
    // A reading of an older version lacks what has been added since.
    classification ? [Classification.parse(classification)] : [],
  )
  return each.length > 0 ? joinClassifications(each) : null
}
