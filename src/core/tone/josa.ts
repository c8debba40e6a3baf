// Names of digits, letters and powers of ten as Korean reads them; only how they end counts.
const digits = '영일이삼사오육칠팔구'
const powers = ['십', '백', '천', '만', '십', '백', '천', '억']
const letters: Record<string, string> = { L: '엘', M: '엠', N: '엔', R: '알' }
const signs: Record<string, string> = { '%': '트', '℃': '도', '°': '도', '+': '스', '₩': '원', $: '러' }

// A Latin word is spoken as a loanword; the sound of its end, told by its spelling. The first that fits decides.
const ends: readonly [RegExp, string][] = [
  [/ng$/, '응'],
  [/(?:[aeiouy]l|[bcdfgkpstz]l|[aeiouy]ll|[aeiouy]le|[bcdfgkpstz]le)$/, '을'],
  [/(?:m|[aeiouy]me)$/, '음'],
  [/(?:n|[aeiouy]ne)$/, '은'],
  // A final stop after one short vowel closes the syllable (앱, 챗, 킷); after two, or after a consonant, it does not.
  [/(?:^|[^aeiouy])[aeiouy](?:p{1,2}|t{1,2}|ck?|k)$/, '읍'],
  [/(?:^|[^aeiouy])eb$/, '읍'],
]

/**
 * A Hangul syllable that ends like the word when it is read aloud, for choosing a particle: `eSIM` ends in ㅁ, `5G` in a
 * vowel, `7` in ㄹ. What stands in brackets at the end is not read. English spelling is told by rules, so a rare word may
 * be told wrongly. Empty when nothing can be read.
 */
export function lastSound(word: string): string {
  const read = word.replace(/[([{][^()[\]{}]{0,60}[)\]}]\s{0,9}$/, '').trimEnd()
  const spoken = read.replace(/[^\p{L}\p{N}%℃°+]{1,60}$/u, '')
  const last = spoken.at(-1) ?? ''
  if (last >= '가' && last <= '힣') return last
  if (Object.hasOwn(signs, last)) return signs[last] ?? ''
  if (/\d/.test(last)) return endOfNumber(spoken)
  const latin = spoken.match(/[A-Za-z]{1,40}$/)?.[0] ?? ''
  if (latin === '') return last === '' ? '' : '아'
  if (/[A-Z]$/.test(latin)) return letters[latin.at(-1) ?? ''] ?? '아'
  return ends.find(([end]) => end.test(latin.toLowerCase()))?.[1] ?? '아'
}

function endOfNumber(spoken: string): string {
  const number = spoken.match(/(?:\d|[.,:-](?=\d)){1,40}$/)?.[0] ?? ''
  const [, fraction] = number.split('.')
  const whole = number.replace(/\D/g, '')
  // Behind a point, in a phone number or after a leading nought each digit is read by itself.
  const alone = fraction !== undefined || /[:-]/.test(number) || whole.startsWith('0')
  const noughts = alone ? 0 : (whole.match(/0+$/)?.[0].length ?? 0)
  if (noughts > 0) return powers[Math.min(noughts, powers.length) - 1] ?? '억'
  return digits[Number(whole.at(-1))] ?? '아'
}
