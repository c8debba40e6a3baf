import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { ChannelError, type Heard, type Reply } from '../../../src/channels/channel.ts'
import { toHeard } from '../../../src/channels/mastodon/to-mention.ts'
import type { HeardEvent } from '../../../src/core/mention.ts'
import { openFakeServer, refusal } from './fake-server.ts'

// What snac 2.94 does otherwise than Mastodon, in the shapes that it was seen to answer with. Ids of statuses are the time
// of the last change and a hash; `mentions` numbers everybody but the one who asks.
const never = new AbortController().signal
const usHash = '0123456789abcdef0123456789abcdef'
const annaHash = '89abcdef0123456789abcdef01234567'
const ours = { id: usHash, acct: 'brand@shop.example', display_name: '다정', bot: false }
const anna = { id: annaHash, acct: 'anna@tiny.example', display_name: 'anna', bot: false }
const us = { nativeId: usHash, handle: 'brand', name: '다정' }

const hash = '5b772bef62063dd4160d33ddea2ff40c'
const idAt = (seconds: number, of = hash) => `${seconds}${of}`
const steady = `0000000000${hash}`
const link = (name: string, server: string) =>
  `<span class="h-card"><a href="http://${server}/${name}" class="u-url mention">@${name}@${server}</a></span>`

function status(change: object = {}): Record<string, unknown> {
  return {
    id: idAt(1795325370),
    uri: 'http://tiny.example/anna/p/1795325370.848583',
    url: 'http://tiny.example/anna/p/1795325370.848583',
    account: anna,
    created_at: '2026-11-22T05:29:30.000Z',
    content: `${link('brand', 'shop.example')} 배송이 안 와요<br>둘째 줄<br>`,
    visibility: 'public',
    spoiler_text: '',
    mentions: [],
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    reblog: null,
    language: 'en',
    edited_at: null,
    ...change,
  }
}
/** The boost that stands in the place of a status which somebody boosted. */
const boosted = (inside: Record<string, unknown>, by = { ...anna, id: 'b', acct: 'ben@tiny.example' }) => ({
  ...inside,
  id: String(inside.id).toUpperCase(),
  account: by,
  content: '',
  reblog: inside,
})
const mentionOf = (raw: unknown) => {
  const heard = toHeard('mention', raw, us)
  if (heard?.kind !== 'mention') throw new Error(`It was heard as ${JSON.stringify(heard)}`)
  return heard.mention
}
const says = (routes: Record<string, unknown>) =>
  openFakeServer({
    'GET /api/v2/instance': refusal(404, ''),
    'GET /api/v1/instance': {
      version: '4.0.0 (not true; really snac/2.94)',
      configuration: { statuses: { max_characters: 100_000, characters_reserved_per_url: 32 } },
      urls: { streaming_api: 'wss://127.0.0.1:9' },
    },
    'GET /api/v1/accounts/verify_credentials': { ...ours, acct: 'brand' },
    'GET /api/v1/notifications': [],
    ...routes,
  })

describe('a mention on snac', () => {
  it('is heard without our own name, which has our server behind it and is not among its mentions', () => {
    expect(mentionOf(status())).to.deep.include({
      nativeId: steady,
      text: '배송이 안 와요\n둘째 줄',
      visibility: 'public',
      summoned: 'mention',
      postedAt: '2026-11-22T05:29:30.000Z',
      author: { nativeId: annaHash, handle: 'anna@tiny.example', name: 'anna', bot: false },
    })
  })

  it('keeps the name of somebody else who is called as we are', () => {
    const content = `${link('brand', 'other.example')} ${link('brand', 'shop.example')} 누가 진짜예요?`
    const mentions = [{ id: '0', acct: 'brand@other.example', url: 'http://other.example/brand' }]
    expect(mentionOf(status({ content, mentions })).text).to.equal('@brand@other.example 누가 진짜예요?')
  })

  it('is the same mention after an edit, under whose id the time has changed', () => {
    const edited = toHeard('edited', status({ id: idAt(1795325805) }), us)
    expect(edited?.kind === 'edited' && edited.mention.nativeId).to.equal(steady)
    expect(mentionOf(status({ in_reply_to_id: idAt(1795325999) })).parent).to.equal(steady)
  })

  it('is what was boosted where it is shown as the boost', () => {
    expect(mentionOf(boosted(status()))).to.deep.equal(mentionOf(status()))
  })

  it('is heard once, and once more when it is edited, but not when it is boosted', async () => {
    let shown: Record<string, unknown> = status()
    let polls = 0
    const server = says({
      'GET /api/v1/notifications': () => {
        polls += 1
        return [{ id: '1795325378516103', type: 'mention', status: shown }]
      },
    })
    const stop = new AbortController()
    const events: HeardEvent[] = []
    const hear = async (heard: Heard) => void events.push(...heard.events)
    const cursor = { minId: '0', recent: [] }
    const done = server.account.listen?.({ identity: us, cursor, hear, signal: stop.signal })
    const pollsLater = async (more: number) => {
      for (const until = polls + more; polls < until; ) await pause(5)
    }
    await pollsLater(3)
    shown = boosted(shown)
    await pollsLater(3)
    const edit = { id: idAt(1795325805), edited_at: '2026-11-22T05:36:39.000Z', content: '고침<br>' }
    shown = boosted(status(edit))
    await pollsLater(3)
    stop.abort()
    await done
    expect(events.map((event) => event.kind)).to.deep.equal(['mention', 'edited'])
  })
})

describe('answering on snac', () => {
  const reply: Reply = {
    id: 'reply-1',
    text: '확인해 볼게요',
    language: 'ko',
    visibility: 'public',
    to: {
      nativeId: steady,
      author: { nativeId: annaHash, handle: 'anna@tiny.example' },
      ref: { visibility: 'public', acct: 'anna@tiny.example', spoiler: null, language: 'en' },
    },
    at: new Date('2026-11-22T05:30:00.000Z'),
    prepared: null,
  }
  const answer = (change: object = {}) =>
    status({
      id: idAt(1795325420, annaHash),
      account: ours,
      created_at: '2026-11-22T05:30:20.000Z',
      content: `${link('anna', 'tiny.example')} 확인해 볼게요<br>`,
      mentions: [{ id: '0', acct: 'anna@tiny.example', url: 'http://tiny.example/anna' }],
      in_reply_to_id: idAt(1795325805),
      ...change,
    })
  const failing = (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error) => error)

  it('says that a token is worth nothing, which snac says with 422 where it should be 401', async () => {
    const nobody = new Response('', { status: 422, headers: { 'content-type': 'text/html' } })
    const { account } = says({ 'GET /api/v1/accounts/verify_credentials': nobody })
    const error = await failing(account.check(never))
    expect(error).to.be.instanceOf(ChannelError).and.to.include({ kind: 'auth' })
  })

  it('asks for the post that it answers, which snac would not miss, and posts nothing when it is gone', async () => {
    const { account, asked } = says({ 'POST /api/v1/statuses': answer() })
    const error = await failing(account.send(reply, never))
    expect(error).to.be.instanceOf(ChannelError).and.to.include({ kind: 'gone' })
    expect(asked.filter((one) => one.method === 'POST')).to.have.length(0)
  })

  it('posts under what is there', async () => {
    const { account, asked } = says({
      [`GET /api/v1/statuses/${steady}`]: status(),
      'POST /api/v1/statuses': answer(),
    })
    const { nativeId } = await account.send(reply, never)
    expect(nativeId).to.equal(`0000000000${annaHash}`)
    expect(asked.find((one) => one.method === 'POST')?.body).to.include({
      status: '@anna@tiny.example 확인해 볼게요',
      in_reply_to_id: steady,
    })
  })

  const thread = `GET /api/v1/statuses/${steady}/context`
  const own = `GET /api/v1/accounts/${usHash}/statuses`
  const find = async (routes: Record<string, unknown>) =>
    (await says({ [own]: [], ...routes }).account.find?.(reply, never))?.nativeId ?? null

  it('finds its reply though the mention was edited since', async () => {
    expect(await find({ [thread]: { descendants: [answer()] } })).to.equal(`0000000000${annaHash}`)
  })

  it('finds its reply though somebody boosted it', async () => {
    expect(await find({ [thread]: { descendants: [boosted(answer())] } })).to.equal(`0000000000${annaHash}`)
  })

  it('asks for the next page with the id as snac wrote it, the only one that it knows there', async () => {
    const page = Array.from({ length: 40 }, () => answer({ content: '다른 말' }))
    const below = idAt(1795325420, annaHash)
    const routes = {
      [own]: ({ query }: { query: URLSearchParams }) =>
        query.get('max_id') === null ? page : query.get('max_id') === below ? [answer()] : [],
    }
    expect(await find(routes)).to.equal(`0000000000${annaHash}`)
  })
})
