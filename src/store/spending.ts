import { sql } from 'kysely'
import { Policy } from '../core/policy.ts'
import type { Db } from './db.ts'

export interface Spending {
  brandId: string
  spent: { tokensIn: number; tokensOut: number; costMicros: number }
}

/** Adds what the model cost to today (UTC). */
export async function addSpending(db: Db, each: readonly Spending[]): Promise<void> {
  const brands = new Map<string, Spending['spent']>()
  for (const { brandId, spent } of each) {
    if (spent.tokensIn + spent.tokensOut + spent.costMicros === 0) continue
    const sum = brands.get(brandId) ?? { tokensIn: 0, tokensOut: 0, costMicros: 0 }
    brands.set(brandId, {
      tokensIn: sum.tokensIn + spent.tokensIn,
      tokensOut: sum.tokensOut + spent.tokensOut,
      costMicros: sum.costMicros + spent.costMicros,
    })
  }
  for (const [brandId, sum] of brands) {
    await sql`
      insert into spending (brand_id, day, tokens_in, tokens_out, cost_micros)
      values (${brandId}, current_date, ${sum.tokensIn}, ${sum.tokensOut}, ${sum.costMicros})
      on conflict (brand_id, day) do update set tokens_in = spending.tokens_in + excluded.tokens_in,
        tokens_out = spending.tokens_out + excluded.tokens_out,
        cost_micros = spending.cost_micros + excluded.cost_micros`.execute(db)
  }
}

/**
 * What the model cost today (UTC), in millionths of a US dollar: for all brands, and for one of them, with that brand's own
 * ceiling; null where its policy has none.
 */
export async function readSpending(
  db: Db,
  brandId: string,
): Promise<{ all: number; brand: number; brandCeiling: number | null }> {
  const { rows } = await sql<{ all: string; brand: string; policy: unknown }>`
    select coalesce(sum(cost_micros), 0)::text as all,
      coalesce(sum(cost_micros) filter (where brand_id = ${brandId}), 0)::text as brand,
      (select policy from brands where id = ${brandId}) as policy
    from spending where day = current_date`.execute(db)
  const [row] = rows
  const { dailyBudgetUsd } = Policy.parse(row?.policy ?? {})
  return {
    all: Number(row?.all ?? 0),
    brand: Number(row?.brand ?? 0),
    brandCeiling: dailyBudgetUsd === null ? null : dailyBudgetUsd * 1e6,
  }
}
