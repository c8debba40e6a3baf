import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { makeBluesky } from '../../src/channels/bluesky/bluesky.ts'
import type { Account, Identity } from '../../src/channels/channel.ts'
import type { Json } from '../../src/core/mention.ts'
import { failure, fixture, makeFakePds, makeTools, identity as onBluesky, settings } from './bluesky-fake.ts'
import { openFakeServer, refusal } from './mastodon/fake-server.ts'

/** Listens until `look` has held, and says how often the channel said that nothing is missing. */
function listen(account: Account, identity: Identity, cursor: Json) {
  const stop = new AbortController()
  const ears = {
    upToDate: 0,
    async until(look: () => boolean) {
      while (!look()) await pause(2)
    },
    async stop() {
      stop.abort()
      await ended
    },
  }
  const hear = async () => {}
  const upToDate = () => {
    ears.upToDate += 1
  }
  const ended = account.listen?.({ identity, cursor, hear, upToDate, signal: stop.signal })
  return ears
}

describe('a listener in trouble does not say that it hears everything', () => {
  it('on Mastodon, while its polls fail', async () => {
    let trouble = true
    const server = openFakeServer({
      'GET /api/v1/notifications': () => (trouble ? refusal(503, 'maintenance') : []),
    })
    const polls = () => server.asked.filter(({ path }) => path === '/api/v1/notifications').length
    const identity = { nativeId: '1', handle: 'brand', name: '다정' }
    const ears = listen(server.account, identity, { minId: '1', recent: [] })
    await ears.until(() => polls() > 3)
    expect(ears.upToDate).to.equal(0)
    trouble = false
    await ears.until(() => ears.upToDate > 1)
    await ears.stop()
  })

  const list = 'app.bsky.notification.listNotifications'
  const log = 'chat.bsky.convo.getLog'
  const channel = makeBluesky({ fastestMs: 5, slowestMs: 20, deepMs: 60_000, chatAgainMs: 60_000 })
  const start = { since: '1970-01-01T00:00:00.000Z', at: '2026-11-22T01:00:00.000Z', chat: 'here' }
  function onFakePds(handlers: Parameters<typeof makeFakePds>[0]) {
    const pds = makeFakePds({
      [list]: () => ({ notifications: [] }),
      [log]: () => ({ cursor: 'here', logs: [] }),
      'chat.bsky.convo.getConvo': () => fixture('convo'),
      ...handlers,
    })
    const account = channel.open(settings, makeTools(pds.fetch))
    return { pds, ears: listen(account, onBluesky, start) }
  }

  for (const [what, nsid] of [
    ['public posts', list],
    ['direct messages', log],
  ] as const) {
    it(`on Bluesky, while ${what} cannot be read`, async () => {
      let trouble = true
      const { pds, ears } = onFakePds({
        [nsid]: () => (trouble ? failure(502, 'UpstreamFailure') : { notifications: [], logs: [] }),
      })
      await ears.until(() => pds.count(nsid.split('.').at(-1) ?? '') > 3)
      expect(ears.upToDate).to.equal(0)
      trouble = false
      await ears.until(() => ears.upToDate > 1)
      await ears.stop()
    })
  }

  it('but an account on Bluesky that may not read direct messages hears all that it may', async () => {
    const { ears } = onFakePds({ [log]: () => failure(400, 'InvalidToken') })
    await ears.until(() => ears.upToDate > 1)
    await ears.stop()
  })
})
