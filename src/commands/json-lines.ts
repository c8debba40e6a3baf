import { createInterface } from 'node:readline'
import { z } from 'zod'

/**
 * Answers JSON lines from standard input on standard output, a line each, in order, for programs that anybody may judge us
 * by. A line that cannot be read is answered with what is wrong with it, and the exit code is 1; the others go on.
 * @param shape what a line must look like
 * @param answer what is said to it; what it throws is told as the line's error
 */
export async function answerLines<T extends { id?: string | number | undefined }>(
  shape: z.ZodType<T>,
  answer: (given: T) => object | Promise<object>,
): Promise<void> {
  let number = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const said = await answerLine(line, number, shape, answer)
    if ('error' in said) process.exitCode = 1
    if (!process.stdout.write(`${JSON.stringify(said)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

async function answerLine<T extends { id?: string | number | undefined }>(
  line: string,
  number: number,
  shape: z.ZodType<T>,
  answer: (given: T) => object | Promise<object>,
): Promise<object> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { error: `line ${number} is not JSON` }
  }
  const given = shape.safeParse(value)
  if (!given.success) return { error: `line ${number}: ${z.prettifyError(given.error)}` }
  const id = given.data.id ?? null
  try {
    return { id, ...(await answer(given.data)) }
  } catch (cause) {
    return { id, error: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** Who asks; given back with the answer. */
export const Id = z.union([z.string(), z.number()]).optional()
