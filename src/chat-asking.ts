import { askPost, readReference } from '../dialogs/customer-dialog.ts'
import type { Reference, Speaker } from '../dialogs/turn.ts'
import { ChannelError } from './channels/channel.ts'
import { giveBackAsking, noteAsked, takeAsking } from './store/asking.ts'
import type { Db } from './store/db.ts'

/**
 * Asks in a chat for what a draft leaves to it. It is noted before it is asked: in our own window a second try shows nothing twice, in
 * other clients whoever may have been asked is not asked again.
 * @returns what does it for one draft. @throws what the client threw, where they were surely not asked; then it may be tried again.
 */
export function makeAsking(tools: {
  db: Db
  speaker: Speaker
  onTrouble(error: unknown): void
}): (draftId: string) => Promise<void> {
  const { db, speaker, onTrouble } = tools
  return async (draftId) => {
    const one = await takeAsking(db, draftId)
    const at = one && readReference(one.ref)
    if (!one || !at || (one.again && !at.own)) return
    const post = askPost(draftId, one.asked[one.language], one.language)
    try {
      await speaker.speak(one.ref as Reference, async (line) => {
        await line.say(post)
      })
    } catch (error) {
      const mayHaveArrived = !at.own && !(error instanceof ChannelError && error.kind !== 'network')
      if (!mayHaveArrived) {
        await giveBackAsking(db, one)
        throw error
      }
      onTrouble(error)
    }
    await noteAsked(db, one)
  }
}
