import type { IncomingMessage } from 'node:http'
import { Failure } from './failure.ts'
import { discardBody } from './webhook-body.ts'

/** The most that a request of the API may hold, in bytes. */
export const mostBytes = 1_048_576

/** Reads a JSON body. @throws Failure 400, 413 or 415, with what was sent read to its end where that is bearable. */
export async function readJson(req: IncomingMessage, most = mostBytes): Promise<unknown> {
  const bytes = await readBytes(req, most)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Failure(400, 'not-utf-8', 'The body is not UTF-8.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(400, 'broken-json', 'The body is not JSON.')
  }
}

async function readBytes(req: IncomingMessage, most: number): Promise<Buffer> {
  if (!/^application\/json\s*(?:;|$)/i.test(req.headers['content-type'] ?? '')) {
    await discardBody(req)
    throw new Failure(415, 'unsupported-media-type', 'Send content-type: application/json.')
  }
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    await discardBody(req)
    throw new Failure(415, 'unsupported-media-type', 'Send the body uncompressed.')
  }
  const tooLarge = new Failure(413, 'too-large', `A body may have ${most} bytes.`, {
    headers: { connection: 'close' },
  })
  if (Number(req.headers['content-length']) > most) {
    await discardBody(req)
    throw tooLarge
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= most) chunks.push(chunk)
      // Read on a little, so that the sender hears our answer; whoever never ends is cut off by the request time-out.
      else if (size > 20 * most) throw tooLarge
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure(400, 'cut-off', 'The body ended early.')
  }
  if (size > most) throw tooLarge
  return Buffer.concat(chunks)
}
