import { writeFileSync } from 'node:fs'
import { makeCiter, readSentences, type Sentence } from '../eval/support/grounding-sentences.ts'
import { rulesAgainst } from '../src/core/ground/match.ts'
import { measure } from '../src/core/ground/measures.ts'
import { featuresOf, isAgainst } from '../src/core/ground/model.ts'
import { rarity, readClaim, readSource } from '../src/core/ground/source.ts'
import { strictLackOf } from '../src/core/ground/strict.ts'
import { groundOf } from '../src/core/ground/words.ts'

// `npm run train:ground`: learns from the tune part of test/data/grounding how much each measure of a sentence against its
// passage tells, and writes src/core/ground/weights.ts. No randomness: the same sentences give the same file. Before that it
// shows what the weights are worth on documents that they did not see, five times over (`-- --cross` does only that).

const out = 'src/core/ground/weights.ts'
const line = 0.55
const folds = 5
// Ridge penalty, and the steps and rate of AdaGrad (Duchi, Hazan, Singer 2011).
const penalty = 20
const steps = 400
const rate = 0.3

interface Example {
  one: Sentence
  /** Of each valid passage that nothing strict speaks against. */
  passages: Record<string, number>[]
  /** The document, so that the same one is never in both halves of a trial. */
  group: string
}

type Weights = Record<string, [mean: number, spread: number, weight: number]>
interface Model {
  bias: number
  weights: Weights
}

const cite = makeCiter()
const examples: Example[] = []
for (const one of readSentences()) {
  if (one.set !== 'tune' || one.kind === 'talk' || (one.file === null && !one.passages)) continue
  const valid = (await cite(one)).filter(({ validity }) => validity === 'valid')
  const sources = valid.map(readSource)
  const claim = readClaim(one.sentence)
  const weigh = rarity(sources)
  const passages = sources
    .filter((source) => !strictLackOf(claim, source, sources, weigh, []).kind)
    .map((source) => {
      const soft = measure(claim, source, (one.thread ?? []).map(groundOf), weigh)
      return featuresOf({ ...soft.values, ...rulesAgainst(claim, source, weigh).values })
    })
  examples.push({ one, passages, group: one.file ?? one.passages?.[0]?.id ?? '' })
}

/** The passage that has most of a sentence stands for all that it cites. */
function nearest({ passages }: Example): Record<string, number> | undefined {
  return [...passages].sort((a, b) => (a.lost ?? 0) - (b.lost ?? 0))[0]
}

function train(list: readonly Example[]): Model {
  const open = list.flatMap((example) => {
    const features = nearest(example)
    return features && isAgainst(features)
      ? [{ features, writer: example.one.writer, wrong: example.one.supported ? 0 : 1 }]
      : []
  })
  // Each writer counts the same, however much they wrote.
  const share = (writer: number) =>
    open.length / 2 / Math.max(1, open.filter((one) => one.writer === writer).length)
  const names = Object.keys(open[0]?.features ?? {})
  const scales = names.map((name): [number, number] => {
    const values = open.map(({ features }) => features[name] ?? 0)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    return [mean, spread > 1e-6 ? spread : 1]
  })
  const rows = open.map(({ features, writer, wrong }) => ({
    x: names.map((name, at) => ((features[name] ?? 0) - (scales[at]?.[0] ?? 0)) / (scales[at]?.[1] ?? 1)),
    weight: share(writer),
    wrong,
  }))
  const weights = names.map(() => 0)
  let bias = 0
  const seen = [...names.map(() => 1e-8), 1e-8]
  for (let step = 0; step < steps; step++) {
    const slope = [...weights.map((weight) => (penalty * weight) / rows.length), 0]
    for (const { x, weight, wrong } of rows) {
      const sum = x.reduce((all, value, at) => all + value * (weights[at] ?? 0), bias)
      const off = ((1 / (1 + Math.exp(-sum)) - wrong) * weight) / rows.length
      x.forEach((value, at) => {
        slope[at] = (slope[at] ?? 0) + off * value
      })
      slope[names.length] = (slope[names.length] ?? 0) + off
    }
    slope.forEach((one, at) => {
      seen[at] = (seen[at] ?? 0) + one ** 2
      const move = (rate * one) / Math.sqrt(seen[at] ?? 1)
      if (at === names.length) bias -= move
      else weights[at] = (weights[at] ?? 0) - move
    })
  }
  return {
    bias,
    weights: Object.fromEntries(
      names.map((name, at) => [name, [scales[at]?.[0] ?? 0, scales[at]?.[1] ?? 1, weights[at] ?? 0]]),
    ),
  }
}

function doubt({ bias, weights }: Model, features: Record<string, number>): number {
  if (!isAgainst(features)) return 0
  let sum = bias
  for (const [name, [mean, spread, weight]] of Object.entries(weights))
    sum += (weight * ((features[name] ?? 0) - mean)) / spread
  return 1 / (1 + Math.exp(-sum))
}

function isFound(model: Model, { passages }: Example): boolean {
  return passages.every((features) => doubt(model, features) >= line)
}

const groups = [...new Set(examples.map(({ group }) => group))].sort()
const tried = Array.from({ length: folds }, (_, fold) => {
  const inFold = ({ group }: Example) => groups.indexOf(group) % folds === fold
  const model = train(examples.filter((one) => !inFold(one)))
  return examples.filter(inFold).map((example) => ({ one: example.one, found: isFound(model, example) }))
}).flat()
for (const writer of [1, 2]) {
  const those = tried.filter(({ one }) => one.writer === writer)
  const share = (supported: boolean) => {
    const list = those.filter(({ one }) => one.supported === supported)
    const right = list.filter(({ found }) => found !== supported).length
    return `${right}/${list.length} ${((100 * right) / list.length).toFixed(1)}%`
  }
  console.log(`documents not seen, writer ${writer}: found ${share(false)}, kept ${share(true)}`)
}

if (!process.argv.includes('--cross')) {
  const { bias, weights } = train(examples)
  const short = (value: number) => Number(value.toFixed(4))
  const rows = Object.entries(weights).map(
    ([name, [mean, spread, weight]]) =>
      `  ${/^\w+$/.test(name) ? name : `'${name}'`}: [${short(mean)}, ${short(spread)}, ${short(weight)}],`,
  )
  writeFileSync(
    out,
    `// Made by \`npm run train:ground\` from ${examples.length} sentences; not to be changed by hand.
export const line = ${line}
export const bias = ${short(bias)}
export const weights: Readonly<Record<string, readonly [mean: number, spread: number, weight: number]>> = {
${rows.join('\n')}
}
`,
  )
  console.log(`${out}: ${rows.length} weights from ${examples.length} sentences`)
}
