import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tab } from '../../lib/shapes.ts'
import { QueueItem } from './queue-item.tsx'
import type { Queue as Items, Search } from './use-queue.ts'

const usualHeight = 108

/** The list of a tab. Only what can be seen of it is on the page, so that a thousand are as quick as ten. */
export function Queue(list: { queue: Items; search: Search; tab: Tab; chosen: string | null }) {
  const { queue, search, tab, chosen } = list
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

  return (
    <section id="list" aria-label={t('desk.queue')}>
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
      <div id="items" ref={scroller}>
        {items.length === 0 && (
          <p className="soft empty">
            {queue.loading ? t('desk.loading') : t(search.wanted ? 'desk.emptySearch' : 'desk.empty')}
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
                    <QueueItem item={item} tab={tab} chosen={item.id === chosen} />
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
