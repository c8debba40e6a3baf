import { z } from 'zod'
import { Stage } from '../core/stage.ts'
import { Done, Id, Problem, Words } from './shapes.ts'

const Talk = z.object({
  conversationId: Id,
  stage: Stage,
  fate: z.enum(['reading', 'draft', 'person', 'sending', 'sent', 'over']),
  text: z.string(),
  reply: z.string().nullable().meta({ description: 'Ours, once its network has it.' }),
  url: z.string().nullable(),
})
const FirstSteps = z
  .object({
    brand: z.object({ id: Id, name: z.string() }),
    done: z
      .object({ brand: z.boolean(), knowledge: z.boolean(), listening: z.boolean(), answered: z.boolean() })
      .meta({ description: 'By what is in the database, whoever did it and wherever.' }),
    documents: z.number().int(),
    listening: z.number().int(),
    away: z.boolean().meta({ description: 'They were put away; they can still be opened.' }),
    untouched: z.boolean().meta({ description: 'Nobody has ever written to the brand.' }),
    town: z
      .object({ url: z.string(), talk: Talk.nullable() })
      .nullable()
      .meta({ description: 'The practice network, where it runs with us.' }),
  })
  .meta({ id: 'FirstSteps' })

const asked = { who: 'colleague', right: 'connect' } as const

/** A brand's first steps, and what the brands are called. */
export const startContracts = {
  brands: {
    method: 'GET',
    path: '/api/brands',
    name: 'brands',
    summary: 'The brands that you may read of, those without any account too.',
    who: 'colleague',
    right: 'read',
    about: 'any',
    answers: {
      200: z.object({ brands: z.array(z.object({ id: Id, name: z.string(), house: z.boolean() })) }),
    },
  },
  nameBrand: {
    method: 'PUT',
    path: '/api/brand',
    name: 'nameBrand',
    summary: 'What the brand is called, from the next reply on.',
    who: 'colleague',
    right: 'tune',
    body: z.object({ name: Words(80).trim().min(1) }),
    answers: { 200: Done },
  },
  firstSteps: {
    ...asked,
    method: 'GET',
    path: '/api/start',
    name: 'firstSteps',
    summary: 'How far the brand has come on its five first steps.',
    answers: { 200: FirstSteps },
  },
  putStepsAway: {
    ...asked,
    method: 'POST',
    path: '/api/start/away',
    name: 'putStepsAway',
    summary: 'Put the first steps away, or show them again.',
    body: z.object({ away: z.boolean() }),
    answers: { 200: Done },
  },
  takeSample: {
    method: 'POST',
    path: '/api/start/sample',
    name: 'takeSample',
    summary: 'Take the documents of the sample brand in; nothing where the brand has or had some.',
    who: 'colleague',
    right: 'tune',
    answers: { 200: z.object({ documents: z.number().int() }) },
  },
  letCustomerWrite: {
    ...asked,
    method: 'POST',
    path: '/api/start/customer',
    name: 'letCustomerWrite',
    summary: 'Somebody in the practice network writes this to the brand.',
    body: z.object({ text: Words(500).trim().min(1) }),
    answers: { 200: Done, 409: Problem },
  },
} as const
