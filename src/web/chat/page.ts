import type { ChatConfig } from '../../core/chat-window.ts'
import { readColor } from '../../core/contrast.ts'
import { asShown } from './activity.ts'
import { type Host, isFramed, listenEarly, openHost } from './host.ts'
import { forgetSignedIn, openKept, subOf } from './kept.ts'
import { type Line, openLine } from './line.ts'
import { type Palette, paletteOf } from './looks.ts'
import { makeStateLine } from './state.ts'
import { type Feed, findSendBox, loadWebChat, makeFeed, type Shown, showWebChat } from './web-chat.ts'
import { type Lang, words } from './words.ts'
import { guardWriting } from './writing.ts'
import './chat.css'

const place = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const told = new URLSearchParams(location.search)
const meta = document.querySelector<HTMLMetaElement>('meta[name=webchat]')
const isDark = matchMedia('(prefers-color-scheme: dark)')
const isStill = matchMedia('(prefers-reduced-motion: reduce)')

listenEarly()
await start(told.get('account') ?? '')

async function readConfig(account: string): Promise<ChatConfig> {
  const answer = await fetch(`/chat/config?account=${encodeURIComponent(account)}`, { credentials: 'omit' })
  if (!answer.ok) throw new Error(`The chat window could not be read: ${answer.status}`)
  return (await answer.json()) as ChatConfig
}

/** The script on the host page says so in the address; whoever frames the window by hand sends no greeting. */
function isEmbedded(): boolean {
  return isFramed() && location.hash === '#embedded'
}

function colour(palette: Palette): void {
  for (const [name, value] of Object.entries(palette))
    document.documentElement.style.setProperty(`--${name}`, value)
}

async function start(account: string): Promise<void> {
  let lang: Lang = told.get('lang') === 'en' || told.get('lang') === 'ko' ? (told.get('lang') as Lang) : 'ko'
  const config = await readConfig(account).catch(() => null)
  if (told.get('lang') === null && config) lang = config.lang
  const say = words[lang]
  document.documentElement.lang = lang
  place('promise').textContent = say.promise
  const close = place<HTMLButtonElement>('close')
  close.setAttribute('aria-label', say.close)
  const again = place<HTMLButtonElement>('again')
  again.textContent = say.again
  const state = makeStateLine({ box: place('state'), said: place('said'), again }, lang)
  if (!config) {
    colour(paletteOf(null, isDark.matches))
    state.unusable(say.noWindow)
    again.onclick = () => location.reload()
    return
  }
  document.title = say.title(config.brand)
  place('brand').textContent = config.brand
  place('initial').textContent = [...config.brand][0] ?? ''

  let color = config.color
  let identity: string | null = null
  let shown = !isEmbedded()
  let unread = 0
  let line: Line | null = null
  let feed: Feed = makeFeed()
  let drawnWindow: Shown | null = null
  let opening = false
  let last: string | null = null
  let host: Host = { tell() {} }

  function draw(): void {
    const palette = paletteOf(readColor(color ?? ''), isDark.matches)
    colour(palette)
    drawnWindow?.draw(palette, isStill.matches)
  }

  async function openWindow(): Promise<void> {
    if (drawnWindow || opening || !line) return
    opening = true
    try {
      const webChat = await loadWebChat(meta?.content ?? '')
      const nonce = meta?.nonce ?? ''
      if (line) drawnWindow = showWebChat(webChat, { place: place('window'), feed, line, lang, nonce })
      draw()
      focus()
    } catch {
      state.unusable(say.noWindow)
      again.onclick = () => location.reload()
    } finally {
      opening = false
    }
  }

  function focus(): void {
    if (shown && isEmbedded()) findSendBox()?.focus()
  }

  function setShown(now: boolean): void {
    shown = now
    if (!now) return
    unread = 0
    host.tell({ dajeong: 'to-site', kind: 'unread', count: 0 })
    if (last !== null) line?.saw(last)
    if (!line) connect()
    void openWindow().then(focus)
  }

  function connect(): void {
    line?.stop()
    drawnWindow?.remove()
    drawnWindow = null
    feed = makeFeed()
    const kept = openKept(account, subOf(identity))
    line = openLine({
      ...{ account, identity, kept, locale: lang === 'ko' ? 'ko-KR' : 'en-US' },
      onActivity(given, old) {
        const activity = asShown(given)
        feed.push(activity)
        if (activity.type !== 'message' || activity.id === undefined) return
        last = activity.id
        if (shown && document.visibilityState === 'visible') line?.saw(activity.id)
        else if (!old && activity.from?.role === 'bot') {
          unread += 1
          host.tell({ dajeong: 'to-site', kind: 'unread', count: unread })
        }
      },
      onState: state.line,
      onBegun: () => host.tell({ dajeong: 'to-site', kind: 'begun' }),
      onGone() {
        state.notice(say.anew)
        drawnWindow?.remove()
        drawnWindow = null
        feed = makeFeed()
        if (shown) void openWindow()
      },
    })
    if (shown) void openWindow()
  }

  /** Without looking: only where there is a conversation to hear from. */
  function begin(): void {
    if (shown || openKept(account, subOf(identity)).read()) connect()
  }

  again.onclick = () => line?.again()
  close.onclick = () => host.tell({ dajeong: 'to-site', kind: 'close' })
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing && isEmbedded())
      host.tell({ dajeong: 'to-site', kind: 'close' })
  })
  document.addEventListener('visibilitychange', () => {
    if (shown && document.visibilityState === 'visible' && last !== null) line?.saw(last)
  })
  isDark.addEventListener('change', draw)
  isStill.addEventListener('change', draw)
  draw()
  state.line('connecting')
  guardWriting({
    onLong: (isLong) => state.long(isLong),
    onFiles: () => state.brief(say.noFiles),
  })
  if (!isEmbedded()) return begin()
  close.hidden = false
  host = openHost({
    origins: config.origins,
    onHello(hello) {
      color = readColor(hello.color ?? '') ?? config.color
      identity = hello.identity
      shown = hello.shown
      draw()
      begin()
      // Only from now on the site can leave closing to this window.
      host.tell({ dajeong: 'to-site', kind: 'unread', count: unread })
    },
    onShown: setShown,
    onIdentity(now) {
      if (now === identity) return
      const other = subOf(now) !== subOf(identity)
      if (now === null) forgetSignedIn(account)
      identity = now
      if (other && line) connect()
    },
  })
}
