/**
 * JSON text that PostgreSQL's jsonb takes: it refuses NUL and half a surrogate pair, in keys as in values, and one of them would
 * keep a whole group from being stored. Each becomes U+FFFD.
 */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value)
  // JSON.stringify writes them, and only them, as these escapes; an escaped backslash is stepped over.
  return text.includes('\\u')
    ? text.replace(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (found) => (found === '\\\\' ? found : '\uFFFD'))
    : text
}
