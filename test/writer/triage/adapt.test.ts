import { expect } from 'chai'
import { adapt, type DeskLesson, says } from '../../../src/writer/triage/learn/adapt.ts'
import { compare } from '../../../src/writer/triage/learn/compare.ts'
import { Example } from '../../../src/writer/triage/learn/example.ts'
import { makeTriage, type Triage } from '../../../src/writer/triage/triage.ts'
import { packWeights } from '../../../src/writer/triage/weights.ts'
import { shippedWeights } from '../../support/triage.ts'

const example = (text: string, intent: 'complaint' | 'question' | 'chatter') =>
  Example.parse({ text, lang: 'ko', intent: [intent] })
const anchors = [
  example('몇 시까지 하나요?', 'question'),
  example('오늘도 잘 먹었습니다', 'chatter'),
  example('환불이 안 됐어요', 'complaint'),
]
const said = (text: string, labels: DeskLesson['labels']): DeskLesson => ({ text, lang: 'ko', labels })

describe('learning from the desk', () => {
  const shipped = shippedWeights()
  // Nobody could tell what these mean but the colleagues of that brand.
  const desk = ['구름빵 사태', '구름빵 또 시작이네', '구름빵 각이다', '오늘도 구름빵'].map((text) =>
    said(text, { intent: 'complaint' }),
  )

  it('reads anew what colleagues corrected, and its like', () => {
    const before = makeTriage(shipped)('이번에도 구름빵').chances.find(({ value }) => value === 'complaint')
    const after = makeTriage(adapt(shipped, desk, anchors))('이번에도 구름빵')
    expect(after.intent[0]?.value).to.equal('complaint')
    expect(after.chances.find(({ value }) => value === 'complaint')?.chance).to.be.above(before?.chance ?? 1)
  })

  it('leaves alone what no colleague spoke of, and the other language to the byte', () => {
    const adapted = adapt(shipped, desk, anchors)
    expect(Buffer.from(adapted.of.en).equals(Buffer.from(shipped.of.en))).to.equal(true)
    const [old, fresh] = [makeTriage(shipped), makeTriage(adapted)]
    const text = '배송이 너무 늦어서 화가 나요'
    expect(fresh(text).feeling).to.deep.equal(old(text).feeling)
    expect(fresh(text).needsReply).to.deep.equal(old(text).needsReply)
  })

  it('gives the same weights every time', () => {
    const once = packWeights(adapt(shipped, desk, anchors))
    expect(packWeights(adapt(shipped, desk, anchors)).equals(once)).to.equal(true)
  })

  it('takes from a correction only what it says', () => {
    const complaint = { decision: 'intent', class: 'complaint' } as const
    expect(says({ intent: 'complaint' }, complaint)).to.equal(true)
    expect(says({ intent: 'question' }, complaint)).to.equal(false)
    expect(says({ spam: true }, complaint)).to.equal(null)
    expect(says({ topic: null }, { decision: 'topic', class: 'none' })).to.equal(true)
    expect(says({ topic: '우리 요금제' }, { decision: 'topic', class: 'price' })).to.equal(null)
    expect(says({ toBrand: false }, { decision: 'aboutUs', class: 'yes' })).to.equal(true)
    expect(says({ risks: ['legal'] }, { decision: 'risk', class: 'press' })).to.equal(false)
    expect(says({ level: null }, { decision: 'level', class: 'none' })).to.equal(true)
  })
})

describe('comparing two classifiers', () => {
  const base = makeTriage(shippedWeights())
  const held = Array.from({ length: 30 }, (_, i) =>
    anchors.map((one) => ({ ...one, text: `${one.text} ${i}` })),
  ).flat()
  /** Says of every message what `pick` says. */
  const saying =
    (pick: (text: string) => string): Triage =>
    (text) => {
      const read = base(text)
      return { ...read, intent: [{ value: pick(text), confidence: 1, words: [] }] }
    }
  const right = saying((text) =>
    text.includes('하나요') ? 'question' : text.includes('환불') ? 'complaint' : 'chatter',
  )

  it('finds nothing worse between equals', () => {
    expect(compare(right, right, held).filter((one) => one.worse)).to.deep.equal([])
  })

  it('names the class that is read worse than chance explains', () => {
    const blind = saying((text) => (text.includes('하나요') ? 'question' : 'chatter'))
    const worse = compare(right, blind, held).filter((one) => one.worse)
    expect(worse.map(({ what }) => what)).to.include('complaint')
    expect(worse.map(({ what }) => what)).to.not.include('question')
  })

  it('lets one slip in many pass as noise', () => {
    const once = saying((text) =>
      text === '환불이 안 됐어요 3' ? 'question' : (right(text).intent[0]?.value ?? ''),
    )
    expect(compare(right, once, held).filter((one) => one.worse)).to.deep.equal([])
  })
})
