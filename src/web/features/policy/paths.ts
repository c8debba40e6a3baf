/** A copy in which the value at the path is another one; an empty path is the whole. */
export function setIn(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(whole)) {
    const next = [...whole]
    next[Number(name)] = setIn(whole[Number(name)], rest, value)
    return next
  }
  const fields = (whole ?? {}) as Record<string, unknown>
  return { ...fields, [name]: setIn(fields[name], rest, value) }
}

export function getIn(whole: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], whole)
}
