import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Example } from './example.ts'

/**
 * Reads examples from every `.jsonl` file of a folder. The language is part of the file's name (`ko-shopping.jsonl`) or, in a
 * file of both, of each line.
 * @throws Error naming file, line and what is wrong with it.
 */
export function readExamples(folder: string): { file: string; examples: Example[] }[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
  return files.map((file) => {
    const lang = /^(ko|en)-/.exec(file)?.[1]
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    const examples = lines.flatMap((line, index) => {
      if (line.trim() === '') return []
      const where = `${file}, line ${index + 1}`
      const value = parseLine(line, where)
      const read = Example.safeParse({ ...(lang ? { lang } : {}), ...value })
      if (!read.success) throw new Error(`${where}: ${z.prettifyError(read.error)}`)
      return [read.data]
    })
    return { file, examples }
  })
}

export function parseLine(line: string, where: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line))
  } catch {
    throw new Error(`${where}: it is not a JSON object.`)
  }
}
