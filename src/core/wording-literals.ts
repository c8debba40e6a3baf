import { closingOf } from './wording-alternatives.ts'

// What a pattern cannot do without. Of hundreds of patterns hardly one is in a message, and whether its letters are there at
// all is told faster than whether it is. So that nobody has to keep a second list beside the patterns, the letters are read
// out of the patterns themselves.

/**
 * Pieces of text, folded, of which at least one is in whatever a pattern matches. One that begins with `edge` stands only
 * where a Latin word begins.
 */
export type Cover = readonly string[]

export const edge = '\b'

/** What is known of a part of a pattern: everything that it may be, where that is little; and what it cannot do without. */
interface Known {
  exact: readonly string[] | null
  covers: readonly Cover[]
}

const nothing: Known = { exact: [''], covers: [] }
const anything: Known = { exact: null, covers: [] }

// More writings than these of one part say less than its two halves one by one.
const mostExact = 48
const mostInClass = 16
// A single letter is in any text.
const useless = 0.1
// What stands before a group is read with each of its alternatives, so it must be little.
const mostBefore = 4

/** Letters that are not told apart: capitals and small ones, spaces of all kinds, digits. One unit for one. */
export function fold(unit: string): string {
  if (/\s/.test(unit)) return ' '
  if (/\d/.test(unit)) return '0'
  return unit >= 'A' && unit <= 'Z' ? unit.toLowerCase() : unit
}

/**
 * What every match of a pattern has in it: one piece of each cover, as `fold` writes it. None where nothing is sure.
 * @throws Error for flags under which letters are compared in another way
 */
export function coversOf(source: string, flags: string): Cover[] {
  if (/[uv]/.test(flags))
    throw new Error(`A pattern with the flags "${flags}" cannot be searched by its letters.`)
  const reader = makeReader(source, flags.includes('i'))
  const known = reader()
  const covers = known.exact ? coversFrom([...known.covers, known.exact]) : known.covers
  // Two that are rare are enough; what is common is soon found in any text.
  return [...covers].sort((a, b) => commonness(a) - commonness(b)).slice(0, 3)
}

function coversFrom(covers: readonly Cover[]): Cover[] {
  return covers.map(trimmed).filter((cover) => cover.length > 0 && commonness(cover) < useless)
}

/** Without what says no more: edges inside, and pieces that begin with another one. */
function trimmed(cover: Cover): Cover {
  const pieces = cover.map((piece) => {
    const bare = piece.replaceAll(edge, '')
    const word = bare.trimStart()
    return /^[\b ]/.test(piece) && /^\w/.test(word) ? edge + word : bare
  })
  const kept: string[] = []
  for (const piece of pieces.sort()) {
    const last = kept.at(-1)
    if (last === undefined || !piece.startsWith(last)) kept.push(piece)
  }
  return kept
}

/** How often a text has one of these by chance, roughly: there are many more syllables than letters. */
function commonness(cover: Cover): number {
  return cover.reduce(
    (sum, piece) => sum + [...piece].reduce((chance, unit) => chance * chanceOf(unit), 1),
    0,
  )
}

function chanceOf(unit: string): number {
  if (unit === ' ' || unit === edge) return 0.2
  return unit > '\x7F' ? 0.01 : unit >= 'a' && unit <= 'z' ? 0.08 : 0.02
}

function makeReader(source: string, anyCase: boolean): () => Known {
  let at = 0
  const closing = closingOf(source)

  /** @param before what stands right before each of them */
  function alternatives(before: readonly string[]): Known {
    const each = [sequence(before)]
    while (source[at] === '|') {
      at += 1
      each.push(sequence(before))
    }
    if (each.length === 1) return each[0] as Known
    const exact = each.flatMap((one) => one.exact ?? [])
    if (each.every((one) => one.exact) && exact.length <= mostExact)
      return { exact: unique(exact), covers: [] }
    const best = each.map((one) => rarest(one))
    if (best.some((cover) => cover === null)) return anything
    return { exact: null, covers: [unique(best.flatMap((cover) => cover ?? []))] }
  }

  function sequence(before: readonly string[]): Known {
    let run = before
    let whole = true
    const covers: Cover[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      if (opensPlainGroup()) {
        const short = run.length <= mostBefore
        if (!short) covers.push(run)
        const { exact, covers: inside } = group(short ? run : lastOf(run))
        whole &&= short && exact !== null
        covers.push(...inside)
        run = exact ?? ['']
        continue
      }
      const from = at
      const { exact, covers: inside } = repeated(atom())
      const longer = exact ? product(run, exact) : null
      if (longer) {
        run = longer
        continue
      }
      whole = false
      covers.push(run, ...inside)
      // Behind "my (?:\\w+ )?" a word begins whether the group is there or not.
      const parted = /^\(\?:[^|()]* \)[?{]/.test(source.slice(from, at))
      run = exact ?? (parted ? lastOf(run) : [''])
    }
    return whole ? { exact: run, covers: [] } : { exact: null, covers: coversFrom([...covers, run]) }
  }

  function atom(): Known {
    // Small letters in a row are read at once; the last of them may be repeated and is left.
    letters.lastIndex = at
    const row = letters.exec(source)?.[0]
    if (row) {
      at += row.length
      return { exact: [row], covers: [] }
    }
    const unit = source[at++] as string
    if (unit === '(') {
      at -= 1
      return group([''])
    }
    if (unit === '[') return oneOf()
    if (unit === '\\') return escaped()
    if (unit === '^' || unit === '$') return nothing
    return unit === '.' ? anything : letter(unit)
  }

  /** A group that is not repeated, so that it goes on with what stands before it. */
  function opensPlainGroup(): boolean {
    if (source[at] !== '(' || /^\(\?<?[=!]/.test(source.slice(at, at + 4))) return false
    return !/[?*+{]/.test(source.charAt((closing.get(at) ?? at) + 1))
  }

  function group(before: readonly string[]): Known {
    at += 1
    const opening = /^\?(?::|<?[=!]|<\w+>)/.exec(source.slice(at, at + 40))?.[0] ?? ''
    at += opening.length
    const inside = alternatives(before)
    at += 1
    // What is looked at beside the match is not part of it.
    return /[=!]/.test(opening) ? nothing : inside
  }

  function oneOf(): Known {
    const end = /^\^?(?:[^\]\\]|\\.)*\]/s.exec(source.slice(at))?.[0].length ?? 0
    const inside = source.slice(at, at + end - 1)
    at += end
    if (inside.startsWith('^')) return anything
    const units: string[] = []
    for (const [, from = '', to] of inside.matchAll(
      /(\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|[^\\])(?:-(\\u[0-9a-fA-F]{4}|\\.|[^\\]))?/gs,
    )) {
      const [first, last] = [unitOf(from), to === undefined ? unitOf(from) : unitOf(to)]
      if (first === null || last === null) return anything
      for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code += 1)
        units.push(String.fromCharCode(code))
      if (units.length > 64) return anything
    }
    const known = units.map(letter)
    const exact = unique(known.flatMap((one) => one.exact ?? []))
    return known.every((one) => one.exact) && exact.length <= mostInClass ? { exact, covers: [] } : anything
  }

  function escaped(): Known {
    const long = /^(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/.exec(source.slice(at, at + 5))?.[0]
    const piece = `\\${long ?? source[at]}`
    at += piece.length - 1
    if (piece === '\\b') return { exact: [edge], covers: [] }
    if (piece === '\\B') return nothing
    const unit = unitOf(piece)
    return unit === null ? anything : letter(unit)
  }

  function letter(unit: string): Known {
    // Small and capital letters beyond ASCII meet in more ways than one.
    if (anyCase && unit > '\x7F' && unit.toUpperCase() !== unit.toLowerCase()) return anything
    return { exact: [fold(unit)], covers: [] }
  }

  function repeated(one: Known): Known {
    const sign = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 16))
    if (!sign) return one
    at += sign[0].length
    const [mark, low = '', comma, high = ''] = sign
    const counted = mark.startsWith('{')
    const least = counted ? Number(low) : mark.startsWith('+') ? 1 : 0
    const most = counted
      ? comma
        ? high === ''
          ? null
          : Number(high)
        : least
      : mark.startsWith('?')
        ? 1
        : null
    const exact = one.exact && most !== null ? powers(one.exact, least, most) : null
    if (exact) return { exact, covers: [] }
    if (least === 0) return anything
    return { exact: null, covers: one.exact ? coversFrom([one.exact]) : one.covers }
  }

  return () => alternatives([''])
}

const letters = /[a-z가-힣 ]{2,}(?![?*+{])/y

/** What many writings have in common at their end, as far as it tells where a word begins. */
function lastOf(run: readonly string[]): string[] {
  return run.every((one) => / $/.test(one)) ? [' '] : run.every((one) => one.endsWith(edge)) ? [edge] : ['']
}

/** The unit that a piece of a pattern stands for; null where it stands for many. */
function unitOf(piece: string): string | null {
  if (!piece.startsWith('\\')) return piece
  if (/^\\[ux]../.test(piece)) return String.fromCharCode(Number.parseInt(piece.slice(2), 16))
  const named: Record<string, string> = { n: '\n', t: '\t', r: '\r', s: ' ', d: '0' }
  const name = piece.charAt(1)
  return named[name] ?? (/[a-zA-Z0-9]/.test(name) ? null : name)
}

function rarest({ exact, covers }: Known): Cover | null {
  const all = exact ? coversFrom([exact]) : covers
  return all.reduce<Cover | null>(
    (best, one) => (best && commonness(best) <= commonness(one) ? best : one),
    null,
  )
}

function product(heads: readonly string[], tails: readonly string[]): string[] | null {
  if (heads.length * tails.length > mostExact) return null
  if (tails.length === 1) return heads.map((head) => head + (tails[0] as string))
  return unique(heads.flatMap((head) => tails.map((tail) => head + tail)))
}

function powers(exact: readonly string[], least: number, most: number): string[] | null {
  const all: string[] = []
  let power: string[] | null = ['']
  for (let times = 0; times <= most; times += 1) {
    if (times >= least) all.push(...power)
    if (times === most) break
    power = product(power, exact)
    if (!power || all.length + power.length > mostExact) return null
  }
  return unique(all)
}

function unique(pieces: readonly string[]): string[] {
  return [...new Set(pieces)]
}
