import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Formatter, Request, Response, Server } from 'restify'
import type { Brands } from '../core/rights.ts'
import type { Acts } from '../desk/acts.ts'
import type { Audit } from '../desk/audit.ts'
import type { Start } from '../desk/first-steps.ts'
import type { Helping } from '../desk/helping.ts'
import type { Inbox } from '../desk/inbox.ts'
import type { Oidc } from '../desk/oidc.ts'
import type { People } from '../desk/people.ts'
import type { Persons } from '../desk/persons.ts'
import type { Presence } from '../desk/presence.ts'
import type { Reports } from '../desk/report.ts'
import type { Rights } from '../desk/rights.ts'
import type { SavedReplies } from '../desk/saved-replies.ts'
import type { Sessions } from '../desk/sessions.ts'
import type { Staff } from '../desk/staff.ts'
import type { TwoFactors } from '../desk/two-factor.ts'
import type { Log } from '../log.ts'
import { type AccountTools, addAccountRoutes } from './api/accounts.ts'
import { addActRoutes } from './api/acts.ts'
import { addAuditRoutes } from './api/audit.ts'
import { addCaseRoutes, type CaseTools } from './api/cases.ts'
import { addChatRoutes, type ChatTools } from './api/chats.ts'
import { addDocumentRoutes, type DocumentTools } from './api/documents.ts'
import { addHelpingRoutes } from './api/helping.ts'
import { addInboxRoutes } from './api/inbox.ts'
import { addLearningRoutes, type LearningTools } from './api/learning.ts'
import { addOidcRoutes } from './api/oidc.ts'
import { addPeopleRoutes } from './api/people.ts'
import { addPersonRoutes } from './api/persons.ts'
import { addPolicyRoutes, type PolicyTools } from './api/policy.ts'
import { addPresenceRoutes } from './api/presence.ts'
import { addPromptRoutes, type PromptTools } from './api/prompts.ts'
import { addQueueRoutes, type QueueTools } from './api/queue.ts'
import { addReportExport } from './api/report-export.ts'
import { addReportRoutes } from './api/reports.ts'
import { addReviewRoutes, type Decisions } from './api/review.ts'
import { addSavedRoutes } from './api/saved.ts'
import { addSignInRoutes } from './api/sign-in.ts'
import { addStartRoutes } from './api/start.ts'
import { addTwoFactorRoutes } from './api/two-factor.ts'
import { isHttps } from './auth.ts'
import { addChat, type ChatTools as WindowTools } from './chat.ts'
import { addConsole } from './console.ts'
import type { DirectLine } from './directline.ts'
import { failureOf, sendJson, toProblem } from './failure.ts'
import { addHealth, type HealthTools } from './health.ts'
import { makeLive, stillReads } from './live.ts'
import { makeOpenApi } from './openapi.ts'
import { restify } from './restify.ts'
import { admit, open, type RouteTools, requestIdOf } from './route.ts'

export interface ServerTools extends HealthTools {
  host: string
  /** 0 takes a free one. */
  port: number
  version: string
  staff: Staff
  rights: Rights
  audit: Audit
  people: People
  sessions: Sessions
  twoFactors: TwoFactors
  /** Null where no provider is set. */
  oidc: Oidc | null
  inbox: Inbox
  decisions: Decisions
  acts: Acts
  saved: SavedReplies
  presence: Presence
  persons: Persons
  helping: Helping
  learning: LearningTools
  documents: DocumentTools
  accounts: AccountTools
  start: Start
  words: PromptTools
  queue: QueueTools
  policy: PolicyTools
  cases: Omit<CaseTools, 'brandId' | 'policies'>
  reports: Reports
  /** Left out where visitors are not taken. */
  chat?: WindowTools
  /** Colleagues who work from a chat. */
  chats: ChatTools
  /** A door that stands before everything else; true when the request is its own. */
  hooks?: { handle(req: IncomingMessage, res: ServerResponse): boolean }
  /** The door of chat windows, of the same kind; it takes WebSockets, too. */
  line?: Pick<DirectLine, 'handle' | 'upgrade'>
  /** The door of /api/messages; it stands before everything else too. */
  messages?: { handle(req: IncomingMessage, res: ServerResponse): boolean }
  /** Calls back whenever something changed that the staff may want to see. @returns how to stop that. */
  subscribe(onChange: () => void): () => void
  /** A proxy of ours stands before us and names its clients in x-forwarded-for. */
  behindProxy: boolean
  /** People reach us by https, whatever a request says of it; left out: each request tells. */
  https?: boolean
  log: Log
}

export interface OpenServer {
  url: string
  /** Takes no more, lets what is under way finish for 5 s, then cuts it off. */
  close(): Promise<void>
}

const drainMs = 5_000
// Time to send the head and the whole of a request; who is slower holds a connection that others need.
const headMs = 10_000
const requestMs = 30_000

const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
}

/**
 * Opens the house to the staff: the page, its API, the probes and the door for webhooks.
 * @throws when the port cannot be had, with `code` EADDRINUSE or EACCES.
 */
export async function openServer(tools: ServerTools): Promise<OpenServer> {
  const { log } = tools
  const server = restify.createServer({
    name: '',
    log: restify.logger({ level: 'silent' }),
    formatters: scrubbed,
  })
  const plain = server.server
  plain.headersTimeout = headMs
  plain.requestTimeout = requestMs
  plain.keepAliveTimeout = 10_000

  const live = makeLive({
    counts: tools.inbox.countsOfEach,
    marks: tools.presence.marks,
    forgettings: tools.persons.mark,
    onTrouble: (error) => log.warn('the pages could not be told of a change', { error }),
  })
  const unsubscribe = tools.subscribe(live.poke)
  const routes: RouteTools = {
    server,
    staff: tools.staff,
    rights: tools.rights,
    log,
    behindProxy: tools.behindProxy,
    https: tools.https ?? false,
    onDone: live.poke,
  }
  const { line } = tools
  for (const door of [tools.hooks, tools.messages, line])
    if (door) server.first((req, res) => !door.handle(req, res))
  plain.on('upgrade', (req, socket, head) => {
    if (!line?.upgrade(req, socket, head)) socket.destroy()
  })
  server.pre((req, res, next) => {
    begin(req, res, routes)
    next()
  })
  addConsole(routes)
  if (tools.chat) addChat(routes, tools.chat)
  addHealth(routes, tools)
  addSignInRoutes(routes, tools.staff)
  addInboxRoutes(routes, tools.inbox, tools.helping)
  addReviewRoutes(routes, tools.decisions)
  addActRoutes(routes, tools.acts)
  addSavedRoutes(routes, tools.saved)
  addPresenceRoutes(routes, tools.presence)
  addPersonRoutes(routes, tools.persons)
  addHelpingRoutes(routes, tools.helping)
  addLearningRoutes(routes, tools.learning)
  addDocumentRoutes(routes, tools.documents)
  addAccountRoutes(routes, tools.accounts)
  addStartRoutes(routes, tools.start)
  addAuditRoutes(routes, tools.audit)
  addOidcRoutes(routes, tools.oidc)
  addTwoFactorRoutes(routes, tools.twoFactors)
  addPeopleRoutes(routes, tools.people, tools.sessions)
  addPromptRoutes(routes, tools.words)
  addQueueRoutes(routes, tools.queue)
  addPolicyRoutes(routes, tools.policy)
  addCaseRoutes(routes, { ...tools.policy, ...tools.cases })
  addChatRoutes(routes, tools.chats)
  addReportRoutes(routes, tools.reports)
  addReportExport(routes, tools.reports)
  const document = makeOpenApi(tools.version)
  open(routes, 'GET', '/api/openapi.json', 'openapi', async (_req, res) => sendJson(res, 200, document))
  open(routes, 'GET', '/api/live', 'live', async (req, res) => {
    const { signIn, brands } = await admit(routes, req, { right: 'read', about: 'any' })
    const { colleague, token } = signIn
    if (req.method === 'HEAD') {
      res.writeHead(200, { 'content-type': 'text/event-stream' })
      res.end()
    } else {
      const still = () => stillReads(tools.staff, token, brands)
      const conversationId = await followedIn(req.url, brands, tools.rights)
      live.follow(res, { colleagueId: colleague.id, brands, conversationId, still })
    }
  })

  await listen(server, tools.host, tools.port)
  return {
    url: urlOf(server),
    async close() {
      unsubscribe()
      live.stop()
      await drain(server)
    },
  }
}

/** The conversation that a page has open, if it says so. */
async function followedIn(url = '', brands: Brands, rights: Rights): Promise<string | null> {
  const id = /[?&]conversation=(\d{1,18})(?:&|$)/.exec(url)?.[1]
  const brandId = id === undefined ? null : await rights.brandOf('conversation', id)
  if (id === undefined || brandId === null) return null
  return brands === 'every' || brands.includes(brandId) ? id : null
}

/** Names the request, sets what every answer carries and logs how it went: the route's pattern, never the address itself. */
function begin(req: Request, res: Response, { log, https }: RouteTools): void {
  const given = req.headers['x-request-id']
  const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
  res.setHeader('x-request-id', id)
  for (const [name, value] of Object.entries(securityHeaders)) res.setHeader(name, value)
  if (isHttps(req, https)) res.setHeader('strict-transport-security', 'max-age=31536000')
  // What restify itself answers goes through our formatter for this type, whatever the client would accept.
  res.setHeader('content-type', 'application/json')
  const start = performance.now()
  res.once('close', () => {
    const route = (req as { route?: { path?: unknown } }).route?.path
    const detail = {
      request: id,
      method: req.method,
      route: typeof route === 'string' ? route : null,
      status: res.statusCode,
      ms: Math.round(performance.now() - start),
    }
    if (req.method === 'GET' && res.statusCode < 400) log.debug('request', detail)
    else log.info('request', detail)
  })
}

/** Restify's own errors name paths, handlers and versions; only what their status means goes out. */
const scrubbed: Record<string, Formatter> = Object.fromEntries(
  ['application/json', 'text/plain', 'application/octet-stream', 'application/javascript'].map((type) => [
    type,
    (_req: Request, res: Response, body: unknown) => {
      const failure = failureOf(body instanceof Error ? res.statusCode : 500)
      return JSON.stringify(toProblem(failure, requestIdOf(res)))
    },
  ]),
)

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as { address: string; family: string; port: number }
  const everywhere = address === '0.0.0.0' || address === '::'
  const host = everywhere ? '127.0.0.1' : String(family).endsWith('6') ? `[${address}]` : address
  return `http://${host}:${port}`
}

async function drain(server: Server): Promise<void> {
  const plain = server.server
  let closed = false
  plain.close(() => {
    closed = true
  })
  const deadline = performance.now() + drainMs
  while (!closed && performance.now() < deadline) {
    // A connection becomes idle when its answer is out; it would be kept for the next request otherwise.
    plain.closeIdleConnections()
    await sleep(20)
  }
  plain.closeAllConnections()
}
