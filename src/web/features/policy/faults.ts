import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { usePolicy } from './use-policy.ts'

/** What is wrong at a field, in a sentence that says what may stand there; undefined where nothing is. `within`: or inside of it. */
export function useFault(path: string, within = false): string | undefined {
  // The language is another one after a switch, and the sentence with it.
  useTranslation()
  const { faults } = usePolicy()
  const found = [...faults].find(([at]) => at === path || (within && at.startsWith(`${path}.`)))
  return found && sayFault(...found)
}

/** A field of every item of a list is one field, and has one sentence. */
export function sayFault(path: string, message: string): string {
  const parts = path.split('.').filter((part) => !/^\d+$/.test(part))
  for (let length = parts.length; length > 0; length -= 1) {
    const known = `policy.faults.${parts.slice(0, length).join('_')}`
    if (i18next.exists(known)) return i18next.t(known as 'policy.faults.undoSeconds')
  }
  return message
}
