/** What a saved reply may leave open; it is filled in when it is used. */
export const variables = ['person.name', 'brand.name', 'colleague.name'] as const
export type Variable = (typeof variables)[number]

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** What stands in double braces and is nothing that can be filled in; a brace that is never closed counts too. */
export function unknownVariables(text: string): string[] {
  const known: readonly string[] = variables
  const named = [...text.matchAll(place)].map(([, name = '']) => name).filter((name) => !known.includes(name))
  const rest = text.replace(place, '')
  return [...new Set([...named, ...(/\{\{|\}\}/.test(rest) ? ['{{'] : [])])]
}

/** Puts the values in, each as it is: what a name holds is never read as a variable. */
export function fillIn(text: string, values: Readonly<Record<Variable, string>>): string {
  return text.replace(place, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Variable] : whole,
  )
}
