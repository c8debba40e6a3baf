import { z } from 'zod'
import { Mode } from '../core/policy.ts'
import type { Right } from '../core/rights.ts'
import type { About } from './about.ts'
import { accountContracts } from './contract-accounts.ts'
import { actContracts } from './contract-acts.ts'
import { caseContracts } from './contract-cases.ts'
import { chatContracts } from './contract-chats.ts'
import { documentContracts } from './contract-documents.ts'
import { helpingContracts } from './contract-helping.ts'
import { learningContracts } from './contract-learning.ts'
import { peopleContracts } from './contract-people.ts'
import { personContracts } from './contract-persons.ts'
import { policyContracts } from './contract-policy.ts'
import { presenceContracts } from './contract-presence.ts'
import { promptContracts } from './contract-prompts.ts'
import { queueContracts } from './contract-queue.ts'
import { reportContracts } from './contract-reports.ts'
import { savedContracts } from './contract-saved.ts'
import { startContracts } from './contract-start.ts'
import { twoFactorContracts } from './contract-two-factor.ts'
import {
  Account,
  Approved,
  Because,
  Blocked,
  Conflict,
  Conversation,
  Corrected,
  Correcting,
  Counts,
  Done,
  Findings,
  Hash,
  Id,
  Me,
  Myself,
  Overrule,
  Problem,
  Reason,
  Someone,
  Text,
  Words,
} from './shapes.ts'

/** One thing that the API can do: what is asked, what is answered, and what the documentation says. */
export type Contract = Ask & (Open | Guarded)

/** `nobody`: without signing in. `newcomer`: also with a password that was made for them. */
interface Open {
  who: 'nobody' | 'newcomer'
  right?: never
  about?: never
}

/** For colleagues with a password of their own. */
interface Guarded {
  who: 'colleague'
  /** What they must be allowed to; `self`: what concerns nobody but them. */
  right: Right | 'self'
  /** Whose brand it is about, where the path does not tell (`aboutOf`). */
  about?: About
}

interface Ask {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** In OpenAPI's way of writing: `/api/conversations/{id}`. */
  path: `/${string}`
  name: string
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodObject
  /** The most that the body may have, where it is not the usual. */
  mostBytes?: number
  /** It is said so often that open pages are not told of it; who follows the conversation is told within 2 s. */
  quiet?: boolean
  /** By status; what every call may answer besides (400, 401, …) is not repeated here. */
  answers: Record<number, z.ZodType>
}

const IdParams = z.object({ id: Id })
const decided = { 200: Done, 404: Problem, 409: Conflict }
const spoken = { 200: Approved, 404: Problem, 409: Conflict, 422: Blocked }
const password = z.string().max(10_000).meta({ format: 'password' })

export const contracts = {
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    name: 'signIn',
    summary: 'Sign in; the answer sets the session cookie.',
    who: 'nobody',
    body: z.object({
      email: Words(320).min(1),
      password,
      code: z.string().max(40).optional().meta({
        description: 'With a second factor: six digits, or a backup code. Without one: 403 `code-needed`.',
      }),
    }),
    answers: { 200: Me, 403: Problem, 429: Problem },
  },
  signOut: {
    method: 'POST',
    path: '/api/sign-out',
    name: 'signOut',
    summary: 'End this session.',
    who: 'newcomer',
    answers: { 200: Done },
  },
  me: {
    method: 'GET',
    path: '/api/me',
    name: 'me',
    summary:
      'Who is signed in, what they may do at which brand, and whether they must change their password first (`mustChange`).',
    who: 'newcomer',
    answers: { 200: Myself },
  },
  changePassword: {
    method: 'POST',
    path: '/api/change-password',
    name: 'changePassword',
    summary:
      'Choose a password of 10 to 1000 characters that is not tried first (`password-common`, `password-name`, `password-repeats`); every session of yours ends, and the answer sets the cookie of a new one.',
    who: 'newcomer',
    body: z.object({ current: password, next: password }),
    answers: { 200: Done, 403: Problem, 422: Problem, 429: Problem },
  },
  changeName: {
    method: 'POST',
    path: '/api/me/name',
    name: 'changeName',
    summary: 'What your colleagues call you, 1 to 80 characters.',
    who: 'newcomer',
    body: z.object({ name: Words(80).trim().min(1) }),
    answers: { 200: Done },
  },
  colleagues: {
    method: 'GET',
    path: '/api/colleagues',
    name: 'colleagues',
    summary: 'Everybody on the staff of the brands that you may read of.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: { 200: z.object({ colleagues: z.array(Someone) }) },
  },
  counts: {
    method: 'GET',
    path: '/api/counts',
    name: 'counts',
    summary: 'How many conversations lie on each tab, are due by now, and are yours.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    query: z.object({ account: Id.optional().meta({ description: 'Of this account alone.' }) }),
    answers: { 200: Counts },
  },
  conversation: {
    method: 'GET',
    path: '/api/conversations/{id}',
    name: 'conversation',
    summary: 'One conversation: what was said, the draft that waits, and its story.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    answers: { 200: Conversation, 404: Problem },
  },
  approve: {
    method: 'POST',
    path: '/api/conversations/{id}/approve',
    name: 'approve',
    summary: 'Approve the very text that you saw; it is sent.',
    who: 'colleague',
    right: 'approve',
    params: IdParams,
    body: z.object({ draftId: Id, hash: Hash, overrule: Overrule }),
    answers: spoken,
  },
  editAndApprove: {
    method: 'POST',
    path: '/api/conversations/{id}/edit-and-approve',
    name: 'editAndApprove',
    summary: 'Approve your text in place of the draft that you saw; it is sent.',
    who: 'colleague',
    right: 'approve',
    params: IdParams,
    body: z.object({
      ...{ draftId: Id, hash: Hash, text: Text, overrule: Overrule },
      because: Because.nullable().default(null),
      note: Reason.nullable().default(null),
    }),
    answers: spoken,
  },
  refuse: {
    method: 'POST',
    path: '/api/conversations/{id}/refuse',
    name: 'refuse',
    summary: 'Nothing is sent.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ draftId: Id, hash: Hash, because: Because, reason: Reason }),
    answers: decided,
  },
  preview: {
    method: 'POST',
    path: '/api/conversations/{id}/preview',
    name: 'preview',
    summary: 'What would be found in a text, and how the network counts it.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ text: Text }),
    answers: { 200: z.object({ findings: Findings, counted: z.number(), max: z.number() }), 404: Problem },
  },
  handOver: {
    method: 'POST',
    path: '/api/conversations/{id}/hand-over',
    name: 'handOver',
    summary: 'Take the conversation: the bot keeps quiet, what it had not sent is taken back.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ why: Reason.nullable().default(null), takeFrom: Id.optional() }),
    answers: decided,
  },
  giveBack: {
    method: 'POST',
    path: '/api/conversations/{id}/give-back',
    name: 'giveBack',
    summary: 'Let the bot answer again, beginning with what nobody has answered.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    answers: decided,
  },
  dismiss: {
    method: 'POST',
    path: '/api/conversations/{id}/dismiss',
    name: 'dismiss',
    summary: 'End what waits for a person here without an answer.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ version: Id, reason: Reason }),
    answers: decided,
  },
  endWish: {
    method: 'POST',
    path: '/api/conversations/{id}/end-wish',
    name: 'endWish',
    summary: 'Let the bot answer this person again, who asked for a person or for silence, on every account.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ reason: Reason }),
    answers: decided,
  },
  sendByHand: {
    method: 'POST',
    path: '/api/conversations/{id}/send-by-hand',
    name: 'sendByHand',
    summary: 'Send your own text in answer to everything open; the conversation is yours from then on.',
    who: 'colleague',
    right: 'approve',
    params: IdParams,
    body: z.object({
      version: Id,
      text: Text,
      overrule: Overrule,
      sure: z
        .boolean()
        .default(false)
        .meta({ description: 'You know that an earlier reply may have arrived.' }),
    }),
    answers: spoken,
  },
  retry: {
    method: 'POST',
    path: '/api/conversations/{id}/retry',
    name: 'retry',
    summary: 'Go on where a message failed.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ mentionId: Id }),
    answers: decided,
  },
  anotherTry: {
    method: 'POST',
    path: '/api/conversations/{id}/another-try',
    name: 'anotherTry',
    summary: 'Let the bot read and write anew, with a word of guidance if you like.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({
      version: Id,
      sure: z.boolean().default(false),
      guidance: Words(300)
        .trim()
        .min(1)
        .nullable()
        .default(null)
        .meta({ description: 'What you want of it; needs a model, and waits for a colleague then.' }),
    }),
    answers: decided,
  },
  correct: {
    method: 'POST',
    path: '/api/conversations/{id}/mentions/{mention}/correct',
    name: 'correct',
    summary: 'Correct what was read of a message; Dajeong learns from it.',
    who: 'colleague',
    right: 'answer',
    params: IdParams.extend({ mention: Id }),
    body: Correcting,
    answers: { 200: Corrected, 404: Problem, 409: Conflict },
  },
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    name: 'accounts',
    summary: 'The brand’s accounts and how they are.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: { 200: z.object({ accounts: z.array(Account) }) },
  },
  setMode: {
    method: 'POST',
    path: '/api/accounts/{id}/mode',
    name: 'setMode',
    summary:
      'off: only listen. draft: everything waits for a colleague. send: what the policy allows goes out.',
    who: 'colleague',
    right: 'connect',
    params: IdParams,
    body: z.object({ mode: Mode }),
    answers: { 200: Account, 404: Problem },
  },
  pause: {
    method: 'POST',
    path: '/api/accounts/{id}/pause',
    name: 'pause',
    summary: 'Stop listening and sending; what is queued keeps its place.',
    who: 'colleague',
    right: 'connect',
    params: IdParams,
    body: z.object({ why: Reason }),
    answers: { 200: Account, 404: Problem },
  },
  resume: {
    method: 'POST',
    path: '/api/accounts/{id}/resume',
    name: 'resume',
    summary: 'Listen and send again.',
    who: 'colleague',
    right: 'connect',
    params: IdParams,
    answers: { 200: Account, 404: Problem },
  },
  ...accountContracts,
  ...actContracts,
  ...documentContracts,
  ...helpingContracts,
  ...learningContracts,
  ...peopleContracts,
  ...personContracts,
  ...presenceContracts,
  ...promptContracts,
  ...queueContracts,
  ...savedContracts,
  ...startContracts,
  ...twoFactorContracts,
  ...policyContracts,
  ...caseContracts,
  ...chatContracts,
  ...reportContracts,
} as const satisfies Record<string, Contract>
