import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { shippedGuardWeights } from '../make-guard.ts'
import { trainHearingInThread } from '../writer/guard/learn/thread.ts'
import { usualGuardOptions } from '../writer/guard/learn/train.ts'
import { buckets, replyFeatureVersion } from '../writer/guard/reply-features.ts'
import { faults, packGuardWeights } from '../writer/guard/weights.ts'

// `npm run train:guard`: learns to hear faults in replies from prompts/guard/examples. The same examples and seed give the
// same file. Each language has a thread of its own.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: here('../../prompts/guard/examples') },
    phrases: { type: 'string', default: here('../../prompts/plain') },
    out: { type: 'string', default: shippedGuardWeights },
    seed: { type: 'string', default: '1' },
  },
})

const started = performance.now()
const task = { examples: values.examples, phrases: values.phrases, seed: Number(values.seed) }
const [ko, en] = await Promise.all([
  trainHearingInThread({ ...task, language: 'ko' }),
  trainHearingInThread({ ...task, language: 'en' }),
])
const file = packGuardWeights({
  header: {
    ...{ format: 2, features: replyFeatureVersion, buckets, faults: [...faults] },
    made: { ...usualGuardOptions, seed: task.seed, examples: ko.examples + en.examples },
    languages: { ko: ko.hearing, en: en.hearing },
  },
  of: { ko: ko.planes, en: en.planes },
})
mkdirSync(dirname(values.out), { recursive: true })
writeFileSync(values.out, file)
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${values.out}: ${(file.length / 1e6).toFixed(2)} MB from ${ko.examples + en.examples} replies in ${seconds} s`,
)
