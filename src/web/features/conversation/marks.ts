import type { Finding } from '../../lib/shapes.ts'

type Severity = Finding['severity']

export interface Part {
  /** Where it begins, in UTF-16 units. */
  at: number
  part: string
  /** The gravest thing that was found about it; null where nothing was. */
  severity: Severity | null
}

const gravity: Record<Severity, number> = { note: 1, person: 2, blocks: 3 }

/** Cuts a text where findings begin and end. Spans that lie outside the text are cut off; the parts are the whole text again. */
export function markParts(text: string, findings: readonly Finding[]): Part[] {
  const spans = findings.flatMap(({ span, severity }) => {
    if (!span) return []
    const [from, to] = [Math.max(0, span[0]), Math.min(text.length, span[1])]
    return from < to ? [{ from, to, severity }] : []
  })
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((at, index) => {
    const end = cuts[index + 1] ?? text.length
    const over = spans.filter(({ from, to }) => from <= at && end <= to).map(({ severity }) => severity)
    const gravest = over.sort((a, b) => gravity[b] - gravity[a])[0] ?? null
    return { at, part: text.slice(at, end), severity: gravest }
  })
}
