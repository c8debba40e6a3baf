import { z } from 'zod'
import { type SecondOpinion, secondReading } from '../core/cascade.ts'
import type { Written } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import { fitsText } from '../core/limits.ts'
import { type Asking, ask, type Judged, nothing, parsed, reasonOf } from './ask.ts'
import {
  inputsOf,
  makePrivate,
  messagesToAnswer,
  messageToRead,
  type Private,
  placeholderIn,
  replyTask,
} from './ask-data.ts'
import type { Candidates, Read } from './local-reader.ts'
import type { Part, PromptSet } from './prompt-file.ts'
import { CannotWrite, type DraftRequest, type Spent, type Writer } from './writer.ts'

export interface LlmWriterParts extends Asking {
  /** The prompts that are live for a brand. */
  prompts(brandId: string): Promise<PromptSet>
  /** Keeps the words that an answer is made from, before the answer names them. */
  keep(parts: readonly Part[]): Promise<void>
  /** Reads first; the model is asked only where this is unsure. */
  read: Read
  /** Takes over when the model cannot write. */
  plain: Writer
}

/** What the model is asked to tell; the language, who says it and the limits of the lists are ours. */
const ModelReading = Classification.pick({
  ...{ intent: true, feeling: true, urgency: true, needsReply: true, wantsPerson: true, spam: true },
  ...{ abuse: true, sarcasm: true, confidence: true },
}).extend({
  risks: z.array(z.string()).transform((risks) =>
    risks.flatMap((risk) => {
      const known = Classification.shape.risks.element.safeParse(risk)
      return known.success ? [known.data] : []
    }),
  ),
  why: z.array(z.string()).transform((why) => why.slice(0, 10).map((word) => word.slice(0, 200))),
})

/** A model that says nothing of passages cites none. */
const ModelReply = z.object({
  reply: z.string().trim().min(1),
  cites: z.array(z.string()).default([]),
  known: z.boolean().default(true),
})
type ModelReply = z.infer<typeof ModelReply>

/** Reads and writes with a model, and falls back to `plain` with the reason when the model cannot. */
export function makeLlmWriter(parts: LlmWriterParts): Writer {
  const { model, prompts, plain, read } = parts

  return {
    name: 'model',
    asks: async (request) => (await prompts(request.brandId))[replyTask(request)].asks,

    async classify(request, signal) {
      const { classification: local, candidates } = await read(request)
      const spent = nothing()
      // What goes to a person in any case is not worth a model's time.
      const grave = local.wantsPerson || local.risks.length > 0
      if (grave || certainlyNeedless(local) || local.confidence >= request.line)
        return { classification: local, spent }
      const { brandId } = request
      const { classify } = await prompts(brandId)
      try {
        const inputs = { brandName: request.brandName, candidates: shownAsList(candidates) }
        const data = messageToRead(request, makePrivate())
        const { good } = await ask(parts, classify, { inputs, data, brandId }, spent, signal, readingOf)
        return { classification: secondReading(request.text, local, good, spent.costMicros), spent }
      } catch (error) {
        // The classifier knows that it is unsure and says so, so this is its answer and no guess at the model's.
        const why = [...local.why.slice(0, 19), reasonOf(error, signal)]
        return { classification: { ...local, costMicros: spent.costMicros, why }, spent }
      }
    },

    async draft(request, signal) {
      // Words for it are ready and repeat nothing; a model would only be shown once more what is to disappear.
      if (request.tone.strategy === 'ask-to-remove') return plain.draft(request, signal)
      const spent = nothing()
      const prompt = (await prompts(request.brandId))[replyTask(request)]
      await parts.keep(prompt.parts)
      try {
        const secrets = makePrivate()
        const data = messagesToAnswer(request, secrets)
        const asked = { inputs: inputsOf(request), data, brandId: request.brandId }
        const judge = (raw: string): Judged<ModelReply> => replyOf(raw, request, secrets)
        const { good, question } = await ask(parts, prompt, asked, spent, signal, judge)
        return {
          text: good.reply,
          language: request.classification.language,
          writer: 'model',
          model: model.name,
          madeFrom: madeFrom(prompt),
          inputs: { ...question },
          cites: [...new Set(good.cites)],
          known: good.known,
          fellBack: null,
          ...spent,
        }
      } catch (error) {
        return await fallBack(plain, request, reasonOf(error, signal), spent, signal)
      }
    },
  }
}

/** The name of a prompt, and the hash of each part of it. */
export function madeFrom({ name, parts }: { name: string; parts: readonly Part[] }) {
  return { prompt: name, parts: Object.fromEntries(parts.map((part) => [part.name, part.hash])) }
}

async function fallBack(
  plain: Writer,
  request: DraftRequest,
  why: string,
  spent: Spent,
  signal: AbortSignal,
): Promise<Written> {
  try {
    return { ...(await plain.draft(request, signal)), ...spent, fellBack: why }
  } catch (cause) {
    if (!(cause instanceof CannotWrite)) throw cause
    throw new CannotWrite(`${why} ${cause.message}`, { cause, spent })
  }
}

function readingOf(raw: string): Judged<SecondOpinion> {
  const judged = parsed(raw, ModelReading)
  if ('wrong' in judged) return judged
  const { why, ...opinion } = judged.good
  return { good: { ...opinion, quotes: why } }
}

/** Emoji, spam and bare thanks: no model makes anything else of them. */
function certainlyNeedless({ needsReply, sure }: Classification): boolean {
  return !needsReply && sure.needsReply === 1
}

function shownAsList(candidates: Candidates): string {
  return candidates.map(({ intent, chance }) => `${intent} ${Math.round(chance * 100)}%`).join(', ')
}

function replyOf(
  raw: string,
  { limits, visibility, showPersonal, background }: DraftRequest,
  secrets: Private,
): Judged<ModelReply> {
  const judged = parsed(raw, ModelReply)
  if ('wrong' in judged) return judged
  const mayShow = visibility === 'direct' && showPersonal
  const reply = mayShow ? secrets.show(judged.good.reply) : judged.good.reply
  const left = placeholderIn(reply)
  if (left) return { wrong: `${left} stands for somebody's data and may not be written here` }
  const unknown = judged.good.cites.some((cited) => !background.passages.some(({ id }) => id === cited))
  // What it wrote there goes back to it anyway; repeated in our own sentence it could pass for an order of ours.
  if (unknown) return { wrong: '"cites" names a passage that is not in the data' }
  const { fits, counted, max } = fitsText(reply, limits)
  return fits
    ? { good: { ...judged.good, reply } }
    : { wrong: `the reply is ${counted} long and may be ${max}` }
}
