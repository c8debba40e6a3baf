import { useEffect, useRef } from 'react'

export type Keys = Record<string, (() => void) | undefined>

/** @param event its target is, from within a shadow root (an editor of code), only what holds the root. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  return (
    target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable)
  )
}

// A dialog closes on Escape before anybody here hears of the key; so it is noted first of all whether one was open.
const inDialog = new WeakSet<Event>()
window.addEventListener(
  'keydown',
  (event) => {
    if (document.querySelector('[role=dialog], [role=menu]')) inDialog.add(event)
  },
  { capture: true },
)

/** Enter presses what has the focus; only where nothing has is it a key of ours. */
function isNowhere(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.id === 'main')
}

/** Whether a letter is typed into something, is part of one (Korean is composed), or belongs to an open question. */
export function isTaken(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented ||
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    isTyping(event) ||
    inDialog.has(event)
  )
}

const walks = new Set(['j', 'k'])

/** While it is on the page, each key does what it is given; one without anything to do is left alone. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (isTaken(event) || (event.key === 'Enter' && !isNowhere(event.target))) return
      const act = Object.hasOwn(now.current, event.key) ? now.current[event.key] : undefined
      // A key that is held down walks through the list, and decides nothing twice.
      if (!act || (event.repeat && !walks.has(event.key))) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

const gMs = 1_500

/** `g` and then a letter. In between no other key is heard. */
export function useGoKeys(places: Record<string, () => void>): void {
  const now = useRef(places)
  now.current = places
  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY
    function press(event: KeyboardEvent) {
      if (isTaken(event)) return
      if (event.timeStamp - since < gMs) {
        since = Number.NEGATIVE_INFINITY
        const go = Object.hasOwn(now.current, event.key) ? now.current[event.key] : undefined
        // Before the others, which know the same letters for something else.
        event.preventDefault()
        event.stopImmediatePropagation()
        go?.()
      } else if (event.key === 'g') {
        since = event.timeStamp
        event.preventDefault()
        event.stopImmediatePropagation()
      }
    }
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  }, [])
}
