import { z } from 'zod'
import { Mode } from '../core/policy.ts'
import { Account, Id, Problem, Words } from './shapes.ts'

const IdParams = z.object({ id: Id })

const FieldWords = z.object({ label: z.string(), help: z.string(), wrong: z.string() })
const SettingField = z
  .object({
    name: z.string(),
    required: z.boolean(),
    secret: z.boolean().meta({ description: 'It goes in and never comes out again.' }),
    kind: z.enum(['text', 'number', 'switch']),
    words: z.object({ ko: FieldWords, en: FieldWords }).nullable(),
    address: z.boolean().meta({ description: 'It says where the network is.' }),
    usual: z.string().nullable().meta({ description: 'What it is where nothing is given.' }),
    made: z.boolean().meta({ description: 'A secret that is made where none is given.' }),
  })
  .meta({ id: 'SettingField' })
const About = z.object({ label: z.string(), lead: z.string() })
const ChannelShape = z
  .object({
    name: z.string(),
    about: z.object({ ko: About, en: About }).nullable(),
    webhook: z.boolean().meta({ description: 'Its messages are delivered to us.' }),
    fields: z.array(SettingField),
  })
  .meta({ id: 'Channel' })

const Made = z
  .array(z.object({ field: z.string(), value: z.string() }))
  .meta({ description: 'Secrets that were made because none was given. Shown this once.' })
const fault = z.enum(['busy', 'refused', 'gone', 'auth', 'network'])
const NotConnected = z
  .object({
    error: z.enum(['wrong-settings', 'not-proven']),
    message: z.string(),
    fault: fault.nullable().meta({ description: 'What kind of no the network said.' }),
    fields: z.array(z.object({ path: z.string(), message: z.string() })),
    made: Made,
  })
  .meta({ id: 'NotConnected', description: 'Nothing was saved.' })

const asked = { who: 'colleague', right: 'connect' } as const

/** Connecting the brand's accounts, and looking after them. */
export const accountContracts = {
  channels: {
    ...asked,
    method: 'GET',
    path: '/api/channels',
    name: 'channels',
    summary: 'The networks that accounts can be connected of, and what each needs.',
    answers: { 200: z.object({ channels: z.array(ChannelShape) }) },
  },
  connectAccount: {
    ...asked,
    method: 'POST',
    path: '/api/accounts',
    name: 'connectAccount',
    summary:
      'Connect an account: the network is asked first, and nothing is saved where it says no. The same account again gets the new settings.',
    body: z.object({
      channel: z.string().max(40),
      settings: z.record(z.string().max(60), z.unknown()).meta({
        description: 'By the names of its fields (`GET /api/channels`); the channel’s own schema reads them.',
      }),
      mode: Mode.optional().meta({ description: 'Of a new account `draft`; a known one keeps its own.' }),
    }),
    answers: {
      200: z.object({ account: Account, wasKnown: z.boolean(), made: Made }),
      409: Problem,
      422: NotConnected,
    },
  },
  checkAccount: {
    ...asked,
    method: 'POST',
    path: '/api/accounts/{id}/check',
    name: 'checkAccount',
    summary: 'Ask the network now whether it still knows us. An account that it had refused is active again.',
    params: IdParams,
    answers: {
      200: z.object({
        proven: z.boolean(),
        fault: fault.nullable(),
        why: z.string().nullable().meta({ description: 'What the network said, if it said no.' }),
        account: Account,
      }),
      404: Problem,
    },
  },
  removeAccount: {
    ...asked,
    method: 'DELETE',
    path: '/api/accounts/{id}',
    name: 'removeAccount',
    summary: 'Forget the account with everything that was heard and said on it.',
    params: IdParams,
    body: z.object({
      handle: Words(512).meta({ description: 'Its handle, typed again: this cannot be taken back.' }),
    }),
    answers: { 200: Account, 404: Problem, 422: Problem },
  },
} as const
