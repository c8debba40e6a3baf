import { sql } from 'kysely'
import { openClock } from '../core/opening-hours.ts'
import { Policy } from '../core/policy.ts'
import type { ReportStep } from '../core/report.ts'
import type { Db } from './db.ts'
import type { Span } from './report-facts.ts'

/** Which days of which zone a report is about; both days, `YYYY-MM-DD`, belong to it. */
export interface Days {
  from: string
  to: string
  zone: string
  step: ReportStep
}

/** PostgreSQL does not know a time zone of this name. */
export class UnknownZone extends Error {
  override name = 'UnknownZone'
}

/**
 * The moments at which the days begin and end, and the accounts that are meant.
 * @param accountId null for all of the brand's; without such an account there are none.
 * @throws UnknownZone
 */
export async function findSpan(
  trx: Db,
  brandId: string,
  accountId: string | null,
  { from, to, zone, step, now }: Days & { now: Date },
): Promise<Span> {
  try {
    const { rows } = await sql<{ from: Date; to: Date; accountIds: string[]; policy: unknown }>`
      select ${from}::date::timestamp at time zone ${zone}::text as from,
        (${to}::date + 1)::timestamp at time zone ${zone}::text as to,
        array(select id::text from accounts where brand_id = ${brandId}
          and (${accountId}::bigint is null or id = ${accountId}::bigint) order by id) as "accountIds",
        (select policy from brands where id = ${brandId}) as policy`.execute(trx)
    const [row] = rows
    if (!row) throw new Error('a span without days')
    const { policy, ...span } = row
    const { serviceTimes, businessHours } = Policy.parse(policy)
    const clock = openClock(businessHours, span.from, now)
    return { ...span, zone, step, service: { times: serviceTimes, clock } }
  } catch (cause) {
    if ((cause as { code?: unknown }).code === '22023') throw new UnknownZone(zone, { cause })
    throw cause
  }
}
