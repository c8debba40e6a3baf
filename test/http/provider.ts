import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider of OpenID Connect as small as one can be: discovery, keys, tokens. What it says of whom can be bent. */
export interface Provider {
  issuer: string
  /** Claims that stand in place of the right ones; undefined leaves one out. */
  claims: Record<string, unknown>
  /** Signs with a key that it does not show. */
  forged: boolean
  /** Answers discovery with a redirect to itself. */
  redirects: boolean
  /** How often tokens were asked for. */
  asked: number
  /** What the browser does there: signs in and comes back. @returns the query that it brings. */
  visit(url: string): string
  close(): Promise<void>
}

export const client = { clientId: 'dajeong', clientSecret: 'a secret of the client' }
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export async function openProvider(): Promise<Provider> {
  const [shown, hidden] = [pair(), pair()]
  const codes = new Map<string, { nonce: string; challenge: string }>()
  const server = createServer((req, res) => {
    void answer(req).then(({ status = 200, body = {}, headers = {} }) => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers })
      res.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(
    req: IncomingMessage,
  ): Promise<{ status?: number; body?: unknown; headers?: Record<string, string> }> {
    if (req.url === '/.well-known/openid-configuration') {
      if (provider.redirects) return { status: 302, headers: { location: `${issuer}/elsewhere` } }
      return { body: described }
    }
    if (req.url === '/elsewhere') return { body: described }
    if (req.url === '/keys') {
      const key = shown.publicKey.export({ format: 'jwk' })
      return { body: { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' }] } }
    }
    provider.asked += 1
    let text = ''
    for await (const chunk of req) text += String(chunk)
    const form = new URLSearchParams(text)
    const known = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!known || known.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } }
    const seconds = Math.floor(Date.now() / 1_000)
    const claims = {
      ...{ iss: issuer, aud: client.clientId, sub: 'subject-1', nonce: known.nonce },
      ...{ iat: seconds, exp: seconds + 60, email: 'hana@dajeong.local', email_verified: true },
      ...provider.claims,
    }
    const token = `${base64({ alg: 'RS256', kid: 'one' })}.${base64(claims)}`
    const key = (provider.forged ? hidden : shown).privateKey
    const signature = createSign('RSA-SHA256').update(token).sign(key).toString('base64url')
    const id_token = `${token}.${signature}`
    return { body: { access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token } }
  }

  const described = {
    ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
    ...{
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    },
    ...{ id_token_signing_alg_values_supported: ['RS256'] },
  }
  const provider: Provider = {
    issuer,
    claims: {},
    forged: false,
    redirects: false,
    asked: 0,
    visit(url) {
      const asked = new URL(url).searchParams
      const code = randomUUID()
      codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' })
      return `?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return provider
}
