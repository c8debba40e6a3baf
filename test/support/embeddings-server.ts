import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  input: string[]
  model: string
  authorization: string | undefined
}

/** How a server answers once: with a status, with these bytes, or never. */
export type Odd =
  | { status: number; body?: string; headers?: Record<string, string> }
  | { body: (asked: Asked) => string }
  | 'hang'
  | 'cut'

/** A server of embeddings whose vectors come from `vectorOf`, and which can be told to fail. */
export async function startEmbeddingsServer(vectorOf: (text: string) => number[]) {
  const asked: Asked[] = []
  const odd: Odd[] = []
  let always: Odd | null = null
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const part of request) text += part
    const { input, model } = JSON.parse(text) as { input: string[]; model: string }
    const one = { input, model, authorization: request.headers.authorization }
    asked.push(one)
    const how = odd.shift() ?? always
    if (how === 'hang') return
    if (how === 'cut') return void request.socket.destroy()
    if (how && 'status' in how) return void response.writeHead(how.status, how.headers).end(how.body ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(how ? how.body(one) : vectors(input.map(vectorOf)))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    /** The next calls are answered so, one each. */
    next: (...each: Odd[]) => void odd.push(...each),
    /** All calls are answered so, until told otherwise. */
    always(how: Odd | null) {
      always = how
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type EmbeddingsServer = Awaited<ReturnType<typeof startEmbeddingsServer>>

/** What such a server says of these vectors; the last one first, because places are told and need not be in order. */
export function vectors(each: readonly unknown[]): string {
  const data = each.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse()
  return JSON.stringify({ object: 'list', data, usage: { prompt_tokens: each.length, total_tokens: 7 } })
}
