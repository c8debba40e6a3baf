import { createInterface } from 'node:readline'
import { z } from 'zod'
import { findPersonal, maskPersonal } from './core/privacy.ts'

// `npm run -s mask < messages.jsonl`: reads {"id", "text"} a line and writes {"id", "masked", "found"} for each, in order, with
// each place in the original text in UTF-16 units. A line that cannot be read is told on stderr, without what it says, and the
// exit code is 1.

const Line = z.object({ id: z.union([z.string(), z.number()]).optional(), text: z.string() })

function masked(line: string): object | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  const given = Line.safeParse(value)
  if (!given.success) return null
  const { id, text } = given.data
  return { id: id ?? null, masked: maskPersonal(text), found: findPersonal(text) }
}

let number = 0
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  number += 1
  if (line.trim() === '') continue
  const told = masked(line)
  if (told === null) {
    process.exitCode = 1
    console.error(`line ${number} is not JSON like {"id": 1, "text": "…"}`)
  } else if (!process.stdout.write(`${JSON.stringify(told)}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve))
}
