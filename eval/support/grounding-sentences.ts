import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Passage } from '../../src/core/ground/source.ts'
import { readDocument } from '../../src/knowledge/read-document.ts'
import { splitDocument } from '../../src/knowledge/split.ts'

/**
 * The sentences that grounding is made and judged on. `tune`: what rules and weights may learn from, of two writers.
 * `held`: the other half of the first writer's. `later`: written when the first rules stood. `stranger`: written by the
 * second writer, last and in other words, about other facts; nothing was ever made on it.
 */
export const sets = ['tune', 'held', 'later', 'stranger'] as const

export interface Sentence {
  id: string
  lang: 'ko' | 'en'
  sentence: string
  file: string | null
  sections: string[]
  also?: { file: string; section: string }[]
  thread?: string[]
  /** Passages of other brands stand with the sentence. */
  passages?: Passage[]
  supported: boolean
  kind: string
  part?: 'tune' | 'later'
  /** Who wrote it. */
  writer: 1 | 2
  set: (typeof sets)[number]
}

// The day on which the sample brand's documents are read as valid, expired or to come.
const today = '2026-11-22'
const usualFolder = 'prompts/knowledge/sample'

export function readSentences(folder = 'test/data/grounding'): Sentence[] {
  const read = (name: string, writer: 1 | 2) =>
    readFileSync(`${folder}/${name}`, 'utf8')
      .trim()
      .split('\n')
      .map((row) => {
        const one = { ...JSON.parse(row), writer } as Sentence
        return { ...one, set: setOf(one) }
      })
  return [...read('sentences.jsonl', 1), ...read('tune.jsonl', 2), ...read('later.jsonl', 2)]
}

function setOf({ sentence, part, writer }: Sentence): Sentence['set'] {
  if (part === 'tune') return 'tune'
  if (part === 'later') return writer === 1 ? 'later' : 'stranger'
  return bucket(sentence) % 2 === 0 ? 'tune' : 'held'
}

function bucket(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

type Cited = Passage & { file: string }

/** What a sentence cites, from the sample brand's documents or its own passages. */
export function makeCiter(folder = usualFolder): (one: Sentence, whole?: boolean) => Promise<Passage[]> {
  if (!existsSync(folder))
    throw new Error(`There are no documents in ${folder}: name their folder with --documents FOLDER.`)
  const documents = new Map<string, Cited[]>()
  async function passagesOf(file: string): Promise<Cited[]> {
    const known = documents.get(file)
    if (known) return known
    const document = await readDocument(file, readFileSync(`${folder}/${file}`))
    const read = splitDocument(file, document).map(({ id, heading, text, validFrom, validUntil }): Cited => {
      const validity =
        validUntil && validUntil < today ? 'expired' : validFrom && validFrom > today ? 'future' : 'valid'
      return { id, heading, text, file, validity }
    })
    documents.set(file, read)
    return read
  }
  return async (one, whole = false) => {
    if (one.passages) return one.passages
    if (one.file === null) return amongTalk(one)
    const asked = [...one.sections.map((section) => ({ file: one.file ?? '', section })), ...(one.also ?? [])]
    const found: Cited[] = []
    for (const { file, section } of asked) {
      const here = (await passagesOf(file)).filter(({ heading }) => whole || heading === section)
      if (here.length === 0) throw new Error(`${one.id}: ${file} has no section "${section}".`)
      found.push(...here.filter((passage) => !found.includes(passage)))
    }
    return found
  }
  /** Talk cites what happens to be there, as in a real reply, whose passages are for all of it. */
  async function amongTalk(one: Sentence): Promise<Passage[]> {
    const all = await passagesOf(one.lang === 'ko' ? 'faq-ko.csv' : 'faq-en.csv')
    const valid = all.filter(({ validity }) => validity === 'valid')
    return [0, 5, 9].flatMap((step) => valid[(bucket(one.id) + step) % valid.length] ?? [])
  }
}
