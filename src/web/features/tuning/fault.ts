import i18next from 'i18next'
import { sayWhy } from './fault-words.ts'

/** What is wrong with words, and where. */
export interface Fault {
  /** Null: nowhere in these words, as when another prompt cannot be made with them. */
  line: number | null
  why: string
  /** The words that it stands in, where they are others than those that were looked at. */
  elsewhere: { name: string; line: string } | null
  /** So many more were found with it. */
  more: number
}

const nowhere = { line: null, elsewhere: null, more: 0 }

/**
 * Reads `name:line: reason`, and of phrases `… name.yaml cannot be used: … line 12 …`.
 * @param name of the words that are looked at; a fault in other words has no line in these.
 */
export function readFault(name: string, message: string): Fault {
  const prompt = /^(?:\S*\/)?([\w-]+)\.prompt:(\d+): ([\s\S]*)$/.exec(message)
  if (prompt) {
    const [, where = '', line = '', why = message] = prompt
    if (where === name) return { ...nowhere, line: Number(line), why }
    return { ...nowhere, elsewhere: { name: where, line }, why }
  }
  const phrases = /\.yaml cannot be used: ([\s\S]*)$/.exec(message)
  const all = phrases?.[1]?.split(/:?\n\n/, 1)[0]?.split(/(?<=\(line \d+\)); /)
  const why = all?.[0]
  if (all === undefined || why === undefined) return { ...nowhere, why: message }
  const line = /\bline (\d+)/.exec(why)?.[1]
  const bare = why.replace(/ \(line \d+\)$| at line \d+, column \d+:?$/, '')
  return { ...nowhere, line: line ? Number(line) : null, why: bare, more: all.length - 1 }
}

type Known = [pattern: RegExp, say: (found: readonly string[]) => string]

// What the API says of prompts, as a colleague says it; all else is a matter of how they are written.
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
export function sayFault({ why, elsewhere, more }: Fault): string {
  const said = sayKnown(why)
  const placed = elsewhere ? i18next.t('promptFaults.elsewhere', { ...elsewhere, why: said }) : said
  return more > 0 ? `${placed} ${i18next.t('promptFaults.more', { count: more })}` : placed
}

function sayKnown(why: string): string {
  for (const [pattern, say] of known) {
    const found = pattern.exec(why)
    if (found) return say(found)
  }
  return sayWhy(why)
}
