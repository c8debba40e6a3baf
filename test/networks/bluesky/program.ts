import { randomBytes } from 'node:crypto'
import { startChatService } from './chat-service.ts'

// Runs in a process of its own, with the packages of test/networks: PLC, PDS, AppView and what they need, and the
// stand-in for direct messages. Prints one line of JSON when all of it answers, and ends when its input is closed.

/** What we use of @atproto/dev-env; its own types are there only after the networks were installed. */
interface DevEnv {
  TestNetwork: { create(options: object): Promise<Network> }
  createDidAndKey(options: object): Promise<{ did: string; key: unknown }>
}
interface Network {
  plc: { url: string; getClient(): PlcClient }
  pds: { url: string; ctx: { idResolver: IdResolver } }
  bsky: { url: string }
}
interface PlcClient {
  updateData(did: string, signer: unknown, change: (last: Operation) => Operation): Promise<void>
}
interface Operation {
  services: Record<string, { type: string; endpoint: string }>
}
interface IdResolver {
  did: {
    resolveAtprotoData(did: string, fresh?: boolean): Promise<{ handle: string; signingKey: string }>
  }
}
interface XrpcServer {
  verifyJwt(
    token: string,
    audience: string,
    nsid: string,
    getKey: (issuer: string, fresh: boolean) => Promise<string>,
  ): Promise<{ iss: string }>
}

const load = async <T>(name: string): Promise<T> => (await import(name)) as T
const { TestNetwork, createDidAndKey } = await load<DevEnv>('@atproto/dev-env')
const { verifyJwt } = await load<XrpcServer>('@atproto/xrpc-server')

// What is behind this key is not counted by the rate limits, so that only the test about them meets them.
const bypassKey = randomBytes(16).toString('hex')
const network = await TestNetwork.create({
  dbPostgresSchema: 'bluesky',
  pds: { hostname: 'localhost', rateLimitsEnabled: true, rateLimitBypassKey: bypassKey },
})
const { did: resolver } = network.pds.ctx.idResolver
const chatDid = await createDidAndKey({ plcUrl: network.plc.url, handle: 'chat.test', pds: network.pds.url })
const chat = await startChatService({
  whoCalls: async (token, nsid) => {
    const getKey = async (issuer: string, fresh: boolean) =>
      (await resolver.resolveAtprotoData(issuer, fresh)).signingKey
    return (await verifyJwt(token, chatDid.did, nsid, getKey)).iss
  },
  describe: async (did) => ({ did, handle: (await resolver.resolveAtprotoData(did)).handle }),
  now: () => new Date(),
})
await network.plc.getClient().updateData(chatDid.did, chatDid.key, (last) => ({
  ...last,
  services: { bsky_chat: { type: 'BskyChatService', endpoint: chat.url } },
}))

const places = { pdsUrl: network.pds.url, plcUrl: network.plc.url, appViewUrl: network.bsky.url }
process.stdout.write(`${JSON.stringify({ ...places, chatDid: chatDid.did, bypassKey })}\n`)

// Whoever started this has gone, however that happened.
process.stdin.resume()
process.stdin.once('end', () => process.exit(0))
