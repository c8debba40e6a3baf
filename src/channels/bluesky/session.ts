import type { z } from 'zod'
import type { ChannelTools } from '../channel.ts'
import { ChannelError } from '../channel.ts'
import { type CallAnswer, makeCall } from '../fetch.ts'
import { BlueskyError, judge } from './errors.ts'
import { type Credentials, explainLogin } from './login-words.ts'
import { DidDocument, Resolved, Session } from './wire.ts'

export interface XrpcRequest<T> {
  nsid: string
  schema: z.ZodType<T>
  params?: Record<string, string | string[] | undefined>
  /** With a body it is a procedure (POST), without one a query (GET). */
  body?: unknown
  /** The service behind the PDS that the call is meant for, as `did#service`. */
  proxy?: string
  signal?: AbortSignal
}

/** The account's PDS, spoken to as the account. */
export interface Client {
  /** @throws ChannelError */
  me(): Promise<{ did: string; handle: string }>
  /** Renews the session, which shows whether the network still wants us. @throws ChannelError */
  renew(): Promise<void>
  /** @throws ChannelError, or the signal's reason when it was aborted before anything was sent */
  call<T>(request: XrpcRequest<T>): Promise<T>
}

// 20 s: a PDS passes a call on to the AppView or the chat service and has its own time-outs below that.
const timeoutMs = 20_000

// A minute: the network allows 30 log-ins in 5 minutes and 300 a day, so a wrong password must not use them up.
const loginPauseMs = 60_000

/**
 * One log-in serves every call until the network ends it: the access token is renewed with the refresh token when it
 * expires, and only a refused refresh token leads to a new log-in.
 */
export function openClient(credentials: Credentials, tools: ChannelTools): Client {
  const ends = { fetch: tools.fetch, now: tools.now, timeoutMs, judge, userAgent: 'Dajeong' }
  const callAsUs = makeCall({ ...ends, onRate: tools.onRate })
  const callForSession = makeCall(ends)
  let session: Session | null = null
  let pending: Promise<Session> | null = null
  let failed: { error: ChannelError; at: number } | null = null

  const once = (work: () => Promise<Session>): Promise<Session> => {
    pending ??= work().finally(() => {
      pending = null
    })
    return pending
  }

  async function login(): Promise<Session> {
    if (failed && tools.now().getTime() - failed.at < loginPauseMs) throw failed.error
    try {
      const answer = await callForSession({
        method: 'POST',
        url: toUrl(credentials.service, 'com.atproto.server.createSession'),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identifier: credentials.identifier, password: credentials.password }),
        repeatable: true,
      })
      session = readSession(answer)
      failed = null
      return session
    } catch (error) {
      const told = await explainLogin(error, credentials, isKnownHandle)
      if (told.kind === 'auth') failed = { error: told, at: tools.now().getTime() }
      throw told
    }
  }

  async function refresh(stale: Session): Promise<Session> {
    try {
      const answer = await callForSession({
        method: 'POST',
        url: toUrl(credentials.service, 'com.atproto.server.refreshSession'),
        headers: { authorization: `Bearer ${stale.refreshJwt}` },
        repeatable: true,
      })
      session = readSession(answer)
      return session
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'auth') throw error
      session = null
      return login()
    }
  }

  /** Somebody else may have renewed the session while a call with the old token was under way. */
  const renew = (stale: Session): Promise<Session> =>
    session && session.accessJwt !== stale.accessJwt ? Promise.resolve(session) : once(() => refresh(stale))

  const ensure = (): Promise<Session> => pending ?? (session ? Promise.resolve(session) : once(login))

  async function isKnownHandle(handle: string): Promise<boolean> {
    const url = toUrl(credentials.service, 'com.atproto.identity.resolveHandle', { handle })
    const answer = await callForSession({ method: 'GET', url })
    return Resolved.safeParse(answer.json).success
  }

  async function callWith<T>(mine: Session, request: XrpcRequest<T>): Promise<T> {
    const isWrite = request.body !== undefined
    const answer = await callAsUs({
      method: isWrite ? 'POST' : 'GET',
      url: toUrl(readEndpoint(mine, credentials.service), request.nsid, request.params),
      headers: {
        authorization: `Bearer ${mine.accessJwt}`,
        ...(isWrite ? { 'content-type': 'application/json' } : {}),
        ...(request.proxy ? { 'atproto-proxy': request.proxy } : {}),
      },
      body: isWrite ? JSON.stringify(request.body) : undefined,
      signal: request.signal,
    })
    const read = request.schema.safeParse(answer.json)
    if (read.success) return read.data
    const text = `${request.nsid} at ${credentials.service} was answered in a form that Dajeong does not know.`
    throw new BlueskyError(isWrite ? 'network' : 'busy', text, '', { cause: read.error })
  }

  return {
    async me() {
      const { did, handle } = await ensure()
      return { did, handle }
    },
    async renew() {
      await renew(await ensure())
    },
    async call(request) {
      const mine = await ensure()
      try {
        return await callWith(mine, request)
      } catch (error) {
        if (!hasExpired(error, request.proxy !== undefined)) throw error
        return callWith(await renew(mine), request)
      }
    },
  }
}

/**
 * A service behind the PDS may dislike a token for reasons of its own (an app password without the right to direct
 * messages is `InvalidToken`), and no new session mends that; only an expired token is worth one there.
 */
function hasExpired(error: unknown, isProxied: boolean): boolean {
  if (!(error instanceof BlueskyError)) return false
  return error.code === 'ExpiredToken' || (!isProxied && error.kind === 'auth')
}

function readSession(answer: CallAnswer): Session {
  const read = Session.safeParse(answer.json)
  if (!read.success) {
    throw new BlueskyError('refused', 'The address answers, but not like a Bluesky server (PDS).', '', {
      cause: read.error,
    })
  }
  if (read.data.active === false) {
    const why = read.data.status ?? 'inactive'
    throw new BlueskyError('auth', `The account ${read.data.handle} is ${why} on the network.`, why)
  }
  return read.data
}

/**
 * An account may live on another server than the one that logs it in (bsky.social is only the entrance); its DID
 * document names its home. A home without TLS is believed only when the entrance has none either.
 */
export function readEndpoint(session: Pick<Session, 'didDoc'>, service: string): string {
  const document = DidDocument.safeParse(session.didDoc)
  const home = document.data?.service.find(
    (entry) => entry.id.endsWith('#atproto_pds') && entry.type === 'AtprotoPersonalDataServer',
  )?.serviceEndpoint
  if (typeof home !== 'string' || !URL.canParse(home)) return service
  const isSafe = home.startsWith('https:') || service.startsWith('http:')
  return isSafe ? home : service
}

function toUrl(base: string, nsid: string, params: XrpcRequest<unknown>['params'] = {}): string {
  const url = new URL(`/xrpc/${nsid}`, base)
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one)
  }
  return url.href
}
