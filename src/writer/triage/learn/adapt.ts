import type { Correction } from '../../../core/correction.ts'
import { BaseTopic } from '../../../core/topic.ts'
import { buckets, makeFeatures } from '../features.ts'
import { type Output, outputs } from '../outputs.ts'
import type { Weights } from '../weights.ts'
import { type Example, holds } from './example.ts'
import { type Plane, type Row, scoreOf, trainSvm } from './svm.ts'
import { finestStep, pack } from './train.ts'

/** A message that a colleague has corrected. */
export interface DeskLesson {
  text: string
  lang: 'ko' | 'en'
  labels: Correction
}

export const usualAdapting = {
  seed: 1,
  cost: 0.5,
  rounds: 12,
  // A correction is about this brand's own customers, so it weighs more than an example of ours, which only anchors.
  deskMatter: 3,
  anchorMatter: 0.25,
}

/**
 * Learns corrections on top of weights that there are: each plane starts from the old one and moves only as far as the
 * corrections and our examples pull it, so nothing that was learned from other data is lost. Calibration stays as it was, because
 * the scores keep their scale. Deterministic.
 */
export function adapt(
  weights: Weights,
  desk: readonly DeskLesson[],
  anchors: readonly Example[],
  options = usualAdapting,
): Weights {
  const one = (language: 'ko' | 'en') =>
    adaptLanguage(
      weights,
      language,
      desk.filter(({ lang }) => lang === language),
      anchors.filter(({ lang }) => lang === language),
      options,
    )
  const ko = one('ko')
  const en = one('en')
  return {
    header: {
      ...weights.header,
      made: { ...weights.header.made, desk: desk.length },
      languages: { ko: ko.fit, en: en.fit },
    },
    of: { ko: ko.packed, en: en.packed },
  }
}

function adaptLanguage(
  { header, of }: Weights,
  language: 'ko' | 'en',
  desk: readonly DeskLesson[],
  anchors: readonly Example[],
  options: typeof usualAdapting,
): { packed: Int8Array; fit: Weights['header']['languages']['ko'] } {
  const fit = header.languages[language]
  if (desk.length === 0) return { packed: of[language], fit }
  const read = makeFeatures()
  const rows = [...desk, ...anchors].map(({ text }): Row => {
    const { count, at, value } = read(text, language)
    return { at: at.slice(0, count), value: value.slice(0, count) }
  })
  const packed = Int8Array.from(of[language])
  const calibrations = fit.outputs.map((calibration, column) => {
    const output = outputs[column] as Output
    const said = desk.map(({ labels }) => says(labels, output))
    // What no colleague spoke of stays as it is, to the byte.
    if (said.every((one) => one === null)) return calibration
    const truth = [...said, ...anchors.map((example) => holds(example, output))]
    const from = planeOf(of[language], column, calibration)
    const matter = truth.map((one, i) => {
      if (one === null) return 0
      if (i < desk.length) return options.deskMatter
      // An anchor holds what is known and never pulls: only those count that are read clearly right as it is.
      const clearly = (one ? 1 : -1) * scoreOf(from, rows[i] as Row) >= 1
      return clearly ? options.anchorMatter : 0
    })
    const plane = trainSvm(
      rows,
      truth.map((one) => one === true),
      matter,
      { size: buckets, ...options, from },
    )
    const scale = finestStep(plane.weights)
    pack(plane.weights, packed, column, scale)
    return { ...calibration, bias: plane.bias, scale }
  })
  return { packed, fit: { ...fit, outputs: calibrations } }
}

function planeOf(packed: Int8Array, column: number, { scale, bias }: { scale: number; bias: number }): Plane {
  const weights = new Float64Array(buckets)
  for (let bucket = 0; bucket < buckets; bucket += 1)
    weights[bucket] = (packed[bucket * outputs.length + column] as number) * scale
  return { weights, bias }
}

/** Whether a correction says that an output holds; null when it does not speak of it. */
export function says(labels: Correction, { decision, class: name }: Output): boolean | null {
  const of = (value: unknown) => (value === undefined ? null : value === name)
  switch (decision) {
    case 'intent':
      return of(labels.intent)
    case 'intents':
      // Which others are there as well, nobody has said.
      return labels.intent === name ? true : null
    case 'feeling':
      return of(labels.feeling)
    case 'urgency':
      return of(labels.urgency)
    case 'level':
      return labels.level === undefined ? null : (labels.level ?? 'none') === name
    case 'topic': {
      if (labels.topic === null) return name === 'none'
      // A topic of the brand's own is found by its words; only the built-in ones are learned.
      const topic = BaseTopic.safeParse(labels.topic)
      return topic.success ? topic.data === name : null
    }
    case 'aboutUs':
      return labels.toBrand === undefined ? null : !labels.toBrand
    case 'risk':
      return labels.risks === undefined ? null : labels.risks.some((risk) => risk === name)
    default:
      return labels[decision] ?? null
  }
}
