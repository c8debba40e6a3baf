import { randomUUID } from 'node:crypto'
import type { Db } from '../../src/store/db.ts'
import { insertDrafts } from '../../src/store/drafts.ts'
import { addJobs } from '../../src/store/jobs.ts'
import { queueSends } from '../../src/store/sends.ts'
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
        ...{ text, language: 'ko', writer: 'plain', model: null, madeFrom: {}, fellBack: null },
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
