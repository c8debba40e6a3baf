import { alone } from '../../src/writer/rules.ts'
import type { Example } from '../../src/writer/triage/learn/example.ts'
import { type Lesson, lessonsOf } from '../../src/writer/triage/learn/lessons.ts'
import { noSources } from '../../src/writer/triage/learn/sources.ts'
import { askPeers, type Peer } from './peers.ts'
import { groupOf, macroF1Of, peerRows, readFrom } from './real.ts'
import { heading, line, percent } from './report.ts'
import { languages, readShared, readTests } from './sets.ts'
import { inLanguage, type Subject } from './subject.ts'
import { halves, readUnseen } from './unseen.ts'

type Said = Record<string, readonly { text: string; intent: string }[]>

/**
 * The same rows for us and for the peers, in every table: held and hard messages and real ones that taught nothing, read by who
 * learned all that we ship; the shared development sets, read by who learned the shared training sets and nothing else; and each
 * source of real messages, read by who learned all but it.
 * @param leaveOut whether the last, which takes most of an hour, is made
 */
export function peerTables(subject: Subject, leaveOut: boolean): Peer[] {
  const speed: Peer[] = []
  for (const lang of languages) {
    const lessons = inLanguageOf(lessonsOf(subject.files, subject.sources.labelled), lang)
    const tests: Said = {
      held: main(inLanguage(subject.held, lang)),
      hard: readTests('hard').flatMap((one) => main(inLanguage(one.examples, lang))),
      'taught nothing': halves.flatMap((half) => main(readUnseen(subject.folders, lang, half))),
    }
    const ours = Object.fromEntries(
      Object.entries(tests).map(([name, rows]) => [
        name,
        rows.map(({ text }) => subject.read(alone(text)).classification.intent as string),
      ]),
    )
    speed.push(...versus(subject, lang, peerRows(lessons, subject.sources, lang), tests, ours))
    developmentTable(subject, lang)
    if (leaveOut) leftOutTables(subject, lang)
  }
  return speed
}

const main = (examples: readonly Example[]) =>
  examples.map(({ text, intent }) => ({ text, intent: intent[0] as string }))
const inLanguageOf = (lessons: readonly Lesson[], lang: 'ko' | 'en') =>
  lessons.filter(({ example }) => example.lang === lang)

function developmentTable(subject: Subject, lang: 'ko' | 'en'): void {
  const train = readShared(subject.folders, lang, 'train')
  const asked = readShared(subject.folders, lang, 'dev')
  if (train.length === 0 || asked.length === 0) return
  const lessons = train.map((example): Lesson => ({ example, matter: 1, natural: 1, own: true }))
  inTurn(subject, lang, 'development', lessons, asked)
}

function leftOutTables(subject: Subject, lang: 'ko' | 'en'): void {
  const real = subject.sources.labelled.filter(({ example }) => example.lang === lang)
  for (const group of new Set(real.map(({ source }) => groupOf(source)))) {
    const rest = real.filter(({ source }) => groupOf(source) !== group)
    const asked = real.filter(({ source }) => groupOf(source) === group).map(({ example }) => example)
    inTurn(subject, lang, `without ${group}`, inLanguageOf(lessonsOf(subject.files, rest), lang), asked)
  }
}

/** Learns `lessons` and nothing else, as the peers do, and reads `asked`. */
function inTurn(
  subject: Subject,
  lang: 'ko' | 'en',
  name: string,
  lessons: readonly Lesson[],
  asked: readonly Example[],
): void {
  const said = readFrom(lessons, noSources, asked).map(({ reading }) => reading.intent)
  versus(subject, lang, peerRows(lessons, noSources, lang), { [name]: main(asked) }, { [name]: said })
}

function versus(
  { report }: Subject,
  lang: 'ko' | 'en',
  train: { text: string; intent: string }[],
  tests: Said,
  ours: Record<string, string[]>,
): Peer[] {
  const peers = askPeers({
    language: lang,
    train,
    tests: Object.fromEntries(Object.entries(tests).map(([name, rows]) => [name, [...rows]])),
  })
  const names = peers.map(({ name }) => name)
  heading(`${lang}: macro-F1 of ours and of peers`, [
    'messages',
    'ours',
    ...names.map((name) => name.slice(0, 13)),
    'ahead by',
  ])
  for (const [name, rows] of Object.entries(tests)) {
    // A folder that nobody named has no messages, and none of them has a figure.
    if (rows.length === 0) continue
    const truth = rows.map(({ intent }) => intent)
    const own = macroF1Of(truth, ours[name] ?? [])
    const theirs = peers.map((peer) =>
      peer.failed === null ? macroF1Of(truth, peer.said[name] ?? []) : Number.NaN,
    )
    const ahead = own - Math.max(...theirs.filter(Number.isFinite))
    line(`${lang} ${name}`, [String(rows.length), percent(own), ...theirs.map(percent), percent(ahead)])
    report.add({ what: `${lang} ${name}, ahead of the best peer`, value: ahead, goal: 0.02, better: 'more' })
  }
  for (const { name, failed } of peers) if (failed !== null) console.log(`  ${name} failed: ${failed}`)
  return peers
}
