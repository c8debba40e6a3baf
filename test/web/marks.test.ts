import { expect } from 'chai'
import fc from 'fast-check'
import type { Finding } from '../../src/core/draft.ts'
import { markParts } from '../../src/web/features/conversation/marks.ts'
import { changesMore } from '../../src/web/lib/situation.ts'

const finding = (span: Finding['span'], severity: Finding['severity'] = 'person'): Finding => ({
  ...{ code: 'promise', ko: '약속', en: 'a promise' },
  severity,
  span,
})

describe('marks in a text', () => {
  it('stand where the findings are, counted in UTF-16', () => {
    expect(markParts('😀 내일까지 환불', [finding([3, 7])])).to.deep.equal([
      { at: 0, part: '😀 ', severity: null },
      { at: 3, part: '내일까지', severity: 'person' },
      { at: 7, part: ' 환불', severity: null },
    ])
  })

  it('show the gravest where two findings lie over each other', () => {
    const parts = markParts('abcdef', [finding([0, 4], 'note'), finding([2, 6], 'blocks')])
    expect(parts.map(({ part, severity }) => [part, severity])).to.deep.equal([
      ['ab', 'note'],
      ['cd', 'blocks'],
      ['ef', 'blocks'],
    ])
  })

  it('are none for a finding about the whole, or about what is not there', () => {
    for (const span of [null, [9, 12], [2, 2], [3, 1]] as Finding['span'][])
      expect(markParts('abc', [finding(span)])).to.deep.equal([{ at: 0, part: 'abc', severity: null }])
  })

  it('leave the text as it is, whatever the spans', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40))
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.array(span, { maxLength: 6 }),
        (text, spans) => {
          const parts = markParts(
            text,
            spans.map((one) => finding(one)),
          )
          return parts.map(({ part }) => part).join('') === text
        },
      ),
    )
  })
})

describe('an edit', () => {
  it('changes more than typing from four letters in a row on', () => {
    expect(changesMore('방금 출발했어요!', '방금 출발했어요.')).to.equal(false)
    expect(changesMore('방금 출발했어요!', '곧 도착해요.')).to.equal(true)
    expect(changesMore('', 'abc')).to.equal(false)
    expect(changesMore('', 'abcd')).to.equal(true)
  })
})
