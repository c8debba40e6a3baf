import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Said {
  method: string
  path: string
  token: string | null
  activity: Record<string, unknown>
}

/** What a channel's connector answers to a call. */
export type Mood =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | 'hang'
  | 'cut'
  | 'not-json'

/** A connector of a chat client that writes down what it is told. */
export interface ConnectorServer {
  url: string
  host: string
  said: Said[]
  /** For the next calls, whatever they say, one each; then it is fine again. */
  moods: Mood[]
  /** For the next calls that are meant, one each: a chat also shows that it types and that somebody waits, whenever it comes to that. */
  moodsTo(isMeant: (said: Said) => boolean, moods: readonly Mood[]): void
  close(): Promise<void>
}

export async function openConnector(): Promise<ConnectorServer> {
  const said: Said[] = []
  const moods: Mood[] = []
  const meant: { isMeant: (said: Said) => boolean; moods: Mood[] }[] = []
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? null
    const text = Buffer.concat(chunks).toString('utf8')
    const one: Said = {
      method: req.method ?? '',
      path: req.url ?? '',
      token,
      activity: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    }
    said.push(one)
    const forIt = meant.find((those) => those.moods.length > 0 && those.isMeant(one))
    const mood = (forIt?.moods ?? moods).shift() ?? { status: 201, body: { id: `m-${said.length}` } }
    if (mood === 'hang') return
    if (mood === 'cut') return void req.socket.destroy()
    if (mood === 'not-json') return void res.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello')
    res.writeHead(mood.status, { 'content-type': 'application/json', ...mood.headers })
    res.end(mood.body === undefined ? '' : JSON.stringify(mood.body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/`,
    host,
    said,
    moods,
    moodsTo: (isMeant, given) => void meant.push({ isMeant, moods: [...given] }),
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
