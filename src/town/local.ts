import type { IncomingMessage } from 'node:http'
import { Refusal } from './http.ts'

/**
 * `/town/*` asks for no token, so it serves this machine only: no caller from elsewhere, no other site's page in a
 * browser here (Origin), and no name of somebody else's that was pointed at this machine (Host).
 * @throws Refusal 403
 */
export function requireLocal(request: IncomingMessage): void {
  const { host, origin } = request.headers
  const isFromHere = isLoopback(request.socket.remoteAddress ?? '')
  const isForHere = host !== undefined && isLoopback(hostOf(`http://${host}`))
  const isByHere = origin === undefined || (isLoopback(hostOf(origin)) && new URL(origin).host === host)
  if (!isFromHere || !isForHere || !isByHere) {
    throw new Refusal(
      403,
      "The town's own API serves this machine only: use http://127.0.0.1 or an SSH tunnel.",
    )
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : ''
}

function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '')
  return plain === 'localhost' || plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain)
}
