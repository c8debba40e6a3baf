import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { clientPage, type Look } from './client-page.ts'
import { type ConnectorServer, openConnector, type Said } from './connector-server.ts'
import { type Issuer, makeToken, openIssuer } from './issuer.ts'
import { appId } from './world.ts'

type Activity = Record<string, unknown>

/** What carries chats between clients and the bot, as Azure does for Teams: it signs what it delivers and takes what is answered. */
export interface Carrier {
  issuer: Issuer
  connector: ConnectorServer
  /** Settings of the service that make it hear this one. */
  env: Record<string, string>
  /** Where Web Chat is for somebody. */
  pageOf(as: string, look: Look): string
  /** Everything that clients in the browser posted, as the bot was told it, with what the bot's door answered. */
  posted: { as: string; activity: Activity; status: number }[]
  /** Nothing new is shown to this one until it is called with false. */
  hold(as: string, held: boolean): void
  /** What the bot said in a conversation, oldest first, as it stands now. */
  standing(conversation: string): Activity[]
  /** Delivers an activity of a customer or colleague, signed. */
  deliver(activity: Activity): Promise<{ status: number; json: Record<string, unknown> }>
  /** An activity of this person, as their channel would make it. */
  from(channel: string, who: { id: string; name: string }, more: Activity): Activity
  close(): Promise<void>
}

const bundle = fileURLToPath(
  new URL('../../node_modules/botframework-webchat/dist/webchat.js', import.meta.url),
)
const fonts = fileURLToPath(new URL('../../node_modules/pretendard/dist/web/static/', import.meta.url))
export const tenant = '66666666-7777-8888-9999-000000000000'

/** @param doorOf where the service is by now. */
export async function openCarrier(doorOf: () => string): Promise<Carrier> {
  const issuer = await openIssuer()
  const connector = await openConnector()
  const posted: Carrier['posted'] = []
  const held = new Set<string>()

  async function deliver(activity: Activity) {
    const now = Math.floor(Date.now() / 1_000)
    const token = makeToken(issuer.good, {
      ...{ iss: issuer.authority.issuer, aud: appId, nbf: now - 60, exp: now + 3_600 },
      serviceurl: connector.url,
    })
    const answer = await fetch(`${doorOf()}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    })
    const text = await answer.text()
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>
    return { status: answer.status, json }
  }

  const from: Carrier['from'] = (channelId, who, more) => ({
    ...{ type: 'message', id: randomUUID(), channelId, serviceUrl: connector.url },
    ...{ conversation: conversationOf(channelId, who.id), recipient: { id: '28:bot', name: 'Dajeong' } },
    from: { ...who, ...(channelId === 'msteams' ? { aadObjectId: `aad-${who.id}` } : {}) },
    timestamp: new Date().toISOString(),
    ...(channelId === 'msteams' ? { channelData: { tenant: { id: tenant } } } : {}),
    ...more,
  })

  async function post(as: string, given: Activity) {
    // Everything that the client says is left; its service adds who, where and by which name it is called.
    const { channelData, ...rest } = given
    const activity: Activity = { ...rest, ...from('msteams', { id: as, name: as }, {}), type: given.type }
    const { status } = await deliver(activity)
    posted.push({ as, activity, status })
    const echo = { ...given, id: activity.id, timestamp: activity.timestamp }
    return { id: activity.id, echo: { ...echo, channelData } }
  }

  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://here')
    const as = url.searchParams.get('as') ?? ''
    const json = (body: unknown) =>
      res.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    switch (url.pathname) {
      case '/webchat.js':
        return res.setHeader('content-type', 'text/javascript').end(await readFile(bundle))
      case '/font.woff2':
        return res.end(await readFile(`${fonts}woff2/Pretendard-Regular.woff2`))
      case '/post': {
        const chunks: Buffer[] = []
        for await (const chunk of req) chunks.push(chunk as Buffer)
        return json(await post(as, JSON.parse(Buffer.concat(chunks).toString('utf8'))))
      }
      case '/told': {
        const after = Number(url.searchParams.get('after'))
        if (held.has(as)) return json({ activities: [], next: after })
        const { id } = conversationOf('msteams', as)
        return json({ activities: shown(connector.said.slice(after), id), next: connector.said.length })
      }
      default: {
        const look = {
          lang: url.searchParams.get('lang') === 'en' ? 'en' : 'ko',
          scheme: url.searchParams.get('scheme') === 'dark' ? 'dark' : 'light',
        } as const
        return res.setHeader('content-type', 'text/html').end(clientPage(as, look))
      }
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  /** The bot's words and cards of one conversation; a change has the id and the time of what it stands for. */
  const begun = new Map<string, string>()
  function shown(said: readonly Said[], conversation: string): Activity[] {
    return said.flatMap((one) => {
      const [, place, changed] =
        /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(one.path) ?? []
      if (decodeURIComponent(place ?? '') !== conversation || one.activity.type !== 'message') return []
      const id =
        one.method === 'PUT' ? decodeURIComponent(changed ?? '') : `m-${connector.said.indexOf(one) + 1}`
      const timestamp = begun.get(id) ?? new Date().toISOString()
      begun.set(id, timestamp)
      return [{ ...one.activity, id, timestamp, from: { id: '28:bot', role: 'bot' } }]
    })
  }

  return {
    ...{ issuer, connector, posted, deliver, from },
    env: {
      ...{ MicrosoftAppId: appId, MicrosoftAppPassword: 'app-s3cret', MicrosoftAppTenantId: tenant },
      MICROSOFT_SERVICE_HOSTS: connector.host,
    },
    pageOf: (as, { lang, scheme }) => `${home}?as=${as}&lang=${lang}&scheme=${scheme}`,
    hold(as, now) {
      if (now) held.add(as)
      else held.delete(as)
    },
    standing(conversation) {
      const last = new Map<unknown, Activity>()
      for (const one of shown(connector.said, conversation)) last.set(one.id, one)
      return [...last.values()]
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await Promise.all([issuer.close(), connector.close()])
    },
  }
}

/** Where this person talks to the bot alone. */
export function conversationOf(channelId: string, who: string) {
  return channelId === 'msteams'
    ? { id: `a:${who}`, conversationType: 'personal', tenantId: tenant }
    : { id: `${channelId}-${who}` }
}
