import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { isPublicAddress } from '../knowledge/public-address.ts'

const timeoutMs = 10_000
const mostBytes = 1_000_000

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address may be asked: outside alone, or, with `local`, this machine alone. */
export function mayAsk(address: string, local: boolean): boolean {
  if (isIP(address) === 0) return false
  return local ? isIn(loopback, address) : isPublicAddress(address)
}

/** Whether a URL is of this very machine, by its name. */
export function isLocalUrl(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (isIP(host) !== 0 && isIn(loopback, host))
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined
}

/**
 * Fetches from a server that settings name, and never from inside the network that we stand in: every address of the name is
 * looked at first, and the connection is made to the very address that was looked at. Follows no redirect; 10 s and 1 MB.
 * @param local the settings name this machine, as a test does; then nothing else may be asked.
 * @throws when it may not be asked, or cannot.
 */
export async function guardedFetch(address: string, ask: Asked, { local = false } = {}): Promise<Response> {
  const url = new URL(address)
  if (url.protocol !== 'https:' && !local) throw new Error(`${url.origin} is not https.`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true })
  const bad = found.find((one) => !mayAsk(one.address, local))
  const chosen = found[0]
  if (bad || !chosen) throw new Error(`${url.origin} is at an address that may not be asked.`)
  const body = ask.body === null || ask.body === undefined ? null : String(ask.body)
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest
    const call = request(
      url,
      {
        method: ask.method ?? 'GET',
        headers: ask.headers ?? {},
        // A connection of its own, made to the address that was looked at just now.
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        // Looked up once more, the name could be somewhere else by now.
        lookup: (_host, options, done) => {
          if (options.all) done(null, [chosen])
          else done(null, chosen.address, chosen.family)
        },
      },
      (answer) => void readAll(answer).then(resolve, reject),
    )
    call.on('error', reject)
    call.end(body)
  })
}

async function readAll(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error(`The answer is longer than ${mostBytes} bytes.`)
    chunks.push(chunk)
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) headers.set(name, String(value))
  const status = answer.statusCode ?? 502
  const empty = [101, 204, 205, 304].includes(status)
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers })
}
