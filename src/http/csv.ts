import { stringify } from 'csv-stringify/sync'

/**
 * Rows as CSV (RFC 4180), page by page, so that however many there are it takes no more memory. What a program that opens tables
 * would take for a formula and run gets an apostrophe before it.
 * @param columns in their order; they are the first line.
 * @param options.bom for programs that take a file without one for another encoding than UTF-8.
 */
export async function* toCsv(
  pages: AsyncIterable<object[]>,
  columns: readonly string[],
  { bom = false }: { bom?: boolean } = {},
): AsyncGenerator<string> {
  const options = {
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    // By itself it quotes only the ends of lines that it writes, and a customer's own line would begin a row.
    quoted_match: /[\r\n]/,
  } as const
  yield stringify([], { ...options, header: true, bom })
  for await (const rows of pages) yield stringify(rows, options)
}
