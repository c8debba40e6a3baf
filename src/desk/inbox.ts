import { joinClassifications } from '../core/burst.ts'
import { Classification } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import { whyDue } from '../core/queue.ts'
import type { Brands } from '../core/rights.ts'
import { type Validity, validityOf } from '../knowledge/rank.ts'
import { dayOf } from '../knowledge/search.ts'
import { type ReadConversation, readConversation } from '../store/desk.ts'
import { type FoundPassage, findPassages } from '../store/passages.ts'
import {
  type Counts,
  countOf,
  countOfEach,
  countTabs,
  type Filters,
  type ListedConversation,
  listConversations,
  type Place,
  type Sort,
  sortOf,
  type Tab,
} from '../store/queue.ts'
import type { DeskTools } from './decision.ts'
import { together } from './together.ts'

export type { Filters, Place }

/** A row of the queue, and why it stands where it stands; null where nothing is open. */
export interface QueueRow extends Omit<ListedConversation, 'at' | 'promised'> {
  overdue: boolean
  because: { ko: string; en: string } | null
}

/** `mine`: what is open and was given to this colleague or is held by them. */
export type DeskCounts = Counts & { mine: number }

export interface Inbox {
  /** @param ask.sort as is usual for the tab when not given; a place is only good for the sort that it was made by. */
  list(ask: {
    tab: Tab
    sort?: Sort | null
    filters?: Filters
    after: Place | null
    most: number
    /** Left out: every one. */
    brands?: Brands
  }): Promise<{ conversations: QueueRow[]; next: Place | null }>
  /** @param brands left out: every one. @param accountId null: of every account. */
  counts(colleagueId: string, brands?: Brands, accountId?: string | null): Promise<DeskCounts>
  /** Counted once for everybody who reads of the same brands. */
  countsOfEach(brands?: Brands): Promise<(colleagueId: string) => DeskCounts>
  /** Null when there is none. */
  read(id: string): Promise<OpenedConversation | null>
}

export interface OpenedConversation extends ReadConversation {
  assignee: { id: string; name: string } | null
  /** `done`: nothing is open and nothing is waited for, or a colleague closed it. */
  standing: 'open' | 'waiting-for-customer' | 'done'
  dueAt: string | null
  because: { ko: string; en: string } | null
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
  // Among 100,000 open ones a count takes both of a small machine's cores for some 30 ms, and fifty pages ask at nine o'clock.
  const countOnce = together((key) => {
    const [brands, accountId] = JSON.parse(key) as [Brands, string | null]
    return countTabs(db, now(), brands, accountId)
  })

  return {
    async list(ask) {
      // One more than asked for tells whether there is a next page.
      const sort = ask.after?.sort ?? ask.sort ?? sortOf(ask.tab)
      const wanted = {
        tab: ask.tab,
        sort,
        filters: ask.filters ?? {},
        after: ask.after,
        brands: ask.brands ?? 'every',
      }
      const rows = await listConversations(db, { ...wanted, most: ask.most + 1, now: now() })
      const page = rows.slice(0, ask.most)
      const last = page.at(-1)
      const next = rows.length > ask.most && last ? { sort, at: last.at, id: last.id } : null
      return { conversations: page.map((one) => toRow(one, now())), next }
    },

    async counts(colleagueId, brands = 'every', accountId = null) {
      const [counts, mine] = await Promise.all([
        countOnce(JSON.stringify([brands, accountId])),
        countOf(db, colleagueId, accountId),
      ])
      return { ...counts, mine }
    },

    async countsOfEach(brands = 'every') {
      const [counts, mine] = await Promise.all([countOnce(JSON.stringify([brands, null])), countOfEach(db)])
      return (colleagueId) => ({ ...counts, mine: mine.get(colleagueId) ?? 0 })
    },

    async read(id) {
      if (!/^\d{1,18}$/.test(id)) return null
      const found = await readConversation(db, id)
      if (!found) return null
      const { channel, id: accountId } = found.account
      return {
        ...found,
        ...toStanding(found, now()),
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

function toRow({ at: _, promised, ...one }: ListedConversation, now: Date): QueueRow {
  return {
    ...one,
    overdue: one.dueAt !== null && Date.parse(one.dueAt) < now.getTime(),
    because: promised === null ? null : whyDue(one, promised),
  }
}

function toStanding({ place, visibility }: ReadConversation, now: Date) {
  const { assignee, open, waitsUntil, dueAt, promised } = place
  const waits = waitsUntil !== null && Date.parse(waitsUntil) > now.getTime()
  const closed = waits ? 'waiting-for-customer' : 'done'
  return {
    assignee,
    standing: open ? 'open' : closed,
    dueAt,
    because: promised === null ? null : whyDue({ ...place, visibility }, promised),
  } as const
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
