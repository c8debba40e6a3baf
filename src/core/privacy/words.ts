import type { Personal } from './kind.ts'

// Whoever wants to get past a filter writes full-width, with odd dashes, or in words. Here a text becomes one that the
// other finders can read, one unit for one, so that every position is also a position of the original.

// All that is replaced below is one of these; Hangul, emoji and ASCII are not, and most texts have nothing else.
const mayBePlainer = /[\u0080-\u1099\u2000-\u30FF\u3161\u318D\u3200-\uABFF\uF900-\uFFEF]/

/** Full-width and circled forms, odd dashes and spaces become ASCII, one unit for one. */
export function toAscii(text: string): string {
  if (!mayBePlainer.test(text)) return withJoints(withZeros(text))
  const plain = text
    .replace(/[\u2010-\u2015\u2212\u30FC\u3161\u2043\uFE58\uFE63]/g, '-')
    .replace(/[\u00A0\u2000-\u200D\u2060\u3000\uFEFF]/g, ' ')
    .replace(/[\u00B7\u318D\u30FB\u2024\u3002]/g, '.')
    .replace(/[\u223C\u301C]/g, '~')
    .replace(/[\u0080-\u1099\u2070-\u30FF\u3200-\uABFF\uF900-\uFFEF]/g, (char) => {
      const plain = char.normalize('NFKC')
      return plain.length === 1 && plain <= '\x7F' ? plain : char
    })
  return withJoints(withZeros(plain))
}

const odd = '([^\\dA-Za-z\\u00C0-\\u1FFF\\u3131-\\uD7A3\\n\\r]{1,3})'
const mobile = new RegExp(`(?<!\\d)(01[016789])${odd}(\\d{3,4})${odd}(\\d{4})(?!\\d)`, 'g')
const landline = /(?<!\d)(0(?:2|[3-6][1-5]|70|50\d))([~*|]{1,3})(\d{3,4})([~*|]{1,3})(\d{4})(?!\d)/g

/** "010~6148~7730", "010*6148*7730": any joint does for who writes it. */
function withJoints(text: string): string {
  if (!/0\d{1,2}[^\dA-Za-z\s\u00C0-\u1FFF\u3131-\uD7A3.()_/-]/.test(text)) return text
  const joined = (_: string, area: string, first: string, middle: string, second: string, last: string) =>
    `${area}${'-'.repeat(first.length)}${middle}${'-'.repeat(second.length)}${last}`
  return text.replace(mobile, joined).replace(landline, joined)
}

/** "o1o-2345-6789": the letter that looks like a zero. */
function withZeros(text: string): string {
  if (!text.includes('1')) return text
  return text.replace(/(?<![A-Za-z0-9])[oO0]1[oO0](?=[ .-]?\d{3,4})/g, '010')
}

const syllables: Record<string, string> = {
  ...{ 공: '0', 영: '0', 빵: '0', 일: '1', 이: '2', 삼: '3', 사: '4', 오: '5' },
  ...{ 육: '6', 륙: '6', 칠: '7', 팔: '8', 구: '9' },
}

// "이" is also the subject's particle and the beginning of "이에요": after a number it counts as two only where no word goes on.
const spoken =
  /(?:[0-9공영빵일삼사오육륙칠팔구]|이(?!에|고|라|다|야|랑|며|나|지|게|건|거|런|렇|요|었|입|죠|니|래))(?:에 ?|의 ?| 다시 |[ \t.,()-]{0,3})/y

/**
 * Korean digit syllables become digits, one for one, where at least seven digits stand together, two of them spelled: fewer are
 * words ("사이", "오이", "010-1234-5678 이 번호").
 */
export function readSyllables(text: string): string {
  // 이 and 일 stand in nearly every Korean text; a spelled number has some of them in a row.
  if (!/(?:[공영빵일이삼사오육륙칠팔구0-9][ .,-]{0,2}){3}/.test(text)) return text
  const piece = new RegExp(spoken)
  let read = ''
  for (let at = 0; at < text.length; ) {
    let end = at
    let count = 0
    let spelled = 0
    let alone = 0
    for (piece.lastIndex = at; ; ) {
      const match = piece.exec(text)
      if (!match) break
      count += 1
      // A particle stands beside a number ("님이 010-1234-5678 이 번호"), a spelled digit beside another digit.
      if (syllables[match[0].charAt(0)] !== undefined) {
        if (isDigit(text.charAt(match.index - 1)) || isDigit(text.charAt(match.index + 1))) spelled += 1
        else alone += 1
      }
      end = piece.lastIndex
    }
    if (end === at) {
      read += text.charAt(at)
      at += 1
      continue
    }
    // A mobile number has eleven digits: the last of "공일공삼오오사이공사이입니다" is no particle.
    if (count === 10 && text.charAt(end) === '이' && /^[공영빵0][일1][공영빵0]/.test(text.slice(at, end)))
      end += 1
    const run = text.slice(at, end)
    const isNumber = count >= 7 && (spelled >= 2 || spelled + alone >= 7)
    read += isNumber ? run.replace(/[공영빵일이삼사오육륙칠팔구]/g, (char) => syllables[char] ?? char) : run
    at = end
  }
  return read
}

function isDigit(char: string): boolean {
  return /[0-9]/.test(char) || syllables[char] !== undefined
}

// A map, because people write words that every object knows, such as "constructor".
const english = new Map(
  Object.entries({
    ...{ oh: '0', o: '0', zero: '0', nought: '0', one: '1', two: '2', three: '3', four: '4' },
    ...{ five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  }),
)
// Of seven digits that begin a number, some are these; most texts have none, and need not be walked word by word.
const likely = /(?:zero|two|three|four|five|six|seven|eight|nine|double|triple)/i

/**
 * English digits in words, "oh seven seven double oh", some of them perhaps in figures, "five one two 884 seven": a phone number
 * from seven digits on that begin like one, or from nine.
 */
export function findSpelled(text: string): Personal[] {
  if (!likely.test(text)) return []
  const found: Personal[] = []
  const none = { start: 0, end: -1, digits: '', times: 1, words: 0 }
  let run = none
  const close = () => {
    const { start, end, digits, words } = run
    run = none
    // Figures alone are read elsewhere.
    if (words < 3) return
    const long = digits.length >= 9 || (digits.length >= 7 && digits.startsWith('0'))
    // Counting is no number.
    if (long && !/^0?123456789?/.test(digits)) found.push({ kind: 'phone', start, end })
  }
  for (const match of text.matchAll(/[A-Za-z]+|\d+|[^A-Za-z\d]+/g)) {
    const word = match[0].toLowerCase()
    const end = match.index + word.length
    if (/^[a-z]/.test(word)) {
      const digit = english.get(word)
      const times = word === 'double' ? 2 : word === 'triple' ? 3 : 0
      if (digit === undefined && times === 0) {
        close()
        continue
      }
      if (run.end < 0) run = { ...none, start: match.index, end }
      if (times > 0) run.times = times
      else {
        const digits = run.digits + (digit ?? '').repeat(run.times)
        run = { ...run, end, digits, times: 1, words: run.words + 1 }
      }
    } else if (/^\d{1,5}$/.test(word)) {
      if (run.end < 0) run = { ...none, start: match.index, end }
      run = { ...run, end, digits: run.digits + word.repeat(word.length === 1 ? run.times : 1), times: 1 }
    } else if (!/^[ ,.-]{1,3}$/.test(word)) close()
  }
  close()
  return found
}

/** What tells two writings of one value apart from two values: full-width, spaces, dashes and spelled digits do not. */
export function normalForm({ kind, value }: { kind: Personal['kind']; value: string }): string {
  // A password is what it is, to the letter.
  if (kind === 'secret') return value
  const plain = readSyllables(toAscii(value)).normalize('NFKC').toLowerCase()
  if (kind === 'email') {
    return plain
      .replace(/\s*(?:[([]?골뱅이[)\]]?|[([]\s?(?:at|앳)\s?[)\]]|\s(?:at|앳)\s)\s*/, '@')
      .replace(/\s*(?:[([]\s?dot\s?[)\]]|\sdot\s|\s[점쩜]\s|닷)\s*/g, '.')
      .replace(/\s/g, '')
  }
  const bare = plain.replace(/[\s\p{P}]|(?<=\d)(?:에|의|다시)(?=\d)/gu, '')
  if (kind !== 'phone') return bare
  const digits = bare.replace(/^\+|^00/, '').replace(/\D/g, '')
  return digits === '' ? bare : digits.replace(/^820?(?=\d{8,10}$)/, '0')
}
