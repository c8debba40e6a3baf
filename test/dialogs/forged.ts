import { createPublicKey, sign } from 'node:crypto'
import { byPublicKey, type Issuer, makeToken } from './issuer.ts'
import { appId, type World } from './world.ts'

export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

interface Forged {
  status: number
  why: string
  make(world: World): { authorization: string | null; activity?: Record<string, unknown> }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const withClaims = (claims: Record<string, unknown>) => (world: World) => bearer(world.token(claims))
const withHeader = (
  header: Record<string, unknown>,
  signature?: (issuer: Issuer) => (text: string) => string,
) => {
  return (world: World) => {
    const good = world.token().split('.')[1] ?? ''
    const claims = JSON.parse(Buffer.from(good, 'base64url').toString('utf8')) as Record<string, unknown>
    return bearer(makeToken(world.issuer.good, claims, { header, signature: signature?.(world.issuer) }))
  }
}

/** Tokens that somebody made up, what is answered to each, and how it is made. `docs/security.md` says how many there are. */
export const forged: Record<string, Forged> = {
  'no token': { status: 401, why: 'no-token', make: () => ({ authorization: null }) },
  'an empty header': { status: 401, why: 'no-token', make: () => ({ authorization: '' }) },
  'another scheme': {
    status: 401,
    why: 'wrong-token',
    make: (world) => ({ authorization: `Basic ${world.token()}` }),
  },
  'words that are no token': { status: 401, why: 'wrong-token', make: () => bearer('let.me.in') },
  'two parts': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token().split('.').slice(0, 2).join('.')),
  },
  'a token of a megabyte': {
    status: 431,
    why: '',
    make: () => bearer(`${'a'.repeat(500_000)}.${'b'.repeat(500_000)}.c`),
  },
  'another audience': { status: 401, why: 'wrong-token', make: withClaims({ aud: 'another-bot' }) },
  'our own token, as every connector is shown it': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      ...{ aud: 'https://api.botframework.com', appid: appId, ver: '1.0' },
    }),
  },
  'several audiences': { status: 401, why: 'wrong-token', make: withClaims({ aud: [appId, 'other'] }) },
  'no audience': { status: 401, why: 'wrong-token', make: withClaims({ aud: undefined }) },
  'another issuer': { status: 401, why: 'wrong-token', make: withClaims({ iss: 'https://evil.example' }) },
  'the issuer of applications in any tenant': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({
      iss: 'https://sts.windows.net/evil-tenant/',
      tid: 'evil-tenant',
      appid: appId,
      ver: '1.0',
    }),
  },
  expired: { status: 401, why: 'wrong-token', make: (w) => bearer(w.token({ exp: inSeconds(-310) })) },
  'without an end': { status: 401, why: 'wrong-token', make: withClaims({ exp: undefined }) },
  'not yet good': { status: 401, why: 'wrong-token', make: (w) => bearer(w.token({ nbf: inSeconds(600) })) },
  'alg none': { status: 401, why: 'wrong-token', make: withHeader({ alg: 'none' }, () => () => '') },
  'alg None with a good signature': { status: 401, why: 'wrong-token', make: withHeader({ alg: 'None' }) },
  'HS256 with the public key as its secret': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'HS256' }, (issuer) => byPublicKey(issuer.good)),
  },
  'an algorithm of the key that it was not signed by': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'RS512' }),
  },
  'PS256, which is not among those that are taken': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ alg: 'PS256' }),
  },
  'no signature': { status: 401, why: 'wrong-token', make: withHeader({}, () => () => '') },
  'the signature of another token': {
    status: 401,
    why: 'wrong-token',
    make: withHeader(
      {},
      (issuer) => () => sign('sha256', Buffer.from('x'), issuer.good.secret).toString('base64url'),
    ),
  },
  'a wrong key under a published name': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token({}, { ...world.issuer.secret, kid: 'good' })),
  },
  'a key that is not published': {
    status: 401,
    why: 'wrong-token',
    make: (world) => bearer(world.token({}, world.issuer.secret)),
  },
  'no name of a key': { status: 401, why: 'wrong-token', make: withHeader({ kid: undefined }) },
  'its own key in its header': {
    status: 401,
    why: 'wrong-token',
    make(world) {
      const jwk = createPublicKey(world.issuer.secret.secret).export({ format: 'jwk' })
      const claims = {
        iss: world.issuer.authority.issuer,
        aud: appId,
        exp: inSeconds(600),
        serviceurl: world.connector.url,
      }
      return bearer(makeToken(world.issuer.secret, claims, { header: { kid: 'good', jwk } }))
    },
  },
  'a demand that nobody understands': {
    status: 401,
    why: 'wrong-token',
    make: withHeader({ crit: ['spell'], spell: 1 }),
  },
  'another service address': {
    status: 401,
    why: 'wrong-token',
    make: withClaims({ serviceurl: 'https://smba.trafficmanager.net/kr/' }),
  },
  'no service address': { status: 401, why: 'wrong-token', make: withClaims({ serviceurl: undefined }) },
  'a key endorsed for another channel': {
    status: 403,
    why: 'not-endorsed',
    make: (world) => bearer(world.token({}, world.issuer.elsewhere)),
  },
  'a key endorsed for none': {
    status: 403,
    why: 'not-endorsed',
    make: (world) => bearer(world.token({}, world.issuer.unendorsed)),
  },
  'a host that nobody allowed': {
    status: 403,
    why: 'service-not-allowed',
    make: (world) => ({
      ...bearer(world.token({ serviceurl: 'https://evil.example/' })),
      activity: world.message({ serviceUrl: 'https://evil.example/' }),
    }),
  },
}
