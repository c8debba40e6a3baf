import type { IncomingMessage } from 'node:http'
import { cameFrom } from '../../desk/audit.ts'
import { type Oidc, ticketMs } from '../../desk/oidc.ts'
import { addressOf, isHttps, sessionCookie } from '../auth.ts'
import { contracts } from '../contract.ts'
import { Failure } from '../failure.ts'
import { addRoute, ok, open, type RouteTools } from '../route.ts'

const cookieName = 'dajeong_oidc'

/** Signing in at a provider of OpenID Connect: two doors that a browser goes through. @param oidc null: there is none. */
export function addOidcRoutes(tools: RouteTools, oidc: Oidc | null): void {
  addRoute(tools, contracts.signInWays, async () => ok({ password: true, oidc: oidc !== null }))
  if (!oidc) return

  open(tools, 'GET', '/api/oidc/start', 'oidcStart', async (req, res) => {
    mustBeGet(req)
    const started = await oidc.start().catch((error: unknown) => {
      tools.log.warn('the provider for signing in cannot be asked; see OIDC_ISSUER', { error })
      return null
    })
    // A person in a browser came this way; the page says what to do, as no JSON would.
    if (!started) {
      res.writeHead(302, { location: '/#sign-in=unreachable', 'cache-control': 'no-store' })
      res.end()
      return
    }
    const headers = {
      location: started.url,
      'set-cookie': ticketCookie(started.ticket, isHttps(req, tools.https)),
    }
    res.writeHead(302, { ...headers, 'cache-control': 'no-store' })
    res.end()
  })

  open(tools, 'GET', '/api/oidc/callback', 'oidcCallback', async (req, res) => {
    mustBeGet(req)
    const origin = {
      address: addressOf(req, tools.behindProxy),
      userAgent: req.headers['user-agent'] ?? null,
    }
    const search = `?${(req.url ?? '').split('?').slice(1).join('?')}`
    const answer = await cameFrom(origin, () => oidc.finish({ ticket: readTicket(req), search }))
    const https = isHttps(req, tools.https)
    const cookies = [ticketCookie(null, https)]
    if (answer.kind === 'signed-in') cookies.push(sessionCookie(answer.token, https))
    else tools.log.info('a sign-in by the provider was refused', { why: answer.why, error: answer.error })
    const location = answer.kind === 'signed-in' ? '/' : '/#sign-in=refused'
    res.writeHead(302, { location, 'set-cookie': cookies, 'cache-control': 'no-store' })
    res.end()
  })
}

/** HEAD comes from programs that look ahead; it must use nothing up. */
function mustBeGet(req: IncomingMessage): void {
  if (req.method !== 'GET') throw new Failure(405, 'method-not-allowed', 'This cannot be done here.')
}

// Lax, because the browser comes back from another site; it opens nothing by itself, and only these two doors get it.
function ticketCookie(ticket: string | null, https: boolean): string {
  const age = ticket === null ? 0 : ticketMs / 1_000
  const secure = https ? '; Secure' : ''
  return `${cookieName}=${ticket ?? ''}; Path=/api/oidc; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`
}

function readTicket(req: IncomingMessage): string {
  const found = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{1,2000})(?:;|$)`).exec(req.headers.cookie ?? '')
  return found?.[1] ?? ''
}
