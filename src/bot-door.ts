import type { IncomingMessage } from 'node:http'
import type { MadeBot } from '../dialogs/bot.ts'
import type { LineActivity, OwnLine } from '../dialogs/own-line.ts'
import type { Bot, Speaker } from '../dialogs/turn.ts'
import type { Authority } from '../dialogs/verify.ts'
import type { Config } from './config.ts'
import { type MessagesDoor, makeMessagesDoor } from './http/messages.ts'
import type { Log } from './log.ts'
import { finishSeen, releaseSeen, takeSeen } from './store/bot-seen.ts'
import type { Db } from './store/db.ts'
import { countFaults } from './store/tries.ts'

// A connector has a good token. Whoever tries others finds out nothing by sixty a minute.
const mostForged = 60
const forgedMs = 60_000

/** The bot with its two doors: our own line, and /api/messages for everybody else's. */
export interface BotDoor {
  /** For `openServer`. */
  messages: MessagesDoor
  /** A turn of a visitor whom our own line let in; resolves when it is over. @throws what the bot threw */
  takeOwn(activity: LineActivity): Promise<void>
  speaker: Speaker
}

/**
 * Opens the door without loading what stands behind it: the framework takes memory and a second of work, so it is loaded when the
 * first turn comes or somebody is to be spoken to, or now, when a bot is registered.
 */
export function openBotDoor(parts: {
  config: Pick<Config, 'bot' | 'botTenantId' | 'botServiceHosts' | 'botOpen'>
  db: Db
  /** What answers turns, whichever door they come by. */
  bot: Bot
  own: OwnLine
  log: Log
  /** Where a call comes from; left out, nobody is counted. */
  addressOf?: (req: IncomingMessage) => string
  /** Whose tokens are believed; Microsoft's unless it is given. */
  authority?: Authority
}): BotDoor {
  const { config, db, log, addressOf } = parts
  let loading: Promise<MadeBot> | null = null

  async function make(): Promise<MadeBot> {
    const { makeBot } = await import('../dialogs/bot.ts')
    return makeBot({
      app: config.bot,
      tenantId: config.botTenantId,
      serviceHosts: config.botServiceHosts,
      openOnLoopback: config.botOpen,
      own: parts.own,
      bot: parts.bot,
      log,
      ...(parts.authority ? { authority: parts.authority } : {}),
      seen: {
        take: (key, until) => takeSeen(db, key, until),
        finish: (key) => finishSeen(db, key),
        release: (key) => releaseSeen(db, key),
      },
    })
  }

  function load(): Promise<MadeBot> {
    loading ??= make().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  async function isGood(authorization: string | undefined): Promise<boolean> {
    if (!config.bot) return false
    const made = await load().catch(() => null)
    return (await made?.believes(authorization)) ?? false
  }

  if (config.bot) load().catch((error: unknown) => log.error('the bot could not be loaded', { error }))

  return {
    messages: makeMessagesDoor({
      log,
      ...(addressOf ? { forgers: { addressOf, isGood, ...countFaults(mostForged, forgedMs) } } : {}),
      async answer(call) {
        // Whoever knocks where nobody is heard shall not make us load anything.
        if (!config.bot && !(config.botOpen && call.local)) return nobody
        const made = await load().catch((error: unknown) => {
          log.error('the bot could not be loaded', { error })
          return null
        })
        return made ? made.answer(call) : away
      },
    }),
    takeOwn: async (activity) => (await load()).takeOwn(activity),
    speaker: { speak: async (reference, work) => (await load()).speaker.speak(reference, work) },
  }
}

const away = {
  status: 503,
  body: { error: 'unavailable', message: 'The bot cannot be had now; send it again.' },
  headers: { 'retry-after': '2' },
}

const nobody = {
  status: 403,
  body: {
    error: 'no-bot',
    message:
      'No bot is heard here. An operator can set MicrosoftAppId, or DAJEONG_BOT_OPEN for programs of this machine.',
  },
}
