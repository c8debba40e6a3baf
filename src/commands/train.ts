import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { shippedWeights } from '../make-reader.ts'
import { OperatorError } from '../store/data-folder.ts'
import { readExamples } from '../writer/triage/learn/examples.ts'
import { readSources } from '../writer/triage/learn/sources.ts'
import { trainInThread } from '../writer/triage/learn/thread.ts'
import { joinLanguages, usualOptions } from '../writer/triage/learn/train.ts'
import { packWeights } from '../writer/triage/weights.ts'
import { readOrExplain } from './arguments.ts'
import { publish, rollBack, showVersions, trainFromDesk } from './train-desk.ts'

const usage = `npm run train                        learns the shipped weights from prompts/triage/examples
  --sources FOLDER                   and from other data whose licence allows it (docs/triage.md); may be given again
  --out FILE  --seed N  --examples FOLDER  --labels FOLDER
npm run train -- --from-desk         learns what colleagues corrected, compares, publishes when nothing got worse
  --dry-run                          keeps the version without publishing it
npm run train -- --versions          lists the versions
npm run train -- --publish ID        makes a version live; "shipped" for the weights that came with Dajeong
npm run train -- --roll-back         goes back to the version before`

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

function readArguments() {
  return readOrExplain(
    usage,
    () =>
      parseArgs({
        options: {
          examples: { type: 'string', default: here('../../prompts/triage/examples') },
          labels: { type: 'string', default: here('../../prompts/triage/labels') },
          sources: { type: 'string', multiple: true, default: [] },
          out: { type: 'string', default: shippedWeights },
          seed: { type: 'string', default: '1' },
          'from-desk': { type: 'boolean', default: false },
          'dry-run': { type: 'boolean', default: false },
          versions: { type: 'boolean', default: false },
          publish: { type: 'string' },
          'roll-back': { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }).values,
  )
}

async function main(): Promise<number> {
  const values = readArguments()
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (values['from-desk']) return trainFromDesk(!values['dry-run'])
  if (values.versions) return showVersions()
  if (values.publish !== undefined) return publish(values.publish)
  if (values['roll-back']) return rollBack()
  return trainShipped(values)
}

/** The same input gives the same file. Each language has a thread of its own. */
async function trainShipped(values: ReturnType<typeof readArguments>): Promise<number> {
  const started = performance.now()
  const seed = Number(values.seed)
  // What is wrong with an example or a label is said before minutes are spent.
  const examples = readExamples(values.examples).flatMap((one) => one.examples)
  const sources = readSources(values.labels, values.sources, seed)
  const task = { examples: values.examples, labels: values.labels, sources: values.sources, seed }
  const [ko, en] = await Promise.all([
    trainInThread({ ...task, language: 'ko' }),
    trainInThread({ ...task, language: 'en' }),
  ])
  const weights = joinLanguages(ko, en, { ...usualOptions, seed, onStep: () => {} })
  weights.header.made.sources = sources.names
  const file = packWeights(weights)
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, file)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(
    `${values.out}: ${(file.length / 1e6).toFixed(2)} MB from ${examples.length} examples and ${sources.labelled.length} real messages in ${seconds} s`,
  )
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OperatorError ? error.message : error)
    process.exit(1)
  },
)
