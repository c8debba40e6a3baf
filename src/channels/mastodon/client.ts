import { z } from 'zod'
import { ChannelError, type ChannelTools } from '../channel.ts'
import { type CallAnswer, type CallRequest, makeCall } from '../fetch.ts'
import { describeMisfit } from './wire.ts'
import { fieldWords } from './words.ts'

export const Settings = z.object({
  /** The server where the brand's account lives; kept as its origin. */
  url: z
    .string()
    .trim()
    .refine(isSafeAddress, 'Give the address of the server, beginning with https://.')
    .transform((url) => new URL(url).origin)
    .meta(fieldWords.url),
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'Give the access token of the account; it has no spaces.')
    .meta(fieldWords.token),
})
export type Settings = z.infer<typeof Settings>

/** What the token must be allowed to do. */
export const neededScopes = [
  'read:accounts',
  'read:notifications',
  'read:statuses',
  'write:statuses',
] as const

export const userAgent = 'Dajeong'

/** Tells whose the token is. */
export const whoWeAre = '/api/v1/accounts/verify_credentials'

export interface Client {
  settings: Settings
  host: string
  /** @throws ChannelError */
  get<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>
  /** @throws ChannelError */
  post<T>(
    path: string,
    body: object,
    headers: Record<string, string>,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T>
}

/** The server's HTTP API with our token. */
export function makeClient(settings: Settings, tools: ChannelTools): Client {
  const { host } = new URL(settings.url)
  const usual = { fetch: tools.fetch, userAgent, now: tools.now, onRate: tools.onRate }
  const authorization = `Bearer ${settings.token}`

  async function ask<T>(
    request: Omit<CallRequest, 'url'> & { path: string },
    schema: z.ZodType<T>,
  ): Promise<T> {
    const { path, ...rest } = request
    const headers = { authorization, ...request.headers }
    const call = makeCall({ ...usual, judge: (answer, error) => judge(path, answer, error) })
    const answer = await call({ ...rest, headers, url: `${settings.url}${path}` })
    const read = schema.safeParse(answer.json)
    if (read.success) return read.data
    const kind = request.method === 'GET' ? 'busy' : 'network'
    const where = `${host} answered ${request.method} ${path.split('?')[0]}`
    throw new ChannelError(kind, `${where} in a shape that we do not know (${describeMisfit(read.error)}).`)
  }
  return {
    settings,
    host,
    get: (path, schema, signal) => ask({ method: 'GET', path, signal }, schema),
    post: (path, body, headers, schema, signal) =>
      ask(
        {
          method: 'POST',
          path,
          signal,
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        },
        schema,
      ),
  }
}

/**
 * For what every server of this kind has: that it is missing or refused says nothing of a mention or a reply, so that
 * `gone` and `refused`, which would end them, become `busy`.
 */
export async function standing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ChannelError) || (error.kind !== 'gone' && error.kind !== 'refused')) throw error
    const text = `${error.message} Is this the address of a Mastodon server?`
    throw new ChannelError('busy', text, { cause: error })
  }
}

/**
 * Mastodon says 403 both of a text and of the account itself (app/controllers/api/base_controller.rb: disabled, not
 * approved, not confirmed, outside the scopes); only the words tell which. And 422 of the one question that has nothing
 * in it but the token: to an app's own token, and snac to every wrong one.
 */
function judge(path: string, answer: CallAnswer, usual: ChannelError): ChannelError {
  if (answer.status === 422 && path === whoWeAre) {
    return new ChannelError('auth', `${usual.message} The token is nobody's there; make a new one.`)
  }
  if (answer.status !== 403) return usual
  if (!/your login is|authorized scopes|insufficient.scope/i.test(JSON.stringify(answer.json))) return usual
  return new ChannelError('auth', `${usual.message} Look at the account, and at the scopes of its token.`)
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isHere)
}
