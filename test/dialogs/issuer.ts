import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Authority } from '../../dialogs/verify.ts'

export interface Key {
  kid: string
  secret: KeyObject
  jwk: Record<string, unknown>
}

/** Someone who issues tokens to connectors and to applications as Microsoft does, over loopback. */
export interface Issuer {
  authority: Authority
  /** Published, for every channel of the tests. */
  good: Key
  /** Published, and endorsed for another channel alone. */
  elsewhere: Key
  /** Published, with no word of channels. */
  unendorsed: Key
  /** Not published. */
  secret: Key
  /** What the keys are answered with; tests set it to let the server be in trouble. */
  trouble: 'none' | 'hangs' | 'broken' | 'nonsense'
  /** How many applications were given a token, and with which forms. */
  forms: URLSearchParams[]
  /** What applications are answered; a token that counts upwards unless it is set. */
  give: ((form: URLSearchParams) => { status: number; body: unknown }) | null
  /** How often keys were asked for. */
  asked: number
  close(): Promise<void>
}

export function makeKey(kid: string, endorsements?: string[], bits = 2_048): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const jwk = {
    ...publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    ...(endorsements && { endorsements }),
  }
  return { kid, secret: privateKey, jwk }
}

const channels = ['msteams', 'emulator', 'directline', 'line', 'facebook', 'telegram']
const keys = {
  good: makeKey('good', channels),
  elsewhere: makeKey('elsewhere', ['skype']),
  unendorsed: makeKey('unendorsed'),
  secret: makeKey('secret', channels),
}

export async function openIssuer(): Promise<Issuer> {
  const server = createServer((req, res) => {
    const answer = (body: unknown, status = 200) => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (req.method === 'POST') {
      let text = ''
      req.on('data', (chunk: Buffer) => {
        text += chunk
      })
      req.on('end', () => {
        const form = new URLSearchParams(text)
        issuer.forms.push(form)
        const given = issuer.give?.(form) ?? {
          status: 200,
          body: { access_token: `ours-${issuer.forms.length}`, expires_in: 3_600, at: req.url },
        }
        answer(given.body, given.status)
      })
      return
    }
    issuer.asked += 1
    if (issuer.trouble === 'hangs') return
    if (issuer.trouble === 'broken') return answer({}, 500)
    if (issuer.trouble === 'nonsense') return answer({ keys: 'none', jwks_uri: 7 })
    if (req.url === '/openidconfiguration') return answer({ issuer: 'x', jwks_uri: `${url}/keys` })
    answer({ keys: [keys.good.jwk, keys.elsewhere.jwk, keys.unendorsed.jwk] })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer: Issuer = {
    ...keys,
    authority: { issuer: 'https://api.botframework.com', metadata: `${url}/openidconfiguration`, login: url },
    trouble: 'none',
    forms: [],
    give: null,
    asked: 0,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return issuer
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as whoever has `key` can make it; `header` and the third part may say anything. */
export function makeToken(
  key: Key,
  claims: Record<string, unknown>,
  forge: { header?: Record<string, unknown>; signature?: (text: string) => string } = {},
): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...forge.header })}.${part(claims)}`
  const signed =
    forge.signature ?? ((it: string) => sign('sha256', Buffer.from(it), key.secret).toString('base64url'))
  return `${text}.${signed(text)}`
}

/** Signed with the public key as if it were a shared secret. */
export const byPublicKey = (key: Key) => (text: string) =>
  createHmac('sha256', createPublicKey(key.secret).export({ type: 'spki', format: 'pem' }))
    .update(text)
    .digest('base64url')
