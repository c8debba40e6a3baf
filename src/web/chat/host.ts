import type { ToSite, ToWindow } from './messages.ts'

export interface Host {
  tell(message: ToSite): void
}

export interface HostTools {
  /** Who may speak to this window. */
  origins: readonly string[]
  onHello(hello: { shown: boolean; identity: string | null; color: string | null }): void
  onShown(shown: boolean): void
  onIdentity(identity: string | null): void
}

/** Whether this page is within a page of somebody else. */
export const isFramed = () => window.parent !== window

const early: MessageEvent[] = []
const keepEarly = (event: MessageEvent) => void early.push(event)

/** The page that frames this one may speak before we know whom we listen to. */
export function listenEarly(): void {
  window.addEventListener('message', keepEarly)
}

/** The page that frames this window, if it is one of those that may. */
export function openHost({ origins, onHello, onShown, onIdentity }: HostTools): Host {
  let origin: string | null = null
  const hear = (event: MessageEvent) => {
    if (event.source !== window.parent || !origins.includes(event.origin)) return
    const message = event.data as Partial<ToWindow> | null
    if (message?.dajeong !== 'to-window') return
    origin = event.origin
    if (message.kind === 'hello') {
      const { shown, identity, color } = message
      onHello({ shown: shown === true, identity: textOf(identity), color: textOf(color) })
    } else if (message.kind === 'shown') onShown(message.shown === true)
    else if (message.kind === 'identity') onIdentity(textOf(message.identity))
  }
  window.removeEventListener('message', keepEarly)
  window.addEventListener('message', hear)
  for (const event of early.splice(0)) hear(event)
  return {
    tell(message) {
      if (origin !== null) window.parent.postMessage(message, origin)
    },
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
