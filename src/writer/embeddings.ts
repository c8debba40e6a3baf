import { z } from 'zod'
import { maskPersonal } from '../core/privacy.ts'
import { callModel, ModelFailed } from './model-call.ts'

/** Turns texts into vectors: numbers of which those of texts alike in meaning point the same way. */
export interface Embeddings {
  /** The name of the model; vectors of different models cannot be compared. */
  readonly model: string
  /** A vector of each text, in order, all of one length. @throws ModelFailed */
  documents(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>
  /** The vector of a customer's words, without what is personal in them. @throws ModelFailed */
  question(text: string, signal?: AbortSignal): Promise<number[]>
}

export interface EmbeddingsSettings {
  /** The base URL of an OpenAI-compatible server, such as `http://localhost:11434/v1`. */
  url: string
  /** Servers without keys take any word. */
  key: string
  model: string
  /** The most that 64 passages may take, retries included, in milliseconds; 10,000 if not given. */
  documentsMs?: number
  /** The most that a question may take, retries included, in milliseconds: somebody waits. 1,500 if not given. */
  questionMs?: number
  /** How often a failed call is tried again; 2 if not given. */
  retries?: number
  /** Called with what the server says that it read. */
  onTokens?(count: number): void
}

const mostAtOnce = 64
// What a customer asks is in the first words; models cut or refuse what is long.
const longestQuestion = 2_000

const Answer = z.object({
  data: z.array(
    z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(1).max(20_000) }),
  ),
  usage: z
    .object({ prompt_tokens: z.number().optional(), total_tokens: z.number().optional() })
    .nullish()
    .catch(null),
})

/**
 * Connects to a server of embeddings. The wire is one POST, so it is asked by `fetch`: the client library that
 * `makeModel` loads costs 60–90 MB where no model writes, asks for base64, which not every server knows, and keeps to
 * itself how many tokens were read.
 */
export function makeEmbeddings(settings: EmbeddingsSettings): Embeddings {
  const { url, key, model, documentsMs = 10_000, questionMs = 1_500, retries = 2, onTokens } = settings
  const endpoint = `${url.replace(/\/+$/, '').replace(/\/embeddings$/, '')}/embeddings`
  const calling = { name: model, url, key, retries }
  const never = new AbortController().signal

  async function once(texts: readonly string[], quote: boolean, signal: AbortSignal): Promise<number[][]> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ model, input: texts }),
      // The texts and the key are for this server and no other.
      redirect: 'manual',
      signal,
    }).catch((error: unknown) => {
      throw signal.aborted ? error : new Error(reasonOf(error))
    })
    if (!response.ok) throw await refusal(response, quote)
    const read = Answer.safeParse(await readJson(response, signal))
    const strange = (why: string) => new ModelFailed('refused', `The model ${model} sent ${why}.`)
    if (!read.success) throw strange('what are not vectors of finite numbers')
    const { data, usage } = read.data
    const tokens = usage?.total_tokens ?? usage?.prompt_tokens ?? 0
    if (tokens > 0) onTokens?.(tokens)
    if (data.length !== texts.length) throw strange(`${data.length} vectors for ${texts.length} texts`)
    const vectors = inOrder(data)
    if (!vectors) throw strange('vectors of which it does not tell what they belong to')
    const length = vectors[0]?.length
    if (vectors.some((one) => one.length !== length)) throw strange('vectors of different lengths')
    // They are kept in four bytes a number, which hold less than JSON does.
    if (vectors.some((one) => !one.every((number) => Number.isFinite(Math.fround(number)))))
      throw strange('numbers that are too large')
    return vectors
  }

  return {
    model,
    async documents(texts, signal = never) {
      const vectors: number[][] = []
      for (let at = 0; at < texts.length; at += mostAtOnce) {
        const some = texts.slice(at, at + mostAtOnce)
        const ask = (deadline: AbortSignal) => once(some, true, deadline)
        vectors.push(...(await callModel({ ...calling, deadlineMs: documentsMs }, signal, ask)))
      }
      const length = vectors[0]?.length
      if (vectors.some((one) => one.length !== length))
        throw new ModelFailed('refused', `The model ${model} sent vectors of different lengths.`)
      return vectors
    },
    async question(text, signal = never) {
      const asked = maskPersonal(text).slice(0, longestQuestion)
      // A refusal may repeat what was asked, and errors are logged: a customer's words are not.
      const ask = (deadline: AbortSignal) => once([asked], false, deadline)
      const [vector] = await callModel({ ...calling, deadlineMs: questionMs }, signal, ask)
      return vector as number[]
    },
  }
}

/** By `index`, where the server gives one; null when the numbers are not each place once. */
function inOrder(data: readonly { index?: number | undefined; embedding: number[] }[]): number[][] | null {
  const placed: (number[] | undefined)[] = data.map(() => undefined)
  for (const [at, { index = at, embedding }] of data.entries()) {
    if (index < 0 || index >= data.length || placed[index]) return null
    placed[index] = embedding
  }
  return placed as number[][]
}

async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    if (signal.aborted) throw error
    // What could not be read stays out of the words: it may hold anything.
    throw new Error('its answer is not JSON, or broke off.')
  }
}

/** An answer that is none, as `callModel` reads it. */
async function refusal(response: Response, quote: boolean): Promise<Error> {
  const { status, headers } = response
  const isMoved = status >= 300 && status < 400
  const said = await response.text().catch(() => '')
  let words = ''
  if (isMoved) words = 'it has moved; set the address that it sends to'
  else if (quote) words = said
  return Object.assign(new Error(words), { status, headers })
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown } | null)?.cause
  const from = cause instanceof Error ? cause : error
  const code = (from as { code?: unknown } | null)?.code
  const said = from instanceof Error ? from.message : String(from)
  return said || String(code)
}
