import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type RemoteJWKSet,
} from 'jose'
import { z } from 'zod'
import { ChannelError } from '../src/channels/channel.ts'
import type { Call } from '../src/channels/fetch.ts'
import { type Refusal, refusal, sendAgain } from './answer.ts'

/** Whose tokens are believed and who gives us ours. */
export interface Authority {
  issuer: string
  /** Its OpenID configuration, which names the keys. */
  metadata: string
  /** Where applications get their tokens; a tenant's path follows. */
  login: string
}

export const microsoft: Authority = {
  issuer: 'https://api.botframework.com',
  metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.com',
}

/** What a good token says. */
export interface Verified {
  serviceUrl: string
  /** The channels that the key which signed it may speak for. */
  channels: readonly string[]
  /** It cannot be used after that. */
  until: Date
}

const algorithms = ['RS256', 'RS384', 'RS512']
const skewSeconds = 300
const dayMs = 86_400_000
const longestToken = 16_000

const Metadata = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) })

/**
 * Believes a connector's token, or says why not. Only tokens of the connector's own issuer are: the framework would also take
 * those that applications get for themselves, without looking whom they are for, and ours is shown to every connector we answer.
 */
export function makeVerify(options: { appId: string; authority: Authority; call: Call }) {
  const { appId, authority } = options
  const keys = makeKeys(authority, options.call)

  return async (authorization: string | undefined): Promise<Verified | Refusal> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization ?? '')?.[1]
    if (!authorization) return noToken
    if (!token || token.length > longestToken) return wrong('It is not a Bearer token of three parts.')
    // What can be told without a key is told first, so that nobody makes us ask for keys by sending nonsense.
    const kid = looksRight(token, authority.issuer, appId)
    if (typeof kid !== 'string') return kid
    try {
      const set = await keys()
      const { payload } = await jwtVerify(token, set, {
        algorithms,
        issuer: authority.issuer,
        audience: appId,
        clockTolerance: skewSeconds,
        requiredClaims: ['exp'],
      })
      return readClaims(payload, endorsementsOf(set, kid))
    } catch (error) {
      return whyNot(error)
    }
  }
}

const noToken: Refusal = {
  ...refusal(401, 'no-token', 'Send authorization: Bearer with a token of the Bot Framework.', {
    'www-authenticate': 'Bearer',
  }),
  forged: true,
}

const unfit = (why: string) =>
  refusal(401, 'wrong-token', `The token is not accepted. ${why}`, {
    'www-authenticate': 'Bearer error="invalid_token"',
  })
const wrong = (why: string): Refusal => ({ ...unfit(why), forged: true })

/** The key that it names. */
function looksRight(token: string, issuer: string, appId: string): string | Refusal {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    if (!alg || !algorithms.includes(alg))
      return wrong(`It must be signed by one of ${algorithms.join(', ')}.`)
    if (typeof kid !== 'string' || kid === '') return wrong('It names no key.')
    const { iss, aud } = decodeJwt(token)
    if (iss !== issuer) return wrong('It was issued by somebody else.')
    // Whoever names our address for a bot of theirs has Microsoft bring it, from where it brings what is ours.
    if (aud !== appId) return unfit('It is for another bot; compare MicrosoftAppId.')
    return kid
  } catch {
    return wrong('It cannot be read.')
  }
}

function readClaims(payload: JWTPayload, channels: readonly string[]): Verified | Refusal {
  const { serviceurl: serviceUrl, exp } = payload
  if (typeof serviceUrl !== 'string') return wrong('It names no service address.')
  return { serviceUrl, channels, until: new Date(((exp ?? 0) + skewSeconds) * 1_000) }
}

function whyNot(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return unfit('It has expired.')
  if (error instanceof errors.JWTClaimValidationFailed)
    return wrong(`Its claim ${error.claim} is not as it should be.`)
  if (error instanceof errors.JWSSignatureVerificationFailed) return wrong('Its signature is not good.')
  if (error instanceof errors.JWKSNoMatchingKey) return wrong('It was signed by a key that is not published.')
  const away = error instanceof ChannelError || error instanceof errors.JWKSInvalid
  if (!away && error instanceof errors.JOSEError) return wrong('It cannot be checked.')
  return sendAgain('The keys to check the token by cannot be had now; send it again.')
}

/** The published keys, asked for when first needed, once a day, and when a token names one that is not among them. */
function makeKeys(authority: Authority, call: Call): () => Promise<RemoteJWKSet> {
  let known: { set: Promise<RemoteJWKSet>; until: number } | null = null

  async function open(): Promise<RemoteJWKSet> {
    const { json } = await call({ method: 'GET', url: authority.metadata })
    const read = Metadata.safeParse(json)
    const url = read.success ? new URL(read.data.jwks_uri) : null
    // Keys that came over an open line could be anybody's.
    if (url?.protocol !== new URL(authority.metadata).protocol)
      throw new ChannelError('busy', `${authority.metadata} names no place of keys that can be trusted.`)
    return createRemoteJWKSet(url, {
      cacheMaxAge: dayMs,
      cooldownDuration: 30_000,
      [customFetch]: async (place) => Response.json((await call({ method: 'GET', url: place })).json),
    })
  }

  return () => {
    if (known && known.until > Date.now()) return known.set
    const asked = { set: open(), until: Date.now() + dayMs }
    known = asked
    asked.set.catch(() => {
      if (known === asked) known = null
    })
    return asked.set
  }
}

function endorsementsOf(set: RemoteJWKSet, kid: string): string[] {
  const key: { kid?: string; endorsements?: unknown } | undefined = set
    .jwks()
    ?.keys.find((one) => one.kid === kid)
  const named = z.array(z.string()).safeParse(key?.endorsements)
  return named.success ? named.data : []
}
