/**
 * Whom a note speaks to: `@이름` for somebody of that name. Where one name begins another the longer one is meant; two of the
 * same name are both meant.
 */
export function atNames<T extends { name: string }>(text: string, colleagues: readonly T[]): T[] {
  const tidy = (name: string) => name.normalize('NFC').trim().toLowerCase()
  const names = [...new Set(colleagues.map(({ name }) => tidy(name)))]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
  const low = text.normalize('NFC').toLowerCase()
  const meant = new Set<string>()
  for (let at = low.indexOf('@'); at >= 0; at = low.indexOf('@', at + 1)) {
    // An address has letters before its @, and speaks to nobody here.
    if (at > 0 && /[\p{L}\p{N}._-]/u.test(low[at - 1] as string)) continue
    const name = names.find((one) => low.startsWith(one, at + 1))
    if (name !== undefined) meant.add(name)
  }
  return colleagues.filter(({ name }) => meant.has(tidy(name)))
}
