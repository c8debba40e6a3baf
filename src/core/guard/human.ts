import { findWording } from '../wording.ts'
import { type Check, type Found, firstOf, type Reading } from './check.ts'
import { claims, humanHints, named } from './human-words.ts'

// Blocked is who says that they are human. Who only sounds like it ("my desk", "I walked"), a colleague decides about.
function seemsHuman({ small, text }: Reading): Found[] {
  const called = findWording(text, named)[0]
  if (called) return [{ span: called }]
  const said = firstOf(small, claims)
  return said.length > 0
    ? said
    : firstOf(small, humanHints).map((found) => ({ ...found, severity: 'person', weak: true }))
}

export const humanCheck: Check = {
  code: 'claims-human',
  severity: 'blocks',
  ko: '사람이 쓴 것처럼 말하고 있어요.',
  en: 'It claims to be human, and a machine wrote it.',
  find: (reading, { writer }) => (writer === 'colleague' ? [] : seemsHuman(reading)),
}
