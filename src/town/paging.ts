import type { SQLInputValue } from 'node:sqlite'
import { toComparableId } from './store.ts'
import type { Town } from './town.ts'

export interface Paging {
  limit: number
  /** Older than this. */
  maxId: string | null
  /** Newer than this, and the NEWEST of those. */
  sinceId: string | null
  /** Newer than this, and the ones that follow IMMEDIATELY; wins over `sinceId`. */
  minId: string | null
}

export function toPaging(query: URLSearchParams, usual: number, most: number): Paging {
  const wish = Number(query.get('limit') ?? usual)
  const id = (name: string) => {
    const value = query.get(name)
    return value === null || value === '' ? null : toComparableId(value)
  }
  return {
    limit: Number.isFinite(wish) && wish >= 1 ? Math.min(Math.floor(wish), most) : usual,
    maxId: id('max_id'),
    sinceId: id('since_id'),
    minId: id('min_id'),
  }
}

/** One page, always newest first, also where `min_id` picked its rows from the old end. */
export function readPage<Row>(
  town: Town,
  from: string,
  select: string,
  id: string,
  where: string,
  paging: Paging,
  params: Record<string, SQLInputValue>,
): Row[] {
  const isUpwards = paging.minId !== null
  const rows = town.store.all<Row>(
    `select ${select} from ${from} where ${where} and ${id} > :above and ${id} < :below
      order by ${id} ${isUpwards ? 'asc' : 'desc'} limit :limit`,
    {
      ...params,
      above: paging.minId ?? paging.sinceId ?? '',
      below: paging.maxId ?? '~',
      limit: paging.limit,
    },
  )
  return isUpwards ? rows.reverse() : rows
}

/** The Link header: `next` is older and stands only under a full page, `prev` is newer. */
export function toLink(
  address: string,
  query: URLSearchParams,
  paging: Paging,
  rows: { id: string }[],
): Record<string, string> {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return {}
  const link = (rel: string, name: string, id: string) => {
    const params = new URLSearchParams(query)
    for (const cursor of ['min_id', 'max_id', 'since_id', 'access_token']) params.delete(cursor)
    params.set(name, id)
    return `<${address}?${params}>; rel="${rel}"`
  }
  const next = rows.length === paging.limit ? [link('next', 'max_id', last.id)] : []
  return { link: [...next, link('prev', 'min_id', first.id)].join(', ') }
}
