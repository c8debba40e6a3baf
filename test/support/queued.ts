import { randomUUID } from 'node:crypto'
import { takeLeases } from '../../src/store/accounts.ts'
import type { Db } from '../../src/store/db.ts'
import { insertDrafts } from '../../src/store/drafts.ts'
import { addJobs } from '../../src/store/jobs.ts'
import { findSend, queueSends, recordAttempt, type SendWork, settleSent } from '../../src/store/sends.ts'
import { moveMentions } from '../../src/store/stages.ts'
import { mentionRow } from './said.ts'

/** Takes a heard mention up to `drafted`, `waiting` or an approved reply in the queue. */
export async function draftFor(
  db: Db,
  accountId: string,
  nativeId: string,
  upTo: 'drafted' | 'waiting' | 'approved',
  text = `${nativeId}에 답해요`,
): Promise<{ draftId: string; sendId: string | null }> {
  const { id, conversationId, version } = await mentionRow(db, nativeId)
  const drafts = await insertDrafts(db, [
    {
      conversationId,
      version,
      written: {
        ...{
          text,
          language: 'ko',
          writer: 'plain',
          model: null,
          madeFrom: {},
          fellBack: null,
          inputs: null,
          cites: [],
        },
        ...{ tokensIn: 0, tokensOut: 0, costMicros: 0 },
      },
      ...{ findings: [], decision: null, editedFrom: null, authorId: null },
    },
  ])
  const draftId = drafts.get(conversationId) as string
  const step = { mentionId: id, who: 'dajeong', why: null } as const
  await moveMentions(db, [{ ...step, from: 'heard', to: 'classified' }])
  await moveMentions(db, [{ ...step, from: 'classified', to: 'drafted', draftId }])
  if (upTo === 'drafted') return { draftId, sendId: null }
  await moveMentions(db, [{ ...step, from: 'drafted', to: upTo }])
  if (upTo === 'waiting') return { draftId, sendId: null }
  const sendId = randomUUID()
  const send = { id: sendId, accountId, conversationId, mentionId: id, draftId, text, language: 'ko' }
  await queueSends(db, [{ ...send, approvedBy: null }])
  await addJobs(db, [{ task: 'send', sendId, accountId }])
  return { draftId, sendId }
}

/** An attempt to send the reply to a heard mention is on record. */
export async function attemptFor(db: Db, accountId: string, nativeId: string): Promise<SendWork> {
  const { sendId } = await draftFor(db, accountId, nativeId, 'approved')
  const send = await findSend(db, sendId ?? '')
  await takeLeases(db, 'node', 60_000)
  const recorded = send && (await recordAttempt(db, send, { node: 'node', epoch: '1', callMs: 1 }, null))
  if (!recorded) throw new Error(`no attempt could be recorded for ${nativeId}`)
  return send
}

/** The network has confirmed the reply to a heard mention. */
export async function deliverFor(db: Db, accountId: string, nativeId: string, ourId: string): Promise<void> {
  const send = await attemptFor(db, accountId, nativeId)
  await settleSent(db, send, { nativeId: ourId, url: null, ref: null }, null)
}

export async function draftState(db: Db, id: string): Promise<string | undefined> {
  return (await db.selectFrom('drafts').select('state').where('id', '=', id).executeTakeFirst())?.state
}
