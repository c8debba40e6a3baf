import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelError } from '../src/channels/channel.ts'
import { type Call, makeCall } from '../src/channels/fetch.ts'
import type { Log } from '../src/log.ts'
import { type Arrived, readActivity } from './activity.ts'
import { makeAdapter } from './adapter-cloud.ts'
import { cardPress, tenantOf } from './adapter-incoming.ts'
import { makeLine, makeTurn } from './adapter-turn.ts'
import { type Answer, NotTaken, type Refusal, refusal, sendAgain } from './answer.ts'
import { makeAppToken } from './app-token.ts'
import { makeConnectors } from './connector.ts'
import { type LineActivity, type OwnLine, ownServiceUrl } from './own-line.ts'
import { type Seen, seenKey } from './seen.ts'
import { makeServiceHosts } from './service-hosts.ts'
import type { Bot, Speaker } from './turn.ts'
import { type Authority, makeVerify, microsoft, type Verified } from './verify.ts'

export interface BotTools {
  /** Null: nobody but our own line, and whoever `openOnLoopback` lets in. */
  app: { id: string; password: string; type: 'MultiTenant' | 'SingleTenant' } | null
  /** The only tenant whose Teams is heard; null hears every one that has the bot. */
  tenantId: string | null
  serviceHosts: readonly string[]
  /** For development: programs of this machine need no token. */
  openOnLoopback: boolean
  own: OwnLine
  bot: Bot
  seen: Seen
  log: Pick<Log, 'info' | 'warn' | 'error'>
  authority?: Authority
  /** How others are called over HTTP. */
  call?: Call
  /** How long a sender waits for a turn, in milliseconds. */
  turnMs?: number
}

export interface Posted {
  authorization: string | undefined
  body: unknown
  /** It came from a program of this machine. */
  local: boolean
}

export interface MadeBot {
  /** Answers a POST of /api/messages. Never throws. */
  answer(call: Posted): Promise<Answer>
  /** Whether a connector's good token is shown, whatever comes with it. Never throws. */
  believes(authorization: string | undefined): Promise<boolean>
  /** A turn of a visitor whom our own line let in; resolves when it is over. @throws what the bot threw */
  takeOwn(activity: LineActivity): Promise<void>
  speaker: Speaker
}

// Microsoft's own services give up after 15 s; a program that waits for replies may have more patience.
const usualTurnMs = 30_000
// Without a token to run out, and never shorter than a sender tries again.
const leastRememberedMs = 3_600_000

/** The one adapter of the Bot Framework, for our own line and for everybody else's. */
export function makeBot(tools: BotTools): MadeBot {
  const { app, tenantId, openOnLoopback, own, bot, seen, log } = tools
  const authority = tools.authority ?? microsoft
  const call = tools.call ?? makeCall({ userAgent: 'Dajeong', maxBytes: 1_000_000 })
  const allows = makeServiceHosts(tools.serviceHosts, openOnLoopback && app === null)
  const verify = app && makeVerify({ appId: app.id, authority, call })
  const token =
    app &&
    makeAppToken({
      ...{ appId: app.id, appPassword: app.password, login: authority.login, call },
      tenantId: app.type === 'SingleTenant' ? tenantId : null,
    })
  const adapter = makeAdapter(makeConnectors({ own, allows, token, call }))

  const speaker: Speaker = {
    speak: (reference, work) => adapter.resume(reference, (context) => work(makeLine(context))),
  }

  function run(activity: Arrived, isOwn: boolean): Promise<Answer | undefined> {
    return adapter.run(activity, async (context) => {
      const { turn, end } = makeTurn(context, { own: isOwn, speak: speaker.speak })
      await bot(turn).finally(() => end())
      if (activity.type === 'invoke') await context.sendActivity(end())
    })
  }

  /** Whether this may come in at all, and until when it could come in again. */
  async function judge(call: Posted): Promise<{ activity: Arrived; until: Date | null } | Refusal> {
    const verified = verify ? await verify(call.authorization) : judgeOpen(call)
    if (verified && 'status' in verified) return verified
    const read = readActivity(call.body)
    if ('refused' in read) return read.refused
    const { activity } = read
    const unfit = (verified && unlike(verified, activity)) ?? wrongPlace(activity)
    return unfit ?? { activity, until: verified?.until ?? null }
  }

  function judgeOpen({ local }: Posted): Refusal | null {
    if (!openOnLoopback) return noBot
    return local ? null : notLocal
  }

  function wrongPlace(activity: Arrived): Refusal | null {
    if (!allows(activity.serviceUrl)) return wrongService
    if (tenantId === null || activity.channelId !== 'msteams') return null
    return tenantOf(activity) === tenantId ? null : wrongTenant
  }

  async function take(activity: Arrived, until: Date | null): Promise<Answer> {
    if (activity.type === 'invoke' && activity.name !== cardPress) return noSuchInvoke
    if (until === null) return (await run(activity, false)) ?? taken
    const key = seenKey(activity)
    const kept = new Date(Math.max(until.getTime(), Date.now() + leastRememberedMs))
    const state = await seen.take(key, kept)
    if (state === 'underway') return sendAgain('It is being worked on; ask again in a moment.')
    if (state === 'done') return activity.deliveryMode === 'expectReplies' ? noReplies : taken
    try {
      const answer = await run(activity, false)
      await seen.finish(key)
      return answer ?? taken
    } catch (error) {
      await seen.release(key).catch((cause) => log.warn('a turn could not be given back', { error: cause }))
      throw error
    }
  }

  return {
    speaker,
    async answer(call) {
      const judged = await judge(call).catch((error: unknown) => {
        log.error('an activity could not be judged', { error })
        return sendAgain('It could not be looked at; send it again.')
      })
      if ('status' in judged) {
        log.info('an activity was not let in', { status: judged.status, why: judged.body.error })
        return judged
      }
      const { activity, until } = judged
      const turn = take(activity, until).catch((error: unknown) => {
        const { channelId: channel, type } = activity
        if (error instanceof NotTaken) {
          log.warn('a channel delivers customers whom no account takes', { channel, type })
          return refusal(403, 'channel-not-taken', error.message)
        }
        log.error('a turn broke; its sender was asked to come again', { channel, type, error })
        return sendAgain('It could not be done; send it again.')
      })
      return within(turn, tools.turnMs ?? usualTurnMs)
    },
    async believes(authorization) {
      const verified = await verify?.(authorization).catch(() => null)
      return verified != null && !('status' in verified)
    },
    async takeOwn(given) {
      const read = readActivity({ ...given, channelId: 'directline', serviceUrl: ownServiceUrl })
      if ('refused' in read) throw new ChannelError('refused', read.refused.body.message)
      await run(read.activity, true)
    },
  }
}

const noBot = refusal(403, 'no-bot', 'No bot is set up here; an operator can set MicrosoftAppId.')
const notLocal = refusal(403, 'not-local', 'Without MicrosoftAppId, only programs of this machine are heard.')
const wrongService = refusal(
  403,
  'service-not-allowed',
  'That serviceUrl is not among those that are answered; an operator can name its host in MICROSOFT_SERVICE_HOSTS.',
)
const wrongTenant = refusal(
  403,
  'wrong-tenant',
  'This bot does not hear that tenant; compare MicrosoftAppTenantId.',
)
const notEndorsed = refusal(
  403,
  'not-endorsed',
  'The key that signed the token may not speak for that channel.',
)
const otherService = refusal(401, 'wrong-token', 'The token is not accepted. It is for another serviceUrl.')
const noSuchInvoke = refusal(501, 'not-implemented', `Of invokes, only ${cardPress} is served.`)
const taken: Answer = { status: 200 }
const noReplies: Answer = { status: 200, body: { activities: [] } }

/** What is wrong with a good token when it comes with this activity. */
function unlike({ serviceUrl, channels }: Verified, activity: Arrived): Refusal | null {
  if (activity.serviceUrl !== serviceUrl) return otherService
  return channels.includes(activity.channelId) ? null : notEndorsed
}

/** Nobody waits longer; the turn itself goes on. */
async function within(turn: Promise<Answer>, ms: number): Promise<Answer> {
  const late = new AbortController()
  const tooLong = sleep(ms, sendAgain('It takes longer than it may; ask again in a moment.'), {
    signal: late.signal,
  })
  tooLong.catch(() => {})
  const answer = await Promise.race([turn, tooLong])
  late.abort()
  return answer
}
