import { sql } from 'kysely'
import { changedShare } from '../core/changed.ts'
import { withoutMark } from '../core/disclosure.ts'
import { Policy } from '../core/policy.ts'
import type { Db } from './db.ts'

// A few milliseconds of work at a time, so that others are served in between.
const atOnce = 200

/**
 * Measures how much colleagues changed the drafts that they edited, where that was not measured yet. It is done for reports, which
 * alone read it, rather than in the transaction of a decision, for which a colleague waits; neither text changes afterwards, so each
 * pair is measured once. The mark of a machine is no part of a draft: what a colleague wrote has none.
 */
export async function measureChanges(db: Db, brandId: string): Promise<number> {
  const brand = await db.selectFrom('brands').select('policy').where('id', '=', brandId).executeTakeFirst()
  const { disclosure } = Policy.parse(brand?.policy ?? {})
  let measured = 0
  let after = '0'
  for (;;) {
    const { rows } = await sql<{ id: string; draft: string; sent: string }>`
      select e.id::text, o.text as draft, e.text as sent from drafts e join drafts o on o.id = e.edited_from
      where e.edited_from is not null and e.id > ${after} and not exists (select 1 from draft_changes g where g.draft_id = e.id)
        and exists (select 1 from conversations c join accounts a on a.id = c.account_id
          where c.id = e.conversation_id and a.brand_id = ${brandId})
      order by e.id limit ${atOnce}`.execute(db)
    const last = rows.at(-1)
    if (!last) return measured
    const changed = rows.map(({ draft, sent }) => changedShare(withoutMark(draft, disclosure).body, sent))
    // A conversation may have been forgotten since, and its drafts with it.
    await sql`insert into draft_changes (draft_id, changed)
      select d.id, n.changed from unnest(${rows.map(({ id }) => id)}::bigint[], ${changed}::real[]) n(id, changed)
      join drafts d on d.id = n.id order by d.id for share of d on conflict do nothing`.execute(db)
    measured += rows.length
    after = last.id
  }
}
