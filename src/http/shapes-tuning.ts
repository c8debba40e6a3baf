import { z } from 'zod'
import { CaseCheck } from '../core/case-checks.ts'
import { Strategy } from '../core/tone/rules.ts'
import { Findings, Id, Problem, Words } from './shapes.ts'

/** The shapes of the tuning room that more than one contract has. */

export const Said = z.object({ ko: z.string(), en: z.string() })

export const DecisionKind = z.enum(['send', 'ask', 'hand-over', 'ignore'])
export const Decided = Said.extend({
  kind: DecisionKind,
  why: z.string(),
  afterMs: z.number().int().optional().meta({ description: 'How long the reply waits before it is sent.' }),
})

export const Tried = z
  .object({
    text: z
      .string()
      .nullable()
      .meta({ description: 'Null: there is no reply, by decision or as `why` says.' }),
    why: z.string().nullable(),
    findings: Findings,
    decision: Decided,
    strategy: Strategy.nullable(),
    asks: Said.nullable().meta({ description: 'What the chat would ask for beside it.' }),
    documents: z.array(z.string()).meta({ description: 'Names of the documents that it cites.' }),
    writer: z.enum(['plain', 'model']).nullable(),
    model: z.string().nullable(),
    fellBack: z.string().nullable().meta({ description: 'Why phrases took over from the model.' }),
    tokensIn: z.number().int(),
    tokensOut: z.number().int(),
    costMicros: z.number().meta({ description: 'In millionths of a US dollar.' }),
    ms: z.number(),
  })
  .meta({ id: 'TriedReply' })

/** The messages that something is tried on. */
export const Messages = {
  conversations: z
    .array(Id)
    .max(20)
    .default([])
    .meta({ description: 'The newest message of each is answered.' }),
  caseIds: z.array(Id).max(20).default([]),
}
const SideBySide = z
  .object({
    conversationId: Id.nullable(),
    caseId: Id.nullable(),
    message: z.string(),
    live: Tried.nullable().meta({ description: 'Null: not answered in time.' }),
    tried: Tried.nullable(),
  })
  .meta({ id: 'SideBySide' })
export const tries = { 200: z.object({ results: z.array(SideBySide) }), 404: Problem, 422: Problem }

export const Check = CaseCheck.meta({ id: 'CaseCheck', description: 'What must be true of a reply.' })
export const Ran = z
  .object({
    case: z.object({ id: Id, name: z.string() }),
    passed: z.boolean(),
    checks: z.array(Said.extend({ check: Check, passed: z.boolean() })),
    reply: Tried.nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: 'CaseRun', description: 'A case with what came of it.' })

export const HeldUp = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('failing'), failing: z.array(Ran) }),
    z.object({ kind: z.literal('may-not-overrule'), failing: z.array(Ran) }),
    z.object({ kind: z.literal('overtaken') }),
  ])
  .meta({ id: 'HeldUp', description: 'Why nothing was published: saved cases fail under it.' })

export const OverruleCases = Words(300).trim().min(3).nullable().default(null).meta({
  description: 'Why it is published although saved cases fail; for owners, and written down.',
})
