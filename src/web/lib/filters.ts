import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Reading } from './shapes.ts'

/** What a list may be narrowed by to some of a few values, in the order in which it is shown. */
export const choices = {
  intent: ['complaint', 'question', 'chatter'],
  feeling: ['vindictive', 'angry', 'disappointed', 'calm', 'pleased'],
  urgency: ['now', 'high', 'normal', 'low'],
  language: ['ko', 'en'],
  visibility: ['public', 'direct'],
} as const satisfies {
  intent: readonly Reading['intent'][]
  feeling: readonly Reading['feeling'][]
  urgency: readonly Reading['urgency'][]
  language: readonly Reading['language'][]
  visibility: readonly ('public' | 'direct')[]
}
export type Choice = keyof typeof choices

/** How long something may have waited to be asked for, in minutes: an hour, four, a day, three days. */
export const ages = [60, 240, 1_440, 4_320] as const

export const sorts = ['next', 'newest', 'oldest'] as const
export type Sort = (typeof sorts)[number]

/** By what a list is narrowed and ordered; all of it stands in the address, so that a link leads to the same list. */
export interface Filters {
  /** Of each, any of these will do; none is all. */
  some: Readonly<Record<Choice, readonly string[]>>
  finding: readonly string[]
  /** `me`, `nobody`, or the ids of colleagues. */
  assignee: readonly string[]
  /** Ids of brands. */
  brand: readonly string[]
  overdue: boolean
  mine: boolean
  /** Only what has waited for so many minutes or longer. */
  minutesOld: number | null
  /** Null: as is usual for the tab. */
  sort: Sort | null
}

type Listed = Choice | 'finding' | 'assignee' | 'brand'

// The server refuses what it does not know; a link that was cut or made by hand still leads to a list.
const known: Record<Listed, (word: string) => boolean> = {
  intent: (word) => choices.intent.some((one) => one === word),
  feeling: (word) => choices.feeling.some((one) => one === word),
  urgency: (word) => choices.urgency.some((one) => one === word),
  language: (word) => choices.language.some((one) => one === word),
  visibility: (word) => choices.visibility.some((one) => one === word),
  finding: (word) => /^[a-z-]{1,40}$/.test(word),
  assignee: (word) => /^(me|nobody|\d{1,18})$/.test(word),
  brand: (word) => /^\d{1,18}$/.test(word),
}

// The most that the server takes of one kind.
const mostValues = 50

function listOf(search: URLSearchParams, name: Listed): readonly string[] {
  const words = new Set(search.get(name)?.split(',') ?? [])
  return [...words].filter(known[name]).slice(0, mostValues)
}

export function readFilters(search: URLSearchParams): Filters {
  const list = (name: Listed) => listOf(search, name)
  return {
    some: {
      intent: list('intent'),
      feeling: list('feeling'),
      urgency: list('urgency'),
      language: list('language'),
      visibility: list('visibility'),
    },
    finding: list('finding'),
    assignee: list('assignee'),
    brand: list('brand'),
    overdue: search.get('overdue') === 'true',
    mine: search.get('mine') === 'true',
    minutesOld: minutesIn(search.get('minutesOld')),
    sort: sorts.find((one) => one === search.get('sort')) ?? null,
  }
}

// As the server takes it; what it would refuse narrows nothing.
function minutesIn(word: string | null): number | null {
  return word !== null && /^\d{1,7}$/.test(word) ? Number(word) : null
}

/** As the API asks for it; the same words stand in the address. */
export function toQuery(filters: Filters) {
  const words = (list: readonly string[]) => (list.length > 0 ? list.join(',') : undefined)
  return {
    intent: words(filters.some.intent),
    feeling: words(filters.some.feeling),
    urgency: words(filters.some.urgency),
    language: words(filters.some.language),
    visibility: words(filters.some.visibility),
    finding: words(filters.finding),
    assignee: words(filters.assignee),
    brand: words(filters.brand),
    minutesOld: filters.minutesOld ?? undefined,
    overdue: filters.overdue ? ('true' as const) : undefined,
    mine: filters.mine ? ('true' as const) : undefined,
    sort: filters.sort ?? undefined,
  }
}

/** How many values narrow the list. */
export function narrowedBy({ some, finding, assignee, brand, overdue, mine, minutesOld }: Filters): number {
  const lists = [...Object.values(some), finding, assignee, brand]
  const single = Number(overdue) + Number(mine) + Number(minutesOld !== null)
  return lists.reduce((sum, { length }) => sum + length, single)
}

const narrowing = [
  ...['intent', 'feeling', 'urgency', 'language', 'visibility'],
  ...['finding', 'assignee', 'brand', 'overdue', 'mine', 'minutesOld'],
]

export interface ChangeFilters {
  filters: Filters
  /** Puts a value in, or takes it out where it is in. */
  toggle(name: Listed, value: string): void
  /** Null leaves it out of the address. */
  set(name: 'overdue' | 'mine' | 'minutesOld' | 'sort', value: string | null): void
  /** Takes everything out that narrows; the order stays. */
  clear(): void
}

/** The filters of the address, and what changes them there. */
export function useFilters(): ChangeFilters {
  const [search, setSearch] = useSearchParams()
  const words = search.toString()
  const filters = useMemo(() => readFilters(new URLSearchParams(words)), [words])
  const change = useCallback(
    (how: (next: URLSearchParams) => void) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now)
          how(next)
          return next
        },
        { replace: true },
      ),
    [setSearch],
  )
  return {
    filters,
    toggle: (name, value) =>
      change((next) => {
        const list = listOf(next, name)
        const without = list.filter((one) => one !== value)
        put(next, name, (without.length < list.length ? without : [...list, value]).join(','))
      }),
    set: (name, value) => change((next) => put(next, name, value)),
    clear: () =>
      change((next) => {
        for (const name of narrowing) next.delete(name)
      }),
  }
}

function put(search: URLSearchParams, name: string, value: string | null): void {
  if (value) search.set(name, value)
  else search.delete(name)
}
