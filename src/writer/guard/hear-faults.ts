import type { Hear, Heard } from '../../core/guard.ts'
import type { Span } from '../../core/wording.ts'
import { sigmoid } from '../triage/weights.ts'
import { makeReplyFeatures, type Row } from './reply-features.ts'
import { faults, type GuardWeights, type Planes } from './weights.ts'

// A reply is longer than this nowhere; the rest would only cost time.
const heardAtMost = 4_000

/**
 * Makes the reader that hears what has no words of its own: mockery, contempt, blame. It was trained on replies with known
 * faults (`npm run train:guard`), and knows of no network and no model. It keeps memory of its own, so one serves one thread.
 */
export function makeHearing({ header, of }: GuardWeights): Hear {
  const read = makeReplyFeatures()
  return (reply, request, suspected) => {
    const { language } = request.classification
    const { whole, parts } = read(reply.slice(0, heardAtMost), request)
    if (parts.length === 0) return []
    const sums = sumsOf(whole, of[language].whole)
    const sumsOfParts = parts.map(({ row }) => sumsOf(row, of[language].part))
    return header.languages[language].flatMap((hearing, column): Heard[] => {
      const code = faults[column] as string
      let most = Number.NEGATIVE_INFINITY
      let span: Span | null = null
      sumsOfParts.forEach((part, place) => {
        const score = (part[column] as number) * hearing.part.scale + hearing.part.bias
        if (score <= most) return
        most = score
        span = trimmed(reply, parts[place]?.sentence.span ?? [0, 0])
      })
      const score = joined((sums[column] as number) * hearing.whole.scale + hearing.whole.bias, most)
      const line = suspected.has(code) ? hearing.withPattern : hearing.line
      return score >= line ? [{ code, sure: sigmoid(hearing.slope * score + hearing.shift), span }] : []
    })
  }
}

/** The score of a reply: as a whole, and the sentence that sounds worst. */
export function joined(whole: number, worst: number): number {
  return (whole + worst) / 2
}

function sumsOf({ at, value }: Row, weights: Planes['whole']): Float64Array {
  const width = faults.length
  const sums = new Float64Array(width)
  for (let k = 0; k < at.length; k += 1) {
    const place = (at[k] as number) * width
    const much = value[k] as number
    for (let column = 0; column < width; column += 1)
      sums[column] = (sums[column] as number) + much * (weights[place + column] as number)
  }
  return sums
}

function trimmed(text: string, [start, end]: Span): Span {
  const part = text.slice(start, end)
  return [start + part.length - part.trimStart().length, end - part.length + part.trimEnd().length]
}
