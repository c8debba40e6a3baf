import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch as useAddress } from 'wouter'
import { type ChangeFilters, narrowedBy } from '../../lib/filters.ts'
import type { Tab } from '../../lib/shapes.ts'
import { readOut } from '../../lib/tell.ts'
import { FilterChips } from './filter-chips.tsx'
import { QueueItem } from './queue-item.tsx'
import { QueueTools } from './queue-tools.tsx'
import type { Queue as Items, Search } from './use-queue.ts'

const usualHeight = 108

const emptyWord = (search: string, narrowed: boolean) =>
  search ? 'desk.emptySearch' : narrowed ? 'queue.nothingFits' : 'desk.empty'

/** The list of a tab. Only what can be seen of it is on the page, so that a thousand are as quick as ten. */
export function Queue(list: {
  queue: Items
  search: Search
  change: ChangeFilters
  tab: Tab
  chosen: string | null
  /** Null: they may not. */
  onTakeNext: (() => void) | null
}) {
  const { queue, search, tab, chosen, change } = list
  const address = useAddress()
  const narrowed = narrowedBy(change.filters) > 0
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const { items, hasMore, loadMore } = queue
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (row) => items[row]?.id ?? row,
    overscan: 6,
  })
  const at = items.findIndex(({ id }) => id === chosen)
  // Only when another one is chosen: what comes in meanwhile must not move the list under the eyes.
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (at >= 0 && shown.current !== chosen) {
      rows.scrollToIndex(at, { align: 'auto' })
      shown.current = chosen
    }
  }, [at, chosen, rows])
  const drawn = rows.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= items.length - 5) loadMore()
  }, [hasMore, last, items.length, loadMore])

  useFoundReadOut(queue, narrowed || search.wanted !== '')

  return (
    <section id="list" aria-label={t('desk.queue')}>
      <div className="list-head">
        <TextInput
          id="search"
          type="search"
          size="sm"
          maxLength={200}
          leftSection={<IconSearch size={15} />}
          aria-label={t('desk.search')}
          placeholder={t('desk.search')}
          value={search.typed}
          onChange={(event) => search.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <QueueTools change={change} tab={tab} onTakeNext={list.onTakeNext} />
        <FilterChips change={change} />
      </div>
      <div id="items" ref={scroller}>
        {items.length === 0 && (
          <p className="soft empty">
            {queue.loading ? t('desk.loading') : t(emptyWord(search.wanted, narrowed))}
          </p>
        )}
        {items.length > 0 && (
          <ul style={{ height: rows.getTotalSize() }}>
            {drawn.map((row) => {
              const item = items[row.index]
              return (
                item && (
                  <li
                    key={row.key}
                    ref={rows.measureElement}
                    data-index={row.index}
                    aria-setsize={hasMore ? -1 : items.length}
                    aria-posinset={row.index + 1}
                    style={{ transform: `translateY(${row.start}px)` }}
                  >
                    <QueueItem item={item} tab={tab} search={address} chosen={item.id === chosen} />
                  </li>
                )
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

/** Who listens is told how many there are when they looked for something or narrowed the list. */
function useFoundReadOut({ items, loading, hasMore }: Items, asked: boolean): void {
  const { t } = useTranslation()
  const count = items.length
  useEffect(() => {
    if (asked && !loading) readOut(t(hasMore ? 'queue.foundMore' : 'queue.found', { count }))
  }, [asked, loading, hasMore, count, t])
}
