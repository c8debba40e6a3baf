/** The name that is being typed after an `@`, and where its `@` stands; null where none is. */
export function atWord(text: string, caret: number): { from: number; word: string } | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0) return null
  // An address has letters before its @, and calls nobody.
  if (from > 0 && /[\p{L}\p{N}._-]/u.test(text[from - 1] ?? '')) return null
  const word = text.slice(from + 1, caret)
  return word.length > 40 || word.includes('\n') ? null : { from, word }
}

/** Those whose name begins like this, at most six; a name that is there already, with a space behind it, asks nothing more. */
export function namesLike<T extends { name: string }>(colleagues: readonly T[], word: string): T[] {
  const tidy = (name: string) => name.normalize('NFC').toLowerCase()
  const wanted = tidy(word)
  return colleagues.filter(({ name }) => tidy(name).startsWith(wanted)).slice(0, 6)
}
