import type { Intent } from './intent.ts'
import type { Visibility } from './mention.ts'
import { maskPersonal } from './privacy.ts'

/** An earlier conversation with a person, as it is stored. */
export interface Earlier {
  at: Date
  visibility: Visibility
  intent: Intent | null
  topic: string | null
  /** Who answered last, or null when nobody did. */
  answeredBy: 'machine' | 'colleague' | null
  asked: string
}

// What somebody wanted is told by how they begin.
const askedKept = 80

/** One line of what an earlier conversation was about, made without a model and without what is personal. */
export function earlierLine({ at, visibility, intent, topic, answeredBy, asked }: Earlier): string {
  const about = [intent ?? 'message', topic === null ? null : `about ${topic}`]
    .filter((one) => one !== null)
    .join(' ')
  const ended =
    answeredBy === null
      ? 'not answered'
      : answeredBy === 'colleague'
        ? 'answered by a colleague'
        : 'answered by us'
  const said = [...maskPersonal(asked).replace(/\s+/g, ' ').trim()].slice(0, askedKept).join('')
  return `${at.toISOString().slice(0, 10)}, ${visibility}, ${about}, ${ended}: "${said}"`
}
