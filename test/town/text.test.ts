import { expect } from 'chai'
import fc from 'fast-check'
import { countCharacters, splitText, toHtml } from '../../src/town/text.ts'

describe('the text of a status', () => {
  const mentions: { text: string; found: [string, string | null][] }[] = [
    { text: '@brand 안녕', found: [['brand', null]] },
    {
      text: '@brand님 @brand에게',
      found: [
        ['brand', null],
        ['brand', null],
      ],
    },
    {
      text: '(@brand) "@brand", @brand.',
      found: [
        ['brand', null],
        ['brand', null],
        ['brand', null],
      ],
    },
    { text: '@hana@garden.example, 네', found: [['hana', 'garden.example']] },
    { text: '@me@127.0.0.1:3979 네', found: [['me', '127.0.0.1:3979']] },
    { text: 'mail@brand.example 는 주소', found: [] },
    { text: '가@brand', found: [] },
    { text: 'https://a.example/@brand', found: [] },
    { text: '@a.b-c. @', found: [['a.b-c', null]] },
  ]
  for (const { text, found } of mentions) {
    it(`names ${JSON.stringify(found)} in ${JSON.stringify(text)}`, () => {
      const seen = splitText(text).flatMap((piece) =>
        piece.kind === 'mention' ? [[piece.username, piece.domain]] : [],
      )
      expect(seen).to.deep.equal(found)
    })
  }

  const lengths: [string, number][] = [
    ['안녕하세요', 5],
    ['👨‍👩‍👧👍🏽🇰🇷', 3],
    ['https://a.example/very/long/path', 23],
    ['http://a.b 네', 25],
    ['@hana@garden.example 네', 7],
    ['e\u0301', 1],
    ['한', 1],
    ['', 0],
  ]
  for (const [text, length] of lengths) {
    it(`counts ${JSON.stringify(text)} as ${length}`, () => expect(countCharacters(text)).to.equal(length))
  }

  it('loses and adds nothing when it is split', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('@', '@a', '@a@b.c', 'https://x.y/', '.', ' ', '가', '\n', '<'),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('')
        const again = splitText(text).map((piece) => (piece.kind === 'url' ? piece.url : piece.text))
        expect(again.join('')).to.equal(text)
      }),
    )
  })

  it('never lets a tag through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', '&', "'", 'b', ' ', '/', ':', '@', 'https://x') }),
        (text) => {
          const html = toHtml(text, () => undefined)
          const tags = html.match(/<[^>]*>/g) ?? []
          const allowed =
            /^<(\/?p|br \/|\/a|a href="https:\/\/x[^"<>]*" target="_blank" rel="nofollow noopener")>$/
          for (const tag of tags) expect(tag).to.match(allowed)
        },
      ),
    )
  })

  it('is read in bounded time, however odd', () => {
    for (const odd of ['@a', '@a.', 'a@', '@a-', 'https://', '@a@b.', '....']) {
      expect(splitText(odd.repeat(20_000)).length).to.be.above(0)
    }
  })
})
