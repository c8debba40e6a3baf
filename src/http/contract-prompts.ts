import { z } from 'zod'
import { Hash, Id, Problem, Reason, Time, Words } from './shapes.ts'
import { HeldUp, OverruleCases } from './shapes-tuning.ts'

export const Name = z
  .string()
  .regex(/^(?:_?[a-z][a-z-]{0,40}|plain\/(?:ko|en))$/)
  .meta({
    description:
      'A prompt, or with _ before it a part that prompts take in; `plain/ko` and `plain/en` (in an address `plain%2Fko`) are phrases.',
    example: 'reply-question',
  })

// Phrases are long; a prompt of more than 20,000 characters is refused where its name is known.
export const Source = Words(200_000).min(1)
export const mostSourceBytes = 900_000

const Version = z
  .object({
    name: z.string(),
    version: Id.meta({ description: '0 is the file of the installation.' }),
    hash: Hash,
    fromFile: z.boolean(),
    author: z.string().nullable(),
    reason: z.string().nullable(),
    at: Time.nullable(),
    live: z.boolean(),
  })
  .meta({ id: 'PromptVersion' })
const Prompt = Version.extend({ source: z.string() }).meta({ id: 'Prompt' })
const Changed = z.object({ kind: z.enum(['saved', 'same']), version: Version }).meta({ id: 'PromptChanged' })

const Kept = z.object({ version: Id, author: z.string(), reason: z.string(), at: Time })
const ReplayShape = z
  .object({
    draftId: Id,
    text: z.string(),
    writer: z.enum(['plain', 'model', 'colleague']),
    model: z.string().nullable(),
    at: Time,
    fellBack: z.string().nullable(),
    editedFrom: Id.nullable().meta({ description: 'The draft that a colleague made it from.' }),
    madeBy: z.string().nullable(),
    parts: z.array(
      z.object({
        name: z.string(),
        hash: Hash,
        source: z.string().nullable(),
        versions: z.array(Kept).meta({ description: 'None: it came with the installation.' }),
      }),
    ),
    inputs: z.unknown().meta({ description: 'Everything that the writer was given.' }),
    messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
    again: z.string().nullable().meta({ description: 'What the phrases make of the same request now.' }),
    same: z.boolean().nullable().meta({ description: 'The same bytes; null when that cannot be told.' }),
    why: z.string().nullable(),
  })
  .meta({ id: 'Replay' })

const Base = Hash.nullable().default(null).meta({
  description: 'Of the version that it was made from: where another is live by now, it is `overtaken`.',
})

const named = { who: 'colleague', right: 'tune', params: z.object({ name: Name }) } as const
const changed = { 200: Changed, 404: Problem, 409: HeldUp, 422: Problem }

/** The words that a model is told, and how a draft came about. */
export const promptContracts = {
  prompts: {
    method: 'GET',
    path: '/api/prompts',
    name: 'prompts',
    summary: 'The prompts and their parts, each in its live version.',
    who: 'colleague',
    right: 'tune',
    answers: { 200: z.object({ prompts: z.array(Version) }) },
  },
  prompt: {
    ...named,
    method: 'GET',
    path: '/api/prompts/{name}',
    name: 'prompt',
    summary: 'One prompt with its words.',
    answers: { 200: Prompt, 404: Problem },
  },
  promptVersions: {
    ...named,
    method: 'GET',
    path: '/api/prompts/{name}/versions',
    name: 'promptVersions',
    summary: 'Every version, the newest first; the last is the file of the installation.',
    answers: { 200: z.object({ versions: z.array(Version) }), 404: Problem },
  },
  promptVersion: {
    ...named,
    method: 'GET',
    path: '/api/prompts/{name}/versions/{version}',
    name: 'promptVersion',
    summary: 'One version with its words, to be compared with another.',
    params: z.object({ name: Name, version: Id }),
    answers: { 200: Prompt, 404: Problem },
  },
  savePrompt: {
    ...named,
    method: 'PUT',
    path: '/api/prompts/{name}',
    name: 'savePrompt',
    summary:
      'Put new words in its place. Refused with `name:line: reason` when a prompt could not be made, and while saved cases fail.',
    body: z.object({ source: Source, reason: Reason.min(3), overrule: OverruleCases, base: Base }),
    mostBytes: mostSourceBytes,
    answers: changed,
  },
  checkPrompt: {
    ...named,
    method: 'POST',
    path: '/api/prompts/{name}/check',
    name: 'checkPrompt',
    summary: 'Whether a prompt or phrases can be made of these words. Nothing is written.',
    body: z.object({ source: Source }),
    mostBytes: mostSourceBytes,
    answers: {
      200: z.object({
        why: z.string().nullable().meta({ description: '`name:line: reason`; null: they can be used.' }),
      }),
      404: Problem,
    },
  },
  rollBackPrompt: {
    ...named,
    method: 'POST',
    path: '/api/prompts/{name}/roll-back',
    name: 'rollBackPrompt',
    summary: 'Let an older version hold again, or the file with version 0.',
    body: z.object({ version: Id, reason: Reason.min(3) }),
    answers: changed,
  },
  replay: {
    method: 'GET',
    path: '/api/drafts/{id}/replay',
    name: 'replay',
    summary: 'How a draft came about: every input, the exact words, and whether they make the same bytes.',
    who: 'colleague',
    right: 'tune',
    params: z.object({ id: Id }),
    answers: { 200: ReplayShape, 404: Problem },
  },
} as const
