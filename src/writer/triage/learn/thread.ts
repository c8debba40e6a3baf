import { parentPort, Worker, workerData } from 'node:worker_threads'
import { readExamples } from './examples.ts'
import { lessonsOf } from './lessons.ts'
import { readSources } from './sources.ts'
import { type TrainedLanguage, trainLanguage, usualOptions } from './train.ts'

/** What a language is learned from: folders, because a thread reads its data itself. */
export interface Task {
  language: 'ko' | 'en'
  examples: string
  labels: string
  sources: readonly string[]
  seed: number
}

/** Trains one language in a thread of its own. Rejects with what went wrong there. */
export function trainInThread(task: Task): Promise<TrainedLanguage> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: task })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

if (parentPort && (workerData as Partial<Task> | null)?.language) {
  const { language, examples, labels, sources, seed } = workerData as Task
  const known = readSources(labels, sources, seed)
  const lessons = lessonsOf(readExamples(examples), known.labelled)
  parentPort.postMessage(
    trainLanguage(language, lessons, known, {
      ...usualOptions,
      seed,
      onStep: (what) => console.log(what),
    }),
  )
}
