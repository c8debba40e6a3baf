import { type Language, languageOf } from '../../core/intent.ts'
import { type Features, makeFeatures } from './features.ts'
import { sigmoid } from './learn/calibrate.ts'
import { type Decision, decisions, outputs } from './outputs.ts'
import type { Weights } from './weights.ts'

/** A value with how sure it is, from 0 to 1. */
export interface Sure<T> {
  value: T
  confidence: number
}

/** What the local classifier makes of one message. Never throws, whatever the text is. */
export interface Reading {
  language: Language | 'other' | null
  /** Every intent that is there, the main one first. */
  intent: Sure<string>[]
  feeling: Sure<string>
  urgency: Sure<string>
  /** Korean only: how politely it is said; null elsewhere. */
  level: Sure<string> | null
  topic: Sure<string>
  needsReply: Sure<boolean>
  /** True when the brand is talked to, false when it is talked about. */
  toBrand: Sure<boolean>
  wantsPerson: Sure<boolean>
  sarcasm: Sure<boolean>
  spam: Sure<boolean>
  abuse: Sure<boolean>
  risks: Sure<string>[]
}

const columnsOf = Object.fromEntries(
  Object.keys(decisions).map((decision) => [
    decision,
    outputs.flatMap((output, column) => (output.decision === decision ? [column] : [])),
  ]),
) as Record<Decision, number[]>

/**
 * Makes a classifier of loaded weights. It keeps memory of its own, so one serves one thread.
 * @returns a function from a text, and its language where somebody has told it, to what it reads.
 */
export function makeTriage({ header, of }: Weights): (text: string, told?: 'ko' | 'en') => Reading {
  const read = makeFeatures()
  const sums = new Float64Array(outputs.length)
  const chance = new Float64Array(outputs.length)

  return (text, told) => {
    const language = told ?? languageOf(text)
    const as = language === 'ko' ? 'ko' : 'en'
    const calibrations = header.languages[as]
    add(read(text, as), of[as], sums)
    calibrations.forEach(({ bias, scale, slope, shift }, column) => {
      chance[column] = sigmoid(slope * ((sums[column] as number) * scale + bias) + shift)
    })

    const one = (decision: Decision): Sure<string> => {
      const columns = columnsOf[decision]
      const total = columns.reduce((sum, column) => sum + (chance[column] as number), 0) || 1
      const best = columns.reduce((a, b) => ((chance[b] as number) > (chance[a] as number) ? b : a))
      return { value: outputs[best]?.class ?? '', confidence: (chance[best] as number) / total }
    }
    const yes = (decision: Decision): Sure<boolean> => {
      const column = columnsOf[decision][0] as number
      const p = chance[column] as number
      const value = p >= (calibrations[column]?.line ?? 0.5)
      return { value, confidence: value ? p : 1 - p }
    }
    const main = one('intent')
    const about = yes('aboutUs')
    return {
      language,
      intent: [main, ...others(main, chance)],
      feeling: one('feeling'),
      urgency: one('urgency'),
      level: as === 'ko' ? one('level') : null,
      topic: one('topic'),
      needsReply: yes('needsReply'),
      toBrand: { value: !about.value, confidence: about.confidence },
      wantsPerson: yes('wantsPerson'),
      sarcasm: yes('sarcasm'),
      spam: yes('spam'),
      abuse: yes('abuse'),
      risks: columnsOf.risk.flatMap((column) => {
        const p = chance[column] as number
        return p >= (calibrations[column]?.line ?? 0.5)
          ? [{ value: outputs[column]?.class ?? '', confidence: p }]
          : []
      }),
    }
  }
}

/** A second intent is kept when it is more likely than not to be there too. */
function others(main: Sure<string>, chance: Float64Array): Sure<string>[] {
  return columnsOf.intent.flatMap((column) => {
    const value = outputs[column]?.class ?? ''
    const confidence = chance[column] as number
    return value !== main.value && confidence > 0.5 ? [{ value, confidence }] : []
  })
}

function add({ count, at, value }: Features, weights: Int8Array, sums: Float64Array): void {
  sums.fill(0)
  const width = sums.length
  for (let k = 0; k < count; k += 1) {
    const start = (at[k] as number) * width
    const much = value[k] as number
    for (let column = 0; column < width; column += 1)
      sums[column] = (sums[column] as number) + much * (weights[start + column] as number)
  }
}
