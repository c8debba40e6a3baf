import { parentPort, Worker, workerData } from 'node:worker_threads'
import { seenByPatterns } from '../../../core/guard.ts'
import type { Language } from '../../../core/intent.ts'
import { loadPhrases } from '../../phrases.ts'
import { type ReplyExample, readReplyExamples, requestOf } from './examples.ts'
import { cleanPhrases } from './phrases.ts'
import { type GuardTask, type HearingOf, hearCrossed, trainHearing, usualGuardOptions } from './train.ts'

/** What a language is learned from: folders, because a thread reads its data itself. */
export interface HearingTask {
  language: Language
  /** To have the weights, or only what is made of examples by who did not learn from them. */
  wanted: 'weights' | 'crossed'
  examples: string
  phrases: string
  seed: number
}

/** The examples, and what each was heard to be. */
export type CrossHeard = ReturnType<typeof hearCrossed> & { examples: ReplyExample[] }

/** Trains one language in a thread of its own. Rejects with what went wrong there. */
export function trainHearingInThread(task: Omit<HearingTask, 'wanted'>): Promise<HearingOf> {
  return inThread({ ...task, wanted: 'weights' })
}

export function hearCrossedInThread(task: Omit<HearingTask, 'wanted'>): Promise<CrossHeard> {
  return inThread({ ...task, wanted: 'crossed' })
}

function inThread<T>(task: HearingTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: task })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

// Enough to know every phrase by.
const phrasesLearned = 700

if (parentPort && (workerData as Partial<HearingTask> | null)?.wanted) {
  const { language, wanted, examples: folder, phrases, seed } = workerData as HearingTask
  const examples = readReplyExamples(folder, language)
  const task: GuardTask = {
    ...{ language, examples },
    phrases: cleanPhrases(loadPhrases(phrases, language), language, examples, phrasesLearned, seed),
    look: (example, wants) => {
      const asked = requestOf(example)
      return seenByPatterns(example.reply, {
        ...{ ...asked, classification: { ...asked.classification, intent: wants } },
        ...{ limits: { max: 10_000, unit: 'graphemes' }, alreadySent: [], linkHosts: [], writer: 'model' },
      })
    },
    options: { ...usualGuardOptions, seed },
  }
  parentPort.postMessage(
    wanted === 'weights' ? trainHearing(task) : ({ examples, ...hearCrossed(task) } satisfies CrossHeard),
  )
}
