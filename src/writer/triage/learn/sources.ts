import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Intent } from '../../../core/intent.ts'
import { buckets, makeFeatures } from '../features.ts'
import { Example } from './example.ts'
import { parseLine } from './examples.ts'
import { type Plane, type Row, randomBy, shuffle, trainSvm } from './svm.ts'
import { findIn, keyOf, linesOf, readFilmReviews, readVader, rowsOf, SourceName, textsOf } from './texts.ts'

/** A message of a foreign source with an intent that was derived from that source's own labels. */
export interface SourceRow {
  text: string
  lang: 'ko' | 'en'
  intent: Intent
}

/** A real message that we have read and labelled; its text stays where it came from. */
export interface Labelled {
  source: SourceName
  example: Example
}

/** Directions learned from labels of another kind than ours: which feelings, what kind of saying. */
export type Teachers = Record<'ko' | 'en', Plane[]>

export interface Sources {
  labelled: Labelled[]
  rows: SourceRow[]
  teachers: Teachers
  /** For the model card. */
  names: string[]
}

export const noSources: Sources = { labelled: [], rows: [], teachers: { ko: [], en: [] }, names: [] }

// Only these of the mapped rows; 3i4K is CC BY-SA, so weights trained on it would have to be.
const shippable = new Set(['kote', 'kote_q', 'chatbot', 'banking77', 'hint3', 'tac', 'clinc_smalltalk'])
const ThreeWay = z.object({ text: z.string(), label: Intent, source: z.string() })

// Of KOTE's 44 emotions, what tells needs apart.
const emotions = [
  ['불평/불만'],
  ['화남/분노', '짜증', '증오/혐오'],
  ['안타까움/실망', '슬픔', '서러움', '절망'],
  ['기쁨', '행복', '고마움', '감동/감탄', '환영/호의', '즐거움/신남', '안심/신뢰'],
  ['없음'],
  ['신기함/관심', '기대감', '놀람'],
  ['의심/불신', '어이없음', '당황/난처'],
  ['불안/걱정', '부담/안_내킴'],
]
const acts = ['QUE', 'EXP', 'STM', 'SUG', 'THT', 'REQ']
// Of each side of NSMC; more of them teach nothing more.
const reviewsTaken = 20_000

/**
 * Reads our labels of real messages, and the messages from the folders of sources. A source that no folder has is left out
 * and not among the names; a message that has a label of ours teaches by it alone.
 * @throws Error naming file, line and what is wrong with a label.
 */
export function readSources(labels: string, folders: readonly string[], seed: number): Sources {
  const labelled = readLabelled(labels, folders)
  const known = new Set(labelled.map(({ example }) => example.text))
  const names = new Set<string>(labelled.map(({ source }) => source))
  const rows: SourceRow[] = []
  for (const lang of ['ko', 'en'] as const) {
    const path = findIn(folders, `three-way/${lang}.train.jsonl`)
    for (const line of path === null ? [] : linesOf(path)) {
      const { text, label, source } = ThreeWay.parse(line)
      if (!shippable.has(source) || known.has(text)) continue
      rows.push({ text, lang, intent: label })
      names.add(source)
    }
  }
  const teachers = { ko: koreanTeachers(folders, known, seed), en: englishTeachers(folders, known, seed) }
  if (teachers.ko.length > emotions.length) names.add('nsmc')
  if (findIn(folders, 'vader/tweets_GroundTruth.txt')) names.add('vader')
  return { labelled, rows, teachers, names: [...names].sort() }
}

const Label = z.looseObject({ key: z.string(), source: SourceName })

function readLabelled(folder: string, folders: readonly string[]): Labelled[] {
  if (!existsSync(folder)) return []
  const texts = new Map<SourceName, Map<string, string>>()
  const textOf = (source: SourceName, key: string) => {
    const all = texts.get(source) ?? new Map(textsOf(folders, source).map((text) => [keyOf(text), text]))
    texts.set(source, all)
    return all.get(key)
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return files.sort().flatMap((file) => {
    const lang = file.slice(0, 2)
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    return lines.flatMap((line, index) => {
      if (line.trim() === '') return []
      const where = `${file}, line ${index + 1}`
      const { key, source, ...labels } = Label.parse(parseLine(line, where))
      const text = textOf(source, key)
      if (text === undefined) return []
      const read = Example.safeParse({ lang, text, ...labels })
      if (!read.success) throw new Error(`${where}: ${z.prettifyError(read.error)}`)
      return [{ source, example: read.data }]
    })
  })
}

function koreanTeachers(folders: readonly string[], known: ReadonlySet<string>, seed: number): Plane[] {
  const kote = rowsOf(folders, 'kote').filter(({ text }) => !known.has(String(text)))
  const feelings = emotions.map((group) =>
    teach('ko', kote, ({ labels }) => (labels as string[]).some((one) => group.includes(one)), seed),
  )
  const reviews = readFilmReviews(folders).filter(({ text }) => text.length > 5)
  const random = randomBy(seed)
  const some = (keep: (rating: number) => boolean) => {
    const kept = reviews.filter(({ rating }) => keep(rating))
    shuffle(kept, random)
    return kept.slice(0, reviewsTaken)
  }
  const liked = [...some((rating) => rating <= 3), ...some((rating) => rating >= 9)]
  return [...feelings, teach('ko', liked, ({ rating }) => rating <= 3, seed)].filter(
    (plane) => plane !== null,
  )
}

function englishTeachers(folders: readonly string[], known: ReadonlySet<string>, seed: number): Plane[] {
  const tweets = rowsOf(folders, 'tac-tweet-acts').filter(({ text }) => !known.has(String(text)))
  const kinds = acts.map((name) => teach('en', tweets, ({ act }) => act === name, seed))
  const rated = ['tweets', 'amazonReviewSnippets', 'movieReviewSnippets', 'nytEditorialSnippets'].flatMap(
    (name) => {
      const path = findIn(folders, `vader/${name}_GroundTruth.txt`)
      return path === null ? [] : readVader(path)
    },
  )
  // Half a step from neutral is what two people already differ about.
  const clear = rated.filter(({ mean, text }) => Math.abs(mean) > 0.6 && !known.has(text))
  return [...kinds, teach('en', clear, ({ mean }) => mean < 0, seed)].filter((plane) => plane !== null)
}

const read = makeFeatures()

function teach<T extends { text?: unknown }>(
  lang: 'ko' | 'en',
  list: readonly T[],
  holds: (one: T) => boolean,
  seed: number,
): Plane | null {
  if (list.length === 0) return null
  const rows = list.map(({ text }): Row => {
    const { count, at, value } = read(String(text), lang)
    return { at: at.slice(0, count), value: value.slice(0, count) }
  })
  const matter = rows.map(() => 1)
  return trainSvm(rows, list.map(holds), matter, { size: buckets, cost: 0.1, rounds: 8, seed })
}
