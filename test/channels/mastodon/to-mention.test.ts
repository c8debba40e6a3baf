import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { stripNames, toHeard } from '../../../src/channels/mastodon/to-mention.ts'
import { WireNotification } from '../../../src/channels/mastodon/wire.ts'
import { HeardEvent, longestText, type Mention } from '../../../src/core/mention.ts'

const us = { nativeId: '1', handle: 'brand', name: '다정' }
const recorded = (name: string): Record<string, unknown> => {
  const file = new URL(`../fixtures/mastodon/${name}.json`, import.meta.url)
  const { status } = WireNotification.parse(JSON.parse(readFileSync(file, 'utf8')))
  return status as Record<string, unknown>
}
const mentionOf = (raw: unknown): Mention => {
  const heard = HeardEvent.parse(JSON.parse(JSON.stringify(toHeard('mention', raw, us))))
  if (heard.kind !== 'mention') throw new Error(`It was heard as ${JSON.stringify(heard)}`)
  return heard.mention
}

describe('a Mastodon status as a mention', () => {
  const cases: [string, string, Partial<Mention>][] = [
    [
      'a public mention with a warning, somebody else, a shortened link and a tag',
      'mastodon-mention',
      {
        nativeId: '115480000000000103',
        text: '배송 불만\n\n@ben@social.example 3일째 안 와요 😢 & 답도 없어요\n여기요: https://shop.example/orders/2026-11-02?id=123456&lang=ko\n\n#배송',
        visibility: 'public',
        summoned: 'mention',
        parent: null,
        thread: null,
        language: 'ko',
        postedAt: '2026-11-02T08:59:57.123Z',
        url: 'https://social.example/@anna/115480000000000100',
        author: {
          nativeId: '113900000000000009',
          handle: 'anna@social.example',
          name: '안나 :blobcat:',
          bot: false,
          everywhere: 'https://social.example/@anna',
        },
        ref: { visibility: 'public', acct: 'anna@social.example', spoiler: '배송 불만', language: 'ko' },
      },
    ],
    [
      'an unlisted reply to us of somebody without a display name',
      'mastodon-reply',
      {
        text: 'thank you, that "worked"!',
        visibility: 'public',
        summoned: 'reply',
        parent: '115480000000000150',
        author: { nativeId: '22', handle: 'ben', name: 'ben', bot: false },
        ref: { visibility: 'unlisted', acct: 'ben', spoiler: null, language: 'en' },
      },
    ],
    [
      "a bot's post to its followers, which is not for everybody, and where our name is part of the sentence",
      'mastodon-followers',
      {
        text: 'news about @brand',
        visibility: 'direct',
        summoned: 'direct',
        url: 'https://bots.example/statuses/300',
        author: { nativeId: '31', handle: 'news@bots.example', name: 'News', bot: true },
      },
    ],
    [
      "GoToSocial's direct message with a list",
      'gotosocial-direct',
      {
        nativeId: '01JBNQ4YXD0000000000000000',
        text: 'my order is 4711\n\n- one lamp\n- two cups',
        visibility: 'direct',
        summoned: 'direct',
      },
    ],
    [
      "snac's mention, which says nothing of bots and has no fractions of a second",
      'snac-mention',
      {
        nativeId: '1762074599.7d793037a0760186574b0282f2f435e7',
        text: '영업시간이 어떻게 되나요?',
        postedAt: '2026-11-02T09:09:59.000Z',
        language: null,
        author: {
          nativeId: '5d41402abc4b2a76b9719d911017c592',
          handle: 'eve@tiny.example',
          name: 'eve',
          bot: false,
        },
      },
    ],
  ]
  for (const [what, name, expected] of cases) {
    it(`reads ${what}`, () => {
      expect(mentionOf(recorded(name))).to.deep.include(expected)
    })
  }

  it('drops what we said ourselves', () => {
    const raw = recorded('mastodon-reply')
    expect(toHeard('mention', { ...raw, account: { id: '1', acct: 'brand' } }, us)).to.equal(null)
  })

  it('takes a visibility that it does not know as direct', () => {
    const mention = mentionOf({ ...recorded('mastodon-mention'), visibility: 'circle' })
    expect(mention).to.include({ visibility: 'direct', summoned: 'direct' })
  })

  it('takes ids that are numbers, as some servers send them', () => {
    expect(mentionOf({ ...recorded('mastodon-reply'), id: 200 }).nativeId).to.equal('200')
  })

  it('makes NUL and lone surrogates harmless and keeps the rest of the text', () => {
    const content = '<p>a&#0;b\ud83dc 안</p>'
    const { text } = mentionOf({ ...recorded('snac-mention'), content })
    expect(text).to.match(/^a.?b\uFFFDc 안$/)
    expect(text).to.not.include('\u0000')
  })

  it('shows script as nothing and an escaped tag as text', () => {
    const content = '<p>x<script>alert(1)</script>&lt;script&gt;y</p>'
    expect(mentionOf({ ...recorded('snac-mention'), content }).text).to.equal('x<script>y')
  })

  it('leaves out an address that is no web address', () => {
    const raw = { ...recorded('snac-mention'), url: 'javascript:alert(1)', uri: 'tag:x' }
    expect(mentionOf(raw).url).to.equal(null)
  })

  const unreadable: [string, unknown, string][] = [
    ['without content', { ...recorded('snac-mention'), content: undefined }, 'content'],
    ['without an author', { ...recorded('snac-mention'), account: null }, 'account'],
    ['without an id', { ...recorded('snac-mention'), id: undefined }, 'id'],
    ['with an impossible time', { ...recorded('snac-mention'), created_at: 'yesterday' }, 'postedAt'],
    [
      'that is too long to keep',
      { ...recorded('snac-mention'), content: 'x'.repeat(longestText + 1) },
      'text',
    ],
    ['that is a list', [], 'it'],
    ['that is nothing', null, 'it'],
  ]
  for (const [what, raw, field] of unreadable) {
    it(`keeps a status ${what}, with the reason`, () => {
      const heard = HeardEvent.parse(toHeard('mention', raw, us))
      expect(heard.kind).to.equal('unreadable')
      if (heard.kind === 'unreadable') expect(heard.why).to.include(field)
    })
  }
})

describe('taking our handle off a text', () => {
  const cases: [string, string][] = [
    ['@brand hello', 'hello'],
    ['@brand, hello', 'hello'],
    ['@Brand hello', 'hello'],
    ['@brand @brand hello', 'hello'],
    ['@ben @brand hello', '@ben hello'],
    ['@brand @ben hello', '@ben hello'],
    ['@brand', ''],
    ['hello @brand', 'hello @brand'],
    ['@brand님 안녕하세요', '@brand님 안녕하세요'],
    ['@brand@other.example hello', '@brand@other.example hello'],
    ['@brand\n\nhello\nyou', 'hello\nyou'],
    ['mail me@brand.example', 'mail me@brand.example'],
    ['', ''],
  ]
  for (const [text, left] of cases) {
    it(`leaves ${JSON.stringify(left)} of ${JSON.stringify(text)}`, () => {
      expect(stripNames(text, ['brand'])).to.equal(left)
    })
  }
})
