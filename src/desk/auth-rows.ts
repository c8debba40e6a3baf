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
  /** Found out on the way: the token of the link that was made, the link that was used up, whom a token is of. */
  made?: string
  taken?: TakenLink
  found?: StoredSignIn
  /** A question that nobody answers. The library swallows some errors; this one is to be seen. */
  unknown?: Error
}

/** The password that was right a moment ago is another one by now. */
export class Outdated extends Error {
  override name = 'Outdated'
}

const acts = new AsyncLocalStorage<Act>()

/** Runs a call of the library. What was found on the way stands in the act afterwards. @throws Error for a question that nobody answers */
export async function during<T>(act: Act, work: () => Promise<T>): Promise<T> {
  const answer = await acts.run(act, work).catch((error: unknown) => {
    throw act.unknown ?? error
  })
  if (act.unknown) throw act.unknown
  return answer
}

export function actNow(): Act {
  const act = acts.getStore()
  // Without one, what is written would stand outside of the transaction that it belongs to.
  if (!act) throw new Error('better-auth is asked outside of during()')
  return act
}

/** What is stored of a token: whoever reads the database cannot sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

const addressEnd = '@colleague.invalid'

/** An address in a form that the library takes, whatever stands in it: its own idea of one is narrower than ours. */
export function toAddress(email: string): string {
  return `${Buffer.from(email).toString('hex')}${addressEnd}`
}

function fromAddress(address: string): string {
  return Buffer.from(address.slice(0, -addressEnd.length), 'hex').toString()
}

type Ask = { model: string; where?: Where[] | undefined }
type Row = Record<string, unknown>
type Known = Colleague & Partial<WithPassword>

/**
 * better-auth's questions to a database, answered from the tables that were there before it: its `user` is a colleague, its
 * `account` the password in the same row, its `session` a sign-in, its `verification` a link to choose a password by. Tokens
 * are hashed on their way in and never come out. Whatever it may ask besides is refused, so that a newer version of it that
 * asks for more is noticed at once.
 */
export function makeAuthRows(db: Db): DBAdapter {
  const here = () => actNow().trx ?? db

  /** In the transaction that is open, or in one of its own. */
  function inOne<T>(work: (trx: Db) => Promise<T>): Promise<T> {
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
      const [asked, by] = readAsk(ask)
      switch (asked) {
        case 'user by email =': {
          const email = text(by.email)
          return userOf(await findByEmail(here(), fromAddress(email)), email) as T
        }
        case 'user by id =':
          return userOf(await findById(here(), text(by.id))) as T
        case 'account by accountId =, providerId =, userId =':
          return accountOf(await findById(here(), text(by.userId))) as T
        case 'session by token =':
          return (await findSession(text(by.token))) as T
        default:
          throw unknownAsk('findOne', ask)
      }
    },

    async findMany<T>(ask: Ask) {
      const [asked, by] = readAsk(ask)
      switch (asked) {
        case 'verification by identifier =': {
          const identifier = text(by.identifier)
          const tokenHash = hashLink(identifier)
          const found = await findLink(here(), tokenHash)
          return (found ? [{ id: tokenHash, identifier, ...found }] : []) as T[]
        }
        // What is about to be deleted is read for those who want to be told of each; nobody does.
        case 'session by userId =':
        case 'verification by expiresAt <':
          return []
        default:
          throw unknownAsk('findMany', ask)
      }
    },

    async update<T>(ask: Ask & { update: Row }) {
      const [asked, by] = readAsk(ask)
      const fields = Object.keys(ask.update).sort().join(', ')
      switch (`${fields} of ${asked}`) {
        case 'expiresAt, updatedAt of session by token =': {
          await extendSignIn(here(), hashToken(text(by.token)), ask.update.expiresAt as Date)
          return (await findSession(text(by.token))) as T
        }
        case 'password of account by id =': {
          await replacePassword(text(by.id), text(ask.update.password))
          return accountOf(await findById(here(), text(by.id))) as T
        }
        default:
          throw unknownAsk(`update of ${fields} of`, ask)
      }
    },

    async updateMany(ask: Ask & { update: Row }) {
      const [asked, by] = readAsk(ask)
      const fields = Object.keys(ask.update).join(', ')
      if (`${fields} of ${asked}` !== 'password of account by accountId =, providerId =, userId =')
        throw unknownAsk(`updateMany of ${fields} of`, ask)
      await replacePassword(text(by.userId), text(ask.update.password))
      return 1
    },

    async deleteMany(ask: Ask) {
      const [asked, by] = readAsk(ask)
      switch (asked) {
        case 'session by userId =':
          // Who signs in with the old password at this very moment waits here, and then finds the new one.
          await holdColleague(here(), text(by.userId), 'alone')
          await deleteSignIns(here(), text(by.userId))
          return 0
        case 'verification by expiresAt <':
          await deleteExpiredLinks(here(), by.expiresAt as Date)
          return 0
        // The older ones of the same token: there is one row of each.
        case 'verification by createdAt <=, id !=, identifier =':
          return 0
        default:
          throw unknownAsk('deleteMany', ask)
      }
    },

    async consumeOne<T>(ask: Ask) {
      const [asked, by] = readAsk(ask)
      if (asked !== 'verification by id =') throw unknownAsk('consumeOne', ask)
      const taken = await takeLink(here(), text(by.id), new Date())
      if (!taken) return null
      actNow().taken = taken
      return { id: by.id, value: taken.colleagueId, expiresAt: taken.expiresAt } as T
    },

    delete: (ask) => Promise.reject(unknownAsk('delete', ask)),
    count: (ask) => Promise.reject(unknownAsk('count', ask)),
    incrementOne: (ask) => Promise.reject(unknownAsk('incrementOne', ask)),
  }

  async function addSession(data: Row): Promise<Row> {
    const act = actNow()
    const colleagueId = text(data.userId)
    const { verified: passwordHash } = act
    // Nobody is let in by nothing: whoever asks for a sign-in says which password, or whose, it rests on.
    if (passwordHash === undefined) throw new Error('no password was verified, and somebody is to be let in')
    const one = { tokenHash: hashToken(text(data.token)), colleagueId, passwordHash }
    await inOne(async (trx) => {
      await holdColleague(trx, colleagueId, 'together')
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
    const tokenHash = hashLink(text(data.identifier))
    await saveLink(here(), { ...link, tokenHash, colleagueId: text(data.value) })
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

  async function replacePassword(colleagueId: string, passwordHash: string): Promise<void> {
    const act = actNow()
    const instead = act.verified === undefined ? {} : { instead: act.verified }
    if (!(await setPassword(here(), colleagueId, { passwordHash, mustChange: false, ...instead })))
      throw new Outdated()
    act.verified = passwordHash
  }

  return {
    ...rows,
    transaction: (work) =>
      inOne(async (trx) => {
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

const signs: Partial<Record<NonNullable<Where['operator']>, string>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
}

/** What is asked, in a form that it can be told by, and the values of its conditions by their field. */
function readAsk({ model, where = [] }: Ask): [asked: string, by: Row] {
  const told = where.map(({ field, operator = 'eq', connector = 'AND' }) =>
    connector === 'AND' ? `${field} ${signs[operator] ?? operator}` : `${connector} ${field}`,
  )
  const by = Object.fromEntries(where.map(({ field, value }) => [field, value]))
  return [`${model} by ${told.sort().join(', ')}`, by]
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`better-auth gave ${typeof value} where a text belongs`)
  return value
}

const linkPrefix = 'reset-password:'

function hashLink(identifier: string): string {
  if (!identifier.startsWith(linkPrefix)) throw new Error('this is no link to choose a password by')
  return hashToken(identifier.slice(linkPrefix.length))
}

/** @param email as it was asked for: the library compares. */
function userOf(known: Known | null, email = toAddress(known?.email ?? '')): Row | null {
  if (!known) return null
  const { id, name } = known
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

function unknownAsk(what: string, ask: Ask): Error {
  const error = new Error(
    `better-auth asked for what src/desk/auth-rows.ts does not know: ${what} ${readAsk(ask)[0]}`,
  )
  actNow().unknown ??= error
  return error
}
