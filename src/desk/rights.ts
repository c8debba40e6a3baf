import type { Db } from '../store/db.ts'
import { findBrandOf, type Kind } from '../store/memberships.ts'

export type { Kind }

/** What tells which brand a call is about. */
export interface Rights {
  /** The brand that this Dajeong was started for; what has no id of its own is about it. */
  houseBrand: string
  /** Null when there is no such thing. */
  brandOf(kind: Kind, id: string): Promise<string | null>
}

export function makeRights({ db, brandId }: { db: Db; brandId: string }): Rights {
  return { houseBrand: brandId, brandOf: (kind, id) => findBrandOf(db, kind, id) }
}
