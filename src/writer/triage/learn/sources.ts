import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Intent } from '../../../core/intent.ts'
import { buckets, makeFeatures } from '../features.ts'
import { type Plane, type Row, trainSvm } from './svm.ts'

/** A message of a foreign source whose licence lets trained numbers be shipped; its text never is. */
export interface SourceRow {
  text: string
  lang: 'ko' | 'en'
  intent: Intent
}

/** Directions learned from labels of another kind than ours (which emotions, whether abusive). */
export type Teachers = Record<'ko' | 'en', Plane[]>

export interface Sources {
  rows: SourceRow[]
  teachers: Teachers
  /** For the model card. */
  names: string[]
}

export const noSources: Sources = { rows: [], teachers: { ko: [], en: [] }, names: [] }

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

/**
 * Reads the sources in a folder (`three-way/`, `kote/`, `hatescore/`, each with its `.jsonl`); what is not there is left out and
 * not among the names.
 */
export function readSources(folder: string, seed: number): Sources {
  const rows: SourceRow[] = []
  const names = new Set<string>()
  for (const lang of ['ko', 'en'] as const) {
    for (const line of linesOf(join(folder, 'three-way', `${lang}.train.jsonl`))) {
      const { text, label, source } = ThreeWay.parse(line)
      if (!shippable.has(source)) continue
      rows.push({ text, lang, intent: label })
      names.add(source)
    }
  }
  const kote = linesOf(join(folder, 'kote', 'data.jsonl')) as { text: string; labels: string[] }[]
  const ko = emotions.map((group) =>
    teach(kote, ({ labels }) => labels.some((one) => group.includes(one)), seed),
  )
  return { rows, teachers: { ko: kote.length > 0 ? ko : [], en: [] }, names: [...names] }
}

function linesOf(file: string): unknown[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)
}

const read = makeFeatures()

function teach<T extends { text: string }>(
  list: readonly T[],
  holds: (one: T) => boolean,
  seed: number,
): Plane {
  const rows = list.map(({ text }): Row => {
    const { count, at, value } = read(text, 'ko')
    return { at: at.slice(0, count), value: value.slice(0, count) }
  })
  const matter = rows.map(() => 1)
  return trainSvm(rows, list.map(holds), matter, { size: buckets, cost: 0.1, rounds: 8, seed })
}
