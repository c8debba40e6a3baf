import { createHash } from 'node:crypto'
import { cleanText } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import {
  erase,
  forgettingMark,
  keepReceipt,
  listReceipts,
  lockPerson,
  type Receipt,
} from '../store/forget.ts'
import { listNotes, type Note } from '../store/notes.ts'
import {
  type Alike,
  conversationsOf,
  findAlike,
  linkPersons,
  type PersonCard,
  readPerson,
  unlinkPersons,
} from '../store/persons.ts'
import { type Decider, inOne } from './decision.ts'

export type { Receipt }

export type Because = 'asked' | 'authority' | 'mistake' | 'other'

export interface Card extends PersonCard {
  /** What colleagues noted in their conversations, the newest 100, oldest first. */
  notes: (Note & { conversationId: string })[]
}

export type Forgetting =
  | {
      kind: 'forgotten'
      receipt: Receipt
      /** What the network shows all the same; it is told once and kept nowhere. */
      stillShown: { url: string | null; by: 'person' | 'brand' }[]
    }
  | { kind: 'not-found' }
  /** A reply to them is going out at this moment; how it ended has to be known first. */
  | { kind: 'sending' }

export interface Persons {
  /** Null when there is no such person. */
  card(id: string): Promise<Card | null>
  /** Who else of the brand they might be. @param search in a name or handle; empty: those who go by the same. */
  alike(id: string, search: string): Promise<Alike[]>
  /** A colleague says that two are one. @returns false when they are not two persons of one brand. */
  link(ask: { personId: string; otherId: string; reason: string; colleague: Decider }): Promise<boolean>
  /** @returns false when no colleague had linked them; what the network proves cannot be undone. */
  unlink(ask: { personId: string; otherId: string; colleague: Decider }): Promise<boolean>
  /** Erases the person with all their linked identities everywhere; whoever writes from there later is somebody new. */
  forget(ask: { personId: string; because: Because; colleague: Decider }): Promise<Forgetting>
  /** The newest 200 receipts of a brand. */
  receipts(): Promise<Receipt[]>
  /** Different after every forgetting; by it a page hears that it may keep something of somebody who was forgotten. */
  mark(): Promise<string>
}

const mostNotes = 100
const mostReceipts = 200

/** The SHA-256 of a receipt, hex: of its time, who, why and the counts by name. */
export function hashReceipt({ at, by, because, rows }: Omit<Receipt, 'id' | 'hash'>): string {
  const counts = Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([at.toISOString(), by, because, counts]))
    .digest('hex')
}

/** The customer's card, and forgetting them. */
export function makePersons(tools: { db: Db; brandId: string; now(): Date }): Persons {
  const { db, brandId, now } = tools
  const isId = (id: string) => /^\d{1,18}$/.test(id)
  return {
    async card(id) {
      const card = isId(id) ? await readPerson(db, id) : null
      if (!card) return null
      return { ...card, notes: await listNotes(db, await conversationsOf(db, id), mostNotes) }
    },

    alike: async (id, search) => (isId(id) ? findAlike(db, id, search.trim()) : []),

    link({ colleague, ...ask }) {
      return db.transaction().execute(async (trx) => {
        const one = { ...ask, reason: cleanText(ask.reason), colleagueId: colleague.id }
        if (!(await linkPersons(trx, one))) return false
        await noteLink(trx, 'persons-linked', ask, colleague, brandId)
        return true
      })
    },

    unlink({ colleague, ...ask }) {
      return db.transaction().execute(async (trx) => {
        if (!(await unlinkPersons(trx, ask.personId, ask.otherId))) return false
        await noteLink(trx, 'persons-unlinked', ask, colleague, brandId)
        return true
      })
    },

    forget({ personId, because, colleague }) {
      return inOne(db, async (trx): Promise<Forgetting> => {
        const found = isId(personId) ? await lockPerson(trx, personId) : null
        if (!found) return { kind: 'not-found' }
        if (found.sending) return { kind: 'sending' }
        const rows = await erase(trx, found)
        const one = { at: now(), by: `colleague:${colleague.id}`, because, rows }
        const receipt = { ...one, hash: hashReceipt(one) }
        const id = await keepReceipt(trx, found.brandId, receipt)
        const detail = { brandId: found.brandId, receipt: id, because }
        await noteEvents(trx, [{ who: `colleague:${colleague.id}`, kind: 'forgotten', why: null, detail }])
        return { kind: 'forgotten', receipt: { id, ...receipt }, stillShown: found.shown }
      })
    },

    receipts: () => listReceipts(db, brandId, mostReceipts),
    mark: () => forgettingMark(db),
  }
}

/** Without the reason, which may name somebody: it stands with the link and goes with it. */
async function noteLink(
  trx: Db,
  kind: string,
  { personId, otherId }: { personId: string; otherId: string },
  colleague: Decider,
  brandId: string,
): Promise<void> {
  const detail = { brandId, persons: [personId, otherId] }
  await noteEvents(trx, [{ who: `colleague:${colleague.id}`, kind, why: null, detail }])
}
