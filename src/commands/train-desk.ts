import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readConfig, readEnvironment } from '../config.ts'
import { shippedWeights } from '../make-reader.ts'
import { correctionsAfter } from '../store/corrections.ts'
import { OperatorError } from '../store/data-folder.ts'
import type { Db } from '../store/db.ts'
import { addVersion, listVersions, liveVersion, publishVersion } from '../store/triage-versions.ts'
import { adapt, type DeskLesson } from '../writer/triage/learn/adapt.ts'
import { type Compared, compare } from '../writer/triage/learn/compare.ts'
import { readExamples } from '../writer/triage/learn/examples.ts'
import { makeTriage } from '../writer/triage/triage.ts'
import { packWeights, unpackWeights } from '../writer/triage/weights.ts'
import { attachStore } from './attach.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const heldFolder = here('../../test/data/triage/held')

/** `npm run train -- --from-desk`: learns what colleagues corrected, and publishes it when nothing got worse. */
export async function trainFromDesk(publish: boolean): Promise<number> {
  return withStore(async (db) => {
    const desk = await deskLessons(db)
    if (desk.length === 0)
      throw new OperatorError(
        'Nobody has corrected anything yet, so there is nothing to learn from the desk.',
      )
    if (!existsSync(heldFolder))
      throw new OperatorError(`${heldFolder} is missing: without held messages nothing can be compared.`)
    const live = await liveVersion(db)
    // Always from the shipped weights: all corrections are there, and errors of one version do not pile up in the next.
    const shipped = unpackWeights(readFileSync(shippedWeights))
    const examples = readExamples(here('../../prompts/triage/examples')).flatMap((one) => one.examples)
    const held = readExamples(heldFolder).flatMap((one) => one.examples)
    const known = new Set(held.map(({ text }) => text))
    const learned = desk.filter(({ text }) => !known.has(text))
    const weights = adapt(shipped, learned, examples)
    const before = makeTriage(live ? unpackWeights(live.weights) : shipped)
    const after = makeTriage(weights)
    const compared = compare(before, after, held)
    show(compared)
    const right = (triage: typeof after) => learned.filter((one) => isRight(triage, one)).length
    console.log(
      `\nof ${learned.length} corrected messages the intent is read right: ${right(before)} before, ${right(after)} after`,
    )
    const worse = compared.filter((one) => one.worse)
    const goes = publish && worse.length === 0
    const id = await addVersion(db, {
      weights: packWeights(weights),
      figures: { corrections: learned.length, compared: compared as unknown as string[] },
      madeBy: 'train --from-desk',
      note:
        worse.length > 0
          ? `worse: ${worse.map(({ language, what }) => `${language} ${what}`).join(', ')}`
          : null,
      live: goes,
    })
    if (goes) console.log(`version ${id} is live; \`npm run train -- --roll-back\` takes it back`)
    else if (worse.length > 0)
      console.log(`version ${id} is kept and NOT published: it reads some classes worse than chance explains`)
    else console.log(`version ${id} is kept; publish it with \`npm run train -- --publish ${id}\``)
    return worse.length > 0 ? 1 : 0
  })
}

/** `npm run train -- --versions` */
export async function showVersions(): Promise<number> {
  return withStore(async (db) => {
    const versions = await listVersions(db)
    console.log(`${versions.some(({ live }) => live) ? ' ' : '*'} shipped`)
    for (const { id, madeAt, madeBy, live, note } of versions)
      console.log(
        `${live ? '*' : ' '} ${id.padEnd(6)} ${madeAt.toISOString()}  ${madeBy}${note ? `  (${note})` : ''}`,
      )
    return 0
  })
}

/** `npm run train -- --publish ID`, `--publish shipped` */
export async function publish(id: string): Promise<number> {
  return withStore(async (db) => {
    if (!(await publishVersion(db, id === 'shipped' ? null : id)))
      throw new OperatorError(`There is no version ${id}; \`npm run train -- --versions\` lists them.`)
    console.log(`${id === 'shipped' ? 'the shipped weights are' : `version ${id} is`} live on every node`)
    return 0
  })
}

/** `npm run train -- --roll-back`: to the version before the live one, or to the shipped weights. */
export async function rollBack(): Promise<number> {
  return withStore(async (db) => {
    const live = await liveVersion(db)
    if (!live) throw new OperatorError('The shipped weights are live; there is nothing before them.')
    const before = (await listVersions(db)).find(
      ({ id, note }) => BigInt(id) < BigInt(live.id) && note === null,
    )
    await publishVersion(db, before?.id ?? null)
    console.log(`${before ? `version ${before.id} is` : 'the shipped weights are'} live again on every node`)
    return 0
  })
}

async function withStore(work: (db: Db) => Promise<number>): Promise<number> {
  const { db, close } = await attachStore(readConfig(readEnvironment()))
  try {
    return await work(db)
  } finally {
    await close()
  }
}

async function deskLessons(db: Db): Promise<DeskLesson[]> {
  const lessons: DeskLesson[] = []
  for (let after = '0'; ; ) {
    const some = await correctionsAfter(db, after, 1_000)
    for (const { text, language, labels } of some) lessons.push({ text, lang: language, labels })
    const last = some.at(-1)
    if (!last || some.length < 1_000) return lessons
    after = last.id
  }
}

function isRight(triage: ReturnType<typeof makeTriage>, { text, labels }: DeskLesson): boolean {
  return labels.intent === undefined || triage(text).intent[0]?.value === labels.intent
}

function show(compared: readonly Compared[]): void {
  console.log('held messages                cases   F1 before   after   difference   noise')
  for (const { language, what, cases, before, after, noise, worse } of compared) {
    const row = [
      `${language} ${what}`.padEnd(26),
      String(cases).padStart(8),
      percent(before).padStart(11),
      percent(after).padStart(8),
      percent(after - before).padStart(12),
      percent(noise).padStart(8),
      worse ? '  WORSE' : '',
    ]
    console.log(row.join(''))
  }
}

function percent(value: number): string {
  return (value * 100).toFixed(1)
}
