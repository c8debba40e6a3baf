/** A figure with what it is to reach. */
export interface Figure {
  what: string
  value: number
  /** 95%, where it was sampled. */
  interval?: [number, number]
  goal: number
  better: 'more' | 'less'
}

/** Collects figures while tables are printed, and ends with them: a table, then one line of JSON. */
export function makeReport(): { add(figure: Figure): void; end(more: Record<string, number>): number } {
  const figures: Figure[] = []
  return {
    add: (figure) => {
      figures.push(figure)
    },
    /** @returns the exit code: 1 when a figure falls short of its goal. */
    end(more) {
      heading('every figure that has a goal', ['value', 'goal', '', '95% interval'])
      for (const figure of figures) {
        const { value, goal, better, interval } = figure
        const cells = [
          short(value),
          `${better === 'more' ? '≥' : '≤'} ${goal}`,
          met(figure) ? 'met' : 'MISSED',
          interval ? interval.map((one) => one.toFixed(3)).join('–') : '',
        ]
        line(figure.what, cells)
      }
      const all = Object.fromEntries([
        ...figures.map(({ what, value }) => [what, rounded(value)]),
        ...Object.entries(more).map(([what, value]) => [what, rounded(value)]),
      ])
      console.log(`\n${JSON.stringify({ ...all, met: figures.every(met) })}`)
      return figures.every(met) ? 0 : 1
    },
  }
}

function met({ value, goal, better }: Figure): boolean {
  return better === 'more' ? value >= goal : value <= goal
}

const firstColumn = 46
const column = 14

export function heading(title: string, columns: readonly string[]): void {
  console.log(`\n${title.padEnd(firstColumn)}${columns.map((one) => one.padStart(column)).join('')}`)
}

export function line(title: string, cells: readonly string[]): void {
  console.log(`  ${title}`.padEnd(firstColumn) + cells.map((one) => one.padStart(column)).join(''))
}

export function percent(value: number): string {
  return Number.isFinite(value) ? (value * 100).toFixed(1) : '–'
}

export function short(value: number): string {
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(0)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
