import { z } from 'zod'
import { Level } from '../core/intent.ts'
import { Visibility } from '../core/mention.ts'
import { Stage } from '../core/stage.ts'
import { Done, Hash, Id, Link, Problem, Reason, Someone, Time, Words } from './shapes.ts'

const IdParams = z.object({ id: Id })
const Account = z.object({ id: z.string(), channel: z.string(), handle: z.string(), name: z.string() })
const By = z.enum(['person', 'brand'])

const Card = z
  .object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    firstHeardAt: Time,
    language: z.string().nullable().meta({ description: 'What they wrote in last.' }),
    level: Level.nullable().meta({ description: 'How politely they last spoke to us.' }),
    counts: z.object({
      conversations: z.number().int(),
      messages: z.number().int(),
      answers: z.number().int(),
    }),
    identities: z.array(
      z.object({
        personId: z.string(),
        account: Account,
        handle: z.string(),
        name: z.string(),
        how: z.enum(['self', 'proven', 'linked']).meta({
          description: 'proven: the network itself says so. linked: a colleague says so.',
        }),
        link: z.object({ reason: z.string(), by: z.string().nullable(), at: Time }).nullable(),
      }),
    ),
    wishes: z.array(z.object({ wish: z.enum(['person', 'silence']), since: Time, endedAt: Time.nullable() })),
    conversations: z.array(
      z.object({
        id: z.string(),
        account: Account,
        visibility: Visibility,
        heardAt: Time,
        lastText: z.string(),
        stages: z.array(Stage),
      }),
    ),
    notes: z.array(
      z.object({
        id: z.string(),
        conversationId: z.string(),
        text: z.string(),
        at: Time,
        by: Someone.nullable(),
        to: z.array(Someone),
      }),
    ),
  })
  .meta({ id: 'PersonCard' })

const Alike = z
  .object({
    personId: z.string(),
    account: Account,
    handle: z.string(),
    name: z.string(),
    heardAt: Time.nullable().meta({ description: 'When they were last heard.' }),
  })
  .meta({ id: 'Alike', description: 'Somebody who might be the same person; nothing says that they are.' })

const Because = z.enum(['asked', 'authority', 'mistake', 'other']).meta({
  description: 'Why they are forgotten; no words, so that the receipt holds nothing of theirs.',
})

const Receipt = z
  .object({
    id: z.string(),
    at: Time,
    by: z.string(),
    because: z.string(),
    rows: z.record(z.string(), z.number().int()).meta({ description: 'How many rows went, by table.' }),
    hash: Hash.meta({ description: 'SHA-256 of time, who, why and rows.' }),
  })
  .meta({ id: 'Receipt', description: 'That somebody was forgotten; nothing of who it was.' })

const Forgotten = z
  .object({
    receipt: Receipt,
    stillShown: z.array(z.object({ url: Link, by: By })).meta({
      description: 'What the network shows all the same. It is told here once and kept nowhere.',
    }),
  })
  .meta({ id: 'Forgotten' })

/** The customer's card, and forgetting them. */
export const personContracts = {
  person: {
    method: 'GET',
    path: '/api/persons/{id}',
    name: 'person',
    summary: 'What we know of a person: their names, conversations, wishes and what colleagues noted.',
    who: 'colleague',
    right: 'read',
    params: IdParams,
    answers: { 200: Card, 404: Problem },
  },
  alike: {
    method: 'GET',
    path: '/api/persons/{id}/alike',
    name: 'alike',
    summary: 'Who else of the brand this person might be, the last heard first, 20 at most.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    query: z.object({
      search: Words(200)
        .default('')
        .meta({ description: 'In a name or handle. Left out: those who go by the same.' }),
    }),
    answers: { 200: z.object({ people: z.array(Alike) }), 404: Problem },
  },
  linkPerson: {
    method: 'POST',
    path: '/api/persons/{id}/links',
    name: 'linkPerson',
    summary: 'Say that two are one person, and why.',
    who: 'colleague',
    right: 'answer',
    params: IdParams,
    body: z.object({ personId: Id, reason: Reason.trim().min(3) }),
    answers: { 200: Done, 404: Problem },
  },
  unlinkPerson: {
    method: 'DELETE',
    path: '/api/persons/{id}/links/{other}',
    name: 'unlinkPerson',
    summary: 'Take back that two are one person.',
    who: 'colleague',
    right: 'answer',
    params: IdParams.extend({ other: Id }),
    answers: { 200: Done, 404: Problem },
  },
  forgetPerson: {
    method: 'POST',
    path: '/api/persons/{id}/forget',
    name: 'forgetPerson',
    summary: 'Erase a person everywhere, with all their linked names. It cannot be undone.',
    who: 'colleague',
    right: 'people',
    params: IdParams,
    body: z.object({ reason: Because }),
    answers: { 200: Forgotten, 404: Problem, 409: Problem },
  },
  erasures: {
    method: 'GET',
    path: '/api/erasures',
    name: 'erasures',
    summary: 'The receipts of whom was forgotten, the newest first.',
    who: 'colleague',
    right: 'people',
    answers: { 200: z.object({ receipts: z.array(Receipt) }) },
  },
} as const
