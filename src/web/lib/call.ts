import type { z } from 'zod'
import type { contracts } from '../../http/contract.ts'

// Types only: the contracts' own values would bring zod and all its schemas onto the page.
type All = (typeof contracts)[keyof typeof contracts]

/** What the API can do, as `POST /api/conversations/{id}/approve`. */
export type Door = All extends infer One
  ? One extends { method: infer M extends string; path: infer P extends string }
    ? `${M} ${P}`
    : never
  : never

type ContractOf<D extends Door> = Extract<
  All,
  D extends `${infer M} ${infer P}` ? { method: M; path: P } : never
>
type Given<C, Part extends string> = C extends { [Key in Part]: z.ZodType } ? z.input<C[Part]> : never
type Filled<C, Part extends string> = [Given<C, Part>] extends [never]
  ? unknown
  : object extends Given<C, Part>
    ? { [Key in Part]?: Given<C, Part> }
    : { [Key in Part]: Given<C, Part> }

/** What a call needs: the parts that its contract has. */
export type Ask<D extends Door> = Filled<ContractOf<D>, 'params'> &
  Filled<ContractOf<D>, 'query'> &
  Filled<ContractOf<D>, 'body'>
/** What is answered with this status, 200 where none is named. */
export type Answer<D extends Door, Status extends number = 200> =
  ContractOf<D> extends {
    answers: { [Key in Status]: infer Shape extends z.ZodType }
  }
    ? z.output<Shape>
    : never

export type Conflict =
  | Answer<'POST /api/conversations/{id}/approve', 409>
  | Answer<'POST /api/conversations/{id}/assign', 409>
  | Answer<'POST /api/conversations/{id}/close', 409>
type Blocked = Answer<'POST /api/conversations/{id}/approve', 422>
/** What was to be taken back is going out, or has gone. */
type TooLate = Extract<Answer<'POST /api/conversations/{id}/undo', 409>, { kind: 'too-late' }>
type Problem = Answer<'POST /api/conversations/{id}/approve', 404>

/** What the server said no to: why a decision was not carried out (`refusal`), or what was wrong with the request. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly refusal: Conflict | Blocked | TooLate | null
  readonly problem: Problem | null
  constructor(status: number, body: unknown) {
    const isObject = typeof body === 'object' && body !== null
    const problem = isObject && 'error' in body ? (body as Problem) : null
    super(problem?.message ?? `status ${status}`)
    this.status = status
    this.refusal = isObject && 'kind' in body ? (body as Conflict | Blocked | TooLate) : null
    this.problem = problem
  }
}

interface Loose {
  params?: Record<string, string>
  query?: Record<string, string | number | null | undefined>
  body?: unknown
}

/**
 * Calls the API, typed by its contract. An answer is taken at its word: the server sends nothing that its schema does not name.
 * @throws Refused, or TypeError when the server cannot be reached.
 */
export async function call<D extends Door>(
  door: D,
  ...[ask, signal]: object extends Ask<D>
    ? [ask?: Ask<D>, signal?: AbortSignal]
    : [ask: Ask<D>, signal?: AbortSignal]
): Promise<Answer<D>> {
  const [method = 'GET', path = '/'] = door.split(' ')
  const { params = {}, query = {}, body } = (ask ?? {}) as Loose
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value != null && value !== '') search.set(name, String(value))
  const answer = await fetch(search.size > 0 ? `${filled}?${search}` : filled, {
    method,
    ...(method === 'GET'
      ? {}
      : {
          headers: { 'content-type': 'application/json', 'x-dajeong': '1' },
          body: JSON.stringify(body ?? {}),
        }),
    ...(signal ? { signal } : {}),
  })
  const read: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw new Refused(answer.status, read)
  return read as Answer<D>
}
