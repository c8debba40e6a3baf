import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import type { z } from 'zod'
import type { Brands, Right } from '../core/rights.ts'
import { cameFrom } from '../desk/audit.ts'
import type { Rights } from '../desk/rights.ts'
import type { SignIn, Staff } from '../desk/staff.ts'
import { type Log, logAbout } from '../log.ts'
import { type About, aboutOf } from './about.ts'
import { addressOf, originOf, readToken, refuseForeign } from './auth.ts'
import { readJson } from './body.ts'
import type { Contract } from './contract.ts'
import { Failure, failureOf, sendJson, toProblem, wrongFields } from './failure.ts'
import { requireRight } from './rights.ts'
import { discardBody } from './webhook-body.ts'

type Shape<C extends Contract, Part extends 'params' | 'query' | 'body'> =
  C[Part] extends z.ZodType<infer T> ? T : undefined

/** One request, read and checked. */
export interface Call<C extends Contract = Contract> {
  req: IncomingMessage
  params: Shape<C, 'params'>
  query: Shape<C, 'query'>
  body: Shape<C, 'body'>
  /** Who asks; null where the contract wants nobody. */
  signIn: C['who'] extends 'nobody' ? null : SignIn
  /** The brands at which they have the right that the contract asks for; none where it asks for none. */
  brands: Brands
  /** The address that tries are counted by. */
  ip: string
}

/** One of the answers that the contract names. */
export type Answer<C extends Contract> = {
  [Status in keyof C['answers'] & number]: {
    status: Status
    body: z.input<C['answers'][Status]>
    headers?: Record<string, string>
  }
}[keyof C['answers'] & number]

/** The ordinary answer. */
export function ok<const T>(body: T, headers: Record<string, string> = {}) {
  return { status: 200, body, headers } as const
}

export interface RouteTools {
  server: Server
  staff: Pick<Staff, 'find'>
  rights: Rights
  log: Log
  behindProxy: boolean
  /** People reach us by https, whatever a request says of it. */
  https: boolean
  /** Something was done that others may want to see. */
  onDone(): void
}

/** Restify writes `:id` where OpenAPI writes `{id}`. */
export function toRestify(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

/**
 * The only way to put a contract on the server, so that what is documented, what is checked and what is answered are the
 * same thing: the request is read by the contract's schemas, and so is the answer, which drops whatever they do not name.
 */
export function addRoute<C extends Contract>(
  tools: RouteTools,
  contract: C,
  work: (call: Call<C>) => Promise<Answer<C>>,
): void {
  if (contract.who === 'colleague') aboutOf(contract)
  const serve = async (req: IncomingMessage, res: ServerResponse) => {
    const answer = await work((await readCall(tools, contract, req)) as unknown as Call<C>)
    const schema = contract.answers[answer.status]
    if (!schema)
      throw new Error(`${contract.name} answered ${answer.status}, which its contract does not name`)
    sendJson(res, answer.status, schema.parse(answer.body), answer.headers)
    if (contract.method !== 'GET' && !contract.quiet && answer.status === 200) tools.onDone()
  }
  open(tools, contract.method, toRestify(contract.path), contract.name, (req, res) =>
    cameFrom(
      { address: addressOf(req, tools.behindProxy), userAgent: req.headers['user-agent'] ?? null },
      () => serve(req, res),
    ),
  )
}

/** A door that is no contract: a page, a stream, a probe. What it throws is answered and logged like everything else. */
export function open(
  tools: Pick<RouteTools, 'server' | 'log'>,
  method: Contract['method'],
  path: string,
  name: string,
  work: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): void {
  const handle = (req: IncomingMessage, res: ServerResponse) =>
    logAbout({ request: requestIdOf(res) }, async () => {
      try {
        await work(req, res)
      } catch (error) {
        fail(tools.log, name, req, res, error)
      }
    })
  // Two parameters and no more: with a third, restify takes an async handler for a mistake.
  const restifyHandler = async (req: unknown, res: unknown) =>
    handle(req as IncomingMessage, res as ServerResponse)
  if (method === 'POST') tools.server.post({ path, name }, restifyHandler)
  else if (method === 'DELETE') tools.server.del({ path, name }, restifyHandler)
  else if (method === 'PUT') tools.server.put({ path, name }, restifyHandler)
  else {
    tools.server.get({ path, name }, restifyHandler)
    tools.server.head({ path, name: `${name}Head` }, restifyHandler)
  }
}

export function requestIdOf(res: ServerResponse): string {
  return String(res.getHeader('x-request-id') ?? '')
}

function fail(log: Log, name: string, req: IncomingMessage, res: ServerResponse, error: unknown): void {
  const known = error instanceof Failure ? error : null
  if (!known) log.error(`${name} broke`, { error })
  if (res.headersSent) {
    res.destroy()
    return
  }
  const failure = known ?? failureOf(500)
  // What is still on its way in would be read as the next request.
  const headers = req.complete ? failure.headers : { ...failure.headers, connection: 'close' }
  sendJson(res, failure.status, toProblem(failure, requestIdOf(res)), headers)
}

/** @throws Failure */
async function readCall(tools: RouteTools, contract: Contract, req: IncomingMessage): Promise<Call> {
  if (contract.method !== 'GET') await refuseWith(req, () => refuseForeign(req))
  const signIn = await findWho(contract.who, tools.staff, req)
  const params = parse(contract.params, (req as { params?: unknown }).params)
  const brands = await refuseWith(req, () => readBrands(tools, contract, signIn, params))
  const query = parse(contract.query, contract.query ? queryOf(req) : {})
  const body = contract.body ? parse(contract.body, await readJson(req, contract.mostBytes)) : undefined
  if (!contract.body) await discardBody(req)
  const ip = originOf(addressOf(req, tools.behindProxy))
  return { req, params, query, body, signIn, brands, ip } as unknown as Call
}

/** @throws Failure 403, 404 */
async function readBrands(
  { rights }: RouteTools,
  contract: Contract,
  signIn: SignIn | null,
  params: unknown,
): Promise<Brands> {
  if (contract.who !== 'colleague' || contract.right === 'self' || !signIn) return []
  const { id = null } = (params ?? {}) as { id?: string }
  return requireRight(rights, signIn, { right: contract.right, about: aboutOf(contract), id })
}

/** What is refused before its body was read is read to the end all the same, or the sender would not hear why. */
async function refuseWith<T>(req: IncomingMessage, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await discardBody(req)
    throw error
  }
}

function findWho(
  who: Contract['who'],
  staff: Pick<Staff, 'find'>,
  req: IncomingMessage,
): Promise<SignIn | null> {
  switch (who) {
    case 'nobody':
      return Promise.resolve(null)
    case 'newcomer':
      return findSignIn(staff, req)
    case 'colleague':
      return findColleague(staff, req)
    default:
      return who satisfies never
  }
}

/**
 * Who asks, with a password of their own. One that was made for them has been on a screen and perhaps in a chat, so with it
 * nothing of the house is shown and nothing is done.
 * @throws Failure 401, 403
 */
export async function findColleague(staff: Pick<Staff, 'find'>, req: IncomingMessage): Promise<SignIn> {
  const found = await findSignIn(staff, req)
  if (!found.colleague.mustChange) return found
  await discardBody(req)
  throw new Failure(
    403,
    'password-change-required',
    'Your password was made for you. Choose your own with POST /api/change-password; until then nothing else is open.',
  )
}

/**
 * Lets a colleague through a door that is no contract.
 * @throws Failure 401, 403
 */
export async function admit(
  { staff, rights }: Pick<RouteTools, 'staff' | 'rights'>,
  req: IncomingMessage,
  wanted: { right: Right; about: Extract<About, 'house' | 'any'> },
): Promise<{ signIn: SignIn; brands: Brands }> {
  const signIn = await findColleague(staff, req)
  return { signIn, brands: await requireRight(rights, signIn, { ...wanted, id: null }) }
}

/** The query of a door that is no contract. @throws Failure 400 */
export function readQuery<T extends z.ZodType>(schema: T, req: IncomingMessage): z.infer<T> {
  return parse(schema, queryOf(req)) as z.infer<T>
}

/** @throws Failure 401 */
async function findSignIn(staff: Pick<Staff, 'find'>, req: IncomingMessage): Promise<SignIn> {
  const token = readToken(req)
  const found = token ? await staff.find(token) : null
  if (found) return found
  await discardBody(req)
  throw new Failure(401, 'sign-in', 'Sign in first.')
}

/** The query's parameters, as they were typed. @throws Failure 400 when one is given twice */
export function queryOf(req: IncomingMessage): Record<string, string> {
  const search = (req.url ?? '').split('?').slice(1).join('?')
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(query, name)) throw new Failure(400, 'repeated', 'A parameter is given twice.')
    Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return query
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema ? parsed(schema, value) : undefined
}

/** @throws Failure 400 that names each field and what is wrong with it */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const fields = read.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.join('.'), message }))
  throw wrongFields(...fields)
}
