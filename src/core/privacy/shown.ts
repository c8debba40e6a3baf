import { findPersonal, type PersonalKind } from '../privacy.ts'

// What opens something, tells who somebody is or where they live. Order numbers and long digits tell strangers nothing, and the
// addresses of machines are seldom anybody's.
const worthRemoving: ReadonlySet<PersonalKind> = new Set<PersonalKind>([
  'resident-number',
  'phone',
  'card',
  'bank-account',
  'passport',
  'driver-licence',
  'address',
  'birth-date',
  'plate',
  'email',
  'secret',
])

// As much as is read of a message elsewhere.
const readAtMost = 2_000

/** The kinds of personal data that a message shows and that its author should take away from where everybody reads it. */
export function shownKinds(text: string): PersonalKind[] {
  const found = findPersonal(text.slice(0, readAtMost)).map(({ kind }) => kind)
  return [...new Set(found)].filter((kind) => worthRemoving.has(kind))
}
