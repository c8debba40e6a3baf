import { z } from 'zod'
import { Mode, Policy } from '../core/policy.ts'
import { Hash, Id, Problem, Reason, Time } from './shapes.ts'
import { Decided, DecisionKind, HeldUp, OverruleCases, Said } from './shapes-tuning.ts'

const Version = z
  .object({
    version: Id.meta({ description: '0: what holds was never published here.' }),
    hash: Hash.meta({ description: 'SHA-256 of the policy with its keys in order.' }),
    author: z.string().nullable(),
    reason: z.string().nullable(),
    at: Time.nullable(),
    live: z.boolean(),
  })
  .meta({ id: 'PolicyVersion' })
const PolicyShape = Policy.meta({ id: 'Policy' })
const Sentences = z.array(Said).meta({ description: 'Its rules as sentences, in their order.' })
const Whole = Version.extend({ policy: PolicyShape, sentences: Sentences }).meta({ id: 'WholePolicy' })
const Change = Said.extend({ field: z.string(), before: z.unknown(), after: z.unknown() }).meta({
  id: 'PolicyChange',
  description: 'One thing that is different, in words.',
})
const Changes = z.array(Change)
const Published = z
  .object({ kind: z.enum(['published', 'same']), version: Version, changes: Changes })
  .meta({ id: 'PolicyPublished' })

const Meanwhile = z
  .discriminatedUnion('kind', [
    ...HeldUp.options,
    z.object({ kind: z.literal('changed-meanwhile'), version: Version }),
  ])
  .meta({
    id: 'PolicyHeldUp',
    description: 'Why nothing was published: cases fail under it, or something else holds than was seen.',
  })

/** A policy is checked by its own schema at the desk, which names each field that is wrong. */
export const GivenPolicy = z.record(z.string().max(60), z.unknown()).meta({
  description:
    'What is to be different: some fields of a policy, or all of them (GET /api/policy/schema). Of `voice` and `disclosure` only what is given changes.',
  example: {
    rules: [{ intent: 'question', minConfidence: 0.9, findings: 'none', do: 'send', afterSeconds: 30 }],
  },
})

const Turned = z.object({ from: DecisionKind, to: DecisionKind, count: z.number().int() })
const WhatIf = z
  .object({
    considered: z.number().int(),
    counts: z.array(Turned).meta({ description: 'What was decided then → what would be decided.' }),
    againstLive: z.array(Turned).meta({ description: 'By the live policy → by this one.' }),
    changed: z.array(
      z.object({
        ...{ draftId: Id, conversationId: Id, at: Time, text: z.string() },
        ...{ was: Decided, live: Decided, would: Decided },
      }),
    ),
    changedInAll: z.number().int(),
  })
  .meta({ id: 'WhatIf' })

const asked = { who: 'colleague', right: 'tune' } as const
const mostBytes = 500_000

/** The policy with its versions, and what a change of it would do. */
export const policyContracts = {
  policy: {
    ...asked,
    method: 'GET',
    path: '/api/policy',
    name: 'policy',
    summary: 'The policy that holds.',
    answers: { 200: Whole },
  },
  policySchema: {
    ...asked,
    method: 'GET',
    path: '/api/policy/schema',
    name: 'policySchema',
    summary: 'A policy as JSON Schema, each field with its name in Korean and English.',
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
  policyVersions: {
    ...asked,
    method: 'GET',
    path: '/api/policy/versions',
    name: 'policyVersions',
    summary: 'Every version, the newest first.',
    answers: { 200: z.object({ versions: z.array(Version) }) },
  },
  policyVersion: {
    ...asked,
    method: 'GET',
    path: '/api/policy/versions/{version}',
    name: 'policyVersion',
    summary: 'One version of the policy.',
    params: z.object({ version: Id }),
    answers: { 200: Whole, 404: Problem },
  },
  policyDiff: {
    ...asked,
    method: 'GET',
    path: '/api/policy/diff',
    name: 'policyDiff',
    summary: 'What is different between two versions, in words.',
    query: z.object({ from: Id, to: Id }),
    answers: { 200: z.object({ changes: Changes }), 404: Problem },
  },
  checkPolicy: {
    ...asked,
    method: 'POST',
    path: '/api/policy/check',
    name: 'checkPolicy',
    summary: 'Whether a change can be published, and what would be different; nothing is written.',
    body: z.object({ policy: GivenPolicy }),
    mostBytes,
    answers: { 200: z.object({ policy: PolicyShape, sentences: Sentences, changes: Changes }) },
  },
  whatIf: {
    ...asked,
    method: 'POST',
    path: '/api/policy/what-if',
    name: 'whatIf',
    summary: 'What a change would have done with the last 500 answers; nothing is written.',
    body: z.object({
      policy: GivenPolicy,
      mode: Mode.nullable()
        .default(null)
        .meta({ description: 'Suppose that every account is in this mode.' }),
    }),
    mostBytes,
    answers: { 200: WhatIf },
  },
  publishPolicy: {
    ...asked,
    method: 'PUT',
    path: '/api/policy',
    name: 'publishPolicy',
    summary: 'Let a change hold from the next message on, on every node. Refused while saved cases fail.',
    body: z.object({
      ...{ policy: GivenPolicy, reason: Reason.min(3), overrule: OverruleCases },
      seen: Hash.optional().meta({
        description:
          'The hash of the policy that you had before you. If another holds now, nothing is published (409 `changed-meanwhile`).',
      }),
    }),
    mostBytes,
    answers: { 200: Published, 404: Problem, 409: Meanwhile, 422: Problem },
  },
  rollBackPolicy: {
    ...asked,
    method: 'POST',
    path: '/api/policy/roll-back',
    name: 'rollBackPolicy',
    summary: 'Let an older version hold again, to the letter.',
    body: z.object({ version: Id, reason: Reason.min(3) }),
    answers: { 200: Published, 404: Problem, 409: Meanwhile },
  },
} as const
