import type { IncomingMessage } from 'node:http'

/** The most that one delivery may hold, in bytes. */
export const bodyLimit = 262_144

// A sender that is told "too large" only hears it once it has finished sending, so up to this much is read and dropped.
const discardLimit = 20_000_000

/** The raw bytes; `too-large` with the rest still unread, or `gone` when the sender hung up. */
export async function readBody(req: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  if (Number(req.headers['content-length']) > bodyLimit) return 'too-large'
  const chunks: Buffer[] = []
  const end = await follow(req, bodyLimit, (chunk) => chunks.push(chunk))
  if (end !== 'whole') return end
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** Reads on and drops it, so that the sender can hear our answer. @returns false when it never ends. */
export async function discardBody(req: IncomingMessage): Promise<boolean> {
  return req.readableEnded || (await follow(req, discardLimit, () => {})) === 'whole'
}

function follow(
  req: IncomingMessage,
  limit: number,
  take: (chunk: Buffer) => void,
): Promise<'whole' | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    let size = 0
    const end = (how: 'whole' | 'too-large' | 'gone') => {
      req.off('data', onData).off('end', onEnd).off('close', onClose)
      resolve(how)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) end('too-large')
      else take(chunk)
    }
    const onEnd = () => end('whole')
    const onClose = () => end('gone')
    // A sender that breaks off is seen by `close`; its error has nothing more to say.
    req.once('error', () => {})
    req.on('data', onData).on('end', onEnd).on('close', onClose)
  })
}
