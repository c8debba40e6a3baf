import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeLocalReader } from '../src/writer/local-reader.ts'
import { readExamples } from '../src/writer/triage/learn/examples.ts'
import { readSources } from '../src/writer/triage/learn/sources.ts'
import { usualOptions } from '../src/writer/triage/learn/train.ts'
import { makeTriage } from '../src/writer/triage/triage.ts'
import { unpackWeights } from '../src/writer/triage/weights.ts'
import { answeredTables } from './support/answered-tables.ts'
import { cascadeTables } from './support/cascade-tables.ts'
import {
  agreement,
  calibrationTable,
  decisionTables,
  hardTables,
  heldTables,
  riskTables,
} from './support/held-tables.ts'
import { peerTables } from './support/peer-tables.ts'
import { realTables } from './support/real-tables.ts'
import { makeReport } from './support/report.ts'
import { examplesFolder, labelsFolder, readTests } from './support/sets.ts'
import { measureSpeed } from './support/speed.ts'
import type { Subject } from './support/subject.ts'
import { unseenTables } from './support/unseen-tables.ts'

// `npm run eval:triage`: how well and how fast the local classifier reads, beside the packages that a user could take off npm.
// docs/triage.md says what each table can tell and what it cannot. With --sources also on real messages.

const { values } = parseArgs({
  options: {
    weights: {
      type: 'string',
      default: fileURLToPath(new URL('../prompts/triage/weights.bin', import.meta.url)),
    },
    sources: { type: 'string', multiple: true, default: [] },
    // all: also where a source is left out, about an hour; held: on held and hard messages and the development sets; none.
    peers: { type: 'string', default: 'all' },
  },
})

const file = readFileSync(values.weights)
const triage = makeTriage(unpackWeights(file))
const subject: Subject = {
  triage,
  read: makeLocalReader({ triage }),
  files: readExamples(examplesFolder),
  sources: readSources(labelsFolder, values.sources, usualOptions.seed),
  folders: values.sources,
  held: readTests('held').flatMap((one) => one.examples),
  report: makeReport(),
  more: {},
}

const heldRows = heldTables(subject)
agreement(subject)
decisionTables(subject, heldRows)
calibrationTable(subject, heldRows)
riskTables(subject)
hardTables(subject)
answeredTables(subject)
const unseenRows = unseenTables(subject)
const realRows = realTables(subject)
cascadeTables(subject, heldRows, 'held')
if (unseenRows.size > 0) cascadeTables(subject, unseenRows, 'taught nothing')
if (realRows.size > 0) cascadeTables(subject, realRows, 'real')
const peers = values.peers === 'none' ? [] : peerTables(subject, values.peers === 'all')
if (peers.length === 0) console.log('\npeers: not measured (--peers none)')
const textsOf = (files: readonly { examples: readonly { text: string }[] }[]) =>
  files.flatMap((one) => one.examples.map(({ text }) => text))
measureSpeed({
  file,
  warmBy: textsOf(subject.files),
  texts: [...subject.held.map(({ text }) => text), ...textsOf(readTests('hard'))],
  peers,
  add: subject.report.add,
})
process.exit(subject.report.end(subject.more))
