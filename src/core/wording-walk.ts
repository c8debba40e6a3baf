import { type Cover, edge } from './wording-literals.ts'

// Longer pieces are known by their beginnings; the whole of them would only make the table larger.
const longestPiece = 10
// More than the letters of all patterns together; with it a node and a letter fit in one number.
const mostKinds = 4_096
/** All that \s is, but the space itself. */
const spaces =
  '\t\n\v\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF'

/**
 * Makes a walk over texts that tells of which entries every cover has a piece in the text, in rising order; entries without
 * covers always count. It takes at most `longestPiece` steps from each place of a text, whatever stands there.
 */
export function makeWalk(entries: readonly (readonly Cover[])[]): (text: string) => number[] {
  const trie = makeTrie(entries)
  const { kinds, first, firstInWord, nodes, step, entry, bit } = trie
  const wanted = Uint8Array.from(entries, (covers) => 2 ** covers.length - 1)
  const always = entries.flatMap((covers, index) => (covers.length === 0 ? [index] : []))
  const seen = new Uint8Array(entries.length)
  let round = 0
  let touched: number[] = []

  function follow(text: string, at: number, start: number): void {
    let node = start
    for (let next = at + 1; node > 0; next += 1) {
      const row = node * 4
      if (nodes[row] !== round) {
        nodes[row] = round
        const until = nodes[row + 2] as number
        for (let k = nodes[row + 1] as number; k < until; k += 1) {
          const index = entry[k] as number
          if (seen[index] === 0) touched.push(index)
          seen[index] = (seen[index] as number) | (bit[k] as number)
        }
      }
      if (next >= text.length) return
      const kind = kinds[text.charCodeAt(next)] as number
      // Most walks end here, without a look at the large table.
      if (kind === 0 || ((nodes[row + 3] as number) & (1 << (kind & 31))) === 0) return
      node = step(node, kind)
    }
  }

  return (text) => {
    round = (round + 1) | 0
    touched = []
    const { length } = text
    let before = false
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at)
      const kind = kinds[code] as number
      const inWord = code < 128 && wordUnits[code] === 1
      if (kind > 0) {
        follow(text, at, first[kind] as number)
        if (inWord && !before) follow(text, at, firstInWord[kind] as number)
      }
      before = inWord
    }
    const found = touched.filter((index) => seen[index] === wanted[index])
    for (const index of touched) seen[index] = 0
    return always.length === 0 && found.length < 2 ? found : [...always, ...found].sort((a, b) => a - b)
  }
}

const wordUnits = Uint8Array.from({ length: 128 }, (_, code) =>
  /\w/.test(String.fromCharCode(code)) ? 1 : 0,
)

/** The pieces by their letters. Nodes are numbers from 1; what ends at node n are the entries from[n] to from[n + 1]. */
function makeTrie(entries: readonly (readonly Cover[])[]) {
  const kinds = new Uint16Array(65_536)
  let units = 0
  const kindOf = (unit: string): number => {
    const code = unit.charCodeAt(0)
    if (kinds[code] === 0) {
      units += 1
      for (const one of writingsOf(unit)) kinds[one.charCodeAt(0)] = units
    }
    return kinds[code] as number
  }
  const edges = new Map<number, number>()
  const ends: { entry: number; bit: number }[][] = [[]]
  entries.forEach((covers, entry) => {
    covers.forEach((cover, k) => {
      for (const piece of cover) {
        let node = 0
        // By units, not by characters: a flame is two of them.
        for (const unit of piece.slice(0, longestPiece).split('')) {
          const key = node * mostKinds + kindOf(unit)
          const next = edges.get(key) ?? ends.push([]) - 1
          edges.set(key, next)
          node = next
        }
        ends[node]?.push({ entry, bit: 1 << k })
      }
    })
  })
  const first = new Int32Array(units + 1)
  const firstInWord = new Int32Array(units + 1)
  const inWord = edges.get(kinds[edge.charCodeAt(0)] as number)
  // A table with open addressing: a step is one look at it most of the time.
  const bits = Math.ceil(Math.log2(edges.size * 3 + 2))
  const mask = 2 ** bits - 1
  const keys = new Int32Array(2 ** bits)
  const to = new Int32Array(2 ** bits)
  const step = (node: number, kind: number): number => {
    const key = node * mostKinds + kind
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
    while (keys[place] !== key) {
      if (keys[place] === 0) return 0
      place = (place + 1) & mask
    }
    return to[place] as number
  }
  for (const [key, next] of edges) {
    if (key < mostKinds) {
      first[key] = next
      continue
    }
    if (Math.floor(key / mostKinds) === inWord) {
      firstInWord[key % mostKinds] = next
      continue
    }
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
    while (keys[place] !== 0) place = (place + 1) & mask
    keys[place] = key
    to[place] = next
  }
  // For each node: the round in which it was met, where its entries begin and end, and which letters may go on, by a hash.
  const nodes = new Int32Array(ends.length * 4)
  let count = 0
  ends.forEach((list, node) => {
    nodes[node * 4 + 1] = count
    count += list.length
    nodes[node * 4 + 2] = count
  })
  for (const key of edges.keys()) {
    const row = Math.floor(key / mostKinds) * 4 + 3
    nodes[row] = (nodes[row] as number) | (1 << (key & 31))
  }
  const all = ends.flat()
  return {
    kinds,
    first,
    firstInWord,
    nodes,
    step,
    entry: Int32Array.from(all, ({ entry }) => entry),
    bit: Uint8Array.from(all, ({ bit }) => bit),
  }
}

/** All units that are written as this one in a cover. */
function writingsOf(unit: string): string[] {
  if (unit === ' ') return [' ', ...spaces]
  if (unit === '0') return [...'0123456789']
  return unit >= 'a' && unit <= 'z' ? [unit, unit.toUpperCase()] : [unit]
}
