import { expect } from 'chai'
import fc from 'fast-check'
import { findWording, inMessages, inSmall } from '../../src/core/wording.ts'
import { alternativesOf } from '../../src/core/wording-alternatives.ts'
import { coversOf, edge } from '../../src/core/wording-literals.ts'
import { makeNaming, makeSearch } from '../../src/core/wording-search.ts'
import { makeWalk } from '../../src/core/wording-walk.ts'

const placesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])

describe('The alternatives of a pattern', () => {
  const cases: [source: string, alternatives: string[]][] = [
    ['a|b', ['a', 'b']],
    ['(?:a|b)c', ['(?:a|b)c']],
    ['\\b(?:a|b(?:c|d))\\b', ['\\ba\\b', '\\bb(?:c|d)\\b']],
    ['(?:a)|(?:b)', ['(?:a)', '(?:b)']],
    ['[|)]|\\|', ['[|)]', '\\|']],
    ['(?<![\\w])(?:a|b)(?!c)', ['(?<![\\w])a(?!c)', '(?<![\\w])b(?!c)']],
  ]
  for (const [source, alternatives] of cases) {
    it(`of ${source} are ${alternatives.join('  ')}`, () => {
      expect(alternativesOf(source)).to.deep.equal(alternatives)
    })
  }
})

describe('What a pattern cannot do without', () => {
  const cases: [source: string, covers: string[][]][] = [
    ['refund', [['refund']]],
    ['\\brefund', [[`${edge}refund`]]],
    ['colou?r', [['color', 'colour']]],
    ['[Aa]b', [['ab']]],
    ['죽\\s?고', [['죽 고', '죽고']]],
    ['\\d{3}-', [['000-']]],
    ['법원(?!역)', [['법원']]],
    ['(?:배송|택배)기사|설치', [['배송기사', '설치', '택배기사']]],
    ['call \\w+ back', [[`${edge}back`], ['call ']]],
    // Nothing is sure of these.
    ['\\w+', []],
    ['(?:abc)?', []],
    ['abc|\\S*', []],
    ['[^a]', []],
  ]
  for (const [source, covers] of cases) {
    it(`is ${JSON.stringify(covers)} for ${source}`, () => {
      expect(coversOf(source, 'g')).to.deep.equal(covers)
    })
  }

  it('is not told of patterns that compare letters in another way', () => {
    expect(() => coversOf('a', 'giu')).to.throw('flags "giu"')
    expect(() => makeSearch([/a/])).to.throw('the flag g')
  })
})

describe('A walk over a text', () => {
  const walk = makeWalk([[['ab', '가나']], [['b'], ['c']], [[`${edge}in`]], [], [['a 0'], ['🔥']]])

  const cases: [text: string, entries: number[]][] = [
    ['', [3]],
    ['xABx', [0, 3]],
    ['가나', [0, 3]],
    ['b', [3]],
    ['cb', [1, 3]],
    ['abc', [0, 1, 3]],
    ['begin', [3]],
    ['be-in', [2, 3]],
    ['A\u30009 🔥', [3, 4]],
    // The second half of a flame is that of other signs too.
    ['a 0\udd25', [3]],
  ]
  for (const [text, entries] of cases) {
    it(`meets ${entries.join()} in ${JSON.stringify(text)}`, () => {
      expect(walk(text)).to.deep.equal(entries)
      expect(walk(text), 'the second time').to.deep.equal(entries)
    })
  }

  it('takes for a space whatever \\s does', () => {
    const space = makeWalk([[['a b']]])
    for (let code = 0; code < 65_536; code += 1) {
      const unit = String.fromCharCode(code)
      if (space(`a${unit}b`).length > 0 !== /\s/.test(unit)) expect.fail(`U+${code.toString(16)}`)
    }
  })
})

describe('A search for many patterns', () => {
  const { korean, english } = inMessages
  const patterns = [
    english("don't (?:call|ring)", 'call(?: me)?', 'my (?:\\w+ ){0,3}order', '(?:a|b|c|d) …late', 'no'),
    korean('사람 ?(?:이|을)…(?:불러|바꿔)', '사람', '(?<!안 )죽(?:고|을)', '119'),
    /\b(?:earn (?:\$|money)|loans?)\b|👉|🔥🔥|[?？]|^ok$/gi,
    /(?:ab|a)(?:c|bc)?|b*c/g,
  ]
  const search = makeSearch(patterns)
  const pieces = fc.constantFrom(
    ...[
      "don't ",
      'don’t call',
      'ring',
      'call',
      ' me',
      'CALL ',
      'my',
      ' big ',
      'order',
      'a',
      'b',
      'c',
      ' ',
      '.',
      'late',
    ],
    ...[
      'no',
      '사람',
      '이',
      ' 불러',
      '바꿔',
      '안 ',
      '죽',
      '고',
      '을',
      '119',
      'earn $',
      'loans',
      '👉',
      '🔥',
      '?',
      'ok',
      '\n',
    ],
  )

  it('finds what each of them finds alone, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (some) => {
        const text = some.join('')
        const glance = search(text)
        for (const [index, pattern] of patterns.entries()) {
          expect(glance.places(index)).to.deep.equal(placesIn(text, pattern))
          if (!glance.mayHave(index)) expect(placesIn(text, pattern)).to.deep.equal([])
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('names what each wording names alone, also where what only looks like it stands between', () => {
    const wordings = [
      { yes: english('my order', 'order late', 'call'), no: english('call order', 'my') },
      { yes: korean('사람 ?을', '죽을') },
    ]
    const naming = makeNaming(wordings)
    const words = fc.constantFrom('my', 'order', 'late', 'Call', '사람', '을', '죽을')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (some) => {
        const text = some.join(' ')
        const small = inSmall(text)
        const wordsOf = naming(text, small)
        for (const [index, wording] of wordings.entries()) {
          const alone = findWording(small, wording).map((span) => text.slice(...span).trim())
          expect(wordsOf(index)).to.deep.equal(alone)
        }
      }),
    )
  })

  it('ends soon in 100 kB of what many patterns begin with', () => {
    for (const unit of ['my ', 'a', '사람', "don't call ", 'b']) {
      const glance = search(unit.repeat(100_000 / unit.length))
      for (const index of patterns.keys()) glance.places(index)
    }
  })
})
