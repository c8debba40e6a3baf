import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'chai'
import { contracts } from '../../src/http/contract.ts'
import { makeScene } from '../desk/scene.ts'
import { openHouse } from './house.ts'

interface Media {
  'application/json': { schema: Schema }
}

type Schema = Record<string, unknown>

interface Operation {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Media }
  responses: Record<string, { description: string; content: Media }>
}

interface OpenApi extends Record<string, unknown> {
  info?: unknown
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

describe('the OpenAPI document', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let document: OpenApi
  let ajv: Ajv2020
  before(async () => {
    house = await openHouse()
    document = (await (await fetch(`${house.server.url}/api/openapi.json`)).json()) as OpenApi
    ajv = new Ajv2020({ strict: true, formats: { date: true, 'date-time': true, password: true } })
    ajv.addVocabulary(['example', 'discriminator'])
    ajv.addSchema({ $id: 'document', $defs: inAjv(document.components.schemas) })
  })
  after(() => house.close())

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, each]) =>
      Object.values(each).map((operation) => ({ path, ...operation })),
    )

  const inAjv = (schema: unknown) =>
    JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', 'document#/$defs/'))

  /** A check of values against a schema of the document, by a validator that is not the one our answers go through. */
  const compile = (schema: Schema) => ajv.compile(inAjv(schema))

  it('is valid OpenAPI 3.1, in the words of a validator that is not ours', async () => {
    expect(document.openapi).to.match(/^3\.1\.\d$/)
    expect(await new Validator().validate(structuredClone(document))).to.deep.equal({ valid: true })
  })

  const faults: [string, (broken: OpenApi) => void][] = [
    ['no information about itself', (broken) => void delete broken.info],
    ['an unknown word', (broken) => void Object.assign(broken.paths['/api/me']?.get ?? {}, { wrong: 1 })],
    ['a reference into nowhere', (broken) => void delete broken.components.schemas.Problem],
  ]
  for (const [fault, spoil] of faults) {
    it(`would be seen to have ${fault}`, async () => {
      const broken = structuredClone(document)
      spoil(broken)
      expect((await new Validator().validate(broken)).valid).to.equal(false)
    })
  }

  it('has only schemas that are JSON Schema, which that validator does not look into', () => {
    const schemas = operations().flatMap(({ parameters = [], requestBody, responses }) => [
      ...parameters.map(({ schema }) => schema),
      ...(requestBody ? [requestBody.content['application/json'].schema] : []),
      ...Object.values(responses).map(({ content }) => content['application/json'].schema),
    ])
    expect(schemas).to.have.length.greaterThan(100)
    for (const schema of [...schemas, ...Object.values(document.components.schemas)])
      expect(() => compile(schema), JSON.stringify(schema)).to.not.throw()
    expect(() => compile({ type: 'thing' })).to.throw()
  })

  it('declares the parameters of every path, and no other', () => {
    for (const { path, parameters = [] } of operations()) {
      const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
      expect(declared, path).to.deep.equal([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
    }
  })

  it('names every contract once', () => {
    const ids = operations().map(({ operationId }) => operationId)
    const names = Object.values(contracts).map(({ name }) => name)
    expect(ids.sort()).to.deep.equal(names.sort())
  })

  it('says where a password that was made for a colleague is not enough', () => {
    const open = operations().filter(({ responses }) => !responses['403'])
    expect(open.map(({ operationId }) => operationId).sort()).to.deep.equal(['me', 'signInWays'])
    expect(JSON.stringify(document.info)).to.include('password-change-required')
  })

  it('describes every answer in words', () => {
    for (const { path, responses } of operations())
      for (const [status, { description }] of Object.entries(responses))
        expect(description, `${path} ${status}`).to.not.equal('')
  })

  it('describes the answers that are really given', async () => {
    const scene = await makeScene(house.test.db, `말 ${randomUUID()}`)
    await scene.draft('초안이에요.')
    const real: Record<string, string> = {
      '/api/me': '/api/me',
      '/api/counts': '/api/counts',
      '/api/colleagues': '/api/colleagues',
      '/api/conversations': '/api/conversations',
      '/api/conversations/{id}': `/api/conversations/${scene.conversationId}`,
      '/api/accounts': '/api/accounts',
    }
    for (const [path, address] of Object.entries(real)) {
      const schema = document.paths[path]?.get?.responses['200']?.content['application/json'].schema ?? {}
      const fits = compile(schema)
      expect(
        fits(await (await house.call(address)).json()),
        `${path}: ${JSON.stringify(fits.errors)}`,
      ).to.equal(true)
      expect(fits({ wrong: true }), path).to.equal(false)
    }
  })

  it('describes a correction, and the answer to it, as they really are', async () => {
    const scene = await makeScene(house.test.db, `말 ${randomUUID()}`)
    await scene.draft('초안이에요.')
    const path = `/api/conversations/${scene.conversationId}`
    const { turns } = (await (await house.call(path)).json()) as { turns: { id: string }[] }
    const operation = document.paths['/api/conversations/{id}/mentions/{mention}/correct']?.post
    const asked = compile(operation?.requestBody?.content['application/json'].schema ?? {})
    const answered = compile(operation?.responses['200']?.content['application/json'].schema ?? {})
    for (const wrong of [{}, { mood: 1 }, { intent: 'love' }, { spam: 'yes' }])
      expect(asked(wrong), JSON.stringify(wrong)).to.equal(false)
    const correction = { intent: 'complaint', risks: ['legal'], topic: null }
    expect(asked(correction), JSON.stringify(asked.errors)).to.equal(true)
    const answer = await house.call(`${path}/mentions/${turns[0]?.id}/correct`, correction)
    expect(answered(await answer.json()), JSON.stringify(answered.errors)).to.equal(true)
  })
})
