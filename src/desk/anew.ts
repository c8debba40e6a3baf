import { open } from '../core/stage.ts'
import { findCorrected } from '../store/corrections.ts'
import type { Db } from '../store/db.ts'
import { type Locked, lockMatters, type Matter, takeBack } from '../store/decisions.ts'
import { bumpConversation } from '../store/hearing.ts'
import { addJobs } from '../store/jobs.ts'
import { type Decider, moveAllOf } from './decision.ts'

/** These and everything else that is open are heard anew, together, so that they get one answer. */
export async function askAnew(
  trx: Db,
  conversation: Locked,
  colleague: Decider,
  matters: readonly Matter[],
  why: string,
): Promise<void> {
  await takeBack(trx, conversation.id, why)
  const unfinished = [...(await lockMatters(trx, conversation.id, open)), ...matters]
  await moveAllOf(
    trx,
    conversation,
    unfinished
      .filter(({ stage }) => stage !== 'heard')
      .map(({ id, stage }) => ({
        mentionId: id,
        from: stage,
        to: 'heard',
        who: `colleague:${colleague.id}`,
        why,
        draftId: null,
      })),
  )
  await letStand(trx, conversation, colleague)
  await bumpConversation(trx, conversation.id)
  await addJobs(trx, [{ task: 'answer', conversationId: conversation.id }])
}

/** What a colleague said of a message is not read again: their word stands, and the bot goes on from there. */
export async function letStand(trx: Db, conversation: Locked, colleague: Decider): Promise<void> {
  const heard = await lockMatters(trx, conversation.id, ['heard'])
  const standing = await findCorrected(
    trx,
    heard.filter(({ classification }) => classification?.by === 'colleague').map(({ id }) => id),
  )
  await moveAllOf(
    trx,
    conversation,
    standing.map((mentionId) => ({
      mentionId,
      from: 'heard',
      to: 'classified',
      who: `colleague:${colleague.id}`,
      why: 'corrected by a colleague',
    })),
  )
}
