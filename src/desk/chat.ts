import { randomBytes } from 'node:crypto'
import { findAccount, openSettings, wasRenewedSince } from '../store/accounts.ts'
import {
  type Activity,
  appendToChat,
  type Chat,
  findChat,
  findChatOf,
  insertChat,
  type Kept,
  readChat,
} from '../store/chat.ts'
import type { Db } from '../store/db.ts'
import { type ChatPass, markOf, passKey, readIdentity, readPass, signText } from './chat-tokens.ts'

/** A brand's chat window as its settings say; `channels/webchat` has what each means. */
export interface ChatHouse {
  accountId: string
  brand: string
  origins: string[]
  identitySecret: string
  greeting: { ko: string | null; en: string | null }
  topics: string[]
  color: string | null
  /** Other channels of Bot Framework whose customers this account takes. */
  otherChannels: string[]
  /** The account only listens, so nobody new is let in. */
  resting: boolean
}

/** What a visitor is let in by. */
export interface Pass {
  conversationId: string
  token: string
  /** In seconds. */
  expiresIn: number
}

export interface ChatDeskTools {
  db: Db
  /** What this installation's secrets are sealed with. */
  key: Buffer
  now(): Date
  /** Reads the settings of an account of the chat window. @throws when they are not such. */
  readSettings(settings: unknown): Omit<ChatHouse, 'accountId' | 'brand' | 'resting'>
}

/** Visitors' chats, whatever door they come through. */
export interface ChatDesk {
  /** Null when there is no such account, or none with a chat window. */
  house(accountId: string): Promise<ChatHouse | null>
  /** A pass for a new chat, or for the one that this person has. `wrong-identity`: what names them is not signed, or is old. */
  enter(house: ChatHouse, identity: string | null): Promise<Pass | 'wrong-identity'>
  read(token: string): ChatPass | 'wrong' | 'over'
  /** Whether it still lets in. Who was named by a secret that is changed since is not: it may be known to others. */
  holds(pass: ChatPass): Promise<boolean>
  /** The same with a later end. */
  renew(pass: ChatPass): Pass
  /** The chat itself, made when it is not there; whoever comes in is greeted once. @returns null when its account is gone. */
  open(pass: ChatPass, locale: string | null): Promise<Chat | null>
  /** False when it was forgotten. */
  exists(chatId: string): Promise<boolean>
  /** Keeps what the visitor said. Null when the chat is gone. */
  say(chatId: string, key: string, activity: Activity): Promise<{ seq: number; isNew: boolean } | null>
  /** What stands behind the place `after`, in order. */
  readOn(chatId: string, after: number, most: number): Promise<Kept[]>
}

// A guest comes back to their own chat for as long; it is renewed at each visit.
const guestSeconds = 30 * 24 * 3_600
// Whoever the site names is named anew at each visit.
const namedSeconds = 3_600
// However often it is renewed: who signed out of the site is not to be found here the day after.
const longestNamed = 12 * 3_600
// A changed setting holds after this at the latest.
const rememberMs = 5_000
// Clocks of two machines differ.
const skewSeconds = 300
const mostRemembered = 1_000

const joined = (visitor: string, locale: string | null): Activity => ({
  type: 'conversationUpdate',
  membersAdded: [{ id: visitor }],
  from: { id: visitor, role: 'user' },
  ...(locale ? { locale } : {}),
})

export function makeChatDesk({ db, key, now, readSettings }: ChatDeskTools): ChatDesk {
  const signing = passKey(key)
  const houses = new Map<string, { until: number; house: Promise<ChatHouse | null> }>()

  async function findHouse(accountId: string): Promise<ChatHouse | null> {
    const account = await findAccount(db, accountId)
    if (account?.channel !== 'webchat') return null
    const settings = readSettings(await openSettings(db, key, accountId))
    return { ...settings, accountId, brand: account.brandName, resting: account.mode === 'off' }
  }

  function house(accountId: string): Promise<ChatHouse | null> {
    const known = houses.get(accountId)
    return known && known.until > performance.now() ? known.house : houseOfNow(accountId)
  }

  /** Before anybody is refused: another node may have changed it a moment ago. */
  function houseOfNow(accountId: string): Promise<ChatHouse | null> {
    if (houses.size >= mostRemembered) houses.clear()
    const found = findHouse(accountId)
    houses.set(accountId, { until: performance.now() + rememberMs, house: found })
    found.catch(() => houses.delete(accountId))
    return found
  }

  const isNamed = (visitor: string) => visitor.startsWith('user:')

  function passFor(
    accountId: string,
    chatId: string,
    visitor: string,
    { begun, mark }: { begun?: number; mark?: string | undefined } = {},
  ): Pass {
    const seconds = Math.floor(now().getTime() / 1_000)
    const b = begun ?? seconds
    const until = isNamed(visitor)
      ? Math.min(seconds + namedSeconds, b + longestNamed)
      : seconds + guestSeconds
    const expiresIn = Math.max(0, until - seconds)
    const pass: ChatPass = { c: chatId, a: accountId, v: visitor, e: until, b, ...(mark ? { k: mark } : {}) }
    return { conversationId: chatId, token: signText(signing, pass), expiresIn }
  }

  return {
    house,

    async enter(house, identity) {
      const chatId = randomBytes(18).toString('base64url')
      if (identity === null) return passFor(house.accountId, chatId, `guest:${chatId}`)
      const name = ({ identitySecret }: ChatHouse) => {
        const named = readIdentity(identitySecret, identity, now())
        return named && { ...named, mark: markOf(signing, identitySecret) }
      }
      const fresh = name(house) ? null : await houseOfNow(house.accountId)
      const named = name(house) ?? (fresh && name(fresh))
      if (!named) return 'wrong-identity'
      const visitor = `user:${named.sub}`
      const { mark } = named
      const known = await findChatOf(db, house.accountId, visitor)
      if (known) return passFor(house.accountId, known.id, visitor, { mark })
      await insertChat(db, { id: chatId, accountId: house.accountId, visitor, name: named.name ?? '' })
      // Of two tabs that come at once, both are let into the chat of the first.
      const made = await findChatOf(db, house.accountId, visitor)
      return passFor(house.accountId, made?.id ?? chatId, visitor, { mark })
    },

    read: (token) => readPass(signing, token, now()),
    async holds({ a, b, v, k }) {
      if (!isNamed(v)) return true
      // Given before passes had a mark; what it would be is told by nothing having been saved since.
      if (k === undefined)
        return (
          (await house(a)) !== null && !(await wasRenewedSince(db, a, new Date((b - skewSeconds) * 1_000)))
        )
      const isBy = (found: ChatHouse | null) => found !== null && k === markOf(signing, found.identitySecret)
      return isBy(await house(a)) || isBy(await houseOfNow(a))
    },
    renew: ({ a, b, c, k, v }) => passFor(a, c, v, { begun: b, mark: k }),

    async open({ a: accountId, c: id, v: visitor }, locale) {
      let chat = await findChat(db, id)
      if (!chat) {
        if (!(await findAccount(db, accountId))) return null
        chat = { id, accountId, visitor, name: '' }
        await insertChat(db, chat)
      }
      await appendToChat(db, id, { key: 'j:joined', fromVisitor: true, activity: joined(visitor, locale) })
      return chat
    },

    async exists(chatId) {
      return (await findChat(db, chatId)) !== null
    },

    say: (chatId, said, activity) =>
      appendToChat(db, chatId, { key: `v:${said}`, fromVisitor: true, activity }),

    readOn: (chatId, after, most) => readChat(db, chatId, after, most),
  }
}
