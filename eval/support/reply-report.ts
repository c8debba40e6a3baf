import type { Finding } from '../../src/core/draft.ts'

/** One case, as it was answered. */
export interface Played {
  id: string
  kind: string
  lang: string
  text: string
  /** The prompt or the phrases, with the first letters of their hash. */
  by: string
  reply: string | null
  findings: Finding[]
  cites: string[]
  /** What had to be true and is not. */
  faults: string[]
  fellBack: string | null
  length: number
  tokens: number
  costMicros: number
  ms: number
}

/** The figures of one prompt version. */
export interface Figures {
  by: string
  cases: number
  written: number
  fellBack: number
  findingsPer100: number
  blocking: number
  /** Of the answers that cite something, those in which every fact is supported. */
  grounded: number
  faultsPer100: number
  length: number
  tokens: number
  costUsd: number
  p50: number
  p95: number
}

export interface Run {
  at: string
  writer: string
  note: string | null
  figures: Figures[]
  cases: Played[]
}

export function figuresOf(cases: readonly Played[]): Figures[] {
  const names = [...new Set(cases.map(({ by }) => by))].sort()
  return ['all', ...names].map((by) => {
    const some = cases.filter((one) => by === 'all' || one.by === by)
    const written = some.filter(({ reply }) => reply !== null)
    const per = (count: number): number => (written.length === 0 ? 0 : (count * 100) / written.length)
    const sum = (of: (one: Played) => number): number => some.reduce((all, one) => all + of(one), 0)
    const cited = written.filter(({ cites }) => cites.length > 0)
    const unsupported = ({ findings }: Played): boolean =>
      findings.some(({ code }) => code === 'unsupported' || code === 'expired-source')
    const quantile = (values: number[], share: number): number =>
      values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0
    return {
      ...{ by, cases: some.length, written: written.length },
      fellBack: some.filter(({ fellBack }) => fellBack !== null).length,
      findingsPer100: per(sum(({ findings }) => findings.length)),
      blocking: sum(({ findings }) => findings.filter(({ severity }) => severity === 'blocks').length),
      grounded: cited.length === 0 ? 1 : cited.filter((one) => !unsupported(one)).length / cited.length,
      faultsPer100: per(sum(({ faults }) => faults.length)),
      length: quantile(
        written.map(({ length }) => length),
        0.5,
      ),
      tokens: sum(({ tokens }) => tokens) / Math.max(1, some.length),
      costUsd: sum(({ costMicros }) => costMicros) / 1e6,
      p50: quantile(
        some.map(({ ms }) => ms),
        0.5,
      ),
      p95: quantile(
        some.map(({ ms }) => ms),
        0.95,
      ),
    }
  })
}

export const columns = [
  ['cases', 'cases'],
  ['written', 'written'],
  ['fellBack', 'fell back'],
  ['findingsPer100', 'findings/100'],
  ['blocking', 'blocking'],
  ['grounded', 'grounded'],
  ['faultsPer100', 'faults/100'],
  ['length', 'length'],
  ['tokens', 'tokens'],
  ['costUsd', 'cost $'],
  ['p50', 'p50 ms'],
  ['p95', 'p95 ms'],
] as const

/** The run as a page that loads nothing; whatever a message or a model said is text on it. */
export function toHtml(run: Run, before: Run | null): string {
  const rows = run.figures.map((one) => {
    const old = before?.figures.find(({ by }) => by === one.by)
    const cells = columns.map(([key]) => {
      const change = old ? ` (${signed(one[key] - old[key])})` : ''
      return `<td>${cell(one[key])}${change}</td>`
    })
    return `<tr><th>${escaped(one.by)}</th>${cells.join('')}</tr>`
  })
  const cases = run.cases.map(
    ({ id, text, reply, by, findings, faults, cites, fellBack }) =>
      `<tr><td>${escaped(id)}<br><small>${escaped(by)}</small></td><td>${escaped(text)}</td><td>${escaped(reply ?? '')}</td><td>${escaped(
        [
          ...faults,
          ...findings.map(({ code, severity }) => `${code} (${severity})`),
          ...cites,
          fellBack ?? '',
        ].join('; '),
      )}</td></tr>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Replies ${escaped(run.at)}</title>
<style>body{font:15px/1.5 system-ui;margin:2rem}table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}</style>
<h1>Replies, ${escaped(run.writer)}</h1><p>${escaped(run.at)}. ${escaped(run.note ?? '')}</p>
<table><tr><th></th>${columns.map(([, title]) => `<th>${escaped(title)}</th>`).join('')}</tr>${rows.join('')}</table>
<table><tr><th>case</th><th>message</th><th>reply</th><th>seen in it</th></tr>
${cases.join('')}</table></html>\n`
}

export function cell(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 1 ? 3 : 1)
}

export function signed(value: number): string {
  return value > 0 ? `+${cell(value)}` : cell(value)
}

function escaped(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (one) => names[one] ?? one)
}
