import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Intent } from '../../src/core/intent.ts'
import { Example } from '../../src/writer/triage/learn/example.ts'
import { readExamples } from '../../src/writer/triage/learn/examples.ts'
import { findIn, linesOf } from '../../src/writer/triage/learn/texts.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const examplesFolder = here('../../prompts/triage/examples')
export const labelsFolder = here('../../prompts/triage/labels')

/** Messages that no classifier learns from: `held`, `second` (the same, labelled again), `hard`, `risks`. */
export function readTests(
  name: 'held' | 'second' | 'hard' | 'risks',
): { file: string; examples: Example[] }[] {
  const folder = here(`../../test/data/triage/${name}`)
  return existsSync(folder) ? readExamples(folder) : []
}

const ThreeWay = z.object({ text: z.string(), label: Intent })

/** The shared sets of messages of which only the main intent is known; empty without the sources. */
export function readShared(folders: readonly string[], lang: 'ko' | 'en', name: 'train' | 'dev'): Example[] {
  const path = findIn(folders, `three-way/${lang}.${name}.jsonl`)
  const lines = path === null ? [] : linesOf(path).map((one) => ThreeWay.parse(one))
  return lines.map(({ text, label }) => Example.parse({ text, lang, intent: [label] }))
}

export const languages = ['ko', 'en'] as const
