import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
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
  seconds: number
  p50Ms: number
  p99Ms: number
  failed: number
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  const { hostname, port, pathname } = new URL(order.url)
  // Made before the clock starts: the sender's own work is not what is measured.
  const bodies = Array.from({ length: order.count }, (_, at) => makeBody(order.first + at, order.bytes))
  const t = String(Math.floor(Date.now() / 1000))
  const signed = bodies.map((body) =>
    createHmac('sha256', order.secret).update(`${t}.`).update(body).digest('hex'),
  )
  const times: number[] = []
  let failed = 0
  let next = 0

  const post = (at: number) =>
    new Promise<void>((resolve) => {
      const body = bodies[at] as Buffer
      const start = performance.now()
      const req = request(
        {
          agent,
          hostname,
          port,
          path: pathname,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': body.length,
            'dajeong-signature': `t=${t},v1=${signed[at]}`,
          },
        },
        (res) => {
          if (res.statusCode !== 202) failed += 1
          res.resume()
          res.once('end', () => {
            times.push(performance.now() - start)
            resolve()
          })
        },
      )
      req.once('error', () => {
        failed += 1
        resolve()
      })
      req.end(body)
    })

  const start = performance.now()
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      while (next < order.count) {
        const at = next
        next += 1
        await post(at)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const part = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { seconds, p50Ms: part(0.5), p99Ms: part(0.99), failed }
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((report) => process.send?.(report))
})
process.on('disconnect', () => process.exit(0))
