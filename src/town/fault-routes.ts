import { z } from 'zod'
import { type FaultBox, Faults } from './faults.ts'
import { type Answer, type Call, Refusal, type Route } from './http.ts'
import { type RateLimiter, USUAL_RATE } from './rate.ts'
import type { Streaming } from './streaming.ts'
import { setRevoked } from './tokens.ts'
import type { Town } from './town.ts'

export interface Stage {
  faults: FaultBox
  rate: RateLimiter
  streaming: Streaming
  brandToken: string
}

/** Switches for what can go wrong between a service and its network. */
export function faultRoutes(town: Town, stage: Stage): Route[] {
  const show = (): Answer => ({
    json: { faults: { ...stage.faults.get(), rateLimit: stage.rate.get() }, struck: stage.faults.struck() },
  })
  return [
    { method: 'GET', path: '/town/faults', answer: show },
    {
      method: 'POST',
      path: '/town/faults',
      answer: (call) => {
        const wish = readFaults(call.body)
        stage.faults.set(wish)
        stage.rate.set(wish.rateLimit ?? USUAL_RATE)
        return show()
      },
    },
    {
      method: 'DELETE',
      path: '/town/faults',
      answer: () => {
        stage.faults.set(Faults.parse({}))
        stage.rate.set(USUAL_RATE)
        return show()
      },
    },
    {
      method: 'POST',
      path: '/town/faults/cut-streams',
      answer: (call) => ({ json: { cut: stage.streaming.cut(readToken(call)) } }),
    },
    { method: 'POST', path: '/town/faults/revoke-token', answer: (call) => revoke(town, stage, call) },
    {
      method: 'POST',
      path: '/town/faults/restore-token',
      answer: (call) => ({ json: { changed: setRevoked(town, false, readToken(call) ?? stage.brandToken) } }),
    },
  ]
}

// Mastodon closes the streams of a token that is revoked.
function revoke(town: Town, stage: Stage, call: Call): Answer {
  const token = readToken(call) ?? stage.brandToken
  return { json: { changed: setRevoked(town, true, token), cut: stage.streaming.cut(token) } }
}

function readFaults(body: unknown): Faults {
  const parsed = Faults.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal(422, `The faults cannot be read: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
}

function readToken(call: Call): string | undefined {
  const parsed = z.object({ token: z.string().optional() }).safeParse(call.body)
  if (!parsed.success) throw new Refusal(422, 'The body names no token: send {"token": "…"} or nothing.')
  return parsed.data.token
}
