import type { Finding, Written } from '../core/draft.ts'
import { languageOf } from '../core/intent.ts'
import { fitsText } from '../core/limits.ts'
import { cleanText } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import {
  type DecisionKind,
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

/** A draft as a colleague saw it: what is decided about is this text and no other. */
export interface Seen {
  conversationId: string
  draftId: string
  hash: string
  colleague: Decider
}

/** `warnings`: what was seen in the text and does not keep it from going out. */
export type Approved = {
  kind: 'approved'
  draftId: string
  sendId: string
  text: string
  warnings: Finding[]
}

export interface Preview {
  kind: 'preview'
  findings: Finding[]
  counted: number
  max: number
}

export interface Review {
  approve(seen: Seen): Promise<Approved | Refusal>
  editAndApprove(seen: Seen & { text: string }): Promise<Approved | Refusal>
  /** Nothing is sent. */
  refuse(seen: Seen & { reason: string }): Promise<{ kind: 'refused' } | Refusal>
  /** What would be said about a text if it were approved now, and how far the network counts it. */
  preview(ask: { conversationId: string; text: string }): Promise<Preview | Refusal>
}

/** The decisions about a draft that waits; one set of functions for every screen. */
export function makeReview(tools: DeskTools): Review {
  const { db } = tools

  async function decide(seen: Seen, edited: string | null): Promise<Approved | Refusal> {
    return decideIn<Approved>(db, seen.conversationId, async (trx, conversation) => {
      const found = await findOpenDraft(trx, conversation, seen)
      if (found.kind !== 'open') return found
      const silenced = mayNotSpeak(conversation)
      if (silenced) return silenced
      const { draft } = found
      const changed = edited !== null && hashText(edited) !== draft.hash
      const text = changed ? edited : draft.text
      const waiting = await lockMatters(trx, conversation.id, ['waiting'])
      const matters = waiting.filter((one) => one.draftId === draft.id)
      const last = matters.at(-1)
      if (!last) return overtaken(trx, conversation)
      const writer = changed ? 'colleague' : draft.writer
      const seenIn = await check(tools, trx, conversation, matters, text, writer)
      if (seenIn.blocking.length > 0) return { kind: 'blocked', findings: seenIn.findings }
      const draftId = changed
        ? await keepEdited(trx, conversation, { draft, text, findings: seenIn.findings, by: seen.colleague })
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
      const sendId = await queue(tools, trx, conversation, { ...send, language })
      await note(trx, conversation, seen, changed ? 'edited' : 'approved', null)
      return { kind: 'approved', draftId, sendId, text, warnings: seenIn.warnings }
    })
  }

  return {
    approve: (seen) => decide(seen, null),
    editAndApprove: (ask) => decide(ask, cleanText(ask.text)),

    refuse(ask) {
      return decideIn<{ kind: 'refused' }>(db, ask.conversationId, async (trx, conversation) => {
        const found = await findOpenDraft(trx, conversation, ask)
        if (found.kind !== 'open') return found
        const matters = await lockMatters(trx, conversation.id, ['waiting'])
        await moveAllOf(
          trx,
          conversation,
          matters
            .filter((one) => one.draftId === ask.draftId)
            .map(({ id }) => ({
              mentionId: id,
              from: 'waiting',
              to: 'refused',
              who: `colleague:${ask.colleague.id}`,
              why: cleanText(ask.reason),
            })),
        )
        await setDraftState(trx, ask.draftId, 'refused')
        await note(trx, conversation, ask, 'refused', cleanText(ask.reason))
        return { kind: 'refused' }
      })
    },

    preview(ask) {
      return decideIn<Preview>(db, ask.conversationId, async (trx, conversation) => {
        const matters = await lockMatters(trx, conversation.id, ['waiting', 'with-person', 'failed'])
        const text = cleanText(ask.text)
        const { account, visibility } = conversation
        const { findings } = await check(tools, trx, conversation, matters, text, 'colleague')
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

/** Queues an approved text with its job. @returns the send's id. */
export async function queue(
  tools: DeskTools,
  trx: Db,
  conversation: Locked,
  one: { draftId: string; text: string; mentionId: string; by: Decider; language: Written['language'] },
): Promise<string> {
  const id = tools.newId()
  await queueSends(trx, [
    {
      id,
      accountId: conversation.account.id,
      conversationId: conversation.id,
      mentionId: one.mentionId,
      draftId: one.draftId,
      approvedBy: one.by.id,
      text: one.text,
      language: one.language,
    },
  ])
  await addJobs(trx, [{ task: 'send', sendId: id, accountId: conversation.account.id }])
  return id
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
): Promise<void> {
  await noteDecision(trx, {
    conversationId: conversation.id,
    accountId: conversation.account.id,
    colleagueId: seen.colleague.id,
    decision,
    why,
    draftId: seen.draftId,
  })
}
