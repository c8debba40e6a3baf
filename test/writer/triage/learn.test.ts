import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { buckets } from '../../../src/writer/triage/features.ts'
import { fitPlatt, lineFor } from '../../../src/writer/triage/learn/calibrate.ts'
import { Example, holds } from '../../../src/writer/triage/learn/example.ts'
import { lessonsOf } from '../../../src/writer/triage/learn/lessons.ts'
import { noSources } from '../../../src/writer/triage/learn/sources.ts'
import { randomBy, scoreOf, trainSvm } from '../../../src/writer/triage/learn/svm.ts'
import { textsOf } from '../../../src/writer/triage/learn/texts.ts'
import { coarseStep, finestStep, pack, train, usualOptions } from '../../../src/writer/triage/learn/train.ts'
import { outputs } from '../../../src/writer/triage/outputs.ts'
import { makeTriage } from '../../../src/writer/triage/triage.ts'
import { packWeights, sigmoid, unpackWeights } from '../../../src/writer/triage/weights.ts'

const rowOf = (x: number, y: number) => ({ at: Int32Array.of(0, 1), value: Float32Array.of(x, y) })
const settings = { size: 2, cost: 1, rounds: 50, seed: 1 }

describe('learning to read', () => {
  it('finds a plane between what can be parted', () => {
    const rows = [rowOf(2, 1), rowOf(3, 2), rowOf(-1, 0.5), rowOf(-2, 1)]
    const truth = [true, true, false, false]
    const plane = trainSvm(rows, truth, [1, 1, 1, 1], settings)
    expect(rows.map((row) => scoreOf(plane, row) > 0)).to.deep.equal(truth)
  })

  it('reaches the optimum of the problem that it states', () => {
    // One feature and a bias: ½(w² + b²) + C Σ max(0, 1 − y(wx + b))². Compared with a search on a grid.
    const rows = [1.5, 0.4, -0.2, -1].map((x) => ({ at: Int32Array.of(0), value: Float32Array.of(x) }))
    const truth = [true, false, true, false]
    const loss = (w: number, b: number) =>
      (w * w + b * b) / 2 +
      rows.reduce((sum, { value }, i) => {
        const gap = Math.max(0, 1 - (truth[i] ? 1 : -1) * (w * (value[0] as number) + b))
        return sum + gap * gap
      }, 0)
    const plane = trainSvm(rows, truth, [1, 1, 1, 1], { ...settings, size: 1, rounds: 500 })
    let best = Number.POSITIVE_INFINITY
    for (let w = -2; w <= 2; w += 0.01) for (let b = -2; b <= 2; b += 0.01) best = Math.min(best, loss(w, b))
    expect(loss(plane.weights[0] as number, plane.bias)).to.be.at.most(best + 1e-3)
  })

  it('turns scores into the chances they were drawn with', () => {
    const random = randomBy(3)
    const scores = Array.from({ length: 20_000 }, () => random() * 6 - 3)
    const truth = scores.map((score) => random() < sigmoid(1.7 * score - 0.4))
    const { slope, shift } = fitPlatt(
      scores,
      truth,
      scores.map(() => 1),
    )
    expect(slope).to.be.closeTo(1.7, 0.1)
    expect(shift).to.be.closeTo(-0.4, 0.1)
  })

  it('believes each row as far as it matters', () => {
    // Half of the rows hold; those that hold count three times, so the chance of a row without any sign is three in four.
    const truth = Array.from({ length: 4_000 }, (_, i) => i % 2 === 0)
    const { shift } = fitPlatt(
      truth.map(() => 0),
      truth,
      truth.map((one) => (one ? 3 : 1)),
    )
    expect(sigmoid(shift)).to.be.closeTo(0.75, 0.01)
  })

  it('rounds weights so that what they say together stays', () => {
    const random = randomBy(11)
    const weights = new Float64Array(buckets)
    for (let i = 0; i < 60_000; i += 1) weights[i] = random() + random() - 1
    const packed = new Int8Array(buckets * outputs.length)
    const step = coarseStep(weights)
    pack(weights, packed, 3, step)
    const exact: number[] = []
    const rounded: number[] = []
    for (let row = 0; row < 200; row += 1) {
      let [a, b] = [0, 0]
      for (let k = 0; k < 300; k += 1) {
        const at = Math.floor(random() * 60_000)
        a += weights[at] as number
        b += (packed[at * outputs.length + 3] as number) * step
      }
      exact.push(a)
      rounded.push(b)
    }
    const size = Math.sqrt(exact.reduce((sum, one) => sum + one * one, 0))
    const gap = Math.sqrt(exact.reduce((sum, one, i) => sum + (one - (rounded[i] as number)) ** 2, 0))
    expect(gap / size).to.be.below(0.35)
    expect(finestStep(weights)).to.be.below(step)
  })

  it('lays a line that finds the share it is asked for', () => {
    const chances = [0.9, 0.8, 0.3, 0.7, 0.1]
    const truth = [true, true, true, true, false]
    expect(lineFor(chances, truth, 0.75, 0.5)).to.equal(0.7)
    expect(lineFor(chances, truth, 1, 0.5)).to.equal(0.3)
    expect(lineFor(chances, [false, false, false, false, false], 1, 0.5)).to.equal(0.5)
  })

  it('fills in what an example leaves out, and refuses what it cannot mean', () => {
    const example = Example.parse({ text: '감사합니다', lang: 'ko', intent: ['chatter'] })
    expect(example).to.include({ urgency: 'low', reply: false, feeling: 'calm', toward: 'brand' })
    expect(holds(example, { decision: 'level', class: 'none' })).to.equal(true)
    expect(holds({ ...example, lang: 'en' }, { decision: 'level', class: 'none' })).to.equal(null)
    expect(Example.safeParse({ text: 'x', lang: 'ko', intent: ['praise'] }).success).to.equal(false)
    expect(Example.safeParse({ text: 'x', lang: 'ko', intent: ['chatter'], mood: 1 }).success).to.equal(false)
  })

  it('teaches nothing of what nobody labelled', () => {
    const example = Example.parse({
      text: 'lovely app',
      lang: 'en',
      intent: ['chatter'],
      not: ['needsReply', 'topic'],
    })
    expect(holds(example, { decision: 'needsReply', class: 'yes' })).to.equal(null)
    expect(holds(example, { decision: 'topic', class: 'none' })).to.equal(null)
    expect(holds(example, { decision: 'intent', class: 'chatter' })).to.equal(true)
  })

  it('learns little from what people say to each other, and how sure to be from what stands for a usual day', () => {
    const example = (over: object) => Example.parse({ text: 'x', lang: 'en', intent: ['chatter'], ...over })
    const [usual, hard, more] = ['en-a', 'en-hard-a', 'en-more-a'].map(
      (name) => lessonsOf([{ file: `${name}.jsonl`, examples: [example({})] }], [])[0],
    )
    const [said, talk] = [example({}), example({ toward: 'others' })].map(
      (one) => lessonsOf([], [{ source: 'tac-tweet-acts', example: one }])[0],
    )
    expect(usual).to.include({ own: true })
    expect([hard, more].map((one) => [one?.natural, one?.own])).to.deep.equal([
      [0, false],
      [0, false],
    ])
    expect(talk?.matter).to.be.below((said?.matter ?? 0) / 5)
    expect(talk?.natural).to.be.below(said?.natural ?? 0)
  })

  it('reads conversations as their collectors publish them, and cuts down whom they name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dajeong-care-'))
    after(() => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'care-whole'))
    const dialogContent = [
      {
        client: 'ann',
        message: '@Brand_Help  my mail ann@example.com is locked https://example.com/a\norder 12345678',
      },
      { agent: 'brand', message: 'sorry' },
    ]
    writeFileSync(join(folder, 'care-whole', 'dev.json'), JSON.stringify([{ dialogContent }]))
    expect(textsOf([folder], 'care-whole')).to.deep.equal([
      '@user my mail <email> is locked http://url order <num>',
    ])
  })

  describe('from a few examples', () => {
    const say = (lang: 'ko' | 'en', intent: string, texts: string[]) =>
      texts.map((text) => Example.parse({ text, lang, intent: [intent], reply: intent !== 'chatter' }))
    const examples = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((x) => [
      ...say('en', 'complaint', [`it is broken again ${x}`]),
      ...say('en', 'question', [`when do you open ${x}?`]),
      ...say('en', 'chatter', [`love this ${x} thanks`]),
      ...say('ko', 'complaint', [`또 고장이네요 ${x}`]),
      ...say('ko', 'question', [`몇 시에 여나요 ${x}?`]),
      ...say('ko', 'chatter', [`너무 좋아요 고마워요 ${x}`]),
    ])
    const lessons = lessonsOf([{ file: 'en-a.jsonl', examples }], [])
    const options = { ...usualOptions, onStep: () => {} }

    it('gives the same weights every time, and reads what it has learned', () => {
      const file = packWeights(train(lessons, noSources, options))
      expect(packWeights(train(lessons, noSources, options)).equals(file)).to.equal(true)
      const read = makeTriage(unpackWeights(file))
      expect(read('it is broken again').intent[0]?.value).to.equal('complaint')
      expect(read('몇 시에 여나요?').intent[0]?.value).to.equal('question')
      expect(read('몇 시에 여나요?').language).to.equal('ko')
      expect(read('너무 좋아요').needsReply.value).to.equal(false)
    })

    it('refuses weights that were made for other features', () => {
      const weights = train(lessons, noSources, options)
      const other = packWeights({ ...weights, header: { ...weights.header, features: 99 } })
      expect(() => unpackWeights(other)).to.throw('run `npm run train`')
    })
  })
})
