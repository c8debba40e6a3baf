import { type Activity, fromPromise, makeStream, ourIdOf, type Stream, visitor } from './activity.ts'
import type { Line } from './line.ts'
import { cardLooksOf, type Palette, stylesOf } from './looks.ts'
import { webChatWords } from './web-chat-words.ts'
import type { Lang } from './words.ts'

interface Store {
  dispatch(action: { type: string; meta?: unknown; payload?: unknown }): void
}

/** Web Chat, as far as it is used. */
interface WebChat {
  createStore(): Store
  renderWebChat(settings: Record<string, unknown>, place: HTMLElement): void
}

const loaded = () => (window as { WebChat?: WebChat }).WebChat

let loading: Promise<WebChat> | null = null

/** The bundle, once and only when the window is looked at: it is a megabyte. @throws when it cannot be had */
export function loadWebChat(address: string): Promise<WebChat> {
  loading ??= new Promise<WebChat>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.onload = () => {
      const webChat = loaded()
      if (webChat) resolve(webChat)
      else reject(new Error('the bundle of the chat window is not what it should be'))
    }
    script.onerror = () => reject(new Error('the bundle of the chat window could not be loaded'))
    document.head.append(script)
  })
  loading.catch(() => {
    loading = null
  })
  return loading
}

type Card = { contentType?: string; content?: unknown }
type Reading = (given: { attachment?: Card }) => unknown

/** Web Chat reads a card's fields out without their names; its words are what there is to hear. */
const readsCards =
  () =>
  (next: Reading): Reading =>
  (given) =>
    next(
      given.attachment?.contentType === 'application/vnd.microsoft.card.adaptive'
        ? {
            ...given,
            attachment: { contentType: 'text/plain', content: wordsOf(given.attachment.content).join(' ') },
          }
        : given,
    )

function wordsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(wordsOf)
  if (typeof part !== 'object' || part === null) return []
  const { text, label, title, body, items, columns, actions } = part as Record<string, unknown>
  const own = [text, label, title].filter((one) => typeof one === 'string')
  return [...own, ...[body, items, columns, actions].flatMap(wordsOf)]
}

export interface Feed {
  push(activity: Activity): void
  stream: Stream<Activity>
}

/** What was said so far, for whenever somebody looks. That somebody types is not told later. */
export function makeFeed(): Feed {
  return makeStream<Activity>(({ type }) => type !== 'typing')
}

export interface Shown {
  /** Draws anew, such as in other colours. */
  draw(palette: Palette, still: boolean): void
  remove(): void
}

/** Puts Web Chat into its place, on our line. */
export function showWebChat(
  webChat: WebChat,
  {
    place,
    feed,
    line,
    lang,
    nonce,
  }: { place: HTMLElement; feed: Feed; line: Line; lang: Lang; nonce: string },
): Shown {
  const own = document.createElement('div')
  place.replaceChildren(own)
  const store = webChat.createStore()
  const restored = new Set<string>()
  // The choices are read out with the message that they belong to, and would be once more.
  const choices = new MutationObserver(() => {
    for (const one of own.querySelectorAll('[role=toolbar][aria-live=polite]'))
      one.setAttribute('aria-live', 'off')
  })
  choices.observe(own, { childList: true, subtree: true })
  const directLine = {
    activity$: feed.stream,
    // Whether the line is up is told in our own words; what is written meanwhile waits with us.
    connectionStatus$: {
      subscribe(observer: { next?(status: number): void }) {
        observer.next?.(1)
        observer.next?.(2)
        return { unsubscribe() {} }
      },
    },
    postActivity: (activity: Activity) =>
      activity.type === 'message' || activity.type === 'event'
        ? fromPromise(line.post(activity))
        : fromPromise(Promise.resolve('')),
    end() {},
  }
  // What waited before the page was loaded again is shown as being sent, until the server says it.
  const pending = () => {
    for (const activity of line.waiting()) {
      const clientActivityID = ourIdOf(activity)
      if (clientActivityID === null) continue
      restored.add(clientActivityID)
      const meta = { clientActivityID, method: 'keyboard' }
      store.dispatch({ type: 'DIRECT_LINE/POST_ACTIVITY_PENDING', meta, payload: { activity } })
    }
  }
  const settled = feed.stream.subscribe({
    next(activity) {
      const clientActivityID = ourIdOf(activity)
      if (clientActivityID === null || !restored.delete(clientActivityID)) return
      const meta = { clientActivityID, method: 'keyboard' }
      store.dispatch({ type: 'DIRECT_LINE/POST_ACTIVITY_FULFILLED', meta, payload: { activity } })
    },
  })
  pending()

  return {
    draw(palette, still) {
      webChat.renderWebChat(
        {
          ...{ directLine, store, nonce },
          userID: visitor.id,
          locale: lang === 'ko' ? 'ko-KR' : 'en-US',
          overrideLocalizedStrings: webChatWords[lang],
          styleOptions: stylesOf(palette, still),
          adaptiveCardsHostConfig: cardLooksOf(palette),
          attachmentForScreenReaderMiddleware: readsCards,
        },
        own,
      )
    },
    remove() {
      choices.disconnect()
      settled.unsubscribe()
      own.remove()
    },
  }
}

/** Where a visitor writes. */
export function findSendBox(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]')
}
