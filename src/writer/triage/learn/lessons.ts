import type { Example } from './example.ts'
import type { Labelled } from './sources.ts'

/** An example and how much it counts. */
export interface Lesson {
  example: Example
  matter: number
  /** How much it tells about how likely things are: much where it stands for what a brand receives, nothing where it was made to be hard. */
  natural: number
  /** Whether we wrote it, not to be hard, and labelled it for everything. */
  own: boolean
}

// An example of ours.
const ownMatters = 1
// Of one that is labelled for its intent alone; at full weight short plain complaints would drown statements that ask.
const partlyMatters = 0.7
// A real message tells more than an invented one; but most of what commenters and tweeters say to each other about the world is no
// brand's business. At full weight their way of writing (a handle first, commas, cut sentences) passes for chatter, and half of the
// real complaints to airlines with it.
const realMatters = 1.5
const talkMatters = 0.15

// Written in the shares in which messages reach a brand in four places, so of these one learns how sure to be.
const inPlaceTells = 6
const ownTells = 0.3
const realTells = 1
// Most of the Korean real messages are such talk, and hardly any of it reaches a brand.
const talkTells = { ko: 0.1, en: 0.5 }

/** Our examples and the real messages that we labelled, as lessons. What a file's name says of its examples: docs/triage.md. */
export function lessonsOf(
  files: readonly { file: string; examples: readonly Example[] }[],
  labelled: readonly Labelled[],
): Lesson[] {
  const real = labelled.map(({ example }): Lesson => {
    const talk = example.intent[0] === 'chatter' && example.toward === 'others'
    return {
      ...{ example, own: false },
      ...(talk
        ? { matter: talkMatters, natural: talkTells[example.lang] }
        : { matter: realMatters, natural: realTells }),
    }
  })
  const own = files.flatMap(({ file, examples }) => {
    const hard = file.includes('-hard')
    const filling = file.includes('-more')
    // Files of what is rare, at the border of a decision, or was read worst, hold far more of it than life does.
    const rare = filling || /-(risks|person|reply)/.test(file)
    return examples.map((example): Lesson => {
      const tells = example.place === undefined ? ownTells : inPlaceTells
      const partly = example.only !== undefined
      return {
        ...{ example, matter: partly ? partlyMatters : ownMatters },
        ...{ natural: hard || rare || partly ? 0 : tells, own: !hard && !partly && !filling },
      }
    })
  })
  return [...own, ...real]
}
