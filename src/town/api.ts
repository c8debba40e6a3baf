import { z } from 'zod'
import { findAccount, findAccountById } from './accounts.ts'
import type { FaultBox } from './faults.ts'
import { type Answer, type Call, Refusal, type Route, toObject } from './http.ts'
import { findNotifications, getNotification } from './notifications.ts'
import { readPage, toLink, toPaging } from './paging.ts'
import type { Account, Status } from './rows.ts'
import { toAccountJson, toNotificationJson, toStatusJson } from './shapes.ts'
import { deleteStatus, editStatus, findContext, getStatus, postStatus, VISIBLE } from './statuses.ts'
import { countCharacters, MAX_CHARACTERS, URL_LENGTH } from './text.ts'
import type { Town } from './town.ts'

/** The part of Mastodon's client API that a responder needs. */
export function apiRoutes(town: Town, faults: FaultBox): Route[] {
  const status = (found: Status): Answer => ({ json: toStatusJson(town, found) })
  const viewer = (call: Call) => call.viewer?.id ?? null
  return [
    { method: 'GET', path: '/api/v1/instance', answer: () => ({ json: instanceV1(town) }) },
    { method: 'GET', path: '/api/v2/instance', answer: () => ({ json: instanceV2(town) }) },
    { method: 'GET', path: '/api/v1/streaming/health', answer: () => ({ html: 'OK' }) },
    {
      method: 'GET',
      path: '/api/v1/accounts/verify_credentials',
      scope: 'read:accounts',
      answer: (call) => ({ json: credentials(town, callerOf(call)) }),
    },
    {
      method: 'GET',
      path: '/api/v1/accounts/lookup',
      answer: (call) => account(town, findAccount(town, call.query.get('acct') ?? '')),
    },
    {
      method: 'GET',
      path: '/api/v1/accounts/:id',
      answer: (call) => account(town, findAccountById(town, call.params.id ?? '')),
    },
    { method: 'GET', path: '/api/v1/accounts/:id/statuses', answer: (call) => accountStatuses(town, call) },
    { method: 'POST', path: '/api/v1/statuses', scope: 'write:statuses', answer: (call) => post(town, call) },
    {
      method: 'GET',
      path: '/api/v1/statuses/:id',
      answer: (call) => status(getStatus(town, call.params.id ?? '', viewer(call))),
    },
    {
      method: 'PUT',
      path: '/api/v1/statuses/:id',
      scope: 'write:statuses',
      answer: (call) => edit(town, call),
    },
    {
      method: 'DELETE',
      path: '/api/v1/statuses/:id',
      scope: 'write:statuses',
      answer: (call) => remove(town, call),
    },
    {
      method: 'GET',
      path: '/api/v1/statuses/:id/context',
      answer: (call) => {
        const found = findContext(town, getStatus(town, call.params.id ?? '', viewer(call)), viewer(call))
        return {
          json: {
            ancestors: found.ancestors.map((above) => toStatusJson(town, above)),
            descendants: found.descendants.map((below) => toStatusJson(town, below)),
          },
        }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/notifications',
      scope: 'read:notifications',
      answer: (call) => notifications(town, faults, call),
    },
    {
      method: 'GET',
      path: '/api/v1/notifications/:id',
      scope: 'read:notifications',
      answer: (call) => ({
        json: toNotificationJson(town, getNotification(town, callerOf(call).id, call.params.id ?? '')),
      }),
    },
  ]
}

function callerOf(call: Call): Account {
  if (!call.viewer) throw new Refusal(422, 'This method requires an authenticated user')
  return call.viewer
}

function account(town: Town, found: Account | undefined): Answer {
  if (!found) throw new Refusal(404, 'Record not found')
  return { json: toAccountJson(town, found) }
}

function credentials(town: Town, own: Account) {
  return {
    ...toAccountJson(town, own),
    source: {
      privacy: 'public',
      sensitive: false,
      language: own.lang,
      note: '',
      fields: [],
      follow_requests_count: 0,
    },
  }
}

function accountStatuses(town: Town, call: Call): Answer {
  const owner = findAccountById(town, call.params.id ?? '')
  if (!owner) throw new Refusal(404, 'Record not found')
  const paging = toPaging(call.query, 20, 40)
  const noReplies = call.query.get('exclude_replies') === 'true' ? 'and s.in_reply_to_id is null' : ''
  const where = `s.account_id = :owner ${noReplies} and ${VISIBLE}`
  const params = { owner: owner.id, viewer: call.viewer?.id ?? null }
  const page = readPage<Status>(town, 'statuses s', 's.*', 's.id', where, paging, params)
  return {
    json: page.map((found) => toStatusJson(town, found)),
    headers: toLink(`${town.url()}${call.path}`, call.query, paging, page),
  }
}

function notifications(town: Town, faults: FaultBox, call: Call): Answer {
  const query = toObject(call.query)
  const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())
  const paging = toPaging(call.query, 40, 80)
  const wanted = { types: list(query.types), excluded: list(query.exclude_types) }
  const page = findNotifications(town, callerOf(call).id, wanted, paging)
  const headers = toLink(`${town.url()}${call.path}`, call.query, paging, page)
  let shown = page
  const repeated = shown[Math.floor(faults.random() * shown.length)]
  if (repeated && faults.strikes('duplicateNotifications')) shown = [...shown, repeated]
  if (shown.length > 1 && faults.strikes('reorderNotifications')) shown = faults.shuffle(shown)
  return { json: shown.map((found) => toNotificationJson(town, found)), headers }
}

const StatusWish = z.object({
  status: z.string().default(''),
  in_reply_to_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).default('public'),
  language: z.string().nullish(),
  spoiler_text: z.string().nullish(),
})

function post(town: Town, call: Call): Answer {
  const wish = readWish(StatusWish, call.body)
  requireLength(wish.status, wish.spoiler_text ?? '')
  const key = call.headers['idempotency-key']
  const made = postStatus(town, callerOf(call), {
    text: wish.status,
    visibility: wish.visibility,
    inReplyTo: wish.in_reply_to_id || null,
    lang: wish.language || null,
    spoiler: wish.spoiler_text ?? '',
    ...(typeof key === 'string' && key !== '' ? { idempotencyKey: key } : {}),
  })
  return { json: toStatusJson(town, made) }
}

function edit(town: Town, call: Call): Answer {
  const wish = readWish(StatusWish.omit({ in_reply_to_id: true, visibility: true }), call.body)
  requireLength(wish.status, wish.spoiler_text ?? '')
  const changed = editStatus(town, callerOf(call), call.params.id ?? '', {
    text: wish.status,
    spoiler: wish.spoiler_text ?? '',
    ...(wish.language ? { lang: wish.language } : {}),
  })
  return { json: toStatusJson(town, changed) }
}

function remove(town: Town, call: Call): Answer {
  const gone = deleteStatus(town, callerOf(call), call.params.id ?? '')
  return { json: { ...toStatusJson(town, gone), text: gone.text } }
}

function readWish<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal(422, `Validation failed: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
}

function requireLength(text: string, spoiler: string): void {
  if (text.trim() === '') throw new Refusal(422, "Validation failed: Text can't be blank")
  if (countCharacters(text) + countCharacters(spoiler) > MAX_CHARACTERS) {
    throw new Refusal(422, `Validation failed: Text character limit of ${MAX_CHARACTERS} exceeded`)
  }
}

const limits = {
  statuses: {
    max_characters: MAX_CHARACTERS,
    max_media_attachments: 0,
    characters_reserved_per_url: URL_LENGTH,
  },
}

function instanceV2(town: Town) {
  return {
    domain: town.domain(),
    title: 'The town',
    version: '4.5.0 (compatible; town 1)',
    source_url: '',
    description: 'A small network where you are anybody.',
    languages: ['ko', 'en'],
    configuration: { urls: { streaming: town.url().replace(/^http/, 'ws') }, ...limits },
    registrations: { enabled: false, approval_required: false, message: null },
    rules: [],
  }
}

function instanceV1(town: Town) {
  return {
    uri: town.domain(),
    title: 'The town',
    version: '4.5.0 (compatible; town 1)',
    short_description: 'A small network where you are anybody.',
    urls: { streaming_api: town.url().replace(/^http/, 'ws') },
    languages: ['ko', 'en'],
    configuration: limits,
    registrations: false,
  }
}
