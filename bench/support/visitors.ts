import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'

/** One visitor of a brand's site with their window open, as a kept client does it. */
export interface Visitor {
  id: string
  /** Says it and waits until it is acknowledged. @returns how long that took, in ms. */
  say(text: string): Promise<number>
  /** Breaks the connection without a word. */
  drop(): void
  /** Comes back from where it was. */
  connect(): Promise<void>
  isOpen(): boolean
  /** What was pushed, each once. */
  seen: Map<string, string>
  /** How often something came that was there already. */
  twice(): number
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Every visitor comes from an address of their own, as a proxy tells it. */
export function makeVisitors(base: string, account: string) {
  const addressOf = (n: number) => `198.18.${n >> 8}.${n & 255}`

  function ask(
    method: string,
    path: string,
    n: number,
    token: string | null,
    body?: unknown,
  ): Promise<Record<string, string>> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body)
      const req = request(
        `${base}/directline/${path}`,
        {
          ...{ method, agent, timeout: 30_000 },
          headers: {
            ...{ 'content-type': 'application/json', 'x-forwarded-for': addressOf(n) },
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            'content-length': Buffer.byteLength(text),
          },
        },
        (res) => {
          const chunks: Buffer[] = []
          res.on('data', (chunk: Buffer) => chunks.push(chunk))
          res.on('end', () => {
            const said = Buffer.concat(chunks).toString('utf8')
            if ((res.statusCode ?? 500) >= 300) reject(new Error(`${path}: ${res.statusCode} ${said}`))
            else resolve(JSON.parse(said))
          })
        },
      )
      req.on('timeout', () => req.destroy(new Error(`${path}: no answer in 30 s`)))
      req.on('error', reject)
      req.end(text)
    })
  }

  return async function enter(n: number): Promise<Visitor> {
    const { token: first = '' } = await ask('POST', 'tokens/generate', n, null, { account })
    const begun = await ask('POST', 'conversations', n, first, { locale: 'ko-KR' })
    const { conversationId: id = '', token = '' } = begun
    let { streamUrl = '' } = begun
    let socket: WebSocket | null = null
    let watermark = '0'
    let twice = 0
    const seen = new Map<string, string>()

    const visitor: Visitor = {
      ...{ id, seen, twice: () => twice },
      async say(text) {
        const start = performance.now()
        await ask('POST', `conversations/${id}/activities`, n, token, {
          ...{ type: 'message', text, channelData: { clientActivityID: randomUUID() } },
        })
        return performance.now() - start
      },
      drop() {
        socket?.terminate()
        socket = null
        streamUrl = ''
      },
      isOpen: () => socket?.readyState === WebSocket.OPEN,
      async connect() {
        if (streamUrl === '')
          streamUrl =
            (await ask('GET', `conversations/${id}?watermark=${watermark}`, n, token)).streamUrl ?? ''
        const opened = new WebSocket(streamUrl, {
          perMessageDeflate: false,
          headers: { 'x-forwarded-for': addressOf(n) },
        })
        socket = opened
        opened.on('message', (data) => {
          const pushed = JSON.parse(String(data)) as {
            activities: { id: string; type: string; text?: string }[]
            watermark?: string
          }
          watermark = pushed.watermark ?? watermark
          for (const one of pushed.activities) {
            if (one.type !== 'message') continue
            if (seen.has(one.id)) twice += 1
            seen.set(one.id, one.text ?? '')
          }
        })
        await new Promise<void>((resolve, reject) => {
          opened.once('open', () => resolve())
          opened.once('error', reject)
        })
        opened.on('error', () => opened.terminate())
      },
    }
    await visitor.connect()
    return visitor
  }
}

/** Does all of them, so many at once. */
export async function inRounds<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < all.length) {
        const at = next
        next += 1
        results[at] = await work(all[at] as T)
      }
    }),
  )
  return results
}
