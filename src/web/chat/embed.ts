import { inkOn, readColor } from '../../core/contrast.ts'
import { sheet } from './embed-style.ts'
import { embedWords } from './embed-words.ts'
import type { ToSite, ToWindow } from './messages.ts'

/** What the site itself may do; the only name that this script leaves. */
interface Door {
  open(): void
  close(): void
  /** A token that the site's server signed for who is signed in; null when they signed out. */
  identify(identity: string | null): void
}

type Site = Window & { DajeongChat?: Door }

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[data-account][src*="/chat/embed.js"]')
if (script && !(window as Site).DajeongChat) begin(script)

function begin(own: HTMLScriptElement): void {
  const { account = '', color = '', identity: given } = own.dataset
  if (!/^\d{1,18}$/.test(account)) {
    console.error('Dajeong: data-account is the number of the account of the chat window.')
    return
  }
  const service = new URL(own.src).origin
  const said = own.dataset.lang ?? document.documentElement.lang ?? navigator.language
  const lang = said.toLowerCase().startsWith('ko') ? 'ko' : 'en'
  const words = embedWords[lang]
  const ground = readColor(color)
  if (color && !ground) console.warn('Dajeong: data-color is # and six digits, such as #a84a28.')
  let identity = given || null
  let shown = false
  let frame: HTMLIFrameElement | null = null

  const root = document.createElement('div')
  const shade = root.attachShadow({ mode: 'open' })
  // Made by hand and not written as text, it is allowed by the strictest policy of a host page.
  const styles = new CSSStyleSheet()
  styles.replaceSync(sheet)
  shade.adoptedStyleSheets = [styles]

  const element = <K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const button = element('button', {
    ...{ type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-controls': 'panel' },
    ...{ lang, 'aria-label': words.open },
  })
  button.style.setProperty('--ground', ground ?? '#a84a28')
  button.style.setProperty('--ink', inkOn(ground ?? '#a84a28'))
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true' })
  badge.hidden = true
  button.append(drawn('M4 5h16v11H9l-5 4z', 'speak'), drawn('M6 6l12 12M18 6L6 18', 'cross'), badge)
  const panel = element('div', { id: 'panel', role: 'dialog', 'aria-label': words.title, lang })
  panel.hidden = true
  const news = element('div', { role: 'status', class: 'unseen', lang })
  // On a phone the window covers the page, so the focus stays in it.
  const edges = [element('div', { class: 'edge' }), element('div', { class: 'edge' })]
  for (const edge of edges) edge.onfocus = () => frame?.focus()
  const phone = matchMedia('(max-width: 520px)')
  const keepFocus = () => {
    for (const edge of edges) edge.tabIndex = phone.matches ? 0 : -1
    if (phone.matches) panel.setAttribute('aria-modal', 'true')
    else panel.removeAttribute('aria-modal')
  }
  phone.addEventListener('change', keepFocus)
  keepFocus()
  panel.append(...edges)
  shade.append(button, panel, news)

  function tell(message: ToWindow): void {
    frame?.contentWindow?.postMessage(message, service)
  }

  function load(): void {
    if (frame) return
    const made = element('iframe', { title: words.title, allow: 'clipboard-write' })
    made.src = `${service}/chat?account=${account}&lang=${lang}#embedded`
    made.onload = () => tell({ dajeong: 'to-window', kind: 'hello', shown, identity, color: ground })
    frame = made
    edges[0]?.after(made)
  }

  function show(now: boolean): void {
    if (now === shown) return
    shown = now
    load()
    panel.hidden = !now
    button.setAttribute('aria-expanded', String(now))
    root.classList.toggle('open', now)
    button.classList.toggle('open', now)
    tell({ dajeong: 'to-window', kind: 'shown', shown: now })
    if (now) {
      count(0)
      frame?.focus()
    } else {
      button.setAttribute('aria-label', words.open)
      button.focus()
    }
    if (now) button.setAttribute('aria-label', words.close)
  }

  function count(unread: number): void {
    badge.hidden = unread === 0
    badge.textContent = unread > 9 ? '9+' : String(unread)
    if (shown) return
    button.setAttribute('aria-label', unread > 0 ? words.unread(unread) : words.open)
    news.textContent = unread > 0 ? words.unread(unread) : ''
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== service || event.source !== frame?.contentWindow) return
    const message = event.data as Partial<ToSite> | null
    if (message?.dajeong !== 'to-site') return
    button.classList.add('met')
    if (message.kind === 'unread' && typeof message.count === 'number') count(shown ? 0 : message.count)
    else if (message.kind === 'begun') remember(account)
    else if (message.kind === 'close') show(false)
  })
  button.onclick = () => show(!shown)
  panel.onkeydown = (event) => {
    if (event.key === 'Escape') show(false)
  }
  ;(window as Site).DajeongChat = {
    open: () => show(true),
    close: () => show(false),
    identify(now) {
      identity = now || null
      tell({ dajeong: 'to-window', kind: 'identity', identity })
    },
  }
  document.body.append(root)
  // Who talked here before may have an answer waiting.
  if (hasTalked(account)) load()
}

function drawn(path: string, name: string): SVGElement {
  const made = (tag: string, attributes: Record<string, string>) => {
    const one = document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value)
    return one
  }
  const picture = made('svg', { viewBox: '0 0 24 24', class: name, 'aria-hidden': 'true' })
  picture.append(
    made('path', {
      ...{ d: path, fill: 'none', stroke: 'currentColor' },
      ...{ 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' },
    }),
  )
  return picture
}

// The host page's own storage, because the frame's cannot be asked without loading it.
function remember(account: string): void {
  try {
    localStorage.setItem(`dajeong-chat:${account}`, '1')
  } catch {
    // Then its answers are seen when the window is opened.
  }
}

function hasTalked(account: string): boolean {
  try {
    return localStorage.getItem(`dajeong-chat:${account}`) !== null
  } catch {
    return false
  }
}
