import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChannelTools, WebhookRequest } from '../../src/channels/channel.ts'
import { webhook } from '../../src/channels/webhook/webhook.ts'
import type { Answer, Person, World } from './world.ts'

const secret = 'a secret of sixteen or more'

export const quietTools: ChannelTools = { now: () => new Date(), log: () => {} }

/** Signed as docs/webhook.md says, written without the code under test. */
export function signed(rawBody: Buffer, key = secret, t = Math.floor(Date.now() / 1000)): WebhookRequest {
  const v1 = createHmac('sha256', key).update(`${t}.`).update(rawBody).digest('hex')
  return { headers: { 'dajeong-signature': `t=${t},v1=${v1}` }, rawBody }
}

interface Reply {
  type: string
  text: string
  visibility: 'public' | 'direct'
  to: { id: string }
}

/** A blog's own program at the other end: it delivers comments, and publishes the replies that it gets. */
export async function makeWebhookWorld(): Promise<World & { pings: number; url: string }> {
  const answers: Answer[] = []
  const byKey = new Map<string, string>()
  const gone = new Set<string>()
  let outbox: object[] = []
  let repeats = false
  let next: 'answer' | 'lose' | 'busy' = 'answer'
  let accepted = true

  function take(req: IncomingMessage, res: ServerResponse, body: Buffer): unknown {
    const reply = (status: number, json: object, headers = {}) =>
      void res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json))
    if (!accepted || !fits(String(req.headers['dajeong-signature']), body))
      return reply(401, { error: 'who are you' })
    const said = JSON.parse(body.toString('utf8')) as Reply
    if (said.type === 'ping') {
      world.pings += 1
      return reply(200, {})
    }
    const turn = next
    next = 'answer'
    if (turn === 'busy') return reply(429, { error: 'slow down' }, { 'retry-after': '1' })
    if (gone.has(said.to.id)) return reply(410, { error: 'deleted' })
    const key = String(req.headers['idempotency-key'])
    if (!byKey.has(key)) {
      byKey.set(key, `r-${byKey.size + 1}`)
      const { text, visibility } = said
      answers.push({ nativeId: byKey.get(key) ?? '', text, visibility, parent: said.to.id })
    }
    if (turn === 'lose') return res.destroy()
    return reply(201, { id: byKey.get(key), url: `https://blog.example/${byKey.get(key)}` })
  }

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => take(req, res, Buffer.concat(chunks)))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/replies`
  const person = (name: string): Person => ({ nativeId: `u-${name}`, handle: name })
  const event = (type: string, id: string, from: Person, text: string, more: object = {}) => ({
    ...{ type, id, text, visibility: 'public', ...more },
    author: { id: from.nativeId, name: from.handle, handle: from.handle, bot: from.handle === 'robot' },
  })
  const authors = new Map<string, Person>()
  const world: World & { pings: number; url: string } = {
    pings: 0,
    url,
    channel: webhook,
    brand: null,
    anna: person('anna'),
    ben: person('ben'),
    robot: person('robot'),
    open: () =>
      webhook.open(
        webhook.settings.parse({ name: 'blog', secret, deliverUrl: url, brandHandle: 'shop' }),
        quietTools,
      ),
    async say({ from, text, visibility = 'public', parent }) {
      const id = `c-${randomUUID()}`
      authors.set(id, from)
      outbox.push(event('mention', id, from, text, { visibility, parent }))
      return id
    },
    async sayAsBrand(text) {
      const id = `c-${randomUUID()}`
      outbox.push(event('mention', id, { nativeId: 'u-shop', handle: '@Shop' }, text))
      return id
    },
    async edit(id, text) {
      outbox.push(event('edited', id, authors.get(id) ?? world.anna, text))
    },
    async remove(id) {
      gone.add(id)
      outbox.push({ type: 'deleted', id })
    },
    async deliveries() {
      const events = repeats ? [...outbox, ...outbox].reverse() : outbox
      outbox = []
      return events.map((one) => signed(Buffer.from(JSON.stringify(one))))
    },
    answers: async () => answers,
    loseNextAnswer: async () => {
      next = 'lose'
    },
    beBusy: async () => {
      next = 'busy'
    },
    refuseUs: async () => {
      accepted = false
    },
    repeat: async () => {
      repeats = true
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return world
}

function fits(header: string, body: Buffer): boolean {
  const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  const right = createHmac('sha256', secret).update(`${t}.`).update(body).digest()
  return v1 !== '' && timingSafeEqual(Buffer.from(v1, 'hex'), right)
}
