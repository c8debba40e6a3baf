import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { type Contract, contracts } from './contract.ts'
import { Problem } from './shapes.ts'

const meanings: Record<number, string> = {
  200: 'Done.',
  400: 'The request is not as it should be.',
  401: 'Sign in first.',
  403: 'Not allowed: wrong, without the right, asked by another page, or the password must be changed first.',
  404: 'There is no such thing.',
  409: 'Nothing was done, and why.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Nothing was done: something in it has to change first.',
  429: 'Too many tries; wait.',
  500: 'Something broke here.',
}

/** The OpenAPI document, made from the contracts that the routes are made from. */
export function makeOpenApi(version: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const contract of Object.values<Contract>(contracts)) {
    const path = paths[contract.path] ?? {}
    path[contract.method.toLowerCase()] = toOperation(contract)
    paths[contract.path] = path
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Dajeong',
      version,
      description:
        'What colleagues can do. What changes something needs the header `x-dajeong: 1` and is refused from foreign pages. ' +
        'Whoever has a password that was made for them (`mustChange`) gets 403 `password-change-required` everywhere but at ' +
        'sign-in, sign-out, me and change-password. Whoever lacks the right that a call needs gets 403 `no-right`; what is of a ' +
        'brand at which they are nobody is 404, as if it were not there. ' +
        '`GET /api/live` is a stream of server-sent events: `changed`, with Counts as its data, whenever something changed; ' +
        '`forgotten`, with a mark that is another one after each, when it is opened and whenever a person was forgotten; and with ' +
        '`?conversation=` also `conversation`, how that one stands, and `gone`, when it is no more.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'dajeong_session' } },
    },
  })
}

function toOperation(contract: Contract): ZodOpenApiOperationObject {
  const problems = [500, ...(contract.params || contract.query || contract.body ? [400] : [])]
  if (contract.who !== 'nobody') problems.push(401)
  if (contract.method !== 'GET' || contract.who === 'colleague') problems.push(403)
  if (contract.body) problems.push(413, 415)
  const answers: [number, Contract['answers'][number]][] = [
    ...problems.map((status) => [status, Problem] as [number, typeof Problem]),
    ...Object.entries(contract.answers).map(
      ([status, schema]) => [Number(status), schema] as [number, typeof schema],
    ),
  ]
  return {
    operationId: contract.name,
    summary: contract.summary,
    ...(contract.who === 'colleague' && contract.right !== 'self'
      ? { description: `Needs the right \`${contract.right}\`.` }
      : {}),
    ...(contract.who === 'nobody' ? { security: [] } : {}),
    requestParams: {
      ...(contract.params ? { path: contract.params } : {}),
      ...(contract.query ? { query: contract.query } : {}),
    },
    ...(contract.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: contract.body } } } }
      : {}),
    responses: Object.fromEntries(
      answers.map(([status, schema]) => [
        String(status),
        { description: meanings[status] ?? '', content: { 'application/json': { schema } } },
      ]),
    ),
  }
}
