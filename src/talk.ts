import type { IncomingMessage } from 'node:http'
import type { StaffDialog } from '../dialogs/staff-dialog.ts'
import type { Bot, Speaker } from '../dialogs/turn.ts'
import type { Authority } from '../dialogs/verify.ts'
import { type BotDoor, openBotDoor } from './bot-door.ts'
import { type ChatLineParts, makeOwnLine, openChatLine } from './chat-line.ts'
import type { Config } from './config.ts'
import { addressOf, originOf } from './http/auth.ts'
import type { Log } from './log.ts'
import type { Store } from './open.ts'
import type { Received } from './store/inbox.ts'

/** Everything that talks in chats, with customers and with colleagues, over whatever client they use. */
export interface Talk {
  line: ChatLineParts
  messages: BotDoor['messages']
  speaker: Speaker
  /** From now on colleagues are answered, too. */
  join(staff: StaffDialog): void
  stop(): Promise<void>
}

/** Makes it and sets it going; nothing of the framework is loaded before somebody talks. */
export function openTalk(parts: {
  config: Config
  store: Store
  log: Log
  /** Resolves when it is on disk. */
  hear(item: Received): Promise<void>
  /** Whose tokens open /api/messages; Microsoft's unless it is given. */
  authority?: Authority
}): Talk {
  const { config, store, log, hear, authority } = parts
  let staff: StaffDialog | null = null
  const bot: Bot = async (turn) => {
    if (!turn.own && (await staff?.takes(turn))) return staff?.bot(turn)
    return line.customers(turn)
  }
  const own = makeOwnLine(store.db, (error) =>
    log.warn('nobody was told that somebody types', { place: 'chat', error }),
  )
  const from = (req: IncomingMessage) => originOf(addressOf(req, config.publicUrl !== null))
  const door = openBotDoor({
    ...{ config, db: store.db, bot, own, log, addressOf: from },
    ...(authority ? { authority } : {}),
  })
  const line = openChatLine({
    ...{ store, log, hear, own, host: door, publicUrl: config.publicUrl },
    addressOf: from,
  })
  const { messages, speaker } = door
  return {
    ...{ line, messages, speaker },
    join(one) {
      staff = one
    },
    stop: () => line.stop(),
  }
}
