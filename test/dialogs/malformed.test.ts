import { expect } from 'chai'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World } from './world.ts'

/** Numbers that look thrown and are the same at every run. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const strange: unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1e308,
    '',
    ' ',
    '..',
    '.',
    '/',
    '\u0000',
    '\ud800',
    '안녕',
    [],
    {},
    [[]],
    [null],
  ],
  ...[
    'x'.repeat(2_000),
    { id: null },
    { id: '..' },
    { id: 7 },
    { __proto__: null, constructor: 1 },
    '__proto__',
  ],
  ...[
    { toString: 1 },
    Object.fromEntries([['then', 1]]),
    '<at>',
    '{{x}}',
    'invoke',
    'conversationUpdate',
    'expectReplies',
    '2026-13-99',
  ],
]

describe('activities that are broken', () => {
  let test: TestDatabase
  let world: World
  const errors: unknown[][] = []
  const real = { error: console.error, warn: console.warn }

  before(async () => {
    test = await openTestDatabase()
    world = await openWorld(test.db)
    world.bot = async (turn) => {
      await turn.say({ text: '네' })
    }
    console.error = console.warn = (...said: unknown[]) => void errors.push(said)
  })
  after(async () => {
    Object.assign(console, real)
    await world.close()
    await test.close()
  })

  it('are refused with what is wrong with them, and their values are not repeated', async () => {
    const message = world.message()
    const cases: [unknown, RegExp][] = [
      ...([null, 7, 'text', true, [], [message], {}] as const).map((body): [unknown, RegExp] => [
        body,
        /activity/,
      ]),
      [{ ...message, type: undefined }, /type/],
      [{ ...message, type: 7 }, /type/],
      [{ ...message, type: '' }, /type/],
      [{ ...message, channelId: 'a b<script>' }, /channelId: is not the name of a channel/],
      [{ ...message, serviceUrl: undefined }, /serviceUrl/],
      [{ ...message, conversation: null }, /conversation/],
      [{ ...message, conversation: { id: '..' } }, /conversation\.id: is not an id/],
      [{ ...message, id: '.' }, /id: is not an id/],
      [{ ...message, replyToId: '..' }, /replyToId/],
      [{ ...message, from: 'me' }, /from/],
      [{ ...message, from: { name: '하나' } }, /from\.id/],
      [{ ...message, text: { $ne: 1 } }, /text/],
      [{ ...message, membersAdded: 'everybody' }, /membersAdded/],
      [{ ...message, membersAdded: [{ name: 'x' }] }, /membersAdded\.0\.id/],
      [{ ...message, entities: [null] }, /entities\.0/],
      [{ ...message, value: deep(70) }, /64 levels/],
    ]
    for (const [body, why] of cases) {
      const answer = await world.post(body)
      expect(answer.status, JSON.stringify(body)?.slice(0, 200)).to.equal(400)
      expect(answer.json.message).to.match(why)
      expect(answer.text).to.not.include('<script>')
    }
    expect(world.turns).to.deep.equal([])
  })

  it('are refused when they are as deep as a body can be', async () => {
    const body = JSON.stringify(world.message({ value: 'HERE' })).replace(
      '"HERE"',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    )
    const answer = await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token()}` },
      body,
    })
    expect(answer.status).to.equal(400)
  })

  it('leave a prototype alone', async () => {
    const body = JSON.stringify(world.message({ value: {} })).replace(
      '"value":{}',
      '"value":{"__proto__":{"polluted":1},"a":1}',
    )
    const answer = await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token()}` },
      body,
    })
    expect(answer.status).to.equal(200)
    const value = world.turns.at(-1)?.incoming.value as Record<string, unknown>
    expect(value).to.deep.equal({ a: 1 })
    expect(value.polluted).to.equal(undefined)
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined)
  })

  it('bring nothing that PostgreSQL cannot keep', async () => {
    await world.post(world.message({ text: 'a\u0000b\ud800', value: { 'k\u0000': '\udc00' } }))
    const incoming = JSON.stringify(world.turns.at(-1)?.incoming)
    expect(incoming).to.not.match(/\\u0000|\\ud800|\\udc00/i)
  })

  it('never break the door, in a thousand ways', async () => {
    const roll = makeDice(20_261_123)
    const pick = <T>(items: readonly T[]): T => items[roll(items.length)] as T
    const bases = [
      {},
      { type: 'conversationUpdate', membersAdded: [{ id: 'u-1' }, { id: 'bot' }], membersRemoved: [] },
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'x', data: { a: [1] } } } },
      {
        deliveryMode: 'expectReplies',
        entities: [{ type: 'mention', mentioned: { id: 'bot' }, text: '<at>x</at>' }],
      },
      {
        channelId: 'msteams',
        channelData: { tenant: { id: 't' } },
        conversation: { id: 'c', tenantId: 't' },
      },
    ]
    const token = `Bearer ${world.token()}`
    const statuses = new Map<number, number>()
    for (let i = 0; i < 1_000; i += 1) {
      const activity = structuredClone(world.message({ id: `z-${i}`, ...pick(bases) }))
      for (let changes = roll(3) + 1; changes > 0; changes -= 1) mutate(activity, roll, pick)
      const answer = await world.post(activity, token)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const shown = `${answer.status} for ${JSON.stringify(activity).slice(0, 500)}: ${answer.text}`
      expect([200, 400, 401, 403, 501], shown).to.include(answer.status)
      expect(answer.text, shown).to.not.match(/node_modules|\.ts:\d+/)
    }
    expect(errors).to.deep.equal([])
    for (const status of [200, 400, 401]) expect(statuses.get(status), `${status}`).to.be.greaterThan(20)
  })
})

/** Changes one place of it, at any depth. */
function mutate(
  activity: Record<string, unknown>,
  roll: (sides: number) => number,
  pick: <T>(items: readonly T[]) => T,
): void {
  let place = activity
  for (;;) {
    const names = Object.keys(place)
    const name = names.length === 0 || roll(8) === 0 ? 'added' : pick(names)
    const inside = place[name]
    if (typeof inside === 'object' && inside !== null && roll(3) > 0) {
      place = inside as Record<string, unknown>
      continue
    }
    if (roll(4) === 0) delete place[name]
    else place[name] = structuredClone(pick(strange))
    return
  }
}

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)]
}
