import { expect } from 'chai'
import { z } from 'zod'
import type { OpenTown } from '../../src/town/server.ts'
import { call, makeFolder, openTestTown, post, read, StatusJson, say, setFaults, witness } from './client.ts'

describe('what the town refuses', () => {
  let town: OpenTown
  before(async () => {
    town = await openTestTown()
  })
  after(() => town.close())

  const long = '가'.repeat(500)
  const cases: { title: string; status: number; error?: RegExp; ask: () => Promise<Response> }[] = [
    {
      title: 'no token where one is needed',
      status: 401,
      error: /access token is invalid/,
      ask: () => call(town, '/api/v1/notifications', { token: null }),
    },
    { title: 'a token of nobody', status: 401, ask: () => call(town, '/api/v1/statuses/1', { token: 'x' }) },
    {
      title: 'a status that never was',
      status: 404,
      error: /not found/,
      ask: () => call(town, '/api/v1/statuses/1'),
    },
    { title: 'a notification that never was', status: 404, ask: () => call(town, '/api/v1/notifications/1') },
    { title: 'a path that is none', status: 404, ask: () => call(town, '/api/v1/nothing') },
    {
      title: 'a path that cannot be decoded',
      status: 404,
      ask: () => call(town, '/api/v1/statuses/%E0%A4%A'),
    },
    {
      title: '501 characters',
      status: 422,
      error: /limit of 500/,
      ask: () => post(town, { status: `${long}가` }),
    },
    {
      title: '500 characters under a warning',
      status: 422,
      ask: () => post(town, { status: long, spoiler_text: '주의' }),
    },
    { title: 'an empty status', status: 422, error: /blank/, ask: () => post(town, { status: ' \n' }) },
    { title: 'a status that is no text', status: 422, ask: () => post(town, { status: { a: 1 } }) },
    {
      title: 'an unknown visibility',
      status: 422,
      ask: () => post(town, { status: '네', visibility: 'all' }),
    },
    {
      title: 'an answer to what is not there',
      status: 404,
      error: /trying to reply/,
      ask: () => post(town, { status: '네', in_reply_to_id: '1' }),
    },
    { title: 'broken JSON', status: 400, ask: () => raw('{"status":', 'application/json') },
    { title: 'a body of another kind', status: 415, ask: () => raw('네', 'text/plain') },
    {
      title: 'two megabytes',
      status: 413,
      ask: () => raw(JSON.stringify('가'.repeat(700_000)), 'application/json'),
    },
    {
      title: 'a person whom nobody made',
      status: 404,
      error: /make the person first/,
      ask: () => call(town, '/town/say', { body: { person: 'ghost', text: '네' }, token: null }),
    },
    {
      title: 'a person who would speak as the brand',
      status: 403,
      ask: () => call(town, '/town/say', { body: { person: 'brand', text: '네' }, token: null }),
    },
    {
      title: 'a handle with a blank',
      status: 422,
      ask: () => call(town, '/town/people', { body: { name: '민지', handle: 'min ji' }, token: null }),
    },
    {
      title: "another site's page",
      status: 403,
      error: /this machine only/,
      ask: () => call(town, '/town/brand', { token: null, headers: { origin: 'https://evil.example' } }),
    },
    { title: 'an unknown fault', status: 422, error: /rain/, ask: () => setFaults(town, { rain: 1 }) },
  ]
  const raw = (body: string, type: string) =>
    fetch(`${town.url}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: 'Bearer brand-token', 'content-type': type },
      body,
    })

  for (const { title, status, error, ask } of cases) {
    it(`${title}: ${status}`, async () => {
      const answer = await ask()
      expect(answer.status).to.equal(status)
      const body = await read(z.object({ error: z.string() }), answer)
      if (error) expect(body.error).to.match(error)
    })
  }

  it('counts a link as 23 and a far handle without its server', async () => {
    const link = `https://a.example/${'x'.repeat(400)}`
    expect((await post(town, { status: `${'가'.repeat(476)} ${link}` })).status).to.equal(200)
    expect((await post(town, { status: `${'가'.repeat(477)} ${link}` })).status).to.equal(422)
    expect((await post(town, { status: `@hana@garden.example ${'가'.repeat(494)}` })).status).to.equal(200)
    expect((await post(town, { status: `@hana@garden.example ${'👨‍👩‍👧'.repeat(494)}` })).status).to.equal(
      200,
    )
    expect((await post(town, { status: `@hana@garden.example ${'가'.repeat(495)}` })).status).to.equal(422)
  })

  it('takes every odd text that a person may write, and gives it back whole', async () => {
    const odd = [
      '\u0000가',
      '\u202e거꾸로',
      '가\u200b나',
      '\ud83d',
      '<script>',
      `${'하'.repeat(10_000)}`,
      "'; drop table--",
    ]
    for (const text of odd) {
      const said = await say(town, { text: `@brand ${text}` })
      expect(said.text).to.equal(`@brand ${text.toWellFormed()}`)
      const kept = await read(StatusJson, call(town, `/api/v1/statuses/${said.id}`))
      expect(kept.content).to.not.contain('<script>')
    }
  })
})

describe('one post per key', () => {
  it('gives the first status back within the hour and forgets it afterwards', async () => {
    let now = Date.UTC(2026, 10, 22)
    const town = await openTestTown({ now: () => now })
    const send = async () =>
      (await read(StatusJson, post(town, { status: '네' }, { 'idempotency-key': 'k' }))).id
    const first = await send()
    now += 3_599_000
    expect(await send()).to.equal(first)
    now += 2_000
    expect(await send()).to.not.equal(first)
    expect(await witness(town)).to.have.length(2)
    await town.close()
  })

  it('still knows the key, the token and the people after a restart', async () => {
    const folder = makeFolder()
    const before = await openTestTown({ file: folder.file, brandToken: undefined })
    const token = before.brandToken
    const wish = { body: { status: '네' }, token, headers: { 'idempotency-key': 'k' } }
    const first = await read(StatusJson, call(before, '/api/v1/statuses', wish))
    await say(before, { person: 'minji' })
    await before.close()
    const after = await openTestTown({ file: folder.file, brandToken: undefined })
    expect(after.brandToken).to.equal(token)
    expect((await read(StatusJson, call(after, '/api/v1/statuses', wish))).id).to.equal(first.id)
    expect((await witness(after)).map((one) => one.author)).to.deep.equal(['brand', 'minji'])
    await after.close()
    folder.remove()
  })
})

describe('how often one may call the town', () => {
  it('counts down to 429 and opens again with the next window', async () => {
    let now = Date.UTC(2026, 10, 22)
    const town = await openTestTown({ now: () => now })
    await setFaults(town, { rateLimit: { limit: 2, windowSeconds: 60 } })
    const ask = () => call(town, '/api/v1/notifications')
    expect((await ask()).headers.get('x-ratelimit-remaining')).to.equal('1')
    expect((await ask()).headers.get('x-ratelimit-remaining')).to.equal('0')
    const refused = await ask()
    expect(refused.status).to.equal(429)
    expect(refused.headers.get('x-ratelimit-limit')).to.equal('2')
    expect(refused.headers.get('x-ratelimit-reset')).to.equal('2026-11-22T00:01:00.000Z')
    expect((await call(town, '/town/timeline', { token: null })).status).to.equal(200)
    now += 60_000
    expect((await ask()).status).to.equal(200)
    await town.close()
  })
})
