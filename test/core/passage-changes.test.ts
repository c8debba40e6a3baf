import { expect } from 'chai'
import { comparePassages } from '../../src/core/passage-changes.ts'

const passage = (heading: string, text: string, more: { validUntil?: string; version?: string } = {}) => ({
  ...{ id: `${heading}/${text}`, heading, text, language: 'ko', version: '1' },
  ...{ validFrom: null, validUntil: null, ...more },
})
const told = (...compared: Parameters<typeof comparePassages>) => {
  const { same, changes } = comparePassages(...compared)
  return [
    same,
    ...changes.map(({ kind, before, after }) => `${kind} ${before?.text ?? ''}>${after?.text ?? ''}`),
  ]
}

describe('the difference of two versions of a document', () => {
  const [a, b, c] = [passage('가', '하나'), passage('나', '둘'), passage('다', '셋')]

  it('is none where the passages are the same, wherever they stand', () => {
    expect(told([a, b, c], [c, a, b])).to.deep.equal([3])
  })

  it('tells what came, what went behind its neighbour, and what says something else', () => {
    expect(told([a, b, c], [a, passage('나', '두울'), passage('라', '넷')])).to.deep.equal([
      ...[1, 'changed 둘>두울', 'removed 셋>', 'added >넷'],
    ])
    expect(told([a, b], [b])).to.deep.equal([1, 'removed 하나>'])
  })

  it('knows a passage by its words under a new heading, and by its heading under new words', () => {
    expect(told([a], [passage('이름', '하나')])).to.deep.equal([0, 'changed 하나>하나'])
    expect(told([a, passage('가', '끝')], [passage('가', '첫'), passage('가', '끝')])).to.deep.equal([
      ...[1, 'changed 하나>첫'],
    ])
  })

  it('is also until when the same words hold', () => {
    expect(told([a], [passage('가', '하나', { validUntil: '2026-12-31' })])).to.deep.equal([
      ...[0, 'changed 하나>하나'],
    ])
  })

  it('pairs each passage once, however often the same is said', () => {
    expect(told([a, { ...a }], [a])).to.deep.equal([1, 'removed 하나>'])
    expect(told([a], [a, { ...a }, { ...a }])).to.deep.equal([1, 'added >하나', 'added >하나'])
  })
})
