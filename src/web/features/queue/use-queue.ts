import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { call } from '../../lib/call.ts'
import { type Filters, toQuery } from '../../lib/filters.ts'
import type { Listed, Tab } from '../../lib/shapes.ts'

export interface Queue {
  items: Listed[]
  loading: boolean
  hasMore: boolean
  loadMore(): void
  /** Reads it anew. @returns what is there now. */
  refetch(): Promise<Listed[]>
}

export interface Search {
  typed: string
  /** What is looked for: what was typed, a moment later. */
  wanted: string
  type(words: string): void
}

const restMs = 250

export function useSearch(): Search {
  const [typed, type] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), restMs)
  return { typed, wanted, type }
}

export function useQueue(of: { tab: Tab; account: string | null; search: string; filters: Filters }): Queue {
  const asked = toQuery(of.filters)
  const query = useInfiniteQuery({
    queryKey: ['conversations', of.tab, of.account, of.search, asked],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/conversations',
        {
          query: {
            tab: of.tab,
            account: of.account ?? undefined,
            search: of.search || undefined,
            ...asked,
            after: pageParam ?? undefined,
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const items = useMemo(() => uniqueOf(data?.pages.flatMap((page) => page.conversations) ?? []), [data])
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return {
    items,
    loading: query.isPending,
    hasMore: hasNextPage,
    loadMore,
    refetch: useCallback(async () => {
      const { data: now } = await refetch()
      return now?.pages.flatMap((page) => page.conversations) ?? []
    }, [refetch]),
  }
}

/** One that moved on while pages were read may be on two of them. */
function uniqueOf(items: Listed[]): Listed[] {
  return [...new Map(items.map((one) => [one.id, one])).values()]
}
