/**
 * Every two characters that stand side by side in a text, once each, in small letters, as code points; none with a space. A word of
 * two Korean syllables is one of them, so what is written anywhere in a text can be found by them without cutting it into words.
 */
export function pairsOf(text: string): string[] {
  const found = new Set<string>()
  let before = ' '
  for (const letter of text.toLowerCase()) {
    const blank = letter.trim() === ''
    if (!blank && before !== ' ') found.add(before + letter)
    before = blank ? ' ' : letter
  }
  return [...found]
}
