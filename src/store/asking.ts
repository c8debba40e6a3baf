import { sql } from 'kysely'
import type { Json } from '../core/mention.ts'
import { Asked, type AskedOnce, isSame } from '../core/missing.ts'
import type { Db } from './db.ts'
import { noteEvents } from './events.ts'
import { toJsonb } from './jsonb.ts'
import { isQuiet } from './progress.ts'

/** What a chat is to ask for now. */
export interface ToAsk {
  conversationId: string
  accountId: string
  draftId: string
  language: 'ko' | 'en'
  asked: Asked
  /** Where to ask: what was kept with the message that the draft answers. */
  ref: Json
  /** It was taken before by the same draft, and nobody knows whether it was asked. */
  again: boolean
}

// Later the draft is still good, and a question that comes by itself would only startle.
const askedWithin = sql`interval '12 hours'`

/**
 * Takes what a draft leaves to the chat to ask for, and notes it first: asked twice is a machine that does not listen.
 * @returns null when nothing is to be asked any more: the draft does not stand, a colleague has the conversation, the machine is to be
 * quiet, the case was closed, or it was asked for before.
 */
export async function takeAsking(db: Db, draftId: string): Promise<ToAsk | null> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select c.id::text as id from conversations c
      where c.id = (select conversation_id from drafts where id = ${draftId}) for update`.execute(trx)
    const [locked] = rows
    if (!locked) return null
    // Read after it was locked: whoever changes any of this has to wait, or was first.
    const found = await sql<
      Omit<ToAsk, 'again' | 'draftId'> & { before: (AskedOnce & { draftId: string })[] }
    >`
      select c.id::text as "conversationId", c.account_id::text as "accountId", d.language, d.made_from->'asks' as asked, m.ref,
        c.asked as before
      from drafts d join conversations c on c.id = d.conversation_id
        join lateral (select m.ref from mentions m left join drafts now on now.id = m.draft_id
          where m.conversation_id = c.id and ${draftId}::bigint in (m.draft_id, now.edited_from)
            and m.stage in ('waiting', 'approved', 'sending', 'sent') order by m.id desc limit 1) m on true
        join persons p on p.id = c.person_id
        join accounts a on a.id = c.account_id join brands b on b.id = a.brand_id
      where d.id = ${draftId} and d.made_from ? 'asks' and d.created_at > now() - ${askedWithin}
        and (c.case_since is null or c.case_since < d.created_at) and c.held_by is null and not ${isQuiet}
        and a.state = 'active'
        and not exists (select from mentions w where w.conversation_id = c.id and w.stage = 'with-person')`.execute(
      trx,
    )
    const [one] = found.rows
    if (!one) return null
    const { before, ...rest } = one
    const asked = Asked.parse(one.asked)
    const same = before.find((other) => isSame(Asked.parse(other), asked))
    if (same) return same.draftId === draftId ? { ...rest, asked, draftId, again: true } : null
    const noted = { ...asked, toldIn: null, draftId }
    await sql`update conversations set asked = asked || jsonb_build_array(${toJsonb(noted)}::jsonb || jsonb_build_object('at', now()))
      where id = ${locked.id}`.execute(trx)
    return { ...rest, asked, draftId, again: false }
  })
}

/** It was asked, and the story of the conversation tells so. */
export async function noteAsked(
  db: Db,
  { accountId, conversationId, asked, language }: ToAsk,
): Promise<void> {
  const one = { who: 'dajeong', kind: 'asked', why: asked[language], accountId, conversationId } as const
  await noteEvents(db, [one])
}

/** They were surely not asked; another draft, or another try, may. */
export async function giveBackAsking(db: Db, { conversationId, draftId }: ToAsk): Promise<void> {
  await sql`update conversations set asked = coalesce((
      select jsonb_agg(one order by place) from jsonb_array_elements(asked) with ordinality as t(one, place)
      where one->>'draftId' is distinct from ${draftId}), '[]')
    where id = ${conversationId}`.execute(db)
}

/** Notes in which message they told what was asked for. */
export async function noteTold(
  trx: Db,
  told: readonly { conversationId: string; mentionId: string; ko: string }[],
): Promise<void> {
  if (told.length === 0) return
  await sql`
    update conversations c set asked = (
      select jsonb_agg(case when one->>'ko' = w.ko then one || jsonb_build_object('toldIn', w.mention) else one end order by place)
      from jsonb_array_elements(c.asked) with ordinality as t(one, place))
    from jsonb_to_recordset(${JSON.stringify(
      told.map(({ conversationId, mentionId, ko }) => ({
        conversation: conversationId,
        mention: mentionId,
        ko,
      })),
    )}::jsonb) as w(conversation bigint, mention text, ko text)
    where c.id = w.conversation and c.asked <> '[]'`.execute(trx)
}
