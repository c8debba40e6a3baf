import { setTimeout as sleep } from 'node:timers/promises'
import type { TurnContext } from 'botbuilder'
import type { Json } from '../src/core/mention.ts'
import { readFacts, readReference } from './adapter-incoming.ts'
import { toActivity, toInvokeAnswer } from './adapter-post.ts'
import type { Line, Speaker, Turn } from './turn.ts'

// Whoever shows that it writes is about to say something, which must not wait for it.
const typingMs = 2_000

/** A line through a turn that is under way. */
export function makeLine(context: TurnContext): Line {
  const { channelId, deliveryMode } = context.activity
  const collected = deliveryMode === 'expectReplies' ? context.bufferedReplyActivities : null
  return {
    async say(post) {
      const said = await context.sendActivity(toActivity(post, channelId))
      return said?.id || null
    },
    async change(id, post) {
      const activity = { ...toActivity(post, channelId), id }
      // Who waits for all replies in one answer is told of a change there as well, and need not have an address.
      if (collected) collected.push({ ...activity, type: 'messageUpdate' })
      else await context.updateActivity(activity)
    },
    async typing() {
      if (collected) return
      const shown = context.sendActivity({ type: 'typing' }).then(
        () => {},
        () => {},
      )
      await Promise.race([shown, sleep(typingMs, undefined, { ref: false })])
    },
  }
}

/**
 * A turn of ours from the framework's. It may be kept: when it is over, it speaks by its reference.
 * @returns with it `end`, which gives what answers a press where the client waits for that.
 */
export function makeTurn(
  context: TurnContext,
  { own, speak }: { own: boolean; speak: Speaker['speak'] },
): { turn: Turn; end(): ReturnType<typeof toInvokeAnswer> } {
  const { activity } = context
  const reference = readReference(activity)
  const direct = makeLine(context)
  const pressed = activity.replyToId ?? null
  let over = false
  let newCard: Json | null = null

  async function use<R>(work: (line: Line) => Promise<R>): Promise<R> {
    if (!over) return work(direct)
    const done: R[] = []
    await speak(reference, async (line) => void done.push(await work(line)))
    return done[0] as R
  }

  const turn: Turn = {
    ...readFacts(activity, own),
    reference,
    say: (post) => use((line) => line.say(post)),
    async change(id, post) {
      if (id === pressed) newCard = post.card ?? null
      await use((line) => line.change(id, post))
    },
    typing: () => use((line) => line.typing()),
  }
  return {
    turn,
    end() {
      over = true
      return toInvokeAnswer(newCard)
    },
  }
}
