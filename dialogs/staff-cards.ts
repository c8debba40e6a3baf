import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelError } from '../src/channels/channel.ts'
import type { Language } from '../src/core/intent.ts'
import type { CardBook, ClaimedCard } from '../src/desk/card-book.ts'
import type { CardStories, CardStory } from '../src/desk/card-story.ts'
import { gather } from '../src/desk/gathering.ts'
import type { Log } from '../src/log.ts'
import { drawCard, drawGone, tellCard } from './card.ts'
import { linkTo } from './staff-desk.ts'
import { staffWords } from './staff-words.ts'
import type { Post, Speaker } from './turn.ts'

/** Cards that are posted where policy says, and changed in place whenever anybody, anywhere, decides. */
export interface LivingCards {
  /** Something changed; what it makes of the cards is done soon. */
  poke(): void
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>
}

export interface CardTools {
  book: CardBook
  stories: CardStories
  speaker: Speaker
  publicUrl: string | null
  canGuide: boolean
  now(): Date
  log: Log
  /** How often cards are looked at without anything having been said, for what other nodes did; in milliseconds. */
  beatMs?: number
}

// A rush of changes is told once in this time.
const gatherMs = 250
const atOnce = 4
const mostTries = 8
// Less than a claim holds, with what a card is made of.
const postMs = 30_000
const longestWaitS = 600
// A mention whose answer is being written, and how much is done before others have their turn.
const laterS = 3
const mostRounds = 50

/** The hash of what stands in a chat. */
export function hashCard(post: Post): string {
  return createHash('sha256')
    .update(JSON.stringify([post.text, post.card ?? null]))
    .digest('hex')
}

/** A story as it is posted. */
export function toPost(
  story: CardStory,
  { language, ...tools }: Pick<CardTools, 'publicUrl' | 'canGuide'> & { language: Language; now: Date },
): Post {
  const link = linkTo(tools.publicUrl, story.conversationId)
  const drawing = { language, link, canGuide: tools.canGuide, now: tools.now }
  return { text: tellCard(story, drawing), card: drawCard(story, drawing), locale: language }
}

const isUnderWay = ({ state }: CardStory) => state.kind === 'writing' || state.kind === 'failed'
const gone = (language: Language): Post => ({
  text: staffWords[language].card.gone,
  card: drawGone(language),
})
const needsNobody = ({ state }: CardStory) => state.kind !== 'waiting' && state.kind !== 'with-person'

export function keepCards(tools: CardTools): LivingCards {
  const { book, stories, speaker, now, log, beatMs = 10_000 } = tools

  async function work(): Promise<void> {
    try {
      for (let round = 0; round < mostRounds && !gathering.isStopped(); round += 1) {
        const left = await book.take()
        if (left.length === 0) return
        const worker = async () => {
          for (let card = left.shift(); card; card = left.shift()) await keep(card)
        }
        await Promise.all(Array.from({ length: atOnce }, worker))
      }
    } catch (error) {
      log.warn('the cards in chats could not be looked at', { error })
    }
  }

  async function keep(card: ClaimedCard): Promise<void> {
    try {
      const { conversationId, mentionId, language, posted, ...of } = card
      const story =
        conversationId === null || mentionId === null
          ? null
          : await stories.read({ conversationId, mentionId, language })
      // A story that goes on may need somebody soon.
      if (!posted && (story === null || needsNobody(story)))
        return await book.drop({ ...of, later: story && isUnderWay(story) ? laterS : null })
      const post = story === null ? gone(language) : toPost(story, { ...tools, language, now: now() })
      const shown = hashCard(post)
      const stands = { ...of, shown, version: story?.version ?? null }
      if (posted && shown === card.shown) return await book.shown(stands)
      const activityId = await speak(card, post)
      await book.shown(posted ? stands : { ...stands, posted: { activityId } })
    } catch (error) {
      await fail(card, error)
    }
  }

  /** @returns what the chat calls a new post. */
  async function speak(
    { reference, posted, activityId, postId }: ClaimedCard,
    post: Post,
  ): Promise<string | null> {
    let id: string | null = null
    const said = speaker.speak(reference, async (line) => {
      if (posted && activityId !== null) await line.change(activityId, post)
      else id = await line.say({ ...post, id: postId })
    })
    const ended = new AbortController()
    const late = sleep(postMs, null, { signal: ended.signal, ref: false }).then(() => {
      throw new ChannelError('network', 'the chat did not answer in time')
    })
    late.catch(() => {})
    await Promise.race([said, late]).finally(() => ended.abort())
    return id
  }

  async function fail(card: ClaimedCard, error: unknown): Promise<void> {
    const known = error instanceof ChannelError ? error : null
    // A card that is no more can be changed by nobody; whatever else is refused, the place refuses.
    const gone = known?.kind === 'gone'
    const refused = !card.posted && (gone || known?.kind === 'auth' || known?.kind === 'refused')
    const over = gone || refused || known?.kind === 'refused' || card.tries + 1 >= mostTries
    const wait = Math.min(longestWaitS, 2 ** (card.tries + 1))
    const later = known?.retryAt ? (known.retryAt.getTime() - now().getTime()) / 1_000 : 0
    const seconds = over ? null : Math.max(wait, Math.min(later, longestWaitS))
    const why = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
    try {
      // Where a change is all that failed, the place may be well.
      const paused = await book.failed({
        ...card,
        targetId: gone && card.posted ? null : card.targetId,
        seconds,
        why,
        refused,
      })
      const about = { target: card.targetId, card: card.id, error }
      if (paused) log.error('a chat refuses its cards and gets none until an admin resumes it', about)
      else
        log.warn(card.posted ? 'a card in a chat could not be changed' : 'a card could not be posted', about)
    } catch (broken) {
      // Its claim runs out, and it is tried again then.
      log.warn('what became of a card could not be kept', { error: broken })
    }
  }

  const gathering = gather(work, gatherMs)

  const beating = setInterval(gathering.poke, beatMs)
  beating.unref()
  gathering.poke()
  return {
    poke: gathering.poke,
    stop() {
      clearInterval(beating)
      return gathering.stop()
    },
  }
}
