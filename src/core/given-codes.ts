// A letter or digit run with a digit in it, as order numbers, models and version names are written.
const codes = /(?<![\p{L}\p{N}])[A-Za-z]{0,8}[-_]?\d[A-Za-z\d_-]{0,23}(?![A-Za-z\d])/gu

/**
 * The text with spaces where it repeats a code that somebody else gave ("A-1203"): whoever gives it back claims nothing by it.
 * Bare numbers stay, because they count something. Every place stays where it is.
 */
export function withoutGivenCodes(text: string, given: readonly string[]): string {
  return text.replace(codes, (code) =>
    /[A-Za-z]/.test(code) && given.some((one) => one.includes(code)) ? ' '.repeat(code.length) : code,
  )
}
