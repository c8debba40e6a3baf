import { createHmac } from 'node:crypto'
import type { Json } from '../core/mention.ts'
import { type AuditNote, noteAudit } from '../store/audit.ts'
import type { Db } from '../store/db.ts'
import type { SignIn } from '../store/sign-ins.ts'
import {
  type ChatUser,
  deleteChat,
  findChat,
  insertChat,
  type LinkedChat,
  listOwnChats,
  type OwnChat,
  saveCode,
  setReference,
  setTalk,
  type Talk,
  takeCode,
} from '../store/staff-chats.ts'
import type { CountTries } from '../store/tries.ts'
import type { Decider } from './decision.ts'
import { aboutColleague } from './staff.ts'

export type { ChatUser, LinkedChat, OwnChat, Talk }

const minute = 60_000
/** How long a code holds, in milliseconds. */
export const codeMs = 10 * minute
const windowMs = 15 * minute
const codesPerColleague = 10
// Six digits, of which few are out at a time: who guesses is stopped long before it pays, also as many users at once.
const triesPerUser = 5
const triesOfAll = 100

type TooMany = { kind: 'too-many'; waitMs: number }

/** Which chat user is which colleague. */
export interface StaffChats {
  /** A code in place of an earlier one; it is stored nowhere but as a keyed hash. */
  makeCode(signIn: SignIn): Promise<{ kind: 'made'; code: string; expiresAt: Date } | TooMany>
  own(colleagueId: string): Promise<OwnChat[]>
  /** @returns false when it is not theirs. */
  unlink(colleague: Decider, id: string): Promise<boolean>
  /** Null for everybody who is no colleague, or has no role any more. */
  find(user: ChatUser): Promise<LinkedChat | null>
  /** Makes a chat user a colleague, by a code that they had from the console. */
  link(
    ask: ChatUser & {
      code: string
      name: string
      language: 'ko' | 'en'
      reference: { [key: string]: Json }
    },
  ): Promise<
    | { kind: 'linked'; colleague: Decider }
    | { kind: 'linked-already'; colleague: Decider }
    | { kind: 'wrong' }
    | TooMany
  >
  /** A code that others may have read holds no more. */
  burn(user: ChatUser, code: string): Promise<void>
  setTalk(id: string, talk: Talk | null): Promise<void>
  setReference(id: string, reference: { [key: string]: Json }): Promise<void>
}

export function makeStaffChats(tools: {
  db: Db
  key: Buffer
  countTries: CountTries
  now(): Date
  random(bytes: number): Buffer
}): StaffChats {
  const { db, key, countTries, now, random } = tools
  const byColleague = countTries('chat codes of', codesPerColleague, windowMs)
  const byUser = countTries('chat code by', triesPerUser, windowMs)
  const byAll = countTries('chat codes of all', triesOfAll, windowMs)
  const hashOf = (code: string) => createHmac('sha256', key).update(`chat code ${code}`).digest('base64url')
  const nameOf = ({ channel, tenant, userId }: ChatUser) => `${channel} ${tenant} ${userId}`

  const noteOf = (who: AuditNote['who'], what: string, id: string | null, chat?: Json): AuditNote => ({
    ...aboutColleague(who, what, id),
    ...(chat === undefined ? {} : { after: chat }),
  })

  return {
    async makeCode({ colleague }) {
      const waitMs = await byColleague.take(colleague.id)
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      // Each of the million as likely as every other, as near as 2^48 tells.
      const code = String(random(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
      const expiresAt = new Date(now().getTime() + codeMs)
      await db.transaction().execute(async (trx) => {
        await saveCode(trx, { colleagueId: colleague.id, codeHash: hashOf(code), expiresAt })
        await noteAudit(trx, [noteOf(`colleague:${colleague.id}`, 'chat-code', colleague.id)])
      })
      return { kind: 'made', code, expiresAt }
    },

    own: (colleagueId) => listOwnChats(db, colleagueId),

    unlink: (colleague, id) =>
      db.transaction().execute(async (trx) => {
        if (!/^\d{1,18}$/.test(id) || !(await deleteChat(trx, colleague.id, id))) return false
        await noteAudit(trx, [noteOf(`colleague:${colleague.id}`, 'chat-unlinked', colleague.id)])
        return true
      }),

    find: (user) => findChat(db, user),

    async link({ code, name, language, reference, ...user }) {
      const waitMs = (await byUser.take(nameOf(user))) || (await byAll.take('everybody'))
      if (waitMs > 0) return { kind: 'too-many', waitMs }
      const linked = await findChat(db, user)
      if (linked) return { kind: 'linked-already', colleague: linked.colleague }
      const answer = await db.transaction().execute(async (trx) => {
        const colleagueId = await takeCode(trx, hashOf(code), now())
        if (colleagueId === null) return null
        const chat = { ...user, name, language, reference }
        const id = await insertChat(trx, { colleagueId, ...chat })
        if (id === null) return null
        const told = { channel: user.channel, name }
        await noteAudit(trx, [noteOf(`colleague:${colleagueId}`, 'chat-linked', colleagueId, told)])
        return findChat(trx, user)
      })
      if (!answer) {
        await noteAudit(db, [noteOf('nobody', 'chat-link-failed', null, { channel: user.channel })])
        return { kind: 'wrong' }
      }
      await byUser.forget(nameOf(user))
      return { kind: 'linked', colleague: answer.colleague }
    },

    async burn(user, code) {
      if ((await byUser.take(nameOf(user))) || (await byAll.take('everybody'))) return
      await db.transaction().execute(async (trx) => {
        const colleagueId = await takeCode(trx, hashOf(code), now())
        if (colleagueId !== null) await noteAudit(trx, [noteOf('nobody', 'chat-code-burnt', colleagueId)])
      })
    },

    setTalk: (id, talk) => setTalk(db, id, talk),
    setReference: (id, reference) => setReference(db, id, reference),
  }
}
