import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { findAccount, getBrand } from './accounts.ts'
import { type Answer, type Call, Refusal, type Route } from './http.ts'
import { escapeHtml } from './text.ts'
import { type NewToken, saveToken, setRevoked } from './tokens.ts'
import type { Town } from './town.ts'

interface App {
  client_id: string
  client_secret: string
  name: string
  redirect_uris: string
  scopes: string
  website: string | null
}

interface Code {
  code: string
  client_id: string
  account_id: string
  redirect_uri: string
  scopes: string
  challenge: string | null
  created_at: number
}

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob'
/** How long a code may be exchanged, in milliseconds (RFC 6749 4.1.2 recommends at most ten minutes). */
const CODE_MS = 600_000

export function oauthRoutes(town: Town): Route[] {
  return [
    { method: 'POST', path: '/api/v1/apps', answer: (call) => makeApp(town, call) },
    { method: 'GET', path: '/oauth/authorize', answer: (call) => showConsent(town, call) },
    { method: 'POST', path: '/oauth/authorize', answer: (call) => giveCode(town, call) },
    { method: 'POST', path: '/oauth/token', answer: (call) => giveToken(town, call) },
    { method: 'POST', path: '/oauth/revoke', answer: (call) => revoke(town, call) },
  ]
}

const AppWish = z.object({
  client_name: z.string().min(1),
  redirect_uris: z.union([z.string(), z.array(z.string())]),
  scopes: z.string().default('read'),
  website: z.string().nullish(),
})

function makeApp(town: Town, call: Call): Answer {
  const wish = parse(AppWish, call.body, 'Validation failed')
  const redirects =
    typeof wish.redirect_uris === 'string' ? wish.redirect_uris.split(/\s+/) : wish.redirect_uris
  const app: App = {
    client_id: randomBytes(24).toString('base64url'),
    client_secret: randomBytes(24).toString('base64url'),
    name: wish.client_name,
    redirect_uris: redirects.join('\n'),
    scopes: wish.scopes,
    website: wish.website ?? null,
  }
  town.store.run(
    'insert into apps values (:client_id, :client_secret, :name, :redirect_uris, :scopes, :website)',
    { ...app },
  )
  return {
    json: {
      id: app.client_id,
      name: app.name,
      website: app.website,
      scopes: app.scopes.split(' '),
      redirect_uri: app.redirect_uris,
      redirect_uris: redirects,
      client_id: app.client_id,
      client_secret: app.client_secret,
    },
  }
}

const Consent = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().default('read'),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal('S256').optional(),
  /** Who signs in; the brand unless the form says otherwise. */
  account: z.string().optional(),
})

function showConsent(town: Town, call: Call): Answer {
  const query = Object.fromEntries(call.query)
  const consent = parse(Consent, query, 'The authorization request is incomplete')
  const app = getApp(town, consent.client_id, consent.redirect_uri)
  const hidden = Object.entries(query)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
  return {
    html: `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Authorize</title>
<link rel="stylesheet" href="/font/pretendard.css"><link rel="stylesheet" href="/page/town.css"><main class="consent"><h1>${escapeHtml(app.name)}</h1>
<p>wants to act for <b>@${escapeHtml(getBrand(town).handle)}</b> (${escapeHtml(consent.scope)}).</p>
<form method="post" action="/oauth/authorize">${hidden}<button>Allow</button></form></main>`,
  }
}

function giveCode(town: Town, call: Call): Answer {
  const consent = parse(
    Consent,
    { ...Object.fromEntries(call.query), ...bodyOf(call) },
    'The authorization request is incomplete',
  )
  getApp(town, consent.client_id, consent.redirect_uri)
  const account = consent.account === undefined ? getBrand(town) : findAccount(town, consent.account)
  if (!account) throw new Refusal(404, 'Record not found')
  const code = randomBytes(24).toString('base64url')
  town.store.run(
    'insert into codes values (:code, :client_id, :account_id, :redirect_uri, :scopes, :challenge, :created_at)',
    {
      code,
      client_id: consent.client_id,
      account_id: account.id,
      redirect_uri: consent.redirect_uri,
      scopes: consent.scope,
      challenge: consent.code_challenge ?? null,
      created_at: town.now(),
    },
  )
  if (consent.redirect_uri === OUT_OF_BAND) {
    return {
      html: `<!doctype html><meta charset="utf-8"><title>Code</title><p>Code: <code>${code}</code></p>`,
    }
  }
  const target = new URL(consent.redirect_uri)
  target.searchParams.set('code', code)
  if (consent.state !== undefined) target.searchParams.set('state', consent.state)
  return { status: 302, html: '', headers: { location: target.href } }
}

const TokenWish = z.object({
  grant_type: z.enum(['authorization_code', 'client_credentials']),
  client_id: z.string(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  scope: z.string().optional(),
})

function giveToken(town: Town, call: Call): Answer {
  const wish = parse(TokenWish, bodyOf(call), 'The token request is incomplete')
  const app = town.store.one<App>('select * from apps where client_id = :id', { id: wish.client_id })
  if (!app || (wish.client_secret ?? '') !== app.client_secret) throw new Refusal(401, 'invalid_client')
  if (wish.grant_type === 'client_credentials') {
    return tokenJson(town, { account: null, client: app.client_id, scopes: wish.scope ?? 'read' })
  }
  const code = town.store.one<Code>('select * from codes where code = :code', { code: wish.code ?? '' })
  town.store.run('delete from codes where code = :code or created_at < :old', {
    code: wish.code ?? '',
    old: town.now() - CODE_MS,
  })
  const isRight =
    code &&
    code.client_id === app.client_id &&
    code.redirect_uri === wish.redirect_uri &&
    code.created_at >= town.now() - CODE_MS &&
    (code.challenge === null || code.challenge === challengeOf(wish.code_verifier ?? ''))
  if (!isRight) throw new Refusal(400, 'invalid_grant')
  return tokenJson(town, { account: code.account_id, client: app.client_id, scopes: code.scopes })
}

function revoke(town: Town, call: Call): Answer {
  const { token } = parse(z.object({ token: z.string() }), bodyOf(call), 'The request names no token')
  setRevoked(town, true, token)
  return { json: {} }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function getApp(town: Town, clientId: string, redirect: string): App {
  const app = town.store.one<App>('select * from apps where client_id = :clientId', { clientId })
  if (!app) throw new Refusal(401, 'invalid_client')
  if (!app.redirect_uris.split('\n').includes(redirect))
    throw new Refusal(400, 'The redirect_uri is not registered')
  return app
}

function tokenJson(town: Town, wish: NewToken): Answer {
  const token = saveToken(town, wish)
  return {
    json: {
      access_token: token,
      token_type: 'Bearer',
      scope: wish.scopes,
      created_at: Math.floor(town.now() / 1000),
    },
  }
}

function bodyOf(call: Call): Record<string, unknown> {
  return typeof call.body === 'object' && call.body !== null ? { ...call.body } : {}
}

function parse<T>(schema: z.ZodType<T>, value: unknown, sentence: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refusal(422, `${sentence}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
}
