import type { Example } from './example.ts'
import type { Labelled } from './sources.ts'

/** An example and how much it counts. */
export interface Lesson {
  example: Example
  matter: number
  /** Written as people write, not to be hard: only such messages tell how likely something is. */
  natural: boolean
}

// An example of ours.
export const ownMatters = 1
// A real message tells more than an invented one; but most of what Korean commenters say to each other about the world is no
// brand's business, and at full weight it would drown those who talk to one.
const realMatters = 2
const talkMatters = 0.5

/** Our examples and the real messages that we labelled, as lessons. */
export function lessonsOf(
  files: readonly { file: string; examples: readonly Example[] }[],
  labelled: readonly Labelled[],
): Lesson[] {
  const real = labelled.map(({ example }): Lesson => {
    const talk = example.lang === 'ko' && example.intent[0] === 'chatter' && example.toward === 'others'
    return { example, matter: talk ? talkMatters : realMatters, natural: true }
  })
  const own = files.flatMap(({ file, examples }) =>
    examples.map((example) => ({ example, matter: ownMatters, natural: !file.includes('-hard') })),
  )
  return [...own, ...real]
}
