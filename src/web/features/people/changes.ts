export interface Change {
  /** Where in the thing: `policy.minConfidence`. */
  path: string
  /** Undefined: it was not there. */
  was: unknown
  /** Undefined: it is there no more. */
  is: unknown
}

// A list of small things is read as one.
const isFlat = (value: unknown) => typeof value !== 'object' || value === null

/** Every single value of a JSON value by its path; a value that is none by an empty one. */
export function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (value === null && path === '') return new Map()
  if (Array.isArray(value) && value.every(isFlat)) return new Map([[path, value.join(', ')]])
  if (isFlat(value)) return new Map([[path, value]])
  return new Map(
    Object.entries(value as object).flatMap(([name, inner]) => [
      ...leaves(inner, path === '' ? name : `${path}.${name}`),
    ]),
  )
}

/** What differs between two such, in the order of the first and then of what is new. */
export function changesOf(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((path) => ({ path, was: before.get(path), is: after.get(path) }))
    .filter(({ was, is }) => was !== is)
}
