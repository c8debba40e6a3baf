import { expect } from 'chai'
import { makeMessageEar } from '../../src/channels/bluesky/hear-messages.ts'
import { makePostEar, startPosts } from '../../src/channels/bluesky/hear-posts.ts'
import { openClient } from '../../src/channels/bluesky/session.ts'
import type { HeardEvent } from '../../src/core/mention.ts'
import { failing } from './bluesky-failing.ts'
import {
  failure,
  fixture,
  type Handler,
  identity,
  makeFakePds,
  makeTools,
  never,
  settings,
} from './bluesky-fake.ts'

const list = 'app.bsky.notification.listNotifications'
const minute = 60_000
const noon = Date.parse('2026-11-22T12:00:00.000Z')
const iso = (ms: number) => new Date(ms).toISOString()

/** A notification that the network dates `minutesAgo` before noon. */
function note(name: string, minutesAgo: number, changes: object = {}) {
  const [first] = fixture('notifications').notifications
  const uri = `at://did:plc:anna2q7y/app.bsky.feed.post/${name}`
  return { ...first, uri, indexedAt: iso(noon - minutesAgo * minute), ...changes }
}

/** Serves notifications newest first, as the network does, with at most `most` on a page. */
function serve(notes: { indexedAt: string }[], most = 100): Handler {
  return ({ url }) => {
    const cursor = url.searchParams.get('cursor')
    const limit = Math.min(Number(url.searchParams.get('limit')), most)
    const sorted = notes.toSorted((a, b) => b.indexedAt.localeCompare(a.indexedAt))
    const rest = cursor ? sorted.filter((one) => one.indexedAt < cursor) : sorted
    const page = rest.slice(0, limit)
    return { notifications: page, ...(rest.length > limit ? { cursor: page.at(-1)?.indexedAt } : {}) }
  }
}

function listenTo(handlers: Record<string, Handler>) {
  const pds = makeFakePds(handlers)
  const said: string[] = []
  const tools = makeTools(pds.fetch, { log: (_, message) => said.push(message) })
  const client = openClient(settings, tools)
  return {
    pds,
    said,
    client,
    posts: makePostEar(client, identity, tools),
    messages: makeMessageEar(client, identity, 'did:web:c#bsky_chat'),
  }
}
const names = (events: HeardEvent[]) =>
  events.map((event) => ('mention' in event ? event.mention.nativeId : event.nativeId).split('/').at(-1))
const from = (minutesAgo: number) => ({ since: iso(0), at: iso(noon - minutesAgo * minute) })

describe('hearing Bluesky notifications', () => {
  it('begins at the newest notification of a new account', async () => {
    const { client, posts } = listenTo({ [list]: serve([note('old', 5), note('older', 6)]) })
    const cursor = await startPosts(client, new Date(noon), never)
    expect(cursor).to.deep.equal({ since: iso(noon - 5 * minute), at: iso(noon - 5 * minute) })
    expect((await posts.hear(cursor, true, never)).events).to.deep.equal([])
  })

  it('begins at the beginning when there are none, whatever our clock says', async () => {
    const { client } = listenTo({ [list]: serve([]) })
    expect(await startPosts(client, new Date(noon), never)).to.deep.equal({ since: iso(0), at: iso(0) })
  })

  it('begins at now when the newest is hidden from us', async () => {
    const { client } = listenTo({ [list]: () => ({ notifications: [], cursor: 'more' }) })
    expect((await startPosts(client, new Date(noon), never)).since).to.equal(iso(noon))
  })

  it('brings what is new, oldest first, and tells each once', async () => {
    const notes = [note('b', 1), note('a', 2)]
    const { posts } = listenTo({ [list]: serve(notes) })
    const first = await posts.hear(from(3), false, never)
    expect(names(first.events)).to.deep.equal(['a', 'b'])
    expect(first.cursor.at).to.equal(iso(noon - minute))
    notes.push(note('c', 0))
    expect(names((await posts.hear(first.cursor, false, never)).events)).to.deep.equal(['c'])
  })

  it('asks for mentions, replies and quotes, and does not care what is read', async () => {
    const { posts, pds } = listenTo({ [list]: serve([note('a', 1, { isRead: true })]) })
    expect(names((await posts.hear(from(2), false, never)).events)).to.deep.equal(['a'])
    expect(pds.calls.at(-1)?.url.searchParams.getAll('reasons')).to.deep.equal(['mention', 'reply', 'quote'])
  })

  it('reads all pages back to the cursor', async () => {
    const notes = Array.from({ length: 250 }, (_, n) => note(`n${n}`, 1 + n / 250))
    const { posts } = listenTo({ [list]: serve(notes) })
    const { events } = await posts.hear(from(3), false, never)
    expect(new Set(names(events)).size).to.equal(250)
    expect(names(events)[0]).to.equal('n249')
  })

  it('goes on over short and empty pages', async () => {
    const pages: Record<string, object> = {
      first: { notifications: [], cursor: 'second' },
      second: { notifications: [note('b', 1)], cursor: 'third' },
      third: { notifications: [], cursor: 'fourth' },
      fourth: { notifications: [note('a', 2)] },
    }
    const { posts } = listenTo({ [list]: ({ url }) => pages[url.searchParams.get('cursor') ?? 'first'] })
    expect(names((await posts.hear(from(3), false, never)).events)).to.deep.equal(['a', 'b'])
  })

  it('ends when the server repeats its cursor', async () => {
    const { posts, pds } = listenTo({ [list]: () => ({ notifications: [note('a', 1)], cursor: 'same' }) })
    expect(names((await posts.hear(from(3), true, never)).events)).to.deep.equal(['a'])
    expect(pds.count('listNotifications')).to.equal(2)
  })

  it('looks at one page only when nothing is new', async () => {
    const notes = Array.from({ length: 250 }, (_, n) => note(`n${n}`, 1 + n / 250))
    const { posts, pds } = listenTo({ [list]: serve(notes) })
    const { cursor } = await posts.hear(from(3), false, never)
    const before = pds.count('listNotifications')
    await posts.hear(cursor, false, never)
    expect(pds.count('listNotifications') - before).to.equal(1)
  })

  it('finds, with a deep look, what appeared below what it knows', async () => {
    const notes = Array.from({ length: 150 }, (_, n) => note(`n${n}`, 1 + n / 150))
    const { posts } = listenTo({ [list]: serve(notes) })
    const { cursor } = await posts.hear(from(3), true, never)
    notes.push(note('slow-clock', 9 * 60))
    expect(names((await posts.hear(cursor, false, never)).events)).to.deep.equal([])
    expect(names((await posts.hear(cursor, true, never)).events)).to.deep.equal(['slow-clock'])
  })

  it('finds, with a deep look, the second of two that share the millisecond at the end of a page', async () => {
    const notes = Array.from({ length: 99 }, (_, n) => note(`n${n}`, n / 100))
    notes.push(note('one', 2), note('two', 2), note('last', 2.5))
    const { posts } = listenTo({ [list]: serve(notes) })
    const quick = await posts.hear(from(3), false, never)
    expect(names(quick.events)).to.include('one').and.not.include('two')
    expect(names((await posts.hear(quick.cursor, true, never)).events)).to.deep.equal(['two'])
  })

  it('never brings what was there before the account was connected', async () => {
    const { posts } = listenTo({ [list]: serve([note('new', 1), note('old', 60)]) })
    const { events } = await posts.hear(
      { since: iso(noon - 30 * minute), at: iso(noon - 30 * minute) },
      true,
      never,
    )
    expect(names(events)).to.deep.equal(['new'])
  })

  it('resumes with an overlap after a restart', async () => {
    const { posts } = listenTo({ [list]: serve([note('b', 1), note('a', 60), note('long-ago', 25 * 60)]) })
    const { events } = await posts.hear({ since: iso(0), at: iso(noon) }, true, never)
    expect(names(events)).to.include.members(['a', 'b'])
  })

  it('keeps a broken item and reads the rest of its page', async () => {
    const { posts } = listenTo({
      [list]: () => ({ notifications: [note('b', 1), { uri: 5 }, 'what', note('a', 2)] }),
    })
    const { events } = await posts.hear(from(3), false, never)
    expect(events.map((event) => event.kind)).to.deep.equal([
      'mention',
      'unreadable',
      'unreadable',
      'mention',
    ])
    expect((await posts.hear(from(3), false, never)).events).to.deep.equal([])
  })

  it('loses nothing when a later page fails', async () => {
    let broken = true
    const { posts } = listenTo({
      [list]: ({ url }) => {
        if (!url.searchParams.has('cursor')) return { notifications: [note('b', 1)], cursor: 'next' }
        return broken ? failure(502, 'UpstreamFailure') : { notifications: [note('a', 2)] }
      },
    })
    expect((await failing(posts.hear(from(3), false, never))).kind).to.equal('busy')
    broken = false
    expect(names((await posts.hear(from(3), false, never)).events)).to.deep.equal(['a', 'b'])
  })

  it('stops at 300 pages and says so', async () => {
    let page = 0
    const { posts, said, pds } = listenTo({
      [list]: () => {
        page += 1
        return { notifications: [note(`n${page}`, page / 100)], cursor: `page ${page}` }
      },
    })
    await posts.hear(from(60), true, never)
    expect(pds.count('listNotifications')).to.equal(300)
    expect(said.join()).to.contain('more notifications')
  })
})

describe('hearing Bluesky direct messages', () => {
  const log = 'chat.bsky.convo.getLog'
  const convo = 'chat.bsky.convo.getConvo'

  it('begins where the log ends now', async () => {
    const { messages, pds } = listenTo({ [log]: () => ({ cursor: 'here', logs: fixture('log').logs }) })
    expect(await messages.hear(null, never)).to.deep.equal({ events: [], cursor: 'here' })
    expect(pds.calls.at(-1)?.url.searchParams.has('cursor')).to.equal(false)
    expect(pds.calls.at(-1)?.headers.get('atproto-proxy')).to.equal('did:web:c#bsky_chat')
  })

  it('hears the first message ever of an account whose log was empty', async () => {
    let logs: unknown[] = []
    const { messages } = listenTo({ [log]: () => ({ logs }), [convo]: () => fixture('convo') })
    const { cursor } = await messages.hear(null, never)
    logs = fixture('log').logs
    expect((await messages.hear(cursor, never)).events).to.have.length(2)
  })

  it('brings messages and deletions in order, and looks the people up once', async () => {
    const { messages, pds } = listenTo({
      [log]: ({ url }) =>
        url.searchParams.get('cursor') === 'here' ? fixture('log') : { cursor: 'end', logs: [] },
      [convo]: () => fixture('convo'),
    })
    const { events, cursor } = await messages.hear('here', never)
    expect(events.map((event) => event.kind)).to.deep.equal(['mention', 'deleted'])
    expect(events[1]).to.deep.equal({ kind: 'deleted', nativeId: 'dm:3lconvo:3m6message0' })
    expect(cursor).to.equal(fixture('log').cursor)
    expect(pds.count('getConvo')).to.equal(1)
  })

  it('reads the log page by page', async () => {
    const { logs } = fixture('log')
    const { messages } = listenTo({
      [log]: ({ url }) => {
        const at = Number(url.searchParams.get('cursor'))
        return { cursor: String(Math.min(at + 2, logs.length)), logs: logs.slice(at, at + 2) }
      },
      [convo]: () => fixture('convo'),
    })
    const { events, cursor } = await messages.hear('0', never)
    expect(events).to.have.length(2)
    expect(cursor).to.equal(String(logs.length))
  })

  it('hears a message of a conversation that cannot be looked up', async () => {
    const { messages } = listenTo({
      [log]: ({ url }) => (url.searchParams.get('cursor') === 'here' ? fixture('log') : { logs: [] }),
      [convo]: () => failure(400, 'InvalidConvo'),
    })
    const [event] = (await messages.hear('here', never)).events
    expect(event?.kind === 'mention' && event.mention.author.handle).to.equal('')
  })

  it('asks again when the conversation could not be looked up on the way', async () => {
    const { messages } = listenTo({
      [log]: () => fixture('log'),
      [convo]: () => failure(502, 'UpstreamFailure'),
    })
    expect((await failing(messages.hear('here', never))).kind).to.equal('busy')
  })
})
