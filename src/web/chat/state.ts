import type { LineState } from './line.ts'
import type { Lang } from './words.ts'
import { words } from './words.ts'

/** The line above the conversation that says how things are; it is read out when it changes. */
export interface StateLine {
  line(now: LineState): void
  /** Stays until it is taken back, whenever the line has nothing to tell. */
  notice(sentence: string | null): void
  /** Stays for as long as it takes to read. */
  brief(sentence: string): void
  /** What is written is longer than a message may be. */
  long(isLong: boolean): void
  /** There is no window, and will be none before it is tried again. */
  unusable(sentence: string): void
}

const readingMs = 5_000

/** @param parts the box, the words in it and its button. */
export function makeStateLine(
  { box, said, again }: { box: HTMLElement; said: HTMLElement; again: HTMLElement },
  lang: Lang,
): StateLine {
  const say = words[lang]
  let state: LineState = 'connecting'
  let notice: string | null = null
  let brief: string | null = null
  let isLong = false
  let broken: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(): void {
    const lasting = isLong ? say.tooLong : state === 'online' ? notice : say[state]
    const sentence = broken ?? brief ?? lasting ?? ''
    // The same words anew would be read out anew.
    if (said.textContent !== sentence) said.textContent = sentence
    box.dataset.kind = state
    // It is never taken out of the page: what comes into it together with its words is read out by some and not by others.
    box.classList.toggle('quiet', sentence === '')
    again.hidden = broken === null && state !== 'failed' && state !== 'lost'
  }

  function tellBriefly(sentence: string): void {
    clearTimeout(timer)
    brief = sentence
    timer = setTimeout(() => {
      brief = null
      show()
    }, readingMs)
    show()
  }

  return {
    line(now) {
      const before = state
      state = now
      if (now !== 'online') brief = null
      if (now === 'online' && before === 'busy') return tellBriefly(say.free)
      if (now === 'online' && before !== 'online' && before !== 'connecting') return tellBriefly(say.back)
      show()
    },
    notice(sentence) {
      notice = sentence
      show()
    },
    brief: tellBriefly,
    long(now) {
      isLong = now
      show()
    },
    unusable(sentence) {
      broken = sentence
      show()
    },
  }
}
