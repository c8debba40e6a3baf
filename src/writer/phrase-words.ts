import type { Language } from '../core/intent.ts'

// Words are written as people write: a space may be missing in Korean, … stands for some words in between, (a|b) for one of
// them, )? for what may be missing, # for a digit, * for the rest of an English word. Nothing else has a meaning, so that no list can make a slow pattern.
const allowed = /^[\p{L}\p{N}\p{Extended_Pictographic} '’()|…!?~^.,:;*#<=♡-]+$/u

/** What is wrong with a word of a list, or null. */
export function checkWords(word: string): string | null {
  if (!allowed.test(word)) return 'has a sign that means nothing here'
  let open = 0
  for (const letter of word) {
    if (letter === '(') open += 1
    if (letter === ')') open -= 1
    if (open < 0 || open > 3) return 'has brackets that do not fit'
  }
  if (open !== 0) return 'has brackets that do not fit'
  return (word.match(/…/g)?.length ?? 0) > 2 ? 'has more than two …' : null
}

const signs: Record<string, string> = { ')?': ')?', '*': '\\w{0,6}', '#': '\\d' }

const kept = new Map<string, RegExp>()

/** One pattern for a list of words, for texts in small letters. */
export function patternOf(words: readonly string[], language: Language): RegExp {
  const key = `${language}\n${words.join('\n')}`
  const known = kept.get(key)
  if (known) return known
  const whole: string[] = []
  const parts: string[] = []
  for (const word of words)
    (language === 'en' || /^[a-z]/i.test(word) ? whole : parts).push(sourceOf(word, language))
  // Said once for all of them, what may stand around a word makes a pattern that is read sooner.
  if (whole.length > 0) parts.push(`(?<![\\p{L}\\p{N}])(?:${whole.join('|')})(?![\\p{L}\\p{N}])`)
  const made = new RegExp(parts.join('|'), 'gu')
  kept.set(key, made)
  return made
}

function sourceOf(word: string, language: Language): string {
  return word
    .toLowerCase()
    .replace(/\)\?|[.?^*#]/g, (sign) => signs[sign] ?? `\\${sign}`)
    .replace(/\((?!\?)/g, '(?:')
    .replace(/['’]/g, "['’]?")
    .replaceAll(' … ', '\\s{1,3}(?:[^.!?\\n]{0,30}\\s)?')
    .replaceAll(' ', language === 'ko' ? '\\s?' : '\\s{1,3}')
    .replaceAll('…', language === 'ko' ? '[^.!?\\n]{0,12}' : '[^.!?\\n]{0,30}')
}

/** Where a list of words is first met; what only looks like it does not count. */
export function findWords(
  small: string,
  words: readonly string[],
  not: readonly string[] | undefined,
  language: Language,
): { at: number; word: string } | null {
  const left = not ? small.replace(patternOf(not, language), (found) => ' '.repeat(found.length)) : small
  for (const match of left.matchAll(patternOf(words, language))) return { at: match.index, word: match[0] }
  return null
}

const particle =
  /^(?:$|[^가-힣]|이(?:랑|나|라|네|요|에요|죠|지|고|면|ㅋ|[^가-힣]|$)|가(?![가-힣])|은(?![가-힣])|는(?![가-힣])|을|를|도(?![가-힣])|만(?![가-힣])|에(?:서|는|도|만|게|요)?(?![가-힣])|의(?![가-힣])|로(?:는|도)?(?![가-힣])|으로|와(?![가-힣])|과(?![가-힣])|랑|하고|까지|부터|한테|께서|입니|예요|이에|인데|인가|보다|처럼|때문|마다|조차|밖에|좀|너무|진짜|왜|안|못|다 |도대체|님|들(?:이|은|을|도|[^가-힣]|$))/

/** Whether a noun stands by itself at a place of a text: another word's part is no noun of theirs. */
export function standsAlone(small: string, at: number, word: string, language: Language): boolean {
  const before = small.charAt(at - 1)
  const after = small.slice(at + word.length, at + word.length + 4)
  if (language === 'en') return !/[\p{L}\p{N}]/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)
  if (/^[a-z0-9]/.test(word) && /[a-z0-9]/.test(before)) return false
  if (/[가-힣]/.test(before)) return false
  return !/^[a-z]/.test(after) && particle.test(after)
}
