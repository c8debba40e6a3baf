import { setTimeout as sleep } from 'node:timers/promises'
import { hasBearer, isLocal } from './auth.ts'
import { sendJson } from './failure.ts'
import { admit, open, type RouteTools } from './route.ts'

/** What must be true before work may be sent here; `running` until we stop. */
const parts = ['database', 'migrations', 'worker', 'running'] as const

export interface HealthTools {
  /** Asked at every probe. What throws or does not answer in time is not ready. */
  ready: Record<(typeof parts)[number], () => boolean | Promise<boolean>>
  /** In Prometheus' text format. */
  metrics(): Promise<string>
  /** Whoever sends it as a bearer token may read the metrics. */
  metricsToken: string | null
}

const answerWithinMs = 1_000

/** `/healthz`: the process answers. `/readyz`: it can work. `/metrics`: how it fares, for this machine or whoever is let in. */
export function addHealth(tools: RouteTools, { ready, metrics, metricsToken }: HealthTools): void {
  open(tools, 'GET', '/healthz', 'healthz', async (_req, res) => sendJson(res, 200, { alive: true }))

  open(tools, 'GET', '/readyz', 'readyz', async (_req, res) => {
    const found = await Promise.all(parts.map(async (part) => [part, await isTrue(ready[part])] as const))
    const isReady = found.every(([, is]) => is)
    sendJson(res, isReady ? 200 : 503, { ready: isReady, ...Object.fromEntries(found) })
  })

  open(tools, 'GET', '/metrics', 'metrics', async (req, res) => {
    if (!isLocal(req) && !hasBearer(req, metricsToken))
      await admit(tools, req, { right: 'connect', about: 'house' })
    const text = await metrics()
    res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    res.end(text)
  })
}

async function isTrue(ask: () => boolean | Promise<boolean>): Promise<boolean> {
  const late = new AbortController()
  const answer = async () => ask()
  const given = await Promise.race([
    answer().catch(() => false),
    sleep(answerWithinMs, false, { signal: late.signal }).catch(() => false),
  ])
  late.abort()
  return given
}
