import { progressPost, thanksPost } from '../dialogs/customer-dialog.ts'
import type { Post, Reference, Speaker } from '../dialogs/turn.ts'
import { opensAt } from './core/opening-hours.ts'
import type { Stage } from './core/stage.ts'
import { findAccount } from './store/accounts.ts'
import type { Db } from './store/db.ts'
import { findProgress, type Progress } from './store/progress.ts'

interface Watched {
  accountId: string
  nativeId: string
  reference: Reference
  language: 'ko' | 'en'
  until: number
}

const beatMs = 2_000
// Longer than the slowest model takes for an answer; after that a colleague has it, or something broke.
const longestMs = 120_000
const mostWatched = 2_000
const atOnce = 8
const isWriting: readonly Stage[] = ['heard', 'classified', 'drafted']

/** What a customer is to see of how the answer to a message comes along. */
export function signsOf({
  stage,
  quiet,
  held,
  told,
}: Pick<Progress, 'stage' | 'quiet' | 'held' | 'told'>): ('typing' | 'thanks' | 'waits')[] {
  if (quiet || held || stage === 'withdrawn') return []
  if (isWriting.includes(stage)) return ['typing']
  const waits = stage === 'waiting' || stage === 'with-person'
  return [...(told ? (['thanks'] as const) : []), ...(waits ? (['waits'] as const) : [])]
}

/** Shows customers that an answer is being written, thanks them for what they were asked for, and tells them once when it waits for a person. */
export function watchProgress(tools: {
  db: Db
  speaker: Speaker
  now(): Date
  onTrouble(error: unknown): void
}): {
  watch(one: Omit<Watched, 'until'>): void
  stop(): Promise<void>
} {
  const watched = new Map<string, Watched>()
  // On our own line the key of the post tells; other clients would show it again.
  const told = new Set<string>()
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const now = performance.now()
    for (const [key, one] of watched) if (one.until < now) watched.delete(key)
    const found = await findProgress(tools.db, [...watched.values()])
    for (let at = 0; at < found.length; at += atOnce) {
      // One client that is slow or away must not keep the others from hearing.
      const done = await Promise.allSettled(found.slice(at, at + atOnce).map(show))
      for (const one of done) if (one.status === 'rejected') tools.onTrouble(one.reason)
    }
  }

  async function show(progress: Progress): Promise<void> {
    const { accountId, nativeId } = progress
    const key = `${accountId} ${nativeId}`
    const one = watched.get(key)
    if (!one) return
    const signs = signsOf(progress)
    if (signs.includes('typing')) return tools.speaker.speak(one.reference, (line) => line.typing())
    watched.delete(key)
    const posts: Post[] = []
    if (signs.includes('thanks') && progress.told)
      posts.push(thanksPost(nativeId, progress.told[one.language], one.language))
    if (signs.includes('waits')) posts.push(...(await waitPosts(one, progress)))
    if (posts.length === 0) return
    await tools.speaker.speak(one.reference, async (line) => {
      for (const post of posts) await line.say(post)
    })
  }

  async function waitPosts(
    { language }: Watched,
    { accountId, conversationId, answers, stage }: Progress,
  ): Promise<Post[]> {
    // Once until they have an answer, however much they write meanwhile.
    const wait = `${conversationId}:${answers}`
    if (told.has(wait)) return []
    if (told.size >= mostWatched) told.clear()
    told.add(wait)
    const opens = await whenOpen(accountId)
    return [progressPost(wait, stage === 'waiting' ? 'waiting' : 'with-person', language, opens)]
  }

  async function whenOpen(accountId: string): Promise<{ at: Date; zone: string } | null> {
    const account = await findAccount(tools.db, accountId)
    if (!account) return null
    const { businessHours } = account.policy
    const at = opensAt(businessHours, tools.now())
    return at && { at, zone: businessHours.zone }
  }

  const beating = setInterval(() => {
    if (watched.size === 0) return
    looking ??= look()
      .catch(tools.onTrouble)
      .finally(() => {
        looking = null
      })
  }, beatMs)
  beating.unref()

  return {
    watch(one) {
      if (watched.size >= mostWatched) return
      watched.set(`${one.accountId} ${one.nativeId}`, { ...one, until: performance.now() + longestMs })
    },
    async stop() {
      clearInterval(beating)
      await looking
    },
  }
}
