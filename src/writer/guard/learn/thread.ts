import { parentPort, Worker, workerData } from 'node:worker_threads'
import { seenByPatterns } from '../../../core/guard.ts'
import type { Language } from '../../../core/intent.ts'
import { loadPhrases } from '../../phrases.ts'
import { type ReplyExample, readReplyExamples, requestOf } from './examples.ts'
import { cleanPhrases } from './phrases.ts'
import {
  crossFit,
  type GuardTask,
  type HearingOf,
  type Patterns,
  trainHearing,
  usualGuardOptions,
} from './train.ts'

/** What a language is learned from: folders, because a thread reads its data itself. */
export interface HearingTask {
  language: Language
  /** To have the weights, or only what planes say of examples that they did not learn from. */
  wanted: 'weights' | 'scores'
  examples: string
  phrases: string
  seed: number
}

/** For each fault the score of each example, and what the patterns make of it. */
export interface CrossFitted {
  examples: ReplyExample[]
  scores: number[][]
  folds: number[]
  patterns: Patterns[]
}

/** Trains one language in a thread of its own. Rejects with what went wrong there. */
export function trainHearingInThread(task: Omit<HearingTask, 'wanted'>): Promise<HearingOf> {
  return inThread({ ...task, wanted: 'weights' })
}

export function crossFitInThread(task: Omit<HearingTask, 'wanted'>): Promise<CrossFitted> {
  return inThread({ ...task, wanted: 'scores' })
}

function inThread<T>(task: HearingTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: task })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

// Enough to know every phrase by.
const phrasesLearned = 1_500

if (parentPort && (workerData as Partial<HearingTask> | null)?.wanted) {
  const { language, wanted, examples: folder, phrases, seed } = workerData as HearingTask
  const examples = readReplyExamples(folder, language)
  const task: GuardTask = {
    examples,
    phrases: cleanPhrases(loadPhrases(phrases, language), language, examples, phrasesLearned, seed),
    options: { ...usualGuardOptions, seed },
  }
  const patterns = examples.map((example) =>
    seenByPatterns(example.reply, {
      ...requestOf(example),
      ...{ limits: { max: 10_000, unit: 'graphemes' }, alreadySent: [], linkHosts: [], writer: 'model' },
    }),
  )
  parentPort.postMessage(
    wanted === 'weights'
      ? trainHearing(language, task, patterns)
      : ({ examples, ...crossFit(task), patterns } satisfies CrossFitted),
  )
}
