import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Decision } from '../core/decide.ts'
import type { Finding, Written } from '../core/draft.ts'
import { noteTold } from './asking.ts'
import type { Db } from './db.ts'
import { insertDrafts } from './drafts.ts'
import { addJobs } from './jobs.ts'
import { queueSends } from './sends.ts'
import { type Move, moveMentions } from './stages.ts'

/** How the bot's work on a claimed conversation ended. */
export interface Outcome {
  conversationId: string
  accountId: string
  brandId: string
  /** The count of the person's messages that the work has seen. */
  version: string
  /** Mentions that need nothing more from us, or a person. */
  settled: Move[]
  /** Where they tell what the chat has asked for. */
  told?: { mentionId: string; ko: string } | null
  /** The answer to the rest. */
  answer: {
    mentionIds: string[]
    /** The one that is replied to. */
    lastId: string
    written: Written
    findings: readonly Finding[]
    decision: Decision
  } | null
  spent: { tokensIn: number; tokensOut: number; costMicros: number }
}

/**
 * Saves outcomes and gives their conversations back, a group in one transaction. What a newer message has overtaken is
 * not saved: the message brought its own job.
 * @returns for each outcome whether it was saved.
 */
export async function saveOutcomes(db: Db, node: string, outcomes: readonly Outcome[]): Promise<boolean[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; fresh: boolean }>`
      with wanted as (
        select * from unnest(${outcomes.map((one) => one.conversationId)}::bigint[],
          ${outcomes.map((one) => one.version)}::bigint[]) as w(id, version) order by 1
      ), locked as (
        select c.id, c.version from conversations c join wanted w on w.id = c.id
        where c.claimed_by = ${node} order by c.id for update of c
      )
      update conversations c set claimed_by = null, claimed_until = null,
        guidance = case when c.version = wanted.version then null else c.guidance end
      from locked join wanted on wanted.id = locked.id where c.id = locked.id
      returning c.id, c.version = wanted.version as fresh`.execute(trx)
    const fresh = new Set(rows.filter((row) => row.fresh).map((row) => row.id))
    const saved = outcomes.filter((one) => fresh.has(one.conversationId))
    await moveMentions(
      trx,
      saved.flatMap((one) => one.settled),
    )
    await noteTold(
      trx,
      saved.flatMap(({ conversationId, told }) => (told ? [{ conversationId, ...told }] : [])),
    )
    await saveAnswers(trx, saved)
    return outcomes.map((one) => fresh.has(one.conversationId))
  })
}

async function saveAnswers(trx: Db, saved: readonly Outcome[]): Promise<void> {
  const answers = saved.flatMap((one) => (one.answer ? [{ ...one, answer: one.answer }] : []))
  if (answers.length === 0) return
  const drafts = await insertDrafts(
    trx,
    answers.map(({ conversationId, version, answer }) => ({
      conversationId,
      version,
      written: answer.written,
      findings: answer.findings,
      decision: answer.decision,
      editedFrom: null,
      authorId: null,
    })),
  )
  const draftOf = (conversationId: string) => drafts.get(conversationId) as string
  const moves: Move[] = answers.flatMap(({ conversationId, answer }) =>
    answer.mentionIds.map((mentionId) => ({
      mentionId,
      from: 'classified' as const,
      through: { stage: 'drafted' as const, why: answer.written.fellBack },
      to: answer.decision.kind === 'send' ? ('approved' as const) : ('waiting' as const),
      who: 'dajeong' as const,
      why: answer.decision.why,
      draftId: draftOf(conversationId),
    })),
  )
  const moved = await moveMentions(trx, moves)
  // Their conversations are locked and fresh, so nothing else can have moved them; if it has, none of this may be saved.
  if (moved.size < moves.length)
    throw new Error('A mention left its stage while its conversation was locked.')
  const going = answers.filter(({ answer }) => answer.decision.kind === 'send')
  const sends = going.map(({ conversationId, accountId, answer }) => ({
    id: randomUUID(),
    accountId,
    conversationId,
    mentionId: answer.lastId,
    draftId: draftOf(conversationId),
    approvedBy: null,
    text: answer.written.text,
    language: answer.written.language,
    notBefore: answer.decision.afterMs ? new Date(Date.now() + answer.decision.afterMs) : null,
  }))
  await queueSends(trx, sends)
  const asking = answers.filter(({ answer }) => answer.written.madeFrom.asks !== undefined)
  await addJobs(trx, [
    ...sends.map(({ id, accountId, notBefore }) => ({
      ...{ task: 'send' as const, sendId: id, accountId },
      ...(notBefore && { at: notBefore }),
    })),
    ...asking.map(({ conversationId }) => ({
      ...{ task: 'ask' as const, conversationId },
      draftId: draftOf(conversationId),
    })),
  ])
}
