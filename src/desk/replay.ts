import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { cleanText, type Json } from '../core/mention.ts'
import type { Db } from '../store/db.ts'
import { findMadeDraft, findTexts, type MadeDraft, versionsOf } from '../store/prompts.ts'
import { hashOfMessages, messagesOf } from '../writer/ask.ts'
import { loadPhrases } from '../writer/phrases.ts'
import { makePlainWriter } from '../writer/plain-writer.ts'
import { loadPrompt } from '../writer/prompt-file.ts'
import type { DraftRequest } from '../writer/writer.ts'

/** Words that a draft was made from. */
export interface ReplayedPart {
  name: string
  hash: string
  /** Null when they are not kept here. */
  source: string | null
  /** The versions of the brand that have them; none when they came with the installation. */
  versions: { version: string; author: string; reason: string; at: Date }[]
}

/** How a draft came about, made again. */
export interface Replay {
  draftId: string
  text: string
  writer: MadeDraft['writer']
  model: string | null
  at: Date
  fellBack: string | null
  /** The draft that a colleague made this one from; it has a replay of its own. */
  editedFrom: string | null
  /** The prompt, or the phrases. */
  madeBy: string | null
  parts: ReplayedPart[]
  /** Everything that the writer was given. */
  inputs: Json | null
  /** What was said to the model; empty where there was none. */
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[]
  /** What the phrases make of the same request now; null where a model wrote. */
  again: string | null
  /** Whether it comes out the same, byte for byte; null when that cannot be told, and `why` says why. */
  same: boolean | null
  why: string | null
}

const ByModel = z.object({
  madeFrom: z.looseObject({ prompt: z.string(), parts: z.record(z.string(), z.string()) }),
  inputs: z.object({
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    data: z.string(),
    turns: z.number(),
    later: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })),
    promptHash: z.string(),
  }),
})

const ByPhrases = z.object({
  madeFrom: z.looseObject({ phrases: z.enum(['ko', 'en']), version: z.string() }),
})

/** Makes a draft's questions to the model, or its phrases, again from what is kept. @returns null: no such draft. */
export async function replayDraft(db: Db, draftId: string): Promise<Replay | null> {
  const draft = await findMadeDraft(db, draftId)
  if (!draft) return null
  const { id, text, writer, model, at, fellBack, editedFrom, inputs } = draft
  const start: Replay = {
    ...{ draftId: id, text, writer, model, at, fellBack, editedFrom, inputs },
    ...{ madeBy: null, parts: [], messages: [], again: null, same: null, why: null },
  }
  if (writer === 'colleague') return { ...start, why: 'A colleague wrote it.' }
  return writer === 'model' ? byModel(db, draft, start) : byPhrases(db, draft, start)
}

async function byModel(db: Db, draft: MadeDraft, start: Replay): Promise<Replay> {
  const read = ByModel.safeParse(draft)
  if (!read.success) return { ...start, why: 'It was made before the words and inputs were kept.' }
  const { madeFrom, inputs } = read.data
  const parts = await partsOf(db, draft, madeFrom.parts)
  const told = { ...start, madeBy: madeFrom.prompt, parts }
  const lost = parts.find(({ source }) => source === null)
  if (lost) return { ...told, why: `The words of ${lost.name} are not kept here.` }
  const sources = new Map(
    parts.map(({ name, source }) => [name, { path: `${name}.prompt`, text: source ?? '' }] as const),
  )
  try {
    const messages = await messagesOf(await loadPrompt(sources, madeFrom.prompt), inputs)
    return { ...told, messages, same: hashOfMessages(messages) === inputs.promptHash }
  } catch (error) {
    // Words of then that this version of Dajeong cannot read any more.
    return { ...told, same: false, why: error instanceof Error ? error.message : String(error) }
  }
}

async function byPhrases(db: Db, draft: MadeDraft, start: Replay): Promise<Replay> {
  const read = ByPhrases.safeParse(draft)
  if (!read.success) return { ...start, why: 'It was made before the words were kept.' }
  const { phrases: language, version } = read.data.madeFrom
  const name = `plain/${language}`
  const parts = await partsOf(db, draft, { [name]: version })
  const told = { ...start, madeBy: name, parts }
  const source = parts[0]?.source ?? null
  if (source === null) return { ...told, why: `The words of ${name} are not kept here.` }
  if (draft.inputs === null) return { ...told, why: 'It was made before the inputs were kept.' }
  try {
    const again = cleanText(await writeAgain(source, language, requestOf(draft.inputs)))
    // What says that a machine writes is put behind it afterwards.
    const same = draft.text === again || draft.text.startsWith(`${again}\n\n`)
    return { ...told, again, same }
  } catch (error) {
    return { ...told, same: false, why: error instanceof Error ? error.message : String(error) }
  }
}

async function partsOf(
  db: Db,
  { brandId }: MadeDraft,
  hashes: Record<string, string>,
): Promise<ReplayedPart[]> {
  const wanted = Object.values(hashes)
  const [texts, versions] = await Promise.all([findTexts(db, wanted), versionsOf(db, brandId, wanted)])
  return Object.entries(hashes).map(([name, hash]) => ({
    ...{ name, hash, source: texts.get(hash) ?? null },
    versions: versions
      .filter((one) => one.name === name && one.hash === hash)
      .map(({ id, author, reason, at }) => ({ version: id, author, reason, at })),
  }))
}

/** The request as it was; a database keeps dates as text. */
function requestOf(inputs: Json): DraftRequest {
  const request = inputs as unknown as DraftRequest
  return { ...request, turns: request.turns.map((turn) => ({ ...turn, at: new Date(turn.at) })) }
}

/** Phrases are read from a file, so the kept ones become one for as long as that takes. */
async function writeAgain(source: string, language: 'ko' | 'en', request: DraftRequest): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dajeong-phrases-'))
  try {
    writeFileSync(join(folder, `${language}.yaml`), source)
    const phrases = loadPhrases(folder, language)
    const plain = makePlainWriter({
      phrases: { ko: phrases, en: phrases },
      read: () => Promise.reject(new Error('A replay reads nothing.')),
    })
    return (await plain.draft(request, new AbortController().signal)).text
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
