import { lostPost } from '../dialogs/customer-dialog.ts'
import { type OwnLine, ownServiceUrl } from '../dialogs/own-line.ts'
import { ChannelError } from './channels/channel.ts'
import { activityIdOf } from './core/chat-place.ts'
import type { Json } from './core/mention.ts'
import {
  type Activity,
  claimChat,
  clearUnused,
  keepClaim,
  leftWaiting,
  markHandled,
  nextUnhandled,
  releaseChat,
  releaseChats,
} from './store/chat.ts'
import type { Db } from './store/db.ts'

// A turn writes to the database and nothing else, so this is long; whoever ends in the middle leaves it to another.
const claimMs = 30_000
const sweepMs = 5_000
const clearMs = 3_600_000
const mostSwept = 100
const mostTries = 10
const giveUpMs = 300_000
const mostAtOnce = 32

/** Lets the bot see what visitors said, each chat's things in order and each until it is done, whichever node ends meanwhile. */
export function startTurns(tools: {
  db: Db
  node: string
  take(activity: Activity): Promise<void>
  own: OwnLine
  onTrouble(message: string, error: unknown): void
}): { poke(chatId: string): void; stop(): Promise<void> } {
  const { db } = tools
  const running = new Map<string, 'once' | 'again'>()
  const waiting: string[] = []
  const under = new Set<Promise<void>>()
  let stopped = false

  function poke(chatId: string): void {
    if (stopped) return
    if (running.has(chatId)) {
      running.set(chatId, 'again')
      return
    }
    running.set(chatId, 'once')
    waiting.push(chatId)
    fill()
  }

  function fill(): void {
    while (under.size < mostAtOnce) {
      const chatId = waiting.shift()
      if (chatId === undefined) return
      const work = run(chatId)
        .catch((error: unknown) => tools.onTrouble('a chat could not be answered; it is tried again', error))
        .finally(() => {
          const again = running.get(chatId) === 'again'
          running.delete(chatId)
          under.delete(work)
          if (again) poke(chatId)
          fill()
        })
      under.add(work)
    }
  }

  async function run(chatId: string): Promise<void> {
    if (!(await claimChat(db, chatId, tools.node, claimMs))) return
    try {
      for (;;) {
        const next = stopped ? null : await nextUnhandled(db, chatId)
        if (!next || !(await keepClaim(db, chatId, tools.node, claimMs))) return
        await once(chatId, next)
        await markHandled(db, chatId, next.seq)
      }
    } finally {
      await releaseChat(db, chatId, tools.node)
    }
  }

  async function once(
    chatId: string,
    { seq, activity, tries, ageMs }: { seq: number; activity: Activity; tries: number; ageMs: number },
  ): Promise<void> {
    const id = activityIdOf(chatId, seq)
    try {
      await tools.take(toIncoming(chatId, id, activity))
    } catch (error) {
      // What nobody can read will not be read later; anything else may be over in some minutes.
      const isHopeless = error instanceof ChannelError && error.kind === 'refused'
      if (!isHopeless && (tries < mostTries || ageMs < giveUpMs)) throw error
      // One that always fails must not keep what follows it from being heard; whoever wrote it is told.
      tools.onTrouble('what a visitor said could not be taken in and was put aside', error)
      const { id: key = null, text } = lostPost(
        id,
        /\p{Script=Hangul}/u.test(String(activity.text)) ? 'ko' : 'en',
      )
      await tools.own.post(chatId, { type: 'message', text, from: { id: 'brand', role: 'bot' } }, key)
    }
  }

  async function sweep(ms: number): Promise<void> {
    for (const chatId of await leftWaiting(db, ms, mostSwept)) poke(chatId)
  }
  // This node has only begun, so what it holds was held by a process that is gone; what that one left is looked for at once.
  let sweeping: Promise<void> | null = releaseChats(db, tools.node)
    .then(() => sweep(0))
    .catch((error: unknown) => tools.onTrouble('chats that wait could not be looked for', error))
    .finally(() => {
      sweeping = null
    })
  const timer = setInterval(() => {
    sweeping ??= sweep(sweepMs)
      .catch((error: unknown) => tools.onTrouble('chats that wait could not be looked for', error))
      .finally(() => {
        sweeping = null
      })
  }, sweepMs)
  timer.unref()
  const clearing = setInterval(() => {
    clearUnused(db).catch((error: unknown) =>
      tools.onTrouble('unused chats could not be cleared away', error),
    )
  }, clearMs)
  clearing.unref()

  return {
    poke,
    async stop() {
      stopped = true
      clearInterval(timer)
      clearInterval(clearing)
      await sweeping
      await Promise.all(under)
    },
  }
}

/** What a visitor's client posted, as a bot of Bot Framework is told it. */
function toIncoming(chatId: string, id: string, activity: Activity): Activity {
  return {
    ...activity,
    id,
    channelId: 'directline',
    serviceUrl: ownServiceUrl,
    conversation: { id: chatId } as Json,
    recipient: { id: 'brand', role: 'bot' },
  }
}
