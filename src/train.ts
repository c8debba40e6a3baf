import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readExamples } from './writer/triage/learn/examples.ts'
import { noSources, readSources } from './writer/triage/learn/sources.ts'
import { train, usualOptions } from './writer/triage/learn/train.ts'
import { packWeights } from './writer/triage/weights.ts'

// `npm run train`: learns the local classifier from prompts/triage/examples and, with --sources FOLDER, from other data whose
// licence lets trained numbers be shipped (docs/triage.md). The same input gives the same file.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: here('../prompts/triage/examples') },
    sources: { type: 'string' },
    out: { type: 'string', default: here('../prompts/triage/weights.bin') },
    seed: { type: 'string', default: '1' },
  },
})

const started = performance.now()
const seed = Number(values.seed)
const examples = readExamples(values.examples).flatMap((one) => one.examples)
const sources = values.sources ? readSources(values.sources, seed) : noSources
const { weights } = train(examples, sources, { ...usualOptions, seed, onStep: (what) => console.log(what) })
weights.header.made.sources = sources.names
const file = packWeights(weights)
mkdirSync(dirname(values.out), { recursive: true })
writeFileSync(values.out, file)
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${values.out}: ${(file.length / 1e6).toFixed(2)} MB from ${examples.length} examples in ${seconds} s`,
)
