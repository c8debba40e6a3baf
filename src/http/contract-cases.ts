import { z } from 'zod'
import { CaseWords } from '../core/case-checks.ts'
import { Mode } from '../core/policy.ts'
import { GivenPolicy } from './contract-policy.ts'
import { mostSourceBytes, Name, Source } from './contract-prompts.ts'
import { Done, Id, Problem, Time, Words } from './shapes.ts'
import { Check, Messages, Ran, tries } from './shapes-tuning.ts'

const Case = z
  .object({
    ...CaseWords.shape,
    ...{ id: Id, conversationId: Id.nullable(), author: z.string(), at: Time },
  })
  .meta({
    id: 'Case',
    description: 'A message with what must be true of the reply; what is personal is masked.',
  })
const IdParams = z.object({ id: Id })
const saved = { 200: Case, 404: Problem, 409: Problem }
const asked = { who: 'colleague', right: 'tune' } as const

const some = (most: number) => z.array(Id).max(most)
/** The saved cases, and what a version that is not published makes of messages. */
export const caseContracts = {
  cases: {
    ...asked,
    method: 'GET',
    path: '/api/cases',
    name: 'cases',
    summary: 'The saved cases, in the order in which they were made; 50 at most.',
    answers: { 200: z.object({ cases: z.array(Case) }) },
  },
  addCase: {
    ...asked,
    method: 'POST',
    path: '/api/cases',
    name: 'addCase',
    summary: 'Save a case. From then on nothing is published under which it fails.',
    body: CaseWords,
    answers: saved,
  },
  changeCase: {
    ...asked,
    method: 'PUT',
    path: '/api/cases/{id}',
    name: 'changeCase',
    summary: 'Change a case.',
    params: IdParams,
    body: CaseWords,
    answers: saved,
  },
  removeCase: {
    ...asked,
    method: 'DELETE',
    path: '/api/cases/{id}',
    name: 'removeCase',
    summary: 'Remove a case.',
    params: IdParams,
    answers: { 200: Done, 404: Problem },
  },
  caseFromConversation: {
    ...asked,
    method: 'POST',
    path: '/api/conversations/{id}/case',
    name: 'caseFromConversation',
    summary: 'Make a case of the newest message of a conversation.',
    params: IdParams,
    body: z.object({
      name: Words(120).trim().min(1).nullable().default(null).meta({ description: 'Null: how it begins.' }),
      must: z
        .array(Check)
        .min(1)
        .max(20)
        .nullable()
        .default(null)
        .meta({ description: 'Null: its language, and how it was answered.' }),
    }),
    answers: saved,
  },
  runCases: {
    ...asked,
    method: 'POST',
    path: '/api/cases/run',
    name: 'runCases',
    summary:
      'Answer saved cases with versions that are not published. Kept is what it cost, and nothing else.',
    body: z.object({
      prompts: z.record(Name, Source).default({}).meta({ description: 'Words by the name of their prompt.' }),
      policy: GivenPolicy.nullable().default(null),
      ids: some(50).optional().meta({ description: 'All without it.' }),
      mode: Mode.exclude(['off']).default('send'),
    }),
    mostBytes: mostSourceBytes,
    answers: { 200: z.object({ results: z.array(Ran), failed: z.number().int() }), 422: Problem },
  },
  tryPrompt: {
    ...asked,
    method: 'POST',
    path: '/api/prompts/{name}/try',
    name: 'tryPrompt',
    summary: 'Answer at most 20 messages with the live words and with these, side by side.',
    params: z.object({ name: Name }),
    body: z.object({ source: Source, ...Messages }),
    mostBytes: mostSourceBytes,
    answers: tries,
  },
  tryPolicy: {
    ...asked,
    method: 'POST',
    path: '/api/policy/try',
    name: 'tryPolicy',
    summary: 'Answer at most 20 messages under the live policy and under this one, side by side.',
    body: z.object({ policy: GivenPolicy, ...Messages }),
    mostBytes: mostSourceBytes,
    answers: tries,
  },
  promptHelp: {
    ...asked,
    method: 'GET',
    path: '/api/prompt-help',
    name: 'promptHelp',
    summary: 'What each prompt may use, and what its answer has to have.',
    answers: {
      200: z.object({
        prompts: z.array(
          z.object({
            name: z.string(),
            inputs: z.array(z.string()),
            outputs: z.array(z.object({ name: z.string(), is: z.union([z.string(), z.array(z.string())]) })),
            needs: z.array(z.string()),
          }),
        ),
      }),
    },
  },
} as const
