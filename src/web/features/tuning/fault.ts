/** What is wrong with words, and where. */
export interface Fault {
  /** Null: nowhere in these words, as when another prompt cannot be made with them. */
  line: number | null
  why: string
}

/**
 * Reads `name:line: reason`, and of phrases `… name.yaml cannot be used: … line 12 …`.
 * @param name of the words that are looked at; a fault in other words has no line in these.
 */
export function readFault(name: string, message: string): Fault {
  const escaped = name.replace(/[^\w-]/g, '.')
  const prompt = new RegExp(`^(?:prompts/)?${escaped}\\.prompt:(\\d+): ([^]*)$`).exec(message)
  if (prompt) return { line: Number(prompt[1]), why: prompt[2] ?? message }
  const phrases = new RegExp(`${escaped}\\.yaml cannot be used: ([^]*)$`).exec(message)
  const why = phrases?.[1]?.split(/:?\n\n/, 1)[0]
  if (why === undefined) return { line: null, why: message }
  const line = /\bline (\d+)/.exec(why)?.[1]
  return { line: line ? Number(line) : null, why }
}
