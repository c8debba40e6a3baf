import { type RawBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import type { Span } from './report-facts.ts'

/** Whose words: the customers', or the brand's own in what it sent. */
export type Side = 'customers' | 'brand'

/** Something that was said, with whom it was said by or to. */
export interface SaidText {
  /** A mention's id; of a reply that of the mention that it answers. */
  mentionId: string
  conversationId: string
  personId: string
  name: string
  handle: string
  text: string
  at: Date
}

/** What customers said in a span, or what was sent to them that was queued then: the newest `most`, the newest first, in pages of `size`. */
export async function* readSaid(
  trx: Db,
  { accountIds, from, to }: Span,
  side: Side,
  { most, size }: { most: number; size: number },
): AsyncGenerator<SaidText[]> {
  const ours = sql`any(${accountIds}::bigint[])`
  const within = (time: RawBuilder<unknown>) => sql`${time} >= ${from} and ${time} < ${to}`
  // What its author took back is nobody's to count, and a machine is no customer.
  const texts =
    side === 'customers'
      ? sql`select m.id, m.conversation_id, m.person_id, m.text, m.heard_at as at from mentions m
          where m.account_id = ${ours} and ${within(sql`m.heard_at`)} and m.deleted_at is null and not m.bot`
      : sql`select m.id, m.conversation_id, m.person_id, string_agg(s.text, e'\\n' order by s.sent_at) as text, min(s.sent_at) as at
          from sends s join mentions m on m.id = s.mention_id
          where s.account_id = ${ours} and s.state = 'sent' and ${within(sql`s.queued_at`)} group by m.id`
  let before: string | null = null
  for (let read = 0; read < most; ) {
    const beyond: RawBuilder<unknown> = before === null ? sql`true` : sql`t.id < ${before}::bigint`
    const { rows }: { rows: SaidText[] } = await sql<SaidText>`
      select t.id::text as "mentionId", t.conversation_id::text as "conversationId", t.person_id::text as "personId",
        p.name, p.handle, t.text, t.at
      from (${texts}) t join persons p on p.id = t.person_id where ${beyond}
      order by t.id desc limit ${Math.min(size, most - read)}`.execute(trx)
    if (rows.length === 0) return
    yield rows
    read += rows.length
    before = rows.at(-1)?.mentionId ?? null
  }
}
