import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { noteAudit } from '../store/audit.ts'
import { findByEmail, findPasswordHash } from '../store/colleagues.ts'
import type { Db } from '../store/db.ts'
import { findByIdentity, saveIdentity } from '../store/identities.ts'
import { listMemberships } from '../store/memberships.ts'
import { seal, unseal } from '../store/seal.ts'
import type { Auth } from './auth.ts'
import { guardedFetch, isLocalUrl } from './guarded-fetch.ts'
import { aboutColleague } from './staff.ts'

/** Where colleagues sign in besides, and as whom we ask there. */
export interface OidcSettings {
  /** https, or http on this very machine. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Our own address, to which the provider sends the browser back. */
  redirectUri: string
}

export type OidcAnswer =
  | { kind: 'signed-in'; token: string }
  /** `error` is for the log; whoever tried is told only that it did not work. */
  | { kind: 'refused'; why: 'ticket' | 'provider' | 'unknown'; error: unknown }

/** Signing in at a provider of OpenID Connect. It makes nobody: whoever comes must be on the staff by their address. */
export interface Oidc {
  /** @returns where to send the browser, and a ticket that it brings back; both hold for ten minutes. @throws when the provider cannot be asked. */
  start(): Promise<{ url: string; ticket: string }>
  /** @param search what the provider sent the browser back with, from the `?` on. */
  finish(ask: { ticket: string; search: string }): Promise<OidcAnswer>
}

/** In milliseconds. */
export const ticketMs = 10 * 60_000
// Providers change their keys; what they say of themselves is read anew now and then.
const knownMs = 60 * 60_000
const aboutTicket = 'a sign-in under way'
const Ticket = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() })
const Claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional(),
  email_verified: z.boolean().optional(),
})

export function makeOidc(
  tools: { db: Db; key: Buffer; auth: Auth; now(): Date },
  settings: OidcSettings,
): Oidc {
  const { db, key, auth, now } = tools
  const local = isLocalUrl(new URL(settings.issuer))
  const ask: CustomFetch = (url, options) =>
    guardedFetch(url, { ...options, body: options.body as string | URLSearchParams | null }, { local })
  let known: { at: number; provider: Promise<Configuration> } | null = null

  function provider(): Promise<Configuration> {
    const at = now().getTime()
    if (known && at - known.at < knownMs) return known.provider
    const { issuer, clientId, clientSecret } = settings
    // The signature is looked at even though the token comes from the provider itself: it costs nothing and trusts less.
    const execute = [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])]
    const found = discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute,
      [customFetch]: ask,
    })
    known = { at, provider: found }
    found.catch(() => {
      known = null
    })
    return found
  }

  async function claimsOf(ticket: z.infer<typeof Ticket>, search: string) {
    const back = new URL(settings.redirectUri)
    back.search = search
    const tokens = await authorizationCodeGrant(await provider(), back, {
      expectedState: ticket.state,
      expectedNonce: ticket.nonce,
      pkceCodeVerifier: ticket.verifier,
      idTokenExpected: true,
    })
    return Claims.parse(tokens.claims())
  }

  function openTicket(sealed: string): z.infer<typeof Ticket> | null {
    try {
      const ticket = Ticket.parse(unseal(key, aboutTicket, Buffer.from(sealed, 'base64url')))
      return ticket.until > now().getTime() ? ticket : null
    } catch {
      return null
    }
  }

  /** By the subject once it is known; the first time by an address that the provider has verified. */
  async function findColleague(trx: Db, { sub, email, email_verified }: z.infer<typeof Claims>) {
    const { issuer } = settings
    const linked = await findByIdentity(trx, issuer, sub)
    if (linked) return linked
    const found = email && email_verified === true ? await findByEmail(trx, email) : null
    if (!found || !(await saveIdentity(trx, { issuer, subject: sub, colleagueId: found.id }))) return null
    return found.id
  }

  return {
    async start() {
      const ticket = {
        ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() },
        until: now().getTime() + ticketMs,
      }
      const url = buildAuthorizationUrl(await provider(), {
        redirect_uri: settings.redirectUri,
        scope: 'openid email profile',
        state: ticket.state,
        nonce: ticket.nonce,
        code_challenge: await calculatePKCECodeChallenge(ticket.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, ticket: seal(key, aboutTicket, ticket).toString('base64url') }
    },

    async finish({ ticket: sealed, search }) {
      const ticket = openTicket(sealed)
      if (!ticket) return { kind: 'refused', why: 'ticket', error: null }
      let claims: z.infer<typeof Claims>
      try {
        claims = await claimsOf(ticket, search)
      } catch (error) {
        await noteAudit(db, [aboutColleague('nobody', 'sign-in-failed', null)])
        return { kind: 'refused', why: 'provider', error }
      }
      return db.transaction().execute(async (trx) => {
        const id = await findColleague(trx, claims)
        const passwordHash = id && (await findPasswordHash(trx, id))
        const isStaff = id !== null && (await listMemberships(trx, id)).length > 0
        const token =
          isStaff && passwordHash ? await auth.admit(trx, { colleagueId: id, passwordHash }) : null
        if (token === null) {
          await noteAudit(trx, [aboutColleague('nobody', 'sign-in-failed', id)])
          return { kind: 'refused', why: 'unknown', error: null }
        }
        const note = aboutColleague(`colleague:${id}`, 'sign-in', id)
        await noteAudit(trx, [{ ...note, after: { by: settings.issuer } }])
        return { kind: 'signed-in', token }
      })
    },
  }
}
