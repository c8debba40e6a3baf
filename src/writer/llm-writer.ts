import { z } from 'zod'
import { type SecondOpinion, secondReading } from '../core/cascade.ts'
import type { Written } from '../core/draft.ts'
import { Classification } from '../core/intent.ts'
import { fitsText, type TextLimits } from '../core/limits.ts'
import { hidePersonal, type PersonalBook, showPersonal } from '../core/privacy.ts'
import type { Candidates, Read } from './local-reader.ts'
import { type Message, type Model, ModelFailed } from './model.ts'
import type { Inputs, Prompt } from './prompt-file.ts'
import {
  CannotWrite,
  type DraftRequest,
  type ReadRequest,
  type Spent,
  type Turn,
  type Writer,
} from './writer.ts'

export interface LlmWriterParts {
  model: Model
  prompts: { classify: Prompt; reply: Prompt }
  /** Reads first; the model is asked only where this is unsure. */
  read: Read
  /** Takes over when the model cannot write. */
  plain: Writer
  now: () => Date
  /** What the model has cost in the UTC day of `at`, in millionths of a US dollar. */
  spentToday: (at: Date) => number | Promise<number>
  /** Null means no ceiling. What is under way when it is reached still runs to its end. */
  dailyBudgetMicros: number | null
}

/** The model answered twice, and neither answer could be used. What it said may hold a customer's words, so it is not kept. */
class UnreadableAnswer extends Error {}

class OverBudget extends Error {}

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

const ModelReply = z.object({ reply: z.string().trim().min(1) })

// The model reads the last turns; older ones cost tokens and rarely change an answer.
const turnsShown = 10
const sentShown = 5

/** Reads and writes with a model, and falls back to `plain` with the reason when the model cannot. */
export function makeLlmWriter(parts: LlmWriterParts): Writer {
  const { model, prompts, plain, read } = parts

  return {
    name: 'model',

    async classify(request, signal) {
      const { classification: local, candidates } = await read(request)
      const spent = nothing()
      // What goes to a person in any case is not worth a model's time.
      const grave = local.wantsPerson || local.risks.length > 0
      if (grave || certainlyNeedless(local) || local.confidence >= request.line)
        return { classification: local, spent }
      try {
        const inputs = { brandName: request.brandName, candidates: shownAsList(candidates) }
        const data = messageToRead(request, makePrivate())
        const opinion = await ask(parts, prompts.classify, inputs, data, spent, signal, readingOf)
        return { classification: secondReading(request.text, local, opinion, spent.costMicros), spent }
      } catch (error) {
        // The classifier knows that it is unsure and says so, so this is its answer and no guess at the model's.
        const why = [...local.why.slice(0, 19), reasonOf(error, signal)]
        return { classification: { ...local, costMicros: spent.costMicros, why }, spent }
      }
    },

    async draft(request, signal) {
      const spent = nothing()
      try {
        const inputs = inputsOf(request)
        const secrets = makePrivate()
        const data = messagesToAnswer(request, secrets)
        const judge = (raw: string): Judged<string> => replyOf(raw, request, secrets)
        const text = await ask(parts, prompts.reply, inputs, data, spent, signal, judge)
        const madeFrom = { prompt: prompts.reply.name, version: prompts.reply.version }
        const { language } = request.classification
        const { name } = model
        return {
          ...{
            text,
            language,
            writer: 'model',
            model: name,
            madeFrom,
            inputs: null,
            cites: [],
            fellBack: null,
          },
          ...spent,
        }
      } catch (error) {
        return await fallBack(plain, request, reasonOf(error, signal), spent, signal)
      }
    },
  }
}

type Judged<T> = { good: T } | { wrong: string }

/** Asks, and once more with what was wrong. What it cost is added to `spent` as it happens, so that no failure hides it. */
async function ask<T>(
  { model, spentToday, dailyBudgetMicros, now }: LlmWriterParts,
  prompt: Prompt,
  inputs: Inputs,
  data: string,
  spent: Spent,
  signal: AbortSignal,
  judge: (raw: string) => Judged<T>,
): Promise<T> {
  const messages: Message[] = [
    { role: 'system', content: await prompt.render(inputs) },
    { role: 'user', content: data },
  ]
  for (let turn = 1; ; turn++) {
    if (dailyBudgetMicros !== null && (await spentToday(now())) + spent.costMicros >= dailyBudgetMicros) {
      throw new OverBudget('The model has used up its budget for today.')
    }
    const answer = await model.ask({ messages, temperature: prompt.temperature, signal })
    spent.tokensIn += answer.spent.tokensIn
    spent.tokensOut += answer.spent.tokensOut
    spent.costMicros += answer.spent.costMicros
    const judged = judge(answer.text)
    if ('good' in judged) return judged.good
    if (turn === 2) {
      throw new UnreadableAnswer(`The model's answer could not be used, twice: ${judged.wrong}.`)
    }
    messages.push({ role: 'assistant', content: answer.text })
    messages.push({
      role: 'user',
      content: `That cannot be used: ${judged.wrong}. Answer again with the JSON object only.`,
    })
  }
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

/** One sentence. Whoever stopped us wants no phrases either, so that is passed on. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) throw error
  if (error instanceof ModelFailed || error instanceof UnreadableAnswer || error instanceof OverBudget) {
    return error.message.slice(0, 200)
  }
  throw error
}

function nothing(): Spent {
  return { tokensIn: 0, tokensOut: 0, costMicros: 0 }
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
  { limits, visibility }: { limits: TextLimits; visibility: DraftRequest['visibility'] },
  secrets: Private,
): Judged<string> {
  const judged = parsed(raw, ModelReply)
  if ('wrong' in judged) return judged
  const reply = visibility === 'direct' ? secrets.show(judged.good.reply) : judged.good.reply
  const [left] = /⟨[a-z_][a-z\d:-]*⟩/.exec(reply) ?? []
  if (left) return { wrong: `${left} stands for somebody's data and may not be written here` }
  const { fits, counted, max } = fitsText(reply, limits)
  return fits ? { good: reply } : { wrong: `the reply is ${counted} long and may be ${max}` }
}

/** Models like to wrap their JSON in a fence or a greeting; what stands between the braces is the answer. */
function parsed<T>(raw: string, schema: z.ZodType<T>): Judged<T> {
  let json: unknown
  try {
    json = JSON.parse(raw.slice(raw.indexOf('{'), raw.lastIndexOf('}') + 1))
  } catch {
    return { wrong: 'it is no JSON object' }
  }
  const result = schema.safeParse(json)
  if (result.success) return { good: result.data }
  const [issue] = result.error.issues
  return { wrong: `"${issue?.path.join('.') ?? ''}" is not as asked` }
}

function inputsOf({ brandName, classification, visibility, limits }: DraftRequest): Inputs {
  const { language, intent, feeling } = classification
  // A Hangul syllable has three bytes.
  const most =
    limits.unit === 'bytes' ? limits.max / 3 : Math.min(limits.max, (limits.maxBytes ?? Infinity) / 3)
  return { brandName, language, visibility, intent, feeling, maxLength: Math.floor(most) }
}

/** What is personal stays here: a model sees placeholders, the same for the same value within one request. */
interface Private {
  hide(text: string): string
  /** For a reply that only the same person reads. */
  show(text: string): string
}

function makePrivate(): Private {
  let book: PersonalBook = {}
  return {
    hide(text) {
      const hidden = hidePersonal(text, book)
      book = hidden.book
      return hidden.text
    },
    show: (text) => showPersonal(text, book),
  }
}

function messageToRead(request: ReadRequest, { hide }: Private): string {
  const { text, visibility, turns, beside } = request
  const before = [...shown(turns), ...beside.map((said) => ({ from: 'person', text: said }))]
  const turnsBefore = before.slice(-turnsShown).map((turn) => ({ ...turn, text: hide(turn.text) }))
  return asData({ visibility, turnsBefore, newestMessage: hide(text) })
}

function messagesToAnswer(request: DraftRequest, { hide }: Private): string {
  const { texts, turns, person, alreadySent } = request
  const newest = new Set(texts)
  return asData({
    person: hide(person.name),
    turnsBefore: shown(turns)
      .filter((turn) => !newest.has(turn.text))
      .map((turn) => ({ ...turn, text: hide(turn.text) })),
    newestMessages: texts.map(hide),
    alreadySaid: alreadySent.slice(-sentShown).map(hide),
  })
}

function shown(turns: Turn[]): { from: string; text: string }[] {
  return turns.slice(-turnsShown).map(({ from, text }) => ({ from, text }))
}

/** JSON keeps what people wrote inside its quotes: no line of it can look like a line of ours. */
function asData(data: object): string {
  return `What was said, as data:\n${JSON.stringify(data)}`
}
