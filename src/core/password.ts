/** Why a password that is long enough is still one that is tried first. */
export type Weakness = 'password-common' | 'password-name' | 'password-repeats'

// What people take when they are asked for a password, in Korea and elsewhere; longer ones before those that they hold.
const common = [
  ...['1q2w3e4r5t', '1qaz2wsx3edc', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwerty', 'qwer', 'asdf', 'zxcv'],
  ...['1q2w3e4r', '1qaz2wsx', '1q2w3e', 'q1w2e3r4', 'abcdefgh', 'abcd', 'abc', '123456789', '12345'],
  ...['administrator', 'password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'pa55word', 'passwort', 'changeme'],
  ...[
    'iloveyou',
    'letmein',
    'welcome',
    'sunshine',
    'princess',
    'football',
    'baseball',
    'superman',
    'starwars',
  ],
  ...['trustno1', 'whatever', 'computer', 'internet', 'samsung', 'default', 'dragon', 'monkey', 'master'],
  ...['shadow', 'secret', 'manager', 'pokemon', 'naruto', 'admin', 'login', 'guest', 'hello', 'test'],
  ...[
    'dajeong',
    '비밀번호',
    '패스워드',
    '관리자',
    '사랑해요',
    '사랑해',
    '안녕하세요',
    '대한민국',
    '테스트',
    '다정',
  ],
  // The same words, typed on a Korean keyboard that was set to English.
  ...['qlalfqjsgh', 'votmdnjem', 'rhksflwk', 'tkfkdgody', 'tkfkdgo', 'dkssudgktpdy', 'eogksalsrnr'],
].map((word) => word.normalize('NFKC'))

// Letters beside a word that everybody tries make it no harder to try unless there are some.
const leastBeside = 4
const shortestName = 2
const fewDifferent = 3

/**
 * Looks at a password besides its length.
 * @param names what belongs to whoever chooses it and is known to others: their address, the brands.
 * @returns null where nothing is said against it.
 */
export function weaknessOf(password: string, names: readonly string[]): Weakness | null {
  const typed = tidy(password)
  if (typed === '' || repeats(typed)) return 'password-repeats'
  if (isLittleMoreThan(typed, namePartsOf(names))) return 'password-name'
  return isLittleMoreThan(typed, common) ? 'password-common' : null
}

const tidy = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')

/** An address is known by each of its parts: who they are there, and whose it is. */
function namePartsOf(names: readonly string[]): string[] {
  const whole = names.map(tidy)
  const parts = names.flatMap((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .split(/[\s@.]+/u),
  )
  return [...new Set([...whole, ...parts])]
    .filter((part) => [...part].length >= shortestName)
    .sort((one, other) => other.length - one.length)
}

/** Whether nearly nothing is left without these words, and without figures and signs, which are what is put behind them. */
function isLittleMoreThan(typed: string, words: readonly string[]): boolean {
  let rest = typed
  for (const word of words) rest = rest.replaceAll(word, '')
  if (rest.length === typed.length) return false
  return (rest.match(/\p{L}/gu) ?? []).length < leastBeside
}

/** One letter, a few over and over, or each the next of the one before it. */
function repeats(typed: string): boolean {
  const letters = [...typed]
  if (new Set(letters).size <= fewDifferent) return true
  for (const length of [1, 2, 3, 4]) {
    if (letters.every((letter, at) => letter === letters[at % length])) return true
  }
  const steps = letters.slice(1).map((letter, at) => stepOf(letters[at] ?? '', letter))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

function stepOf(before: string, after: string): number {
  if (before === '9' && after === '0') return 1
  if (before === '0' && after === '9') return -1
  return (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
}
