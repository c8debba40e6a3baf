import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'

export type Inputs = Record<string, string | number>

/** A prompt that was read and checked. What customers say is never an input: it follows as a message of its own. */
export interface Prompt {
  name: string
  /** sha256 of the file and of the parts it takes in. */
  version: string
  temperature: number | undefined
  /** The system message. @throws when an input is missing or was not declared. */
  render(inputs: Inputs): Promise<string>
}

/** Says which file, which line and why. */
export class BadPrompt extends Error {
  override name = 'BadPrompt'
}

const Front = z.strictObject({
  description: z.string().optional(),
  config: z.strictObject({ temperature: z.number().min(0).max(2).optional() }).default({}),
  input: z.strictObject({ schema: z.record(z.string(), z.unknown()) }),
  output: z.strictObject({ format: z.literal('json'), schema: z.record(z.string(), z.unknown()) }),
})

const JsonSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) })

// Inputs take few values (a brand, a language, a feeling, a length), so a rendered text is nearly always there already.
const keptTexts = 500

/** @throws BadPrompt */
export async function loadPrompt(folder: string, name: string): Promise<Prompt> {
  const path = join(folder, `${name}.prompt`)
  const source = read(path)
  const { front, template, firstLine } = await split(path, source)
  const parts = partsOf(folder)
  const used = usedParts(path, template, firstLine, parts)
  const declared = new Set(await propertiesOf(path, 'input', front.input.schema))
  await propertiesOf(path, 'output', front.output.schema)
  compare(path, declared, [
    ...mentioned(template).map((one) => ({ ...one, path, line: one.line + firstLine })),
    ...used.flatMap((part) =>
      mentioned(part.source).map((one) => ({ ...one, path: part.path, line: one.line + 1 })),
    ),
  ])
  const render = await compile(path, template, used)
  // Templates are only parsed when they are first rendered, and a broken one should not wait for a customer.
  await render(Object.fromEntries([...declared].map((one) => [one, one])))
  const texts = new Map<string, string>()
  return {
    name,
    version: used
      .reduce((hash, part) => hash.update(part.source), createHash('sha256').update(source))
      .digest('hex'),
    temperature: front.config.temperature,
    async render(inputs) {
      const key = JSON.stringify(inputs)
      const kept = texts.get(key)
      if (kept !== undefined) return kept
      const given = Object.keys(inputs)
      const odd = given.find((one) => !declared.has(one)) ?? [...declared].find((one) => !given.includes(one))
      if (odd)
        throw new BadPrompt(
          `${path}: the input "${odd}" is ${declared.has(odd) ? 'missing' : 'not declared'}.`,
        )
      const text = await render(inputs)
      if (texts.size >= keptTexts) texts.clear()
      texts.set(key, text)
      return text
    },
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new BadPrompt(`${path}: ${(cause as Error).message}`, { cause })
  }
}

/** Dotprompt itself only logs broken YAML and takes the file for its body, so the front matter is read here, strictly. */
async function split(path: string, source: string) {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source)
  if (!match) throw new BadPrompt(`${path}:1: it has to begin with front matter between two lines of ---.`)
  const [, yaml = '', template = ''] = match
  const document = parseDocument(yaml, { strict: true, uniqueKeys: true })
  const [error] = document.errors
  if (error) {
    const line = (error.linePos?.[0].line ?? 1) + 1
    throw new BadPrompt(`${path}:${line}: ${error.message.split('\n', 1)[0]}`, { cause: error })
  }
  const front = Front.safeParse(document.toJS())
  if (!front.success) {
    const [issue] = front.error.issues
    const place = lineOf(source, String(issue?.path.at(-1) ?? ''))
    throw new BadPrompt(`${path}:${place}: ${issue?.path.join('.') || 'front matter'}: ${issue?.message}.`)
  }
  return { front: front.data, template, firstLine: yaml.split('\n').length + 3 }
}

function lineOf(source: string, key: string): number {
  const at = source.search(new RegExp(`^\\s*${key.replace(/\W/g, '.')}`, 'm'))
  return at < 0 || key === '' ? 1 : source.slice(0, at).split('\n').length
}

interface Part {
  name: string
  path: string
  source: string
}

function partsOf(folder: string): Part[] {
  return readdirSync(folder)
    .filter((file) => /^_[\w-]+\.prompt$/.test(file))
    .map((file) => ({
      name: file.slice(1, -'.prompt'.length),
      path: join(folder, file),
      source: read(join(folder, file)),
    }))
}

function usedParts(path: string, template: string, firstLine: number, parts: Part[]): Part[] {
  const used: Part[] = []
  for (const { text, line } of tags(template)) {
    const name = /^>\s*([\w-]+)/.exec(text)?.[1]
    if (name === undefined) continue
    const part = parts.find((one) => one.name === name)
    if (!part) throw new BadPrompt(`${path}:${line + firstLine}: there is no part _${name}.prompt.`)
    const inner = tags(part.source).find((tag) => tag.text.startsWith('>'))
    if (inner) throw new BadPrompt(`${part.path}:${inner.line + 1}: a part cannot take in another part.`)
    used.push(part)
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
  path: string,
  declared: Set<string>,
  used: { name: string; path: string; line: number }[],
): void {
  const stray = used.find(({ name }) => !declared.has(name))
  if (stray)
    throw new BadPrompt(`${stray.path}:${stray.line}: "${stray.name}" is used and not declared as an input.`)
  const idle = [...declared].find((name) => !used.some((one) => one.name === name))
  if (idle)
    throw new BadPrompt(`${path}:${lineOf(read(path), idle)}: the input "${idle}" is declared and not used.`)
}

async function propertiesOf(path: string, side: 'input' | 'output', schema: unknown): Promise<string[]> {
  try {
    const { picoschema } = await import('dotprompt')
    return Object.keys(JsonSchema.parse(await picoschema(schema)).properties)
  } catch (cause) {
    const line = lineOf(read(path), side)
    throw new BadPrompt(`${path}:${line}: its ${side} schema is no Picoschema: ${(cause as Error).message}`, {
      cause,
    })
  }
}

async function compile(
  path: string,
  template: string,
  parts: Part[],
): Promise<(inputs: Inputs) => Promise<string>> {
  // Loaded here, because a service without a model needs no templates (18 MB resident).
  const { Dotprompt } = await import('dotprompt')
  const dotprompt = new Dotprompt({
    partials: Object.fromEntries(parts.map((part) => [part.name, part.source])),
  })
  const broken = (cause: Error): never => {
    throw new BadPrompt(`${path}: ${cause.message}`, { cause })
  }
  const compiled = await dotprompt.compile(template).catch(broken)
  return async (inputs) => {
    const { messages } = await compiled({ input: withoutMarkers(inputs) }).catch(broken)
    const [message] = messages
    if (messages.length !== 1 || message?.role !== 'system') {
      throw new BadPrompt(`${path}: it has to make one system message and nothing else.`)
    }
    return message.content
      .map((part) => part.text ?? '')
      .join('')
      .trim()
  }
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
