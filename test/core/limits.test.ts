import { expect } from 'chai'
import fc from 'fast-check'
import { countText, fitsText, type TextLimits } from '../../src/core/limits.ts'

const mastodon: TextLimits = { max: 500, unit: 'graphemes', linkCounts: 23, mentionDomainFree: true }
const bluesky: TextLimits = { max: 300, unit: 'graphemes', maxBytes: 3_000 }
const utf16: TextLimits = { max: 100, unit: 'utf16' }
const bytes: TextLimits = { max: 1_000, unit: 'bytes' }

describe('counting a text', () => {
  const cases: [string, string, TextLimits, number][] = [
    ['nothing', '', mastodon, 0],
    ['plain English', 'hello', mastodon, 5],
    ['plain Korean', '안녕하세요', mastodon, 5],
    ['Korean typed as separate jamo', '안녕'.normalize('NFD'), mastodon, 2],
    ['Korean typed as separate jamo, in UTF-16', '안녕'.normalize('NFD'), utf16, 2],
    ['Korean typed as separate jamo, in bytes', '안녕'.normalize('NFD'), bytes, 6],
    ['lone jamo, as in laughter', 'ㅋㅋㅋ', mastodon, 3],
    ['old Korean that has no composed form', '\u1112\u119e\u11ab', mastodon, 1],
    ['a combining accent that composes', 'e\u0301', utf16, 1],
    ['a combining mark that does not compose', 'x\u0323\u0307', mastodon, 1],
    ['many marks on one letter', `a${'\u0301'.repeat(50)}`, mastodon, 1],
    ['one emoji', '😀', mastodon, 1],
    ['one emoji, in UTF-16', '😀', utf16, 2],
    ['one emoji, in bytes', '😀', bytes, 4],
    ['a family of joined emoji', '👩‍👩‍👧', mastodon, 1],
    ['a family of joined emoji, in UTF-16', '👩‍👩‍👧', utf16, 8],
    ['a skin tone', '👍🏽', mastodon, 1],
    ['two flags', '🇰🇷🇺🇸', mastodon, 2],
    ['a keycap', '1️⃣', mastodon, 1],
    ['a line break of two characters', 'a\r\nb', mastodon, 3],
    ['lines', 'a\n\nb', mastodon, 4],
    ['a lone surrogate', 'a\ud83d', mastodon, 2],
    ['a long link', `https://example.com/${'a'.repeat(200)}`, mastodon, 23],
    ['a short link', 'http://a.kr', mastodon, 23],
    ['a link where links count as they are', 'http://a.kr', bluesky, 11],
    ['a link and what follows it', 'https://example.com/a. 네', mastodon, 26],
    ['a link with Korean glued to it', 'https://example.com/a를', mastodon, 24],
    ['Korean glued to a link', '여기https://example.com', mastodon, 25],
    ['two links', 'https://a.kr https://b.kr', mastodon, 47],
    ['a host without a top level, which is no link', 'http://localhost/aaaaaaaaaaaaaaaaaaaaaa', mastodon, 39],
    ['a scheme glued to a word, which is no link', 'xhttps://example.com', mastodon, 20],
    ['a local handle', '@anna hi', mastodon, 8],
    ['a full handle', '@anna@social.example hi', mastodon, 8],
    ['a full handle with a Korean domain', '@anna@한국.kr hi', mastodon, 8],
    ['a full handle and the end of a sentence', '@anna@social.example.', mastodon, 6],
    ['a full handle where domains count', '@anna@social.example hi', bluesky, 23],
    ['a mail address, which is no handle', 'mail anna@social.example', mastodon, 24],
    ['a handle inside a link', 'https://social.example/@anna@other.example', mastodon, 23],
    ['a mark after a link stays by itself', 'https://a.kr/q\u0301', mastodon, 24],
  ]
  for (const [what, text, limits, count] of cases) {
    it(`counts ${what} as ${count}`, () => {
      expect(countText(text, limits)).to.equal(count)
    })
  }

  it('counts by the short way exactly as by the long way', () => {
    const long = new Intl.Segmenter('und', { granularity: 'grapheme' })
    const letters = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\r', '가', '힣', '\u11ab', '\u0301', '~', '😀'),
    })
    fc.assert(
      fc.property(letters, (text) => {
        const expected = [...long.segment(text.normalize('NFC'))].length
        expect(countText(text, bluesky)).to.equal(expected)
      }),
    )
  })

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countText(text, mastodon)).to.be.at.least(0)
      }),
    )
  })
})

describe('counting a text that was made to be slow', () => {
  for (const piece of ['@a', 'a', '@a@a', 'http://', 'https://a.', '.', '가\u0301', '👩\u200d']) {
    it(`comes to an end on 200,000 characters of ${JSON.stringify(piece)}`, () => {
      const text = `@https://${piece.repeat(200_000 / piece.length)}`
      expect(countText(text, mastodon)).to.be.at.least(1)
    })
  }
})

describe('fitting a text', () => {
  it('lets a text of the very ceiling out and refuses one more', () => {
    expect(fitsText('가'.repeat(500), mastodon)).to.deep.equal({
      fits: true,
      counted: 500,
      max: 500,
      unit: 'graphemes',
    })
    expect(fitsText('가'.repeat(501), mastodon).fits).to.equal(false)
  })

  it('refuses a text of few graphemes and too many bytes, and says so in bytes', () => {
    const text = '👩‍👩‍👧'.repeat(180)
    expect(fitsText(text, bluesky)).to.deep.equal({ fits: false, counted: 3_240, max: 3_000, unit: 'bytes' })
  })

  it('lets both ceilings be met at once', () => {
    expect(fitsText('가'.repeat(300), bluesky).fits).to.equal(true)
    expect(fitsText('가'.repeat(301), bluesky).fits).to.equal(false)
  })
})
