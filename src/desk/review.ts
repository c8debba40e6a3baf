import type { Finding, Written } from '../core/draft.ts'
import { languageOf } from '../core/intent.ts'
import type { LessonReason } from '../core/lesson.ts'
import { fitsText } from '../core/limits.ts'
import { cleanText } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import {
  type DecisionKind,
  findCurrentDraft,
  type Locked,
  lockMatters,
  noteDecision,
  type SeenDraft,
} from '../store/decisions.ts'
import { hashText, insertDrafts, setDraftState } from '../store/drafts.ts'
import { addJobs } from '../store/jobs.ts'
import { queueSends } from '../store/sends.ts'
import {
  check,
  type Decider,
  type DeskTools,
  decideIn,
  findOpenDraft,
  mayNotSpeak,
  moveAllOf,
  overtaken,
  type Refusal,
} from './decision.ts'
import { keepLesson } from './lessons.ts'
import { carriedOver, refusalFor, toOverrule } from './overrule.ts'

/** A draft as a colleague saw it: what is decided about is this text and no other. */
export interface Seen {
  conversationId: string
  draftId: string
  hash: string
  colleague: Decider
}

/** Why a text goes out against what was found in it; 3 to 300 characters. */
export interface Overruling {
  overrule?: string | null
}

/** `warnings`: what was seen in the text and does not keep it from going out. */
export type Approved = {
  kind: 'approved'
  draftId: string
  sendId: string
  text: string
  /** It goes out then and can be taken back until then; null when it goes out at once. */
  undoUntil: Date | null
  warnings: Finding[]
}

export interface Preview {
  kind: 'preview'
  findings: Finding[]
  counted: number
  max: number
}

export interface Review {
  approve(seen: Seen & Overruling): Promise<Approved | Refusal>
  /** `because` and `note`: what was wrong with the draft, to write better by. */
  editAndApprove(
    seen: Seen & Overruling & { text: string; because?: LessonReason | null; note?: string | null },
  ): Promise<Approved | Refusal>
  /** Nothing is sent. */
  refuse(seen: Seen & { because: LessonReason; reason: string }): Promise<{ kind: 'refused' } | Refusal>
  /** What would be said about a text if it were approved now, and how far the network counts it. */
  preview(ask: { conversationId: string; text: string }): Promise<Preview | Refusal>
}

/** The decisions about a draft that waits; one set of functions for every screen. */
export function makeReview(tools: DeskTools): Review {
  const { db } = tools

  async function decide(
    seen: Parameters<Review['approve']>[0],
    edited: { text: string; because: LessonReason | null; note: string | null } | null,
  ): Promise<Approved | Refusal> {
    const overrule = seen.overrule == null ? null : cleanText(seen.overrule)
    return decideIn<Approved>(db, seen.conversationId, async (trx, conversation) => {
      const found = await findOpenDraft(trx, conversation, seen)
      if (found.kind !== 'open') return found
      const silenced = mayNotSpeak(conversation)
      if (silenced) return silenced
      const { draft } = found
      const changed = edited !== null && hashText(edited.text) !== draft.hash
      const text = changed ? edited.text : draft.text
      const waiting = await lockMatters(trx, conversation.id, ['waiting'])
      const matters = waiting.filter((one) => one.draftId === draft.id)
      const last = matters.at(-1)
      if (!last) return overtaken(trx, conversation)
      const writer = changed ? 'colleague' : draft.writer
      const fresh = await check(tools, trx, conversation, matters, text, writer)
      const findings = [...fresh.findings, ...carriedOver(draft, text, fresh.findings)]
      const refusal = refusalFor(findings, overrule)
      if (refusal) return refusal
      const overruled = toOverrule(findings).map(({ code }) => code)
      const draftId = changed
        ? await keepEdited(trx, conversation, { draft, text, findings, by: seen.colleague })
        : draft.id
      await moveAllOf(
        trx,
        conversation,
        matters.map(({ id }) => ({
          mentionId: id,
          from: 'waiting',
          to: 'approved',
          who: `colleague:${seen.colleague.id}`,
          why: null,
          draftId,
        })),
      )
      const send = { draftId, text, mentionId: last.id, by: seen.colleague }
      const language = changed ? spokenIn(text, draft.language) : draft.language
      const queued = await queue(tools, trx, conversation, { ...send, language })
      const kind = changed ? 'edited' : 'approved'
      await keepLesson(trx, conversation, {
        ...{ kind, draft, matters, reply: text, by: seen.colleague },
        ...{ reason: changed ? edited.because : null, note: changed ? edited.note : null },
        overruled: overruled.length > 0,
      })
      await note(trx, conversation, seen, kind, overruled.length > 0 ? overrule : null, overruled)
      return { kind: 'approved', draftId, ...queued, text, warnings: findings }
    })
  }

  return {
    approve: (seen) => decide(seen, null),
    editAndApprove: (ask) =>
      decide(ask, { text: cleanText(ask.text), because: ask.because ?? null, note: ask.note ?? null }),

    refuse(ask) {
      return decideIn<{ kind: 'refused' }>(db, ask.conversationId, async (trx, conversation) => {
        const found = await findOpenDraft(trx, conversation, ask)
        if (found.kind !== 'open') return found
        const why = cleanText(ask.reason)
        const waiting = await lockMatters(trx, conversation.id, ['waiting'])
        const matters = waiting.filter((one) => one.draftId === ask.draftId)
        await moveAllOf(
          trx,
          conversation,
          matters.map(({ id }) => ({
            mentionId: id,
            from: 'waiting',
            to: 'refused',
            who: `colleague:${ask.colleague.id}`,
            why,
          })),
        )
        await setDraftState(trx, ask.draftId, 'refused')
        await keepLesson(trx, conversation, {
          ...{ kind: 'refused', draft: found.draft, matters, reply: null, by: ask.colleague },
          ...{ reason: ask.because, note: why === '' ? null : why, overruled: false },
        })
        await note(trx, conversation, ask, 'refused', why)
        return { kind: 'refused' }
      })
    },

    preview(ask) {
      return decideIn<Preview>(db, ask.conversationId, async (trx, conversation) => {
        const matters = await lockMatters(trx, conversation.id, ['waiting', 'with-person', 'failed'])
        const text = cleanText(ask.text)
        const { account, visibility } = conversation
        const draft = await findCurrentDraft(trx, conversation.id)
        const same = draft?.text === text
        const fresh = await check(tools, trx, conversation, matters, text, same ? draft.writer : 'colleague')
        const findings = [...fresh.findings, ...(draft ? carriedOver(draft, text, fresh.findings) : [])]
        const { counted, max } = fitsText(text, tools.limitsOf(account.channel, account.id, visibility))
        return { kind: 'preview', findings, counted, max }
      })
    },
  }
}

/** The text that a colleague made of a draft becomes the current draft, and keeps the one it came from. */
async function keepEdited(
  trx: Db,
  conversation: Locked,
  edit: { draft: SeenDraft; text: string; findings: Finding[]; by: Decider },
): Promise<string> {
  await setDraftState(trx, edit.draft.id, 'edited')
  return insertByHand(trx, conversation, {
    text: edit.text,
    findings: edit.findings,
    by: edit.by,
    editedFrom: edit.draft.id,
    language: spokenIn(edit.text, edit.draft.language),
  })
}

/** Stores a text that a colleague wrote as the conversation's current draft. @returns its id. */
export async function insertByHand(
  trx: Db,
  conversation: Locked,
  one: {
    text: string
    findings: Finding[]
    by: Decider
    editedFrom: string | null
    language: Written['language']
  },
): Promise<string> {
  const made = await insertDrafts(trx, [
    {
      conversationId: conversation.id,
      version: conversation.version,
      written: {
        text: one.text,
        language: one.language,
        writer: 'colleague',
        model: null,
        madeFrom: {},
        inputs: null,
        cites: [],
        fellBack: null,
        tokensIn: 0,
        tokensOut: 0,
        costMicros: 0,
      },
      findings: one.findings,
      decision: null,
      editedFrom: one.editedFrom,
      authorId: one.by.id,
    },
  ])
  return made.get(conversation.id) as string
}

/** Queues an approved text with its job; it goes out when it cannot be taken back any more. */
export async function queue(
  tools: DeskTools,
  trx: Db,
  conversation: Locked,
  one: { draftId: string; text: string; mentionId: string; by: Decider; language: Written['language'] },
): Promise<{ sendId: string; undoUntil: Date | null }> {
  const id = tools.newId()
  const { id: accountId, policy } = conversation.account
  const now = tools.now?.() ?? new Date()
  const undoUntil = policy.undoSeconds === 0 ? null : new Date(now.getTime() + policy.undoSeconds * 1_000)
  await queueSends(trx, [
    {
      id,
      accountId,
      conversationId: conversation.id,
      mentionId: one.mentionId,
      draftId: one.draftId,
      approvedBy: one.by.id,
      text: one.text,
      language: one.language,
      notBefore: undoUntil,
    },
  ])
  const job = { task: 'send', sendId: id, accountId } as const
  await addJobs(trx, [undoUntil ? { ...job, at: undoUntil } : job])
  return { sendId: id, undoUntil }
}

/** The language of a text that a colleague wrote, where its letters tell. */
export function spokenIn(text: string, otherwise: Written['language']): Written['language'] {
  const told = languageOf(text)
  return told === 'ko' || told === 'en' ? told : otherwise
}

async function note(
  trx: Db,
  conversation: Locked,
  seen: { draftId: string; colleague: Decider },
  decision: DecisionKind,
  why: string | null,
  overruled: readonly string[] = [],
): Promise<void> {
  await noteDecision(trx, {
    conversationId: conversation.id,
    accountId: conversation.account.id,
    colleagueId: seen.colleague.id,
    decision,
    why,
    draftId: seen.draftId,
    overruled,
  })
}
