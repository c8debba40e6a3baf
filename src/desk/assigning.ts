import { giveOut, type Ready } from '../core/give-out.ts'
import type { Brands } from '../core/rights.ts'
import {
  type Arrival,
  findColleague,
  leaveFree,
  listTeam,
  lockArrivals,
  lockNext,
  lockPlace,
  lockReady,
  noteGiven,
  type QueuePlace,
  setAssignee,
  setAvailability,
  setClosed,
  type TeamMember,
} from '../store/assignments.ts'
import type { Db } from '../store/db.ts'
import { lockConversation, setHolder } from '../store/decisions.ts'
import { noteEvents } from '../store/events.ts'
import type { Who } from '../store/stages.ts'
import type { Decider } from './decision.ts'

export type { TeamMember }

type Someone = { id: string; name: string }
export type Assigned = { kind: 'assigned'; conversationId: string; assignee: Someone | null }
export type NotFound = { kind: 'not-found' }
/** There is no such colleague, or they may not answer there. */
export type NoColleague = { kind: 'no-colleague' }
/** Somebody else was given it meanwhile. */
export type AssignedElsewhere = { kind: 'assigned-elsewhere'; assignee: Someone | null }
export type Closed = { kind: 'closed' }
/** Something here is not answered, ended or taken back. */
export type StillOpen = { kind: 'still-open' }
/** Another colleague has this conversation. */
export type Held = { kind: 'held'; by: Someone }

/** Who is to look at what. Being told to look is not holding: the bot goes on, and whoever comes first may decide. */
export interface Assigning {
  /**
   * @param to null takes it from whoever has it.
   * @param seen who had it when it was decided; with another one now, nothing changes. Not given: whoever has it.
   */
  assign(ask: {
    conversationId: string
    colleague: Decider
    to: string | null
    seen?: string | null
  }): Promise<Assigned | NotFound | NoColleague | AssignedElsewhere>
  /**
   * Gives the colleague what is due first of what needs somebody and has nobody; never the same to two.
   * @param brands left out: every one.
   */
  takeNext(colleague: Decider, brands?: Brands): Promise<Assigned | { kind: 'nothing' }>
  /** Nothing more is waited for; whatever the person says next opens it again. */
  close(ask: { conversationId: string; colleague: Decider }): Promise<Closed | NotFound | StillOpen | Held>
  /** @param capacity open conversations at a time; null leaves it as it is. */
  setAvailability(
    colleagueId: string,
    ask: { available: boolean; capacity: number | null },
  ): Promise<TeamMember>
  /** @param brands who works for one of these; left out: everybody. */
  team(brands?: Brands): Promise<TeamMember[]>
}

export function makeAssigning({ db }: { db: Db }): Assigning {
  return {
    assign: ({ conversationId, colleague, to, seen }) =>
      db.transaction().execute(async (trx) => {
        const assignee = to === null ? null : await findColleague(trx, to)
        if (to !== null && !assignee) return { kind: 'no-colleague' }
        const place = await lockPlace(trx, conversationId)
        if (!place) return { kind: 'not-found' }
        if (assignee && !serves(assignee.brands, place.brandId)) return { kind: 'no-colleague' }
        const now = place.assignee
        if (seen !== undefined && (now?.id ?? null) !== seen && now?.id !== to)
          return { kind: 'assigned-elsewhere', assignee: now }
        if ((now?.id ?? null) !== to) await give(trx, place, assignee, `colleague:${colleague.id}`)
        return {
          kind: 'assigned',
          conversationId,
          assignee: assignee && { id: assignee.id, name: assignee.name },
        }
      }),

    takeNext: (colleague, brands = 'every') =>
      db.transaction().execute(async (trx) => {
        const next = await lockNext(trx, brands)
        if (!next) return { kind: 'nothing' }
        const assignee = { id: colleague.id, name: colleague.name }
        await give(trx, next, assignee, `colleague:${colleague.id}`)
        return { kind: 'assigned', conversationId: next.conversationId, assignee }
      }),

    close: ({ conversationId, colleague }) =>
      db.transaction().execute(async (trx) => {
        // First of all, as everybody does who may change it: a message that comes now is heard before or after, not meanwhile.
        const conversation = await lockConversation(trx, conversationId)
        const place = conversation && (await lockPlace(trx, conversationId))
        if (!conversation || !place) return { kind: 'not-found' }
        const { heldBy, holderId } = conversation
        if (heldBy && heldBy.id !== colleague.id) return { kind: 'held', by: heldBy }
        if (place.open) return { kind: 'still-open' }
        if (holderId) await setHolder(trx, conversationId, null)
        if (place.closed && !holderId) return { kind: 'closed' }
        await setClosed(trx, conversationId)
        const who = `colleague:${colleague.id}` as const
        await noteEvents(trx, [
          { who, kind: 'closed', why: null, accountId: place.accountId, conversationId },
        ])
        return { kind: 'closed' }
      }),

    async setAvailability(colleagueId, ask) {
      await setAvailability(db, colleagueId, ask)
      const mine = (await listTeam(db)).find(({ id }) => id === colleagueId)
      if (!mine) throw new Error('A colleague left the staff while they said that they are available.')
      return mine
    },

    team: (brands) => listTeam(db, brands),
  }
}

const serves = (brands: Brands, brandId: string) => brands === 'every' || brands.includes(brandId)

async function give(
  trx: Db,
  place: Pick<QueuePlace, 'conversationId' | 'accountId'>,
  assignee: Someone | null,
  who: Who,
): Promise<void> {
  await setAssignee(trx, [place.conversationId], assignee?.id ?? null)
  await noteEvents(trx, [toEvent(place, assignee?.id ?? null, who)])
}

function toEvent(
  { conversationId, accountId }: Pick<QueuePlace, 'conversationId' | 'accountId'>,
  to: string | null,
  who: Who,
) {
  return { who, kind: 'assigned', why: null, accountId, conversationId, detail: { to } }
}

/**
 * Gives out what came in, as `core/give-out.ts` says, to colleagues who are available and have room. On many nodes one does it at a
 * time. @param most conversations at once. @returns how many were looked at and are settled; 0 when nothing more can be done now.
 */
export async function giveOutArrivals(db: Db, most: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const ready = await lockReady(trx)
    // While nobody has room everything waits, so that who comes back still finds who knows them a little later.
    if (ready.length === 0) return 0
    const arrivals = await lockArrivals(trx, most)
    const { given, left } = giveOutByBrand(arrivals, ready)
    const accounts = new Map(arrivals.map(({ conversationId, accountId }) => [conversationId, accountId]))
    for (const { id } of ready) {
      const theirs = given.filter(({ to }) => to === id).map(({ conversationId }) => conversationId)
      if (theirs.length > 0) await setAssignee(trx, theirs, id)
    }
    await leaveFree(trx, left)
    await noteGiven(
      trx,
      given.map(({ to }) => to),
    )
    await noteEvents(
      trx,
      given.map(({ conversationId, to }) =>
        toEvent({ conversationId, accountId: accounts.get(conversationId) ?? '' }, to, 'dajeong'),
      ),
    )
    return given.length + left.length
  })
}

/** Each brand's to those who may answer there; who works for two has one room for both. */
function giveOutByBrand(
  arrivals: readonly Arrival[],
  ready: readonly (Ready & { brands: Brands })[],
): { given: { conversationId: string; to: string }[]; left: string[] } {
  const room = new Map(ready.map((one) => [one.id, one.room]))
  const given: { conversationId: string; to: string }[] = []
  const left: string[] = []
  for (const brandId of new Set(arrivals.map((one) => one.brandId))) {
    const theirs = ready
      .filter(({ brands }) => serves(brands, brandId))
      .map(({ id }) => ({ id, room: room.get(id) ?? 0 }))
    const here = giveOut(
      arrivals.filter((one) => one.brandId === brandId),
      theirs,
    )
    for (const { to } of here.given) room.set(to, (room.get(to) ?? 0) - 1)
    given.push(...here.given)
    left.push(...here.left)
  }
  return { given, left }
}
