import type { Example } from '../../src/writer/triage/learn/example.ts'
import { macroF1 } from '../../src/writer/triage/learn/figures.ts'
import { type Lesson, lessonsOf } from '../../src/writer/triage/learn/lessons.ts'
import type { Labelled, Sources } from '../../src/writer/triage/learn/sources.ts'
import { train, usualOptions } from '../../src/writer/triage/learn/train.ts'
import { makeTriage } from '../../src/writer/triage/triage.ts'
import { type Row, readAll } from './reading.ts'

// Of these two decisions the real messages tell enough; learning only them takes seconds instead of minutes.
const measured = { ...usualOptions, folds: 3, only: ['intent', 'needsReply'], onStep: () => {} } as const

type Files = Parameters<typeof lessonsOf>[0]

/** The sources of real messages, small ones of one kind together. */
export function groupOf(source: Labelled['source']): string {
  if (source === 'hatescore' || source === 'curse-2runo') return 'hatescore, curse'
  if (source.startsWith('care-')) return 'customer care'
  return source.startsWith('vader') ? 'vader' : source
}

/** Reads real messages by a classifier that has learned from all the others: five parts, each read by what the four taught. */
export function readInFolds(files: Files, sources: Sources, lang: 'ko' | 'en'): Row[] {
  const real = sources.labelled.filter(({ example }) => example.lang === lang)
  return [0, 1, 2, 3, 4].flatMap((fold) => {
    const mine = (at: number) => (at * 7_919) % 5 === fold
    const rest = real.filter((_, at) => !mine(at))
    const lessons = lessonsOf(files, rest).filter(({ example }) => example.lang === lang)
    return readFrom(
      lessons,
      sources,
      real.filter((_, at) => mine(at)).map(({ example }) => example),
    )
  })
}

/** Reads what `asked` says by a classifier that has learned these lessons and sources and nothing else. */
export function readFrom(
  lessons: readonly Lesson[],
  sources: Pick<Sources, 'rows' | 'teachers'>,
  asked: readonly Example[],
): Row[] {
  return readAll(makeTriage(train(lessons, sources, measured)), asked)
}

/** What a peer is given to learn: the same messages, each once, by its main intent. */
export function peerRows(
  lessons: readonly Lesson[],
  sources: Pick<Sources, 'rows'>,
  lang: 'ko' | 'en',
): { text: string; intent: string }[] {
  return [
    ...lessons.flatMap(({ example }) =>
      example.lang === lang ? [{ text: example.text, intent: example.intent[0] as string }] : [],
    ),
    ...sources.rows.flatMap((row) =>
      row.lang === lang ? [{ text: row.text, intent: row.intent as string }] : [],
    ),
  ]
}

export function macroF1Of(truth: readonly string[], said: readonly string[]): number {
  return macroF1(truth.map((one, at) => [one, said[at] ?? ''] as const))
}
