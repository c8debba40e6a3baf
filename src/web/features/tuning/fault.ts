import i18next from 'i18next'

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

type Known = [pattern: RegExp, say: (found: readonly string[]) => string]

// What the API says of prompts, as a colleague says it; what is none of these (of YAML, or of phrases) is shown as the API says it.
const known: readonly Known[] = [
  [/^"(.+)" is used and not declared/, ([, name = '']) => i18next.t('tuning.faults.notDeclared', { name })],
  [
    /^the input "(.+)" is declared and not used/,
    ([, name = '']) => i18next.t('tuning.faults.notUsed', { name }),
  ],
  [
    /^the writer has no input "(.+)"; it has (.+)\.$/,
    ([, name = '', some = '']) => i18next.t('tuning.faults.noInput', { name, some }),
  ],
  [/^it has to take in (.+)\.$/, ([, name = '']) => i18next.t('tuning.faults.needsPart', { name })],
  [/^there is no part _(.+)\.prompt/, ([, name = '']) => i18next.t('tuning.faults.noPart', { name })],
  [/^a part cannot take in another part/, () => i18next.t('tuning.faults.partInPart')],
  [/^it has to begin with front matter/, () => i18next.t('tuning.faults.noFront')],
  [/^it has to make one system message/, () => i18next.t('tuning.faults.oneMessage')],
]

/** The same with its line, for where the words are not seen. @param message as the API says it */
export function sayPlacedFault(name: string, message: string): string {
  const fault = readFault(name, message)
  const why = sayFault(fault)
  return fault.line === null ? why : `${i18next.t('tuning.line', { line: fault.line })}: ${why}`
}

/** What is wrong, in the language that is on. */
export function sayFault({ why }: Fault): string {
  for (const [pattern, say] of known) {
    const found = pattern.exec(why)
    if (found) return say(found)
  }
  return why
}
