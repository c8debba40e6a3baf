import { type Feeling, type Intent, Urgency } from '../../src/core/intent.ts'
import { Policy } from '../../src/core/policy.ts'
import { dueAt, promisedMinutes } from '../../src/core/queue.ts'
import type { Stage } from '../../src/core/stage.ts'
import type { Db } from '../../src/store/db.ts'

const over: readonly Stage[] = ['sent', 'ignored', 'refused', 'withdrawn']
const intents = ['chatter', 'question', 'complaint'] as const satisfies readonly Intent[]
const feelings = [
  'pleased',
  'calm',
  'disappointed',
  'angry',
  'vindictive',
] as const satisfies readonly Feeling[]

/** What the queue should hold by everything that it is about, counted in another way than the database does. */
export async function recountQueue(db: Db) {
  const conversations = await db
    .selectFrom('conversations as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('brands as b', 'b.id', 'a.brand_id')
    .select(['c.id', 'c.visibility', 'c.held_by', 'c.account_id', 'a.brand_id', 'b.policy'])
    .orderBy('c.id')
    .execute()
  const mentions = await db.selectFrom('mentions').selectAll().orderBy('id').execute()
  const drafts = await db.selectFrom('drafts').selectAll().where('state', '=', 'current').execute()
  const sends = await db.selectFrom('sends').selectAll().where('state', '=', 'sent').execute()
  return conversations.map((one) => {
    const here = mentions.filter((mention) => mention.conversation_id === one.id)
    const open = here.filter(({ stage }) => !over.includes(stage))
    const last = here.findLast(({ stage }) => stage !== 'withdrawn')
    const read = open.flatMap(({ classification }) => classification ?? [])
    const gravest = <T extends string>(of: T[], order: readonly T[]) =>
      of.toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0]
    const urgency =
      gravest(
        read.map((each) => each.urgency),
        Urgency.options,
      ) ?? last?.classification?.urgency
    const feeling =
      gravest(
        read.map((each) => each.feeling),
        feelings,
      ) ?? last?.classification?.feeling
    const intent =
      gravest(
        read.map((each) => each.intent),
        intents,
      ) ?? last?.classification?.intent
    const weight = {
      urgency: urgency ?? 'normal',
      feeling: feeling ?? 'calm',
      visibility: one.visibility,
    } as const
    const policy = Policy.parse(one.policy)
    const opened = open.map(({ heard_at }) => heard_at).toSorted((a, b) => a.getTime() - b.getTime())[0]
    const sentAt = sends
      .filter((send) => send.conversation_id === one.id)
      .map(({ sent_at }) => sent_at?.getTime() ?? 0)
    const findings = drafts
      .filter((draft) => draft.conversation_id === one.id)
      .flatMap((draft) => draft.findings)
    return {
      conversation_id: one.id,
      account_id: one.account_id,
      brand_id: one.brand_id,
      visibility: one.visibility,
      to_approve: here.some(({ stage }) => stage === 'waiting'),
      with_person: one.held_by !== null || here.some(({ stage }) => stage === 'with-person'),
      failed: here.some(({ stage }) => stage === 'failed'),
      sent: sentAt.length > 0,
      open: open.length > 0,
      held_by: one.held_by,
      last_id: here.at(-1)?.id,
      heard_at: Math.max(...here.map(({ heard_at }) => heard_at.getTime())),
      opened_at: opened?.getTime() ?? null,
      due_at: opened
        ? dueAt(opened, weight, policy.serviceTimes, policy.businessHours).getTime()
        : Number.POSITIVE_INFINITY,
      promised: opened ? promisedMinutes(weight, policy.serviceTimes) : null,
      ...{ urgency: weight.urgency, feeling: weight.feeling, intent: intent ?? null },
      language: last?.classification?.language ?? null,
      findings: [...new Set(findings.map(({ code }) => code))].sort(),
      waits_until:
        open.length === 0 && last?.stage === 'sent' && sentAt.length > 0
          ? Math.max(...sentAt) + policy.silentDays * 86_400_000
          : null,
    }
  })
}

/** The rows of the queue, written as a recount writes them. */
export async function readQueue(db: Db) {
  const rows = await db.selectFrom('queue').selectAll().orderBy('conversation_id').execute()
  return rows.map(
    ({ closed_after: _, assignee_id: __, assigned_at: ___, unsearched: ____, arrived: _____, ...row }) => ({
      ...row,
      heard_at: row.heard_at.getTime(),
      opened_at: row.opened_at?.getTime() ?? null,
      // The driver reads infinity as a number.
      due_at: Number(row.due_at),
      findings: row.findings.toSorted(),
      waits_until: row.waits_until?.getTime() ?? null,
    }),
  )
}
