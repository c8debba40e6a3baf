/**
 * The sources of a pattern's alternatives, each with what stands around all of them; the pattern itself where it has none.
 * At any place the pattern matches what the first of them does that matches there.
 */
export function alternativesOf(source: string): string[] {
  const before = edges.exec(source)?.[0] ?? ''
  const rest = source.slice(before.length)
  const close = rest.startsWith('(?:') ? (closingOf(rest).get(0) ?? 0) : 0
  const after = rest.slice(close + 1)
  if (close > 0 && edges.exec(after)?.[0] === after)
    return splitAt(rest.slice(3, close)).map((part) => `${before}${part}${after}`)
  return splitAt(source)
}

// Edges of words, and looks to the side that have no group inside.
const edges = /^(?:\\b|\(\?<?[=!](?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\])*\))*/

/** The parts between the bars that stand outside all brackets. */
function splitAt(source: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const { 0: piece, index } of source.matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|[()|]/gs)) {
    if (piece === '(') depth += 1
    else if (piece === ')') depth -= 1
    else if (piece === '|' && depth === 0) {
      parts.push(source.slice(from, index))
      from = index + 1
    }
  }
  return [...parts, source.slice(from)]
}

/** Where each bracket that opens closes. */
export function closingOf(source: string): Map<number, number> {
  const closing = new Map<number, number>()
  const open: number[] = []
  for (const { 0: piece, index } of source.matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|[()]/gs)) {
    if (piece === '(') open.push(index)
    else if (piece === ')') closing.set(open.pop() ?? -1, index)
  }
  return closing
}
