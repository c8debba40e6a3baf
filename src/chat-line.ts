import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type CustomerOf, makeCustomerDialog, readReference } from '../dialogs/customer-dialog.ts'
import type { OwnLine } from '../dialogs/own-line.ts'
import type { Bot, Reference, Speaker, Turn } from '../dialogs/turn.ts'
import { ChannelError, type ChatLine } from './channels/channel.ts'
import { toChatSettings, WebchatSettings } from './channels/webchat/webchat.ts'
import { makeAsking } from './chat-asking.ts'
import { watchProgress } from './chat-progress.ts'
import { startRatings } from './chat-ratings.ts'
import { startTurns } from './chat-turns.ts'
import { activityIdOf } from './core/chat-place.ts'
import { otherTrouble } from './core/send-trouble.ts'
import { type ChatDesk, makeChatDesk } from './desk/chat.ts'
import { type DirectLine, makeDirectLine } from './http/directline.ts'
import type { Log } from './log.ts'
import type { Store } from './open.ts'
import { asReplyTrouble } from './reply-trouble.ts'
import { listAccounts } from './store/accounts.ts'
import { findBotState, saveBotState } from './store/bot-state.ts'
import { type Activity, appendToChat, findChat, findInChat, tellTyping } from './store/chat.ts'
import { followChats } from './store/chat-news.ts'
import { isLeftToColleagues } from './store/chat-silence.ts'
import type { Received } from './store/inbox.ts'
import { saveRating } from './store/ratings.ts'
import { countHere } from './store/tries.ts'

/** What runs the bot, whatever client a turn comes from; see bot-door.ts. */
export interface BotHost {
  /** Runs one turn of our own line. */
  takeOwn(activity: Activity): Promise<void>
  speaker: Speaker
}

export interface ChatLineParts {
  /** The bot's end of it, for channels. */
  chat: ChatLine
  desk: ChatDesk
  door: DirectLine
  /** Answers customers, whatever client they use. */
  customers: Bot
  /** Asks for what a draft leaves to the chat. */
  ask(draftId: string): Promise<void>
  stop(): Promise<void>
}

// How much one person can want; a person who types fast sends a message in two seconds.
const enterMost = { most: 60, windowMs: 60_000 }
const openMost = { most: 120, windowMs: 60_000 }
const sayMost = { most: 15, windowMs: 10_000 }
// Behind one address there may be an office.
const sayFromMost = { most: 100, windowMs: 10_000 }
// A page that comes back asks three times.
const readMost = { most: 120, windowMs: 10_000 }
const readFromMost = { most: 600, windowMs: 10_000 }

/** The bot's way to visitors: kept first, then shown. @param onTrouble told when a passing sign was not passed on. */
export function makeOwnLine(db: Store['db'], onTrouble: (error: unknown) => void): OwnLine {
  const own: OwnLine = {
    async post(chatId, activity, key) {
      const kept = await appendToChat(db, chatId, {
        key: `b:${key ?? randomUUID()}`,
        fromVisitor: false,
        activity: { ...activity, timestamp: new Date().toISOString() },
      })
      if (!kept) throw new ChannelError('gone', 'This chat is no more.')
      return activityIdOf(chatId, kept.seq)
    },
    async change(chatId, id, activity) {
      // Direct Line has no change in place: what is new comes behind, and says what it stands for.
      await own.post(chatId, { ...activity, replyToId: id }, null)
    },
    typing(chatId) {
      tellTyping(db, chatId).catch(onTrouble)
    },
  }
  return own
}

/** Our own chat line: what visitors say is kept, then seen by the bot; what the bot says is kept, then shown. */
export function openChatLine(tools: {
  store: Pick<Store, 'db' | 'pool' | 'key' | 'node'>
  log: Log
  publicUrl: string | null
  addressOf(req: IncomingMessage): string
  /** Resolves when it is on disk. */
  hear(item: Received): Promise<void>
  own: OwnLine
  host: BotHost
}): ChatLineParts {
  const { store, log } = tools
  const { db } = store
  const now = () => new Date()
  const trouble = (message: string, error: unknown) => log.warn(message, { place: 'chat', error })
  const desk = makeChatDesk({
    ...{ db, key: store.key, now },
    readSettings: (settings) => toChatSettings(WebchatSettings.parse(settings)),
  })

  const { own, host } = tools
  const { speaker } = host
  const progress = watchProgress({
    ...{ db, speaker, now },
    onTrouble: (error) => trouble('a visitor could not be told how it goes', error),
  })
  const customers = makeCustomerDialog({
    customerOf,
    memory: {
      find: (key) => findBotState(db, key),
      save: (one) => saveBotState(db, one),
    },
    hear: (accountId, event) => tools.hear({ accountId, event }),
    rate: (one) => saveRating(db, one),
    isLeftToColleagues: ({ accountId, person }) => isLeftToColleagues(db, accountId, person),
    onHeard: (heard) => progress.watch(heard),
    now,
    newId: () => randomUUID(),
    onTrouble: (error) =>
      trouble('a customer of another channel was not told what the chat itself says', error),
  })

  async function customerOf(
    turn: Pick<Turn, 'channel' | 'own' | 'conversation' | 'from'>,
  ): Promise<CustomerOf | null> {
    if (turn.own) {
      const chat = await findChat(db, turn.conversation.id)
      const house = chat && (await desk.house(chat.accountId))
      return house && { ...house, person: chat.visitor, name: chat.name }
    }
    for (const account of await listAccounts(db)) {
      const house = account.channel === 'webchat' ? await desk.house(account.id) : null
      if (house?.otherChannels.includes(turn.channel))
        return { ...house, person: `${turn.channel}:${turn.from.id}`.slice(0, 256), name: turn.from.name }
    }
    return null
  }

  const turns = startTurns({
    ...{ db, own, node: store.node },
    take: (activity) => host.takeOwn(activity),
    onTrouble: trouble,
  })
  const count = ({ most, windowMs }: typeof enterMost) => countHere(most, windowMs)
  const door = makeDirectLine({
    ...{ desk, log, publicUrl: tools.publicUrl, addressOf: tools.addressOf },
    limits: {
      enter: count(enterMost),
      open: count(openMost),
      say: count(sayMost),
      sayFrom: count(sayFromMost),
      read: count(readMost),
      readFrom: count(readFromMost),
    },
    onSaid: (chatId) => turns.poke(chatId),
  })
  const unfollow = followChats(store.pool, {
    onNews(chatId, { typing }) {
      if (typing) door.streams.typing(chatId)
      else door.streams.news(chatId)
    },
    onMissed: () => door.streams.missed(),
    onTrouble: (error) => trouble('news of chats are not heard; it is tried again', error),
  })

  const ratings = startRatings({
    ...{ db, speaker, now, ask: customers.ask },
    onTrouble: trouble,
  })

  return {
    desk,
    door,
    customers: customers.bot,
    ask: makeAsking({
      ...{ db, speaker },
      onTrouble: (error) => trouble('a customer may not have been asked for what is missing', error),
    }),
    chat: {
      async post(ref, post, signal) {
        let id: string | null = null
        const at = readReference(ref)
        const said = speaker.speak(ref as Reference, async (line) => {
          signal.throwIfAborted()
          id = await line.say({ id: `send:${post.id}`, text: post.text, locale: post.language })
        })
        await said.catch((error: unknown) => {
          throw at && !at.own ? asReplyTrouble(error, at.channel) : error
        })
        return id
      },
      async find(ref, id) {
        const at = readReference(ref)
        if (!at?.own) throw new ChannelError('refused', otherTrouble('may-have-arrived', at?.channel ?? ''))
        const seq = await findInChat(db, at.conversation, `b:send:${id}`)
        return seq === null ? null : activityIdOf(at.conversation, seq)
      },
    },
    async stop() {
      door.close()
      await Promise.all([ratings.stop(), turns.stop(), progress.stop(), unfollow()])
    },
  }
}
