import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { makeBody } from './body.ts'

// A process of its own that posts signed mentions to a webhook account, so that its work is not counted as the service's.
// Started with IPC: takes { url, secret, first, count, connections, bytes, paceMs }, answers { seconds, p50, p99, failed }.

export interface LoadOrder {
  url: string
  secret: string
  /** Number of the first mention; the numbers make the ids. */
  first: number
  count: number
  connections: number
  /** Size of one request's body. */
  bytes: number
}

export interface LoadReport {
  /** When the first request was written, in ms since 1970; connecting and starting are the sender's own affair. */
  startedAt: number
  seconds: number
  p50Ms: number
  p99Ms: number
  failed: number
}

/** One request with everything in it, made before the clock starts: the sender's own work is not what is measured. */
function makeRequest(order: LoadOrder, url: URL, t: string, number: number): Buffer {
  const body = makeBody(number, order.bytes)
  const signature = createHmac('sha256', order.secret).update(`${t}.`).update(body).digest('hex')
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `dajeong-signature: t=${t},v1=${signature}`,
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(head.join('\r\n')), body])
}

/** Bare sockets, because a whole HTTP client takes as much of two cores as the server that it is to measure. */
function talk(url: URL, take: () => Buffer | null, done: (ms: number, ok: boolean) => void): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    let start = 0
    let said = ''
    const finish = (accepted: boolean) => {
      done(performance.now() - start, accepted)
      next()
    }
    const next = () => {
      const request = take()
      if (!request) {
        socket.end()
        return resolve()
      }
      said = ''
      start = performance.now()
      socket.write(request)
    }
    socket.on('connect', next)
    socket.on('data', (chunk: Buffer) => {
      // As nearly every answer comes: whole, with the status at its place. Reading it costs as little as can be.
      if (said === '' && chunk[9] === 0x32 && chunk[11] === 0x32 && chunk.at(-1) === 0x7d) return finish(true)
      said += chunk.toString('latin1')
      const head = said.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(said)?.[1] ?? 0)
      if (said.length < head + 4 + length) return
      finish(said.startsWith('HTTP/1.1 202'))
    })
    socket.once('error', () => {
      done(performance.now() - start, false)
      resolve()
    })
  })
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const url = new URL(order.url)
  const t = String(Math.floor(Date.now() / 1000))
  const requests = Array.from({ length: order.count }, (_, at) =>
    makeRequest(order, url, t, order.first + at),
  )
  const times: number[] = []
  let failed = 0
  let next = 0
  let startedAt = 0
  const take = () => {
    startedAt ||= performance.timeOrigin + performance.now()
    return requests[next++] ?? null
  }
  const done = (ms: number, ok: boolean) => {
    times.push(ms)
    if (!ok) failed += 1
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: order.connections }, () => talk(url, take, done)))
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  const part = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return {
    startedAt,
    seconds,
    p50Ms: part(0.5),
    p99Ms: part(0.99),
    failed: failed + order.count - times.length,
  }
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((report) => process.send?.(report))
})
process.on('disconnect', () => process.exit(0))
