import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { Ask } from '../core/missing.ts'
import { findTask, neededPart, outputFault, type TaskName, taskNames } from './prompt-tasks.ts'
import { readTemplateFault } from './template-fault.ts'

export type Inputs = Record<string, string | number | boolean>

/** What a prompt is made of, by name: `classify`, and `_voice` for a part that others take in. */
export type Sources = ReadonlyMap<string, PromptSource>

export interface PromptSource {
  /** What a fault is reported under. */
  path: string
  text: string
}

/** The exact words that a prompt was made of. */
export interface Part {
  name: string
  /** sha256 of the source. */
  hash: string
  source: string
}

/** A prompt that was read and checked. What customers say is never an input: it follows as a message of its own. */
export interface Prompt {
  name: string
  /** sha256 of the file and of the parts it takes in. */
  version: string
  /** The file itself and the parts that it takes in. */
  parts: readonly Part[]
  temperature: number | undefined
  /** What a chat asks for beside the reply. */
  asks: readonly Ask[]
  /**
   * The system message. What the prompt did not declare is left out.
   * @throws BadPrompt when an input is missing.
   */
  render(inputs: Inputs): Promise<string>
}

export type PromptSet = Readonly<Record<TaskName, Prompt>>

/** Says which file, which line and why. */
export class BadPrompt extends Error {
  override name = 'BadPrompt'
}

const Front = z.strictObject({
  description: z.string().optional(),
  config: z.strictObject({ temperature: z.number().min(0).max(2).optional() }).default({}),
  asks: z.array(Ask).max(20).default([]),
  input: z.strictObject({ schema: z.record(z.string(), z.unknown()) }),
  output: z.strictObject({ format: z.literal('json'), schema: z.record(z.string(), z.unknown()) }),
})

const JsonSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) })

// Inputs take few values (a brand, a language, a tone, a length), so a rendered text is nearly always there already.
const keptTexts = 500

export const ending = '.prompt'

/** The files of a folder, by name. @throws BadPrompt */
export function readSources(folder: string): Sources {
  try {
    const files = readdirSync(folder).filter((file) => /^_?[a-z][a-z-]*\.prompt$/.test(file))
    return new Map(
      files.map((file) => {
        // Colleagues read it too, and the rest of the way is nobody's business.
        const path = `${basename(folder)}/${file}`
        return [file.slice(0, -ending.length), { path, text: readFileSync(join(folder, file), 'utf8') }]
      }),
    )
  } catch (cause) {
    throw new BadPrompt(`${folder}: ${(cause as Error).message}`, { cause })
  }
}

/** One prompt for every task. @throws BadPrompt */
export async function loadPrompts(sources: Sources): Promise<PromptSet> {
  const loaded = await Promise.all(taskNames.map(async (name) => [name, await loadPrompt(sources, name)]))
  return Object.fromEntries(loaded) as PromptSet
}

/** @throws BadPrompt */
export async function loadPrompt(sources: Sources, name: string): Promise<Prompt> {
  const found = sources.get(name)
  if (!found) throw new BadPrompt(`${name}${ending}: there is no such prompt.`)
  const { path, text: source } = found
  const task = findTask(name)
  const { front, template, firstLine } = split(path, source)
  const used = usedParts(path, template, firstLine, sources)
  if (task && !used.some((part) => part.name === neededPart))
    throw new BadPrompt(`${path}:${firstLine}: it has to take in {{>${neededPart}}}.`)
  const inputs = Object.keys(await propertiesOf(found, 'input', front.input.schema))
  const outputs = await propertiesOf(found, 'output', front.output.schema)
  const unknown = task && inputs.find((one) => !task.inputs.includes(one))
  if (unknown)
    throw new BadPrompt(
      `${path}:${lineOf(source, unknown)}: the writer has no input "${unknown}"; it has ${task.inputs.join(', ')}.`,
    )
  const fault = task && outputFault(task, outputs)
  if (fault) {
    const from = source.search(/^output:/m)
    throw new BadPrompt(`${path}:${lineOf(source, fault.key, from)}: ${fault.why}.`)
  }
  if (front.asks.length > 0 && !task?.asks)
    throw new BadPrompt(
      `${path}:${lineOf(source, 'asks')}: only a prompt that replies can ask for something.`,
    )
  const declared = new Set(inputs)
  compare(found, declared, [
    ...mentioned(template).map((one) => ({ ...one, path, line: one.line + firstLine })),
    ...used.flatMap((part) =>
      mentioned(part.text).map((one) => ({ ...one, path: part.path, line: one.line + 1 })),
    ),
  ])
  const render = await compile({ path, template, firstLine }, used)
  // Templates are only parsed when they are first rendered, and a broken one should not wait for a customer.
  await render(Object.fromEntries([...declared].map((one) => [one, one])))
  const texts = new Map<string, string>()
  const parts = [{ name, text: source }, ...used.map((part) => ({ name: `_${part.name}`, text: part.text }))]
  return {
    name,
    version: used
      .reduce((hash, part) => hash.update(part.text), createHash('sha256').update(source))
      .digest('hex'),
    parts: parts.map((part) => ({ name: part.name, hash: hashOf(part.text), source: part.text })),
    temperature: front.config.temperature,
    asks: front.asks,
    async render(given) {
      const missing = inputs.find((one) => given[one] === undefined)
      if (missing) throw new BadPrompt(`${path}: the input "${missing}" is missing.`)
      const wanted = Object.fromEntries(inputs.map((one) => [one, given[one] as Inputs[string]]))
      const key = JSON.stringify(wanted)
      const kept = texts.get(key)
      if (kept !== undefined) return kept
      const text = await render(wanted)
      if (texts.size >= keptTexts) texts.clear()
      texts.set(key, text)
      return text
    },
  }
}

/** What the front matter of a prompt asks for, without making anything of the rest. @throws BadPrompt */
export function readAsks({ path, text }: PromptSource): readonly Ask[] {
  return split(path, text).front.asks
}

/** The name of these exact words: sha256, hexadecimal. */
export function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex')
}

/** Dotprompt itself only logs broken YAML and takes the file for its body, so the front matter is read here, strictly. */
function split(path: string, source: string) {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source)
  if (!match) throw new BadPrompt(`${path}:1: it has to begin with front matter between two lines of ---.`)
  const [, yaml = '', template = ''] = match
  const document = parseDocument(yaml, { strict: true, uniqueKeys: true })
  const [error] = document.errors
  if (error) {
    const line = (error.linePos?.[0].line ?? 1) + 1
    // Its own place is one line off: it does not know of the first ---.
    const why = error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '')
    throw new BadPrompt(`${path}:${line}: ${why}`, { cause: error })
  }
  const front = Front.safeParse(readValue(path, document))
  if (!front.success) {
    const [issue] = front.error.issues
    const place = lineOf(source, String(issue?.path.at(-1) ?? ''))
    throw new BadPrompt(`${path}:${place}: ${issue?.path.join('.') || 'front matter'}: ${issue?.message}.`)
  }
  return { front: front.data, template, firstLine: yaml.split('\n').length + 3 }
}

/** @throws BadPrompt of a name that stands for nothing. */
function readValue(path: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw new BadPrompt(`${path}:1: ${(cause as Error).message}`, { cause })
  }
}

/** Where a key stands, at or after a place; where that place is, if it does not stand there. */
function lineOf(source: string, key: string, from = 0): number {
  const found = source.slice(from).search(new RegExp(`^[ \\t]*${key.replace(/\W/g, '.')}\\b`, 'm'))
  const at = found < 0 || key === '' ? from : from + found
  return source.slice(0, at).split('\n').length
}

type UsedPart = PromptSource & { name: string }

function usedParts(path: string, template: string, firstLine: number, sources: Sources): UsedPart[] {
  const used: UsedPart[] = []
  for (const { text, line } of tags(template)) {
    const name = /^>\s*([\w-]+)/.exec(text)?.[1]
    if (name === undefined) continue
    const part = sources.get(`_${name}`)
    if (!part) throw new BadPrompt(`${path}:${line + firstLine}: there is no part _${name}.prompt.`)
    const inner = tags(part.text).find((tag) => tag.text.startsWith('>'))
    if (inner) throw new BadPrompt(`${part.path}:${inner.line + 1}: a part cannot take in another part.`)
    if (!used.some((one) => one.name === name)) used.push({ ...part, name })
  }
  return used
}

function tags(template: string): { text: string; line: number }[] {
  return [...template.matchAll(/\{\{\{?~?([^{}]*?)~?\}?\}\}/g)].map((match) => ({
    text: (match[1] ?? '').trim(),
    line: template.slice(0, match.index).split('\n').length - 1,
  }))
}

const helpers = new Set(['if', 'unless', 'ifEquals', 'unlessEquals', 'else', 'role'])

/** Every name of an input that a template mentions, and anything else that it may not contain. */
function mentioned(template: string): { name: string; line: number }[] {
  return tags(template)
    .filter(({ text }) => !/^[>/!]/.test(text) && text !== 'role "system"')
    .flatMap(({ text, line }) =>
      text
        .replace(/"[^"]*"/g, '')
        .replace(/^[#^]\s*/, '')
        .split(/\s+/)
        .filter((word) => word !== '' && !/^\d+$/.test(word))
        .map((name) => ({ name, line })),
    )
    .filter(({ name }) => name === 'role' || !helpers.has(name))
}

function compare(
  { path, text: source }: PromptSource,
  declared: Set<string>,
  used: { name: string; path: string; line: number }[],
): void {
  const stray = used.find(({ name }) => !declared.has(name))
  if (stray)
    throw new BadPrompt(`${stray.path}:${stray.line}: "${stray.name}" is used and not declared as an input.`)
  const idle = [...declared].find((name) => !used.some((one) => one.name === name))
  if (idle)
    throw new BadPrompt(`${path}:${lineOf(source, idle)}: the input "${idle}" is declared and not used.`)
}

async function propertiesOf(
  { path, text: source }: PromptSource,
  side: 'input' | 'output',
  schema: unknown,
): Promise<Record<string, unknown>> {
  try {
    const { picoschema } = await import('dotprompt')
    return JsonSchema.parse(await picoschema(schema)).properties
  } catch (cause) {
    const line = lineOf(source, side)
    throw new BadPrompt(`${path}:${line}: its ${side} schema is no Picoschema: ${(cause as Error).message}`, {
      cause,
    })
  }
}

async function compile(
  whole: { path: string; template: string; firstLine: number },
  parts: UsedPart[],
): Promise<(inputs: Inputs) => Promise<string>> {
  const { path, template, firstLine } = whole
  // Loaded here, because a service without a model needs no templates (18 MB resident).
  const { Dotprompt } = await import('dotprompt')
  // All Dotprompts share one Handlebars, so what one registers by a name holds for every other: of two brands, or of what is
  // live and what is tried, the later voice would speak for both. A name that says what is in it cannot be taken by another.
  const ownName = new Map(parts.map((part) => [part.name, `${part.name}-${hashOf(part.text)}`]))
  const dotprompt = new Dotprompt({
    partials: Object.fromEntries(parts.map((part) => [ownName.get(part.name), part.text])),
  })
  const named = template.replace(/(\{\{~?>\s*)([\w-]+)/g, (whole, start: string, name: string) =>
    ownName.has(name) ? `${start}${ownName.get(name)}` : whole,
  )
  const broken = async (cause: Error, inputs: Inputs): Promise<never> => {
    const part = await brokenPart(parts, inputs)
    const { line, why } = readTemplateFault(part?.cause ?? cause)
    const at = line === null ? 1 : part ? line : line + firstLine - 1
    throw new BadPrompt(`${part?.path ?? path}:${at}: ${why}.`, { cause })
  }
  const compiled = await dotprompt.compile(named).catch((cause: Error) => broken(cause, {}))
  return async (inputs) => {
    const given = withoutMarkers(inputs)
    const { messages } = await compiled({ input: given }).catch((cause: Error) => broken(cause, given))
    const [message] = messages
    if (messages.length !== 1 || message?.role !== 'system') {
      throw new BadPrompt(`${path}:${firstLine}: it has to make one system message and nothing else.`)
    }
    return message.content
      .map((part) => part.text ?? '')
      .join('')
      .trim()
  }
}

/** Templates do not say which of their parts is at fault; the one that breaks by itself is. */
async function brokenPart(parts: readonly UsedPart[], inputs: Inputs) {
  const { Dotprompt } = await import('dotprompt')
  for (const { path, text } of parts) {
    try {
      await (await new Dotprompt().compile(text))({ input: inputs })
    } catch (cause) {
      return { path, cause: cause as Error }
    }
  }
  return null
}

/**
 * Dotprompt finds its markers in the rendered text, so an input that carries one would open a message of any role
 * (google/dotprompt#557). A broken marker is only text.
 */
function withoutMarkers(inputs: Inputs): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/<<<(?=\s*dotprompt)/gi, '‹‹‹') : value,
    ]),
  )
}
