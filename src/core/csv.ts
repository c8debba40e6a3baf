// A program that opens tables takes what begins so for a formula, and runs it.
const formula = /^[=+\-@\t\r]/

/** One line of a CSV file (RFC 4180), with its end. What a table program would run as a formula gets a quote before it. */
export function csvLine(values: readonly (string | null)[]): string {
  const cells = values.map((value) => {
    const text = value === null ? '' : formula.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${cells.join(',')}\r\n`
}
