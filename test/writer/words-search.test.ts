import { expect } from 'chai'
import fc from 'fast-check'
import { alternativesOf } from '../../src/core/wording-alternatives.ts'
import { coversOf } from '../../src/core/wording-literals.ts'
import { makeSearch } from '../../src/core/wording-search.ts'
import { personInKorean } from '../../src/writer/person-words.ts'
import { personInEnglish } from '../../src/writer/person-words-en.ts'
import { englishPublic } from '../../src/writer/risk-words-en.ts'
import { englishHarm } from '../../src/writer/risk-words-en-harm.ts'
import { englishPrivate } from '../../src/writer/risk-words-en-private.ts'
import { koreanPublic } from '../../src/writer/risk-words-ko.ts'
import { koreanHarm } from '../../src/writer/risk-words-ko-harm.ts'
import { koreanPrivate } from '../../src/writer/risk-words-ko-private.ts'
import * as rules from '../../src/writer/rules-words.ts'

const risks = [
  ...koreanPublic,
  ...koreanHarm,
  ...koreanPrivate,
  ...englishPublic,
  ...englishHarm,
  ...englishPrivate,
]
const wordings = [...risks.map(([, wording]) => wording), personInKorean, personInEnglish]
const patterns = [
  ...wordings.flatMap(({ yes, no }) => (no ? [yes, no] : [yes])),
  ...[rules.doubting, rules.selling, rules.orders, rules.thanks],
]

/** What an alternative may look like, made without what is looked at beside it; so some are none. */
function examplesOf(source: string, seed: number): string[] {
  const plain = withoutLooks(source)
    .replace(/\\b|\^|\$(?!\d)/g, '')
    .replaceAll('[^.!?\\n]', '[a-z가 ]')
    .replaceAll('\\s', ' ')
    .replaceAll('\\w', '[a-z]')
    .replaceAll('\\S', '[a-z가]')
  return fc.sample(fc.stringMatching(new RegExp(`^(?:${plain})$`)), { numRuns: 4, seed })
}

function withoutLooks(source: string): string {
  const at = source.search(/\(\?<?[=!]/)
  if (at < 0) return source
  let depth = 0
  for (const { 0: piece, index } of source.slice(at).matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|[()]/gs)) {
    depth += piece === '(' ? 1 : piece === ')' ? -1 : 0
    if (depth === 0)
      return withoutLooks(source.slice(0, at) + source.slice(at + index + 1).replace(/^\?/, ''))
  }
  throw new Error(`A bracket of ${source} is not closed.`)
}

describe('The words that rules go by', () => {
  const search = makeSearch(patterns)

  it('are each searched by letters that they have', () => {
    const without = patterns.flatMap(({ source, flags }) =>
      alternativesOf(source).filter((one) => coversOf(one, flags).length === 0),
    )
    expect(without).to.deep.equal([])
  })

  it('are found by their letters wherever they are found by reading on', () => {
    let all = 0
    let shown = 0
    for (const [index, pattern] of patterns.entries()) {
      for (const [seed, source] of alternativesOf(pattern.source).entries()) {
        const alone = new RegExp(source, pattern.flags)
        const texts = examplesOf(source, seed).flatMap((text) => [text, ` ${text} `])
        const text = texts.find((text) => text.search(alone) >= 0)
        all += 1
        if (text === undefined) continue
        shown += 1
        const places = [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])
        expect(search(text).places(index), `${source} in ${text}`).to.deep.equal(places)
        expect(places).not.to.deep.equal([])
      }
    }
    // Otherwise the examples would prove nothing.
    expect(shown / all).to.be.greaterThan(0.9)
  })
})
