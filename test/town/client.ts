import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type OpenTown, openTown, type TownWish } from '../../src/town/server.ts'

export const TOKEN = 'brand-token'

export const StatusJson = z.looseObject({
  id: z.string(),
  content: z.string(),
  visibility: z.string(),
  in_reply_to_id: z.string().nullable(),
  edited_at: z.string().nullable(),
  mentions: z.array(z.looseObject({ acct: z.string() })),
  account: z.looseObject({ acct: z.string(), bot: z.boolean() }),
})
export const NotificationJson = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: StatusJson.optional(),
})
export const Notifications = z.array(NotificationJson)
export const Context = z.object({ ancestors: z.array(StatusJson), descendants: z.array(StatusJson) })
export const Witness = z.looseObject({
  id: z.string(),
  author: z.string(),
  text: z.string(),
  brand: z.boolean(),
  visibility: z.string(),
  inReplyTo: z.string().nullable(),
  deletedAt: z.string().nullable(),
  editedAt: z.string().nullable(),
})
const Witnesses = z.object({ statuses: z.array(Witness) })

export function openTestTown(wish: Partial<TownWish> = {}): Promise<OpenTown> {
  return openTown({ file: ':memory:', port: 0, brandToken: TOKEN, ...wish })
}

export interface Wish {
  method?: string
  body?: unknown
  token?: string | null
  headers?: Record<string, string>
}

/** A caller with the brand's token, unless it says otherwise. */
export function call(town: OpenTown, path: string, wish: Wish = {}): Promise<Response> {
  const token = wish.token === undefined ? TOKEN : wish.token
  return fetch(new URL(path, town.url), {
    method: wish.method ?? (wish.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(wish.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...wish.headers,
    },
    redirect: 'manual',
    ...(wish.body === undefined ? {} : { body: JSON.stringify(wish.body) }),
  })
}

export async function read<T>(schema: z.ZodType<T>, answer: Response | Promise<Response>): Promise<T> {
  return schema.parse(await (await answer).json())
}

export interface Words {
  person?: string
  text?: string
  visibility?: string
  inReplyTo?: string
  to?: string
}

/** A person says something to the brand. */
export function say(town: OpenTown, words: Words = {}): Promise<z.infer<typeof Witness>> {
  const person = words.person ?? 'minji'
  const body = { name: person, text: '안녕하세요', to: 'brand', ...words, person }
  return read(Witness, call(town, '/town/say', { body, token: null }))
}

export function post(town: OpenTown, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call(town, '/api/v1/statuses', { body, headers })
}

export function setFaults(town: OpenTown, body: unknown): Promise<Response> {
  return call(town, '/town/faults', { body, token: null })
}

/** Everything that was ever said, as the town saw it. */
export async function witness(town: OpenTown): Promise<z.infer<typeof Witness>[]> {
  return (await read(Witnesses, call(town, '/town/witness', { token: null }))).statuses
}

export function makeFolder(): { path: string; file: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dajeong-town-'))
  return {
    path,
    file: join(path, 'town.sqlite'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
