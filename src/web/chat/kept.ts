import type { Activity } from './activity.ts'

/** What a visitor's browser keeps of one conversation, so that a reload goes on where it was. */
export interface Conversation {
  conversationId: string
  token: string
  /** When the token was given and when it ends, in milliseconds since 1970 by this machine's clock. */
  since: number
  until: number
  /** The last activity that the visitor had before their eyes. */
  seen: string | null
}

export interface Kept {
  read(): Conversation | null
  write(conversation: Conversation): void
  /** What was sent and not yet taken. */
  outbox(): Activity[]
  writeOutbox(waiting: readonly Activity[]): void
  forget(): void
}

const prefix = 'dajeong-chat'

/**
 * The storage of this browser, by account and by who the host page says is signed in. A frame may be refused it; then things
 * live as long as the page.
 */
export function openKept(account: string, sub: string | null): Kept {
  const key = `${prefix}:${account}${sub === null ? '' : `:${sub}`}`
  const here = new Map<string, string>()
  const storage = findStorage()
  const get = (name: string): unknown => {
    try {
      return JSON.parse(storage?.getItem(name) ?? here.get(name) ?? 'null')
    } catch {
      return null
    }
  }
  const set = (name: string, value: unknown) => {
    here.set(name, JSON.stringify(value))
    try {
      storage?.setItem(name, JSON.stringify(value))
    } catch {
      // Full or refused: it lives in this page then.
    }
  }
  return {
    read() {
      const found = get(key) as Partial<Conversation> | null
      if (typeof found?.conversationId !== 'string' || typeof found.token !== 'string') return null
      return {
        conversationId: found.conversationId,
        token: found.token,
        since: Number(found.since) || 0,
        until: Number(found.until) || 0,
        seen: typeof found.seen === 'string' ? found.seen : null,
      }
    },
    write: (conversation) => set(key, conversation),
    outbox() {
      const found = get(`${key}:outbox`)
      return Array.isArray(found) ? (found as Activity[]) : []
    },
    writeOutbox: (waiting) => set(`${key}:outbox`, waiting),
    forget() {
      here.delete(key)
      try {
        storage?.removeItem(key)
      } catch {}
    },
  }
}

/** Lets go of what belongs to whoever was signed in on the host page: the next one at this machine is somebody else. */
export function forgetSignedIn(account: string): void {
  const storage = findStorage()
  if (!storage) return
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  for (const name of names) {
    if (name.startsWith(`${prefix}:${account}:`) && name !== `${prefix}:${account}:outbox`)
      storage.removeItem(name)
  }
}

function findStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** Of whom an identity token speaks. The server checks it; here it only keeps two people's conversations apart. */
export function subOf(identity: string | null): string | null {
  if (identity === null) return null
  try {
    const payload = (identity.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(payload), (one) => one.charCodeAt(0))
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown }
    return `~${String(sub)}`
  } catch {
    return '~'
  }
}
