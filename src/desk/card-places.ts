import type { Json } from '../core/mention.ts'
import { type AuditNote, noteAudit } from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import {
  deleteTarget,
  deleteTeam,
  insertTarget,
  listPlaces,
  type Place,
  resumeTarget,
  saveTeam,
  type TeamPlace,
} from '../store/staff-chats.ts'
import type { Decider } from './decision.ts'

export type { Place }

type Team = Omit<TeamPlace, 'brandId'>

/** Where the cards of a brand go: channels of its team that asked for them, and colleagues. */
export interface CardPlaces {
  readonly brandId: string
  list(): Promise<Place[]>
  /** @returns false when there is no such place, or cards go there already. */
  add(ask: { colleague: Decider; kind: Place['kind']; placeId: string }): Promise<boolean>
  /** @returns false when it is not the brand's. */
  remove(ask: { colleague: Decider; id: string }): Promise<boolean>
  /** @returns false when it is not the brand's, or not paused. */
  resume(ask: { colleague: Decider; id: string }): Promise<boolean>
  /** A channel becomes known, so that it can be chosen. */
  meet(
    ask: Team & {
      colleague: Decider
      name: string
      language: 'ko' | 'en'
      reference: { [key: string]: Json }
    },
  ): Promise<void>
  /** @returns false when it was not known. */
  leave(ask: Team & { colleague: Decider }): Promise<boolean>
}

export function makeCardPlaces({ db, brandId }: { db: Db; brandId: string }): CardPlaces {
  const noteOf = ({ id }: Decider, what: string, target: string, after?: Json): AuditNote => ({
    ...{ who: `colleague:${id}`, what, brandId, target },
    ...(after === undefined ? {} : { after }),
  })
  const isId = (id: string) => /^\d{1,18}$/.test(id)

  /** Does it, and writes down that it was done. */
  const audited = (
    { colleague, id }: { colleague: Decider; id: string },
    what: string,
    work: (trx: Db) => Promise<boolean>,
  ) =>
    db.transaction().execute(async (trx) => {
      if (!isId(id) || !(await work(trx))) return false
      await noteAudit(trx, [noteOf(colleague, what, `card-target:${id}`)])
      return true
    })

  return {
    brandId,
    list: () => listPlaces(db, brandId),
    add: ({ colleague, kind, placeId }) =>
      db.transaction().execute(async (trx) => {
        const made = isId(placeId) ? await insertTarget(trx, { brandId, kind, placeId }) : null
        if (made === null) return false
        const { name, channel } = made.place
        await noteAudit(trx, [
          noteOf(colleague, 'card-target-added', `card-target:${made.id}`, { name, channel }),
        ])
        return true
      }),
    remove: (ask) => audited(ask, 'card-target-removed', (trx) => deleteTarget(trx, brandId, ask.id)),
    resume: (ask) => audited(ask, 'card-target-resumed', (trx) => resumeTarget(trx, brandId, ask.id)),
    meet: ({ colleague, name, language, reference, ...place }) =>
      db.transaction().execute(async (trx) => {
        const made = { ...place, brandId, name, language, reference, madeBy: colleague.id }
        const { id, fresh } = await saveTeam(trx, made)
        if (fresh)
          await noteAudit(trx, [noteOf(colleague, 'team-channel-added', `team-channel:${id}`, { name })])
      }),
    leave: ({ colleague, ...place }) =>
      db.transaction().execute(async (trx) => {
        const id = await deleteTeam(trx, { ...place, brandId })
        if (id === null) return false
        await noteAudit(trx, [noteOf(colleague, 'team-channel-removed', `team-channel:${id}`)])
        return true
      }),
  }
}
