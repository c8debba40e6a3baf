/** One server-sent event: its name and what came with it. */
export interface Told {
  event: string
  data: unknown
}

/**
 * Follows a stream of events as a page does. Whoever has awaited it misses nothing of what happens from then on.
 * @throws when the stream is refused; while it is read, when it ends or the signal aborts.
 */
export async function follow(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<AsyncGenerator<Told>> {
  const response = await fetch(url, { headers, signal })
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}.`)
  return read(url, response.body)
}

async function* read(url: string, body: ReadableStream<Uint8Array>): AsyncGenerator<Told> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const event = /^event: (.+)$/m.exec(part)?.[1]
      const data = /^data: (.+)$/m.exec(part)?.[1]
      if (event && data) yield { event, data: JSON.parse(data) }
    }
  }
  throw new Error(`${url} has ended its stream.`)
}
