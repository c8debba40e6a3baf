import { joinClassifications } from '../core/burst.ts'
import type { Finding } from '../core/draft.ts'
import { languageOf } from '../core/intent.ts'
import type { TextLimits } from '../core/limits.ts'
import type { Look } from '../core/look.ts'
import type { Visibility } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import {
  type DecisionKind,
  findDecision,
  findDraft,
  findEdited,
  type Locked,
  lockConversation,
  type Matter,
  newestMention,
  type SeenDraft,
  textsSentTo,
} from '../store/decisions.ts'
import { findSaid } from '../store/memory.ts'
import { type Move, moveMentions } from '../store/stages.ts'

/** Who decides. */
export interface Decider {
  id: string
  name: string
}

export interface DeskTools {
  db: Db
  /** What looks at every text before it leaves. */
  look: Look
  /** How the network counts texts of this account. */
  limitsOf(channel: string, accountId: string, visibility: Visibility): TextLimits
  newId(): string
  /** The clock by which an approval can be taken back for a while. */
  now?(): Date
}

/** Why something was not done. Nothing has changed then. */
export type Refusal =
  | { kind: 'not-found' }
  /** The text that was seen is not the text that is there. */
  | { kind: 'text-changed'; text: string; hash: string }
  /** The person said something that the colleague has not seen. */
  | { kind: 'overtaken'; newMessage: string | null; version: string }
  | {
      kind: 'already-decided'
      decision: DecisionKind
      /** Null when Dajeong sent it by itself. */
      by: { id: string; name: string } | null
      text: string | null
      at: Date | null
    }
  /** Another colleague has this conversation. */
  | { kind: 'held'; by: { id: string; name: string } }
  /** The text has a finding that blocks it. */
  | { kind: 'blocked'; findings: Finding[] }
  /** A colleague may send it all the same, and says why. */
  | { kind: 'needs-reason'; findings: Finding[] }
  /** A reply went out whose outcome nobody knows; answering anew may say it twice. */
  | { kind: 'may-have-arrived'; text: string }
  | { kind: 'forbidden'; ko: string; en: string }

/** Takes back everything that the transaction did, and answers. */
export class Undo extends Error {
  override name = 'Undo'
  readonly answer: Refusal
  constructor(answer: Refusal) {
    super(`taken back: ${answer.kind}`)
    this.answer = answer
  }
}

const isDeadlock = (error: unknown) => (error as { code?: string } | null)?.code === '40P01'
const mostTries = 4

/**
 * Runs a decision with the conversation locked, in one transaction: all of it happens or nothing does. PostgreSQL ends one
 * of two transactions that wait for each other; the one that it ended is simply run again.
 */
export async function decideIn<T extends { kind: string }>(
  db: Db,
  conversationId: string,
  work: (trx: Db, conversation: Locked) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  if (!/^\d{1,18}$/.test(conversationId)) return { kind: 'not-found' }
  try {
    return await inOne(db, async (trx) => {
      const conversation = await lockConversation(trx, conversationId)
      if (!conversation) return { kind: 'not-found' }
      return work(trx, conversation)
    })
  } catch (error) {
    if (error instanceof Undo) return error.answer
    throw error
  }
}

/** One transaction, run again when PostgreSQL ended it because two waited for each other. */
export async function inOne<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (!isDeadlock(error) || tries === mostTries) throw error
    }
  }
}

/** Moves all of these or none. @throws Undo when something moved one of them meanwhile. */
export async function moveAllOf(trx: Db, conversation: Locked, moves: readonly Move[]): Promise<void> {
  const moved = await moveMentions(trx, moves)
  if (moved.size < moves.length) throw new Undo(await overtaken(trx, conversation))
}

export async function overtaken(trx: Db, { id, version }: Locked): Promise<Refusal> {
  return { kind: 'overtaken', newMessage: (await newestMention(trx, id))?.text ?? null, version }
}

/** The draft that a colleague decides about, if it is still the one that they saw and still open. */
export async function findOpenDraft(
  trx: Db,
  conversation: Locked,
  ask: { draftId: string; hash: string; colleague: Decider },
): Promise<{ kind: 'open'; draft: SeenDraft } | Refusal> {
  const draft = /^\d{1,18}$/.test(ask.draftId) ? await findDraft(trx, conversation.id, ask.draftId) : null
  if (!draft) return { kind: 'not-found' }
  if (draft.state !== 'current') return whatBecameOf(trx, conversation, draft)
  if (draft.version !== conversation.version) return overtaken(trx, conversation)
  if (conversation.heldBy && conversation.heldBy.id !== ask.colleague.id)
    return { kind: 'held', by: conversation.heldBy }
  if (draft.hash !== ask.hash) return { kind: 'text-changed', text: draft.text, hash: draft.hash }
  return { kind: 'open', draft }
}

async function whatBecameOf(trx: Db, conversation: Locked, draft: SeenDraft): Promise<Refusal> {
  const decided = await findDecision(trx, conversation.id, draft.id)
  const edited = draft.state === 'edited' ? await findEdited(trx, draft.id) : null
  // An approval that a newer message undid is no decision any more.
  const approved = decided?.decision === 'approved' || decided?.decision === 'edited'
  const undone = (edited ?? draft).state === 'overtaken' && (!decided || approved)
  if (undone) return overtaken(trx, conversation)
  const { text } = edited ?? draft
  return {
    kind: 'already-decided',
    decision: decided?.decision ?? 'approved',
    by: decided?.by ?? null,
    text,
    at: decided?.at ?? null,
  }
}

// Against how many of our earlier texts to this person a new one is compared; the same as for a draft.
const sentKept = 50

/** Looks at a text as it was looked at when it was drafted. */
export async function check(
  tools: DeskTools,
  trx: Db,
  conversation: Locked,
  matters: readonly Matter[],
  text: string,
  writer: SeenDraft['writer'],
): Promise<{ findings: Finding[]; blocking: Finding[]; warnings: Finding[] }> {
  const { account, visibility } = conversation
  const read = matters.flatMap(({ classification }) => (classification ? [classification] : []))
  const said = matters.map((one) => one.text).join('\n')
  const spoken = languageOf(said)
  const classification =
    read.length > 0 ? joinClassifications(read) : ({ language: spoken === 'ko' ? 'ko' : 'en' } as const)
  const draftId = matters.findLast((one) => one.draftId !== null)?.draftId ?? null
  const { id: conversationId, personId } = conversation
  const memory = await findSaid(trx, { personId, conversationId, visibility, draftId })
  const findings = tools.look(text, {
    memory,
    limits: tools.limitsOf(account.channel, account.id, visibility),
    visibility,
    classification,
    alreadySent: await textsSentTo(trx, conversation.personId, sentKept),
    policy: account.policy,
    personText: said,
    writer,
  })
  return {
    findings,
    blocking: findings.filter(({ severity }) => severity === 'blocks'),
    warnings: findings.filter(({ severity }) => severity !== 'blocks'),
  }
}

/** Null when this account may speak at all. */
export function mayNotSpeak({ account }: Locked): Refusal | null {
  if (account.mode !== 'off') return null
  return {
    kind: 'forbidden',
    ko: '이 계정은 듣기만 하도록 꺼져 있어요. 계정 설정에서 "초안"으로 바꾸면 보낼 수 있어요.',
    en: 'This account is off and only listens. Set its mode to "draft" to send.',
  }
}
