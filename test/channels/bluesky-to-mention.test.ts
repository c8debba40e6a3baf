import { expect } from 'chai'
import { toMessageEvent, toPostEvent } from '../../src/channels/bluesky/to-mention.ts'
import { Convo, LogEntry } from '../../src/channels/bluesky/wire.ts'
import { HeardEvent, type Mention } from '../../src/core/mention.ts'
import { fixture, identity } from './bluesky-fake.ts'

const [mentioning, replying, quoting] = fixture('notifications').notifications

function mentionOf(item: unknown): Mention {
  const event = toPostEvent(item, identity)
  if (event?.kind !== 'mention') throw new Error(`Expected a mention, got ${JSON.stringify(event)}`)
  HeardEvent.parse(event)
  return event.mention
}
const changed = (item: object, changes: object) => ({ ...structuredClone(item), ...changes })
const withRecord = (changes: object) => changed(mentioning, { record: { ...mentioning.record, ...changes } })

describe('a Bluesky notification as a mention', () => {
  it('reads a post that mentions the brand', () => {
    const { uri, cid } = mentioning
    expect(mentionOf(mentioning)).to.deep.equal({
      nativeId: uri,
      author: { nativeId: 'did:plc:anna2q7y', handle: 'anna.bsky.example', name: '안나 🌷', bot: false },
      text: '배송이 일주일째 안 와요 😢',
      visibility: 'public',
      summoned: 'mention',
      parent: null,
      thread: null,
      language: 'ko',
      postedAt: '2026-11-22T01:02:03.456Z',
      url: 'https://bsky.app/profile/did:plc:anna2q7y/post/3m6aqz2kf5c2x',
      ref: { uri, cid, root: { uri, cid } },
    })
  })

  it('reads a reply with its parent and its root', () => {
    const mention = mentionOf(replying)
    const { root, parent } = replying.record.reply
    expect(mention).to.include({ summoned: 'reply', parent: parent.uri, thread: root.uri, language: 'en' })
    expect(mention.author.name).to.equal('ben.example')
    expect(mention.ref).to.deep.equal({ uri: replying.uri, cid: replying.cid, root, parent })
  })

  it('reads a quote by a bot', () => {
    const mention = mentionOf(quoting)
    expect(mention).to.include({ summoned: 'quote', thread: null, language: null })
    expect(mention.author.bot).to.equal(true)
  })

  it('takes a withdrawn label for no label', () => {
    const author = { ...quoting.author, labels: [{ val: 'bot', neg: true }] }
    expect(mentionOf(changed(quoting, { author })).author.bot).to.equal(false)
  })

  it('knows that a reply to somebody else below us is not addressed to us', () => {
    const { root } = replying.record.reply
    const record = { ...replying.record, reply: { root, parent: root } }
    expect(mentionOf(changed(replying, { record })).summoned).to.equal('none')
  })

  it('knows that a reply to us which also names us is a reply', () => {
    expect(mentionOf(changed(replying, { reason: 'mention' })).summoned).to.equal('reply')
  })

  it('drops our own posts', () => {
    expect(
      toPostEvent(changed(mentioning, { author: { did: identity.nativeId, handle: 'x' } }), identity),
    ).to.equal(null)
  })

  for (const reason of ['like', 'repost', 'follow', 'something-new']) {
    it(`drops a ${reason}`, () => {
      expect(toPostEvent(changed(mentioning, { reason }), identity)).to.equal(null)
    })
  }

  const names: [title: string, text: string, facets: unknown, expected: string][] = [
    ['takes our name from the front', '@brand.bsky.example 안녕', undefined, '안녕'],
    ['takes it with a colon', '@brand.bsky.example: 안녕', undefined, '안녕'],
    ['takes it in capitals', '@Brand.Bsky.Example 안녕', undefined, '안녕'],
    ['takes it with a particle apart', '@brand.bsky.example님 안녕', undefined, '님 안녕'],
    ['leaves it in the middle', '안녕 @brand.bsky.example', undefined, '안녕 @brand.bsky.example'],
    ['leaves a longer handle', '@brand.bsky.example.org 안녕', undefined, '@brand.bsky.example.org 안녕'],
    ['leaves another longer handle', '@brand.bsky.examples 안녕', undefined, '@brand.bsky.examples 안녕'],
    ['keeps a full stop after it', '@brand.bsky.example. 안녕', undefined, '. 안녕'],
    ['takes a name that only the facet knows', '@다정 안녕', facet(0, 7, identity.nativeId), '안녕'],
    [
      'leaves the name of somebody else',
      '@ben.example 안녕',
      facet(0, 12, 'did:plc:ben55555'),
      '@ben.example 안녕',
    ],
    ['survives a facet that cuts a character', '@다정 안녕', facet(0, 3, identity.nativeId), '정 안녕'],
    ['survives a facet beyond the end', '@brand.bsky.example 안녕', facet(0, 900, identity.nativeId), ''],
    ['leaves nothing when there is nothing else', '@brand.bsky.example', undefined, ''],
  ]
  for (const [title, text, facets, expected] of names) {
    it(title, () => {
      expect(mentionOf(withRecord({ text, facets })).text).to.equal(expected)
    })
  }

  it('makes the text safe to store', () => {
    expect(mentionOf(withRecord({ text: 'a\u0000b\ud800c', facets: [] })).text).to.equal('a\uFFFDb\uFFFDc')
    expect(mentionOf(withRecord({ text: '한글'.normalize('NFD'), facets: [] })).text).to.equal('한글')
  })

  const times: [title: string, createdAt: unknown, expected: string][] = [
    ['keeps what the author’s clock says', '2026-11-21T20:00:00+09:00', '2026-11-21T11:00:00.000Z'],
    ['does not believe a time in the future', '2031-01-01T00:00:00Z', '2026-11-22T01:02:03.900Z'],
    ['does not believe a time that is none', 'yesterday', '2026-11-22T01:02:03.900Z'],
    ['does not believe the 30th of February', '2026-02-30T00:00:00Z', '2026-11-22T01:02:03.900Z'],
    ['does not believe a time without a zone', '2026-11-22T01:00:00', '2026-11-22T01:02:03.900Z'],
    ['does without a time', undefined, '2026-11-22T01:02:03.900Z'],
    ['does without a time of the right type', 1732237323, '2026-11-22T01:02:03.900Z'],
  ]
  for (const [title, createdAt, expected] of times) {
    it(title, () => {
      expect(mentionOf(withRecord({ createdAt })).postedAt).to.equal(expected)
    })
  }

  it('hears a post whose decoration is broken', () => {
    const odd = changed(withRecord({ langs: 'ko', facets: [{ index: 5 }] }), {
      author: { did: 'did:plc:x', handle: null, displayName: 5, labels: 'bot' },
    })
    const mention = mentionOf(odd)
    expect(mention.author).to.deep.equal({ nativeId: 'did:plc:x', handle: '', name: '', bot: false })
    expect(mention.text).to.contain('배송이')
  })

  const broken: [title: string, item: unknown, nativeId: string][] = [
    ['no text', withRecord({ text: undefined }), mentioning.uri],
    ['a text that is a number', withRecord({ text: 5 }), mentioning.uri],
    ['no record', changed(mentioning, { record: null }), mentioning.uri],
    ['a time of the network that is none', changed(mentioning, { indexedAt: 'now' }), mentioning.uri],
    ['a reply to nothing', withRecord({ reply: { root: null, parent: null } }), mentioning.uri],
    ['more text than we keep', withRecord({ text: 'x'.repeat(20_001) }), mentioning.uri],
    ['nothing at all', null, ''],
    ['a list', [], ''],
    [
      'a very long address',
      changed(mentioning, { uri: `at://${'x'.repeat(600)}` }),
      `at://${'x'.repeat(507)}`,
    ],
  ]
  for (const [title, item, nativeId] of broken) {
    it(`keeps what has ${title} as unreadable, with the reason`, () => {
      const event = HeardEvent.parse(toPostEvent(item, identity))
      expect(event).to.include({ kind: 'unreadable', nativeId })
      expect(event.kind === 'unreadable' && event.why).to.not.equal('')
    })
  }
})

describe('a Bluesky direct message as a mention', () => {
  const [, created, , ours, deleted] = fixture('log').logs
  const { convo } = Convo.parse(fixture('convo'))
  const group = { ...convo, kind: { $type: 'chat.bsky.convo.defs#groupConvo' } }
  const read = (entry: object, place = convo) => toMessageEvent(LogEntry.parse(entry), place, identity)
  const withMessage = (changes: object) => changed(created, { message: { ...created.message, ...changes } })

  it('reads a message with its author and its conversation', () => {
    expect(read(created)).to.deep.equal({
      kind: 'mention',
      mention: {
        nativeId: 'dm:3lconvo:3m6message1',
        author: { nativeId: 'did:plc:anna2q7y', handle: 'anna.bsky.example', name: '안나 🌷', bot: false },
        text: '주문 번호는 2026-1122입니다',
        visibility: 'direct',
        summoned: 'direct',
        parent: null,
        thread: '3lconvo',
        language: null,
        postedAt: '2026-11-22T01:05:00.000Z',
        url: null,
        ref: { convoId: '3lconvo', messageId: '3m6message1' },
      },
    })
  })

  it('drops our own messages and those that are deleted already', () => {
    expect(read(ours)).to.equal(null)
    expect(read({ ...deleted, $type: created.$type })).to.equal(null)
  })

  it('drops talk in a group that does not name us, and hears what does', () => {
    expect(read(created, group)).to.equal(null)
    const event = read(withMessage({ text: '@다정 어때요?', facets: facet(0, 7, identity.nativeId) }), group)
    expect(event?.kind === 'mention' && event.mention).to.include({
      summoned: 'mention',
      text: '어때요?',
      visibility: 'direct',
    })
  })

  it('hears somebody whose name the conversation does not tell', () => {
    const event = read(withMessage({ sender: { did: 'did:plc:other' } }))
    expect(event?.kind === 'mention' && event.mention.author).to.deep.equal({
      nativeId: 'did:plc:other',
      handle: '',
      name: '',
      bot: false,
    })
  })

  for (const [title, entry] of [
    ['a text that is none', withMessage({ text: null })],
    ['no sender', withMessage({ sender: undefined })],
    ['a time that is none', withMessage({ sentAt: 'soon' })],
  ] as const) {
    it(`keeps a message with ${title} as unreadable`, () => {
      expect(HeardEvent.parse(read(entry))).to.include({
        kind: 'unreadable',
        nativeId: 'dm:3lconvo:3m6message1',
      })
    })
  }
})

function facet(byteStart: number, byteEnd: number, did: string) {
  return [{ index: { byteStart, byteEnd }, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] }]
}
