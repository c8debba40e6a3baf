import { useCallback, useLayoutEffect, useState } from 'react'

/**
 * A row that may be wider than its place: what of it lies out of sight, and the way there.
 * @param here what is looked at, where one thing in the row is current; when it changes, that is brought into sight.
 */
export function useSideways(here = ''): {
  ref(row: HTMLElement | null): void
  before: boolean
  after: boolean
  /** By most of what is in sight. @param direction 1 to the end, -1 to the start. */
  move(direction: 1 | -1): void
} {
  const [row, setRow] = useState<HTMLElement | null>(null)
  const [hidden, setHidden] = useState({ before: false, after: false })
  const look = useCallback(() => {
    if (!row) return
    const before = row.scrollLeft > 1
    const after = row.scrollLeft + row.clientWidth < row.scrollWidth - 1
    setHidden((was) => (was.before === before && was.after === after ? was : { before, after }))
  }, [row])
  useLayoutEffect(() => {
    if (!row) return
    const sizes = new ResizeObserver(look)
    sizes.observe(row)
    // A number that grows makes the row wider and not the place that it has.
    for (const one of row.children) sizes.observe(one)
    row.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      row.removeEventListener('scroll', look)
    }
  }, [row, look])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place has another current one.
  useLayoutEffect(() => {
    const current = row?.querySelector('[aria-current]')?.getBoundingClientRect()
    if (!row || !current) return
    const place = row.getBoundingClientRect()
    // Not by scrollIntoView, after which the Tab key would begin there instead of at the top of the page.
    if (current.left < place.left) row.scrollLeft -= place.left - current.left
    else if (current.right > place.right) row.scrollLeft += current.right - place.right
  }, [row, here])
  return {
    ref: setRow,
    ...hidden,
    move: (direction) => row?.scrollBy({ left: direction * row.clientWidth * 0.7 }),
  }
}
