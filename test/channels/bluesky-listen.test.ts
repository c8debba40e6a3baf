import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { makeBluesky } from '../../src/channels/bluesky/bluesky.ts'
import type { Heard } from '../../src/channels/channel.ts'
import type { Json } from '../../src/core/mention.ts'
import { failing } from './bluesky-failing.ts'
import { failure, fixture, type Handler, identity, makeFakePds, makeTools, settings } from './bluesky-fake.ts'

const list = 'app.bsky.notification.listNotifications'
const log = 'chat.bsky.convo.getLog'
const channel = makeBluesky({ fastestMs: 5, slowestMs: 20, deepMs: 60_000, chatAgainMs: 60_000 })
const start = { since: '1970-01-01T00:00:00.000Z', at: '2026-11-22T01:00:00.000Z', chat: 'here' }

function listen(
  handlers: Record<string, Handler>,
  cursor: Json | null = start,
  hear?: (heard: Heard) => void,
) {
  const pds = makeFakePds({
    [list]: () => ({ notifications: [] }),
    [log]: () => ({ cursor: 'here', logs: [] }),
    'chat.bsky.convo.getConvo': () => fixture('convo'),
    ...handlers,
  })
  const heard: Heard[] = []
  const said: string[] = []
  const stop = new AbortController()
  const tools = makeTools(pds.fetch, { log: (_, message) => said.push(message) })
  const ended = channel.open(settings, tools).listen?.({
    identity,
    cursor,
    signal: stop.signal,
    hear: async (one) => {
      hear?.(one)
      heard.push(structuredClone(one))
    },
  }) as Promise<void>
  ended.catch(() => {})
  const until = async (look: () => boolean) => {
    while (!look()) await pause(2)
  }
  const end = async () => {
    stop.abort()
    await ended
  }
  return {
    pds,
    heard,
    said,
    ended,
    until,
    end,
    kinds: () => heard.flatMap(({ events }) => events.map((one) => one.kind)),
  }
}

describe('listening to Bluesky', () => {
  it('begins a new account with one empty hearing that keeps both cursors', async () => {
    const { heard, until, end } = listen({ [list]: () => fixture('notifications') }, null)
    await until(() => heard.length > 0)
    await end()
    const at = fixture('notifications').notifications[0].indexedAt
    expect(heard[0]).to.deep.equal({ events: [], cursor: { since: at, at, chat: 'here' } })
    expect(heard.flatMap(({ events }) => events)).to.deep.equal([])
  })

  it('hands on events and cursor together, once', async () => {
    const { heard, kinds, pds, until, end } = listen({
      [list]: () => fixture('notifications'),
      [log]: ({ url }) => (url.searchParams.get('cursor') === 'here' ? fixture('log') : { logs: [] }),
    })
    await until(() => pds.count('listNotifications') > 4)
    await end()
    expect(kinds()).to.deep.equal(['mention', 'mention', 'mention', 'mention', 'deleted'])
    expect(heard).to.have.length(1)
    expect(heard[0]?.cursor).to.deep.equal({
      ...start,
      at: '2026-11-22T01:02:03.900Z',
      chat: fixture('log').cursor,
    })
  })

  it('hears the public on when the chat service is down, says so once, and says when it is back', async () => {
    let down = true
    const { said, kinds, pds, until, end } = listen({
      [list]: () => fixture('notifications'),
      [log]: () => (down ? failure(502, 'UpstreamFailure') : { cursor: 'here', logs: [] }),
    })
    await until(() => pds.count('getLog') > 2)
    expect(kinds()).to.deep.equal(['mention', 'mention', 'mention'])
    expect(said.filter((one) => one.includes('direct messages cannot be read'))).to.have.length(1)
    down = false
    await until(() => said.some((one) => one.includes('can be read again')))
    await end()
  })

  it('asks the chat service seldom when the app password has no right to it', async () => {
    const { said, pds, until, end } = listen({ [log]: () => failure(400, 'InvalidToken') })
    await until(() => pds.count('listNotifications') > 5)
    await end()
    expect(pds.count('getLog')).to.equal(1)
    expect(said).to.have.length(1)
  })

  it('rides out a server in trouble and loses nothing', async () => {
    let trouble = 3
    const { kinds, until, end } = listen({
      [list]: () => (trouble-- > 0 ? failure(503, 'NotEnoughResources') : fixture('notifications')),
    })
    await until(() => kinds().length > 0)
    await end()
    expect(kinds()).to.deep.equal(['mention', 'mention', 'mention'])
  })

  it('rides out a lost connection', async () => {
    let lost = true
    const { kinds, until, end } = listen({
      [list]: () => {
        if (!lost) return fixture('notifications')
        lost = false
        throw new TypeError('fetch failed')
      },
    })
    await until(() => kinds().length > 0)
    await end()
  })

  it('does not ask before the time that the network names', async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 3_600)
    const { pds, until, end } = listen({
      [list]: () => failure(429, 'RateLimitExceeded', { 'ratelimit-reset': reset }),
    })
    await until(() => pds.count('getLog') > 4)
    await end()
    expect(pds.count('listNotifications')).to.equal(1)
  })

  it('ends with auth when the network refuses us', async () => {
    const { ended } = listen({
      [list]: () => failure(401, 'AccountTakedown'),
      'com.atproto.server.refreshSession': () => failure(401, 'AccountTakedown'),
    })
    expect((await failing(ended)).kind).to.equal('auth')
  })

  it('ends when what was heard could not be kept', async () => {
    const { ended } = listen({ [list]: () => fixture('notifications') }, start, () => {
      throw new Error('the disk is full')
    })
    expect(String(await ended.catch((error) => error))).to.contain('disk is full')
  })

  it('begins anew, and says so, when its stored place is unreadable', async () => {
    const { heard, said, until, end } = listen({ [list]: () => fixture('notifications') }, { v: 9 })
    await until(() => heard.length > 0)
    await end()
    expect(heard[0]?.events).to.deep.equal([])
    expect(said.join()).to.contain('unreadable')
  })

  it('stops at once, also in the middle of a pause', async () => {
    const slow = makeBluesky({ fastestMs: 3_600_000, slowestMs: 3_600_000, deepMs: 1, chatAgainMs: 1 })
    const pds = makeFakePds({ [list]: () => ({ notifications: [] }), [log]: () => ({ logs: [] }) })
    const stop = new AbortController()
    const listening = slow
      .open(settings, makeTools(pds.fetch))
      .listen?.({ identity, cursor: start, hear: async () => {}, signal: stop.signal })
    while (pds.count('getLog') === 0) await pause(2)
    stop.abort()
    await listening
  })
})
