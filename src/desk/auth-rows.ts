import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth'
import {
  type Colleague,
  findByEmail,
  findById,
  holdColleague,
  setPassword,
  type WithPassword,
} from '../store/colleagues.ts'
import type { Db } from '../store/db.ts'
import {
  deleteExpiredLinks,
  findLink,
  type LinkRow,
  saveLink,
  type TakenLink,
  takeLink,
} from '../store/links.ts'
import {
  deleteSignIn,
  deleteSignIns,
  extendSignIn,
  findSignIn,
  insertSignIn,
  type StoredSignIn,
} from '../store/sign-ins.ts'
import { noPassword } from '../store/staff.ts'

/**
 * What one call of the library is about, besides what it is told: the rows that it reads and writes are ours, and some of
 * what belongs to them it knows nothing of.
 */
export interface Act {
  /** The transaction that its rows are read and written in; without one each stands for itself. */
  trx?: Db
  /** The hash that a password was found to be of. Who lets somebody in, or changes it, must still find it stored. */
  verified?: string
  /** Done in the transaction in which a sign-in is stored, before it; what it throws lets nobody in. */
  before?(trx: Db, colleagueId: string): Promise<void>
  /** Done last in the transaction of what is written: the audit log tells of it, or it was not done. */
  after?(trx: Db, colleagueId: string): Promise<void>
  /** What a link to choose a password by is for. */
  link?: Omit<LinkRow, 'tokenHash' | 'colleagueId'>
  /** The token of the link that was made. */
  made?: string
  /** The link that was used up. */
  taken?: TakenLink
  /** Whom a token was found to be of. */
  found?: StoredSignIn
}

/** The password that was right a moment ago is another one by now. */
export class Outdated extends Error {
  override name = 'Outdated'
}

const acts = new AsyncLocalStorage<Act>()

/** Runs a call of the library; `work` gets at the act as it is, so that what was found can be read from it afterwards. */
export function during<T>(act: Act, work: () => Promise<T>): Promise<T> {
  return acts.run(act, work)
}

export function actNow(): Act {
  return acts.getStore() ?? {}
}

/** What is stored of a token: whoever reads the database cannot sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

type Ask = { model: string; where?: Where[] | undefined }
type Row = Record<string, unknown>

/**
 * better-auth's questions to a database, answered from the tables that were there before it: its `user` is a colleague, its
 * `account` the password in the same row, its `session` a sign-in, its `verification` a link to choose a password by. Tokens
 * are hashed on their way in and never come out. Whatever it may ask besides is refused, so that a newer version of it that
 * asks for more is noticed at once.
 */
export function makeAuthRows(db: Db): DBAdapter {
  const here = () => actNow().trx ?? db

  /** In the transaction that is open, or in one of its own. */
  function together<T>(work: (trx: Db) => Promise<T>): Promise<T> {
    const { trx } = actNow()
    return trx ? work(trx) : db.transaction().execute(work)
  }

  const rows: DBTransactionAdapter = {
    id: 'dajeong',

    async create<_T extends Record<string, unknown>, R>({ model, data }: { model: string; data: Row }) {
      if (model === 'session') return (await addSession(data)) as R
      if (model === 'verification') return (await addLink(data)) as R
      throw unknownAsk('create', { model })
    },

    async findOne<T>(ask: Ask & { join?: unknown }) {
      const by = readWhere(ask)
      switch (`${ask.model} by ${Object.keys(by).sort().join(', ')}`) {
        case 'user by email':
          return userOf(await findByEmail(here(), String(by.email))) as T
        case 'user by id':
          return userOf(await findById(here(), String(by.id))) as T
        case 'account by accountId, providerId, userId':
          return (accountOf(await findById(here(), String(by.userId))) ?? null) as T
        case 'session by token':
          return (await findSession(String(by.token))) as T
        default:
          throw unknownAsk('findOne', ask)
      }
    },

    async findMany<T>(ask: Ask) {
      const by = readWhere(ask)
      // Asked for before a sign-in is deleted; it is deleted only if it is there.
      if (ask.model === 'session' && typeof by.token === 'string') {
        const found = await findSession(by.token)
        return (found ? [found] : []) as T[]
      }
      if (ask.model === 'verification' && typeof by.identifier === 'string') {
        const tokenHash = hashLink(by.identifier)
        const found = await findLink(here(), tokenHash)
        return (found ? [{ id: tokenHash, identifier: by.identifier, ...found }] : []) as T[]
      }
      throw unknownAsk('findMany', ask)
    },

    async update<T>(ask: Ask & { update: Row }) {
      const by = readWhere(ask)
      if (ask.model === 'session' && typeof by.token === 'string' && ask.update.expiresAt instanceof Date) {
        await extendSignIn(here(), hashToken(by.token), ask.update.expiresAt)
        return (await findSession(by.token)) as T
      }
      if (ask.model === 'account' && typeof by.id === 'string') {
        await replacePassword(by.id, ask.update)
        return accountOf(await findById(here(), by.id)) as T
      }
      throw unknownAsk('update', ask)
    },

    async updateMany(ask: Ask & { update: Row }) {
      const by = readWhere(ask)
      if (ask.model !== 'account' || typeof by.userId !== 'string') throw unknownAsk('updateMany', ask)
      await replacePassword(by.userId, ask.update)
      return 1
    },

    async delete(ask: Ask) {
      const by = readWhere(ask)
      if (ask.model !== 'session' || typeof by.token !== 'string') throw unknownAsk('delete', ask)
      await deleteSignIn(here(), hashToken(by.token))
    },

    async deleteMany(ask: Ask) {
      const by = readWhere(ask)
      if (ask.model === 'session' && typeof by.userId === 'string') {
        // Who signs in with the old password at this very moment waits here, and then finds the new one.
        await holdColleague(here(), by.userId)
        await deleteSignIns(here(), by.userId)
        return 0
      }
      if (ask.model === 'verification') {
        // Of one token there is one row, so that the older ones which it looks for are never there.
        if (by.expiresAt instanceof Date) await deleteExpiredLinks(here(), by.expiresAt)
        return 0
      }
      throw unknownAsk('deleteMany', ask)
    },

    async consumeOne<T>(ask: Ask) {
      const by = readWhere(ask)
      if (ask.model !== 'verification' || typeof by.id !== 'string') throw unknownAsk('consumeOne', ask)
      const taken = await takeLink(here(), by.id, new Date())
      if (!taken) return null
      actNow().taken = taken
      return { id: by.id, value: taken.colleagueId, expiresAt: taken.expiresAt } as T
    },

    count: (ask) => Promise.reject(unknownAsk('count', ask)),
    incrementOne: (ask) => Promise.reject(unknownAsk('incrementOne', ask)),
  }

  async function addSession(data: Row): Promise<Row> {
    const act = actNow()
    const colleagueId = String(data.userId)
    const { verified: passwordHash } = act
    // Nobody is let in by nothing: whoever asks for a sign-in says which password, or whose, it rests on.
    if (passwordHash === undefined) throw new Outdated('no password was verified')
    const one = { tokenHash: hashToken(String(data.token)), colleagueId, passwordHash }
    await together(async (trx) => {
      await act.before?.(trx, colleagueId)
      if (!(await insertSignIn(trx, { ...one, expiresAt: data.expiresAt as Date }))) throw new Outdated()
      // In a transaction of the library's own it is written once, at its end.
      if (!act.trx) await act.after?.(trx, colleagueId)
    })
    return data
  }

  async function addLink(data: Row): Promise<Row> {
    const { link } = actNow()
    if (!link) throw new Error('nobody said what this link is for')
    const tokenHash = hashLink(String(data.identifier))
    await saveLink(here(), { ...link, tokenHash, colleagueId: String(data.value) })
    return { ...data, id: tokenHash }
  }

  async function findSession(token: string): Promise<Row | null> {
    const found = await findSignIn(here(), hashToken(token), new Date())
    if (!found) return null
    actNow().found = found
    const { colleague, since, expiresAt } = found
    const session = { id: found.tokenHash, token, userId: colleague.id, expiresAt }
    return { ...session, createdAt: since, updatedAt: since, user: userOf(colleague) }
  }

  async function replacePassword(colleagueId: string, { password }: Row): Promise<void> {
    const act = actNow()
    const one = { passwordHash: String(password), mustChange: false }
    const instead = act.verified === undefined ? {} : { instead: act.verified }
    if (!(await setPassword(here(), colleagueId, { ...one, ...instead }))) throw new Outdated()
    act.verified = one.passwordHash
  }

  return {
    ...rows,
    transaction: (work) =>
      together(async (trx) => {
        const act = actNow()
        if (act.trx) return work(rows)
        act.trx = trx
        try {
          const result = await work(rows)
          const whose = act.taken?.colleagueId ?? act.found?.colleague.id
          if (whose !== undefined) await act.after?.(trx, whose)
          return result
        } finally {
          delete act.trx
        }
      }),
  }
}

/** The conditions, which all must hold, by their field; only equal ones, and what was over before a moment. */
function readWhere({ model, where = [] }: Ask): Record<string, unknown> {
  const by: Record<string, unknown> = {}
  for (const { field, value, operator = 'eq', connector = 'AND' } of where) {
    const isOver = model === 'verification' && ['ne', 'lt', 'lte'].includes(operator)
    if (connector !== 'AND' || !(operator === 'eq' || isOver)) throw unknownAsk(operator, { model, where })
    if (operator !== 'ne') by[field] = value
  }
  return by
}

const linkPrefix = 'reset-password:'

function hashLink(identifier: string): string {
  if (!identifier.startsWith(linkPrefix)) throw new Error('this is no link to choose a password by')
  return hashToken(identifier.slice(linkPrefix.length))
}

type Known = Colleague & Partial<WithPassword>

function userOf(known: Known | null): Row | null {
  if (!known) return null
  const { id, email, name } = known
  const times = { createdAt: new Date(0), updatedAt: new Date(0) }
  const user = { id, email, name, emailVerified: true, image: null, ...times }
  return known.passwordHash === undefined ? user : { ...user, account: [accountOf(known)] }
}

function accountOf(known: Known | null): Row | null {
  if (!known) return null
  // Who was invited and has chosen none yet has none to compare with.
  const password = known.passwordHash === noPassword ? null : known.passwordHash
  return { id: known.id, userId: known.id, accountId: known.id, providerId: 'credential', password }
}

function unknownAsk(what: string, { model, where }: Ask): Error {
  const fields = (where ?? []).map(({ field, operator = 'eq' }) => `${field} ${operator}`).join(', ')
  return new Error(
    `better-auth asked for what src/desk/auth-rows.ts does not know: ${what} ${model} by ${fields}`,
  )
}
