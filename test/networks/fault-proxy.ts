import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
}

/**
 * `lose`: the server gets the call and its answer never reaches the caller. `busy`: the call is refused with 429 before
 * the server gets it. `fail`: it is refused with 500, likewise.
 */
export type Fault = 'lose' | 'busy' | 'fail'

export interface FaultProxy {
  url: string
  /** The next call that fits meets the fault; later ones pass. */
  next(fault: Fault, fits: (asked: Asked) => boolean): void
  /** The next call that fits is passed on and its answer kept back. Resolves when the server has answered it. */
  holdNext(fits: (asked: Asked) => boolean): Promise<void>
  /** Every call that was passed on or refused so far. */
  asked: Asked[]
  /** Cuts every open connection. */
  cut(): void
  close(): Promise<void>
}

/** Stands in front of a real server as a bad network does. `headers` are added to every call that passes. */
export async function startFaultProxy(
  target: string,
  headers: Record<string, string> = {},
): Promise<FaultProxy> {
  const faults: { fault: Fault | Hold; fits(asked: Asked): boolean }[] = []
  const asked: Asked[] = []
  const server = createServer((incoming, outgoing) => {
    const call = { method: incoming.method ?? '', path: incoming.url ?? '' }
    asked.push(call)
    const at = faults.findIndex((one) => one.fits(call))
    const fault = at < 0 ? null : (faults.splice(at, 1)[0]?.fault ?? null)
    if (fault === 'busy') return refuse(outgoing, 429, 'RateLimitExceeded')
    if (fault === 'fail') return refuse(outgoing, 500, 'InternalServerError')
    pass(target, headers, incoming, outgoing, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    next: (fault, fits) => faults.push({ fault, fits }),
    holdNext: (fits) => new Promise((held) => faults.push({ fault: { held }, fits })),
    asked,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The caller waits until it gives up, or until it is ended. */
interface Hold {
  held(): void
}

function refuse(outgoing: ServerResponse, status: number, error: string): void {
  const reset = Math.ceil(Date.now() / 1000) + 2
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 429
      ? { 'ratelimit-limit': '10', 'ratelimit-remaining': '0', 'ratelimit-reset': reset }
      : {}),
  })
  outgoing.end(JSON.stringify({ error, message: 'A fault that the test asked for' }))
}

function pass(
  target: string,
  headers: Record<string, string>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: 'lose' | Hold | null,
): void {
  const url = new URL(incoming.url ?? '/', target)
  const onward = request(url, {
    method: incoming.method,
    // A kept connection may be closed by the server just when it is used again, a fault that nobody asked for.
    agent: false,
    headers: { ...incoming.headers, ...headers, host: url.host },
  })
  onward.once('response', (answer) => {
    if (fault) {
      // Only when the whole answer is here has the server surely done its work.
      answer.resume().once('end', () => (fault === 'lose' ? outgoing.destroy() : fault.held()))
      return
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.once('error', () => outgoing.destroy())
  incoming.pipe(onward)
}
