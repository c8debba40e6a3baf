/** One activity of Bot Framework, as far as the window looks into it. */
export interface Activity {
  type: string
  id?: string
  from?: { id?: string; name?: string; role?: string }
  text?: string
  textFormat?: string
  channelData?: { clientActivityID?: string; [name: string]: unknown }
  [name: string]: unknown
}

/** The visitor, in what this window sends; who it is the server knows from the token. */
export const visitor = { id: 'visitor', name: '', role: 'user' }

export const ourIdOf = (activity: Activity): string | null => activity.channelData?.clientActivityID ?? null

// Of an address's own letters only: a Korean particle stands right behind it.
const address = /https?:\/\/[\w.~:/?#@!$&*+,;=%-]*[\w/#=&%~-]/g
// As numbers, because a backslash before a bracket would begin a formula.
const escaped = (text: string) =>
  text
    .replace(/[!-/:-@[-`{-~]/g, (one) => `&#${one.charCodeAt(0)};`)
    .replace(/^ +/gm, (spaces) => '&#160;'.repeat(spaces.length))
    .replace(/([^\n])\n(?=[^\n])/g, '$1\\\n')

/** Plain words as Markdown that reads the same, with its addresses as links. */
export function asMarkdown(text: string): string {
  let at = 0
  let written = ''
  for (const { 0: url, index } of text.matchAll(address)) {
    written += `${escaped(text.slice(at, index))}[${escaped(url)}](<${url}>)`
    at = index + url.length
  }
  return written + escaped(text.slice(at))
}

/**
 * Web Chat asks who said something, and takes words for Markdown unless it is told. What a visitor wrote and what a colleague
 * approved is shown letter by letter.
 */
export function asShown(activity: Activity): Activity {
  const byVisitor =
    activity.from?.role === 'user' || activity.from?.id === visitor.id || ourIdOf(activity) !== null
  return {
    ...activity,
    from: { ...activity.from, ...(byVisitor ? { id: visitor.id, role: 'user' } : { role: 'bot' }) },
    ...(byVisitor ? { textFormat: 'plain' } : {}),
    ...(!byVisitor && activity.text && activity.textFormat !== 'markdown'
      ? { text: asMarkdown(activity.text), textFormat: 'markdown' }
      : {}),
  }
}

interface Observer<T> {
  next?(value: T): void
  error?(reason: unknown): void
  complete?(): void
}

/** What Web Chat calls an observable, as far as it uses one. */
export interface Stream<T> {
  subscribe(observer: Observer<T>): { unsubscribe(): void }
}

/** Tells whoever comes later what was told before, as `keeps` wants it. */
export function makeStream<T>(keeps: (value: T) => boolean): { stream: Stream<T>; push(value: T): void } {
  const told: T[] = []
  const listeners = new Set<Observer<T>>()
  return {
    stream: {
      subscribe(observer) {
        for (const value of told) observer.next?.(value)
        listeners.add(observer)
        return { unsubscribe: () => void listeners.delete(observer) }
      },
    },
    push(value) {
      if (keeps(value)) told.push(value)
      for (const { next } of listeners) next?.(value)
    },
  }
}

/** One value or one refusal, later. */
export function fromPromise<T>(promise: Promise<T>): Stream<T> {
  return {
    subscribe(observer) {
      let over = false
      promise.then(
        (value) => {
          if (over) return
          observer.next?.(value)
          observer.complete?.()
        },
        (reason) => {
          if (!over) observer.error?.(reason)
        },
      )
      return {
        unsubscribe() {
          over = true
        },
      }
    },
  }
}
