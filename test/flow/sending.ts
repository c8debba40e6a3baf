import { randomUUID } from 'node:crypto'
import type { Account } from '../../src/channels/channel.ts'
import { makeSend } from '../../src/flow/send.ts'
import { takeLeases } from '../../src/store/accounts.ts'
import type { Db } from '../../src/store/db.ts'
import { queueSends } from '../../src/store/sends.ts'
import type { Scene } from '../desk/scene.ts'

/**
 * Approves a draft of this text as the reply to everything that was heard, the last of it on top, whatever a check would say.
 * @returns the queued send, its draft, and the mentions that it answers.
 */
export async function queueApproved(
  db: Db,
  scene: Scene,
  text: string,
): Promise<{ id: string; draftId: string; mentionIds: string[] }> {
  const draft = await scene.draft(text)
  const mentions = await db
    .selectFrom('mentions')
    .select('id')
    .where('conversation_id', '=', scene.conversationId)
    .orderBy('id')
    .execute()
  const mentionIds = mentions.map((mention) => mention.id)
  for (const mentionId of mentionIds) await scene.move(mentionId, 'waiting', 'approved')
  const id = randomUUID()
  const { accountId, conversationId } = scene
  const mentionId = mentionIds.at(-1) ?? ''
  const reply = { id, accountId, conversationId, mentionId, draftId: draft.id, text, language: 'ko' } as const
  await queueSends(db, [{ ...reply, approvedBy: null }])
  return { id, draftId: draft.id, mentionIds }
}

/** The step that sends, on a node that holds every account it may hold, each being `account`; with the outcomes it told. */
export async function sendingBy(
  db: Db,
  account: Partial<Account>,
  max = 500,
  now = () => new Date(),
): Promise<{ send: ReturnType<typeof makeSend>; outcomes: string[] }> {
  const leased = await takeLeases(db, 'node', 45_000)
  const outcomes: string[] = []
  const send = makeSend({
    db,
    node: 'node',
    holding: (accountId) => ({
      accountId,
      epoch: leased.find((one) => one.id === accountId)?.epoch ?? '',
      account: account as Account,
      paced: (work, signal) => work(signal),
    }),
    limitsOf: () => ({ max, unit: 'graphemes' }),
    now,
    onOutcome: (_, outcome) => outcomes.push(outcome),
    onRefused: () => {},
  })
  return { send, outcomes }
}
