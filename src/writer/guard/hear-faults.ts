import type { Ears, Heard } from '../../core/guard.ts'
import { Intent, type Language } from '../../core/intent.ts'
import type { Span } from '../../core/wording.ts'
import { sigmoid } from '../triage/weights.ts'
import { evidenceFor, type Sounds, silence, weigh } from './judge.ts'
import { makeReplyFeatures, type Row } from './reply-features.ts'
import { ears, faults, type GuardWeights, type PackedPlane } from './weights.ts'

// A reply is longer than this nowhere; the rest would only cost time.
const heardAtMost = 4_000

// With this lead over the other intents, nine of ten complaints are sure and one in ten of other messages is taken for one.
const leadWhenSure = 0.85

// Who hears one fault clearly half hears others in it, which would only confuse whoever reads why a reply waits.
const fainterAtMost = 4

/**
 * Makes the ears that hear what has no words of its own: mockery, contempt, blame. They were trained on replies with known
 * faults (`npm run train:guard`), and know of no network and no model. They keep memory of their own, so one pair serves one
 * thread.
 */
export function makeHearing({ header, of }: GuardWeights): Ears {
  const read = makeReplyFeatures()
  const scoresOfWants = (personText: string, language: Language): Float64Array =>
    scoresOf(read.message(personText, language), of[language].wants, header.languages[language].wants)
  return {
    codes: new Set(faults),
    wants(personText, language) {
      const scores = scoresOfWants(personText, language)
      const intent = likeliest(scores)
      const own = scores[Intent.options.indexOf(intent)] as number
      return { intent, sure: scores.every((one) => one === own || own - one >= leadWhenSure) }
    },
    faults(reply, request, seen) {
      const { visibility, classification, personText } = request
      const { language } = classification
      const planes = of[language]
      const hearing = header.languages[language]
      const wanted = likeliest(scoresOfWants(personText, language))
      const { whole, parts } = read.reply(reply.slice(0, heardAtMost), request, wanted)
      if (parts.length === 0) return []
      const sums = scoresOf(
        whole,
        planes.whole,
        hearing.ears.map((ear) => ear.whole),
      )
      const ofParts = hearing.ears.map((ear) => ear.part)
      const { sounds, worstAt } = soundsOf(
        sums,
        parts.map(({ row }) => scoresOf(row, planes.part, ofParts)),
      )
      const around = { seen, wants: wanted, visibility }
      const heard = hearing.judges.flatMap(({ weights, line, slope, shift }, column): Heard[] => {
        const score = weigh(weights, evidenceFor(column, sounds, around))
        if (score < line) return []
        const worst = parts[worstAt[column] as number]
        const span = worst ? trimmed(reply, worst.sentence.span) : null
        return [{ code: faults[column] as string, sure: sigmoid(slope * score + shift), span }]
      })
      const surest = heard.reduce((most, { sure }) => Math.max(most, sure), 0)
      return heard.filter(({ code, sure }) => sure * fainterAtMost >= surest || seen.sure.has(code))
    },
  }
}

/** Puts together what each ear makes of a reply, and tells which sentence sounds worst to it. */
export function soundsOf(
  whole: ArrayLike<number>,
  parts: readonly ArrayLike<number>[],
): { sounds: Sounds; worstAt: number[] } {
  const worst = new Float64Array(ears.length).fill(parts.length > 0 ? Number.NEGATIVE_INFINITY : silence)
  const next = new Float64Array(ears.length).fill(silence)
  const worstAt = ears.map(() => 0)
  parts.forEach((part, place) => {
    for (let ear = 0; ear < ears.length; ear += 1) {
      const score = part[ear] as number
      if (score > (worst[ear] as number)) {
        if (place > 0) next[ear] = worst[ear] as number
        worst[ear] = score
        worstAt[ear] = place
      } else if (place === 1 || score > (next[ear] as number)) next[ear] = score
    }
  })
  return { sounds: { whole, worst, next }, worstAt }
}

/** The intent whose score is highest. @param scores in the order of the intents */
export function likeliest(scores: ArrayLike<number>): Intent {
  let best = 0
  for (let i = 1; i < scores.length; i += 1) if ((scores[i] as number) > (scores[best] as number)) best = i
  return Intent.options[best] as Intent
}

function scoresOf({ at, value }: Row, weights: Int8Array, planes: readonly PackedPlane[]): Float64Array {
  const width = planes.length
  const sums = new Float64Array(width)
  for (let k = 0; k < at.length; k += 1) {
    const place = (at[k] as number) * width
    const much = value[k] as number
    for (let column = 0; column < width; column += 1)
      sums[column] = (sums[column] as number) + much * (weights[place + column] as number)
  }
  planes.forEach(({ scale, bias }, column) => {
    sums[column] = (sums[column] as number) * scale + bias
  })
  return sums
}

function trimmed(text: string, [start, end]: Span): Span {
  const part = text.slice(start, end)
  return [start + part.length - part.trimStart().length, end - part.length + part.trimEnd().length]
}
