import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { findAccountById } from './accounts.ts'
import type { FaultBox } from './faults.ts'
import { type Answer, type Call, type makeRouter, Refusal, readBody, sendAnswer, toAnswer } from './http.ts'
import type { RateLimiter } from './rate.ts'
import { findToken, requireScope } from './tokens.ts'
import type { Town } from './town.ts'

const API_BODY_BYTES = 1024 * 1024

export interface Gate {
  town: Town
  faults: FaultBox
  rate: RateLimiter
  route: ReturnType<typeof makeRouter>
}

export type Address = Pick<Call, 'method' | 'path' | 'query'>

/** Token, then limit, then the faults that come before, the work, the faults that come after. */
export async function answerApi(
  gate: Gate,
  address: Address,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults, town } = gate
  const given = tokenOf(request, address.query)
  const wish = faults.get()
  const isWrite = address.method !== 'GET'
  const isStruck = given !== undefined && (wish.on === 'all' || (wish.on === 'writes') === isWrite)
  if (isStruck && wish.latencyMs > 0) await wait(wish.latencyMs)
  const body = await readBody(request, API_BODY_BYTES)
  const token = given === undefined ? undefined : findToken(town, given)
  if (given !== undefined && !token) throw new Refusal(401, 'The access token is invalid')
  const headers = token ? gate.rate.take(token.token) : {}
  let done: Answer
  try {
    if (isStruck) {
      if (faults.strikes('rate429')) throw gate.rate.refuse(wish.rate429?.resetSeconds ?? 2)
      if (faults.strikes('dropBefore')) return void request.socket.destroy()
      if (faults.strikes('error500Before'))
        throw new Refusal(500, 'Something went wrong before the request was read')
    }
    const match = findRoute(gate.route, address)
    if (match.route.scope !== undefined) {
      if (!token) throw new Refusal(401, 'The access token is invalid')
      requireScope(token, match.route.scope)
    }
    const viewer = token?.account_id ? findAccountById(town, token.account_id) : undefined
    done = match.route.answer({
      ...address,
      headers: request.headers,
      params: match.params,
      body,
      token,
      viewer,
    })
  } catch (error) {
    done = toAnswer(error)
  }
  if (isStruck) {
    if (wish.latencyAfterMs > 0) await wait(wish.latencyAfterMs)
    if ((done.status ?? 200) < 400) {
      if (faults.strikes('dropAfter')) return void request.socket.destroy()
      if (faults.strikes('error500After'))
        done = { status: 500, json: { error: 'Something went wrong after the request was done' } }
    }
  }
  sendAnswer(response, { ...done, headers: { ...headers, ...done.headers } })
}

export function findRoute(route: ReturnType<typeof makeRouter>, address: Address) {
  const match = route(address.method, address.path)
  if (!match) throw new Refusal(404, 'Record not found')
  return match
}

function tokenOf(request: IncomingMessage, query: URLSearchParams): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? query.get('access_token') ?? undefined
}
