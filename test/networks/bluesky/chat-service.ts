import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Bluesky's direct messages run on a service whose source is closed. This one stands in for it: the methods that
 * Dajeong and the people in the tests call, reached through a real PDS, with real service tokens.
 */
export interface ChatService {
  url: string
  close(): Promise<void>
}

export interface Member {
  did: string
  handle: string
  displayName?: string
}

export interface ChatOptions {
  /** The DID of the caller, from the token that the PDS signed for this very method. Throws when it is not right. */
  whoCalls(token: string, nsid: string): Promise<string>
  describe(did: string): Promise<Member>
  now(): Date
}

interface Message {
  id: string
  rev: string
  text: string
  facets?: unknown
  sender: { did: string }
  sentAt: string
  deleted: boolean
}

interface Conversation {
  id: string
  members: string[]
  messages: Message[]
}

interface LogLine {
  rev: string
  kind: 'logBeginConvo' | 'logCreateMessage' | 'logDeleteMessage'
  convo: Conversation
  message: Message | null
}

class ChatError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const logPage = 20

export async function startChatService(options: ChatOptions): Promise<ChatService> {
  const convos = new Map<string, Conversation>()
  const log: LogLine[] = []
  let clock = 0
  const tick = (): string => (++clock).toString().padStart(13, '0')

  const methods: Record<string, (me: string, input: Input) => Promise<unknown>> = {
    getLog: async (me, { query }) => {
      const mine = log.filter((line) => line.convo.members.includes(me))
      const cursor = query.get('cursor')
      if (cursor === null) return { cursor: mine.at(-1)?.rev ?? tick(), logs: [] }
      const page = mine.filter((line) => line.rev > cursor).slice(0, logPage)
      return { cursor: page.at(-1)?.rev ?? cursor, logs: page.map(showLine) }
    },
    listConvos: async (me) => {
      const mine = [...convos.values()].filter((convo) => convo.members.includes(me))
      return { convos: await Promise.all(mine.map(showConvo)) }
    },
    getConvo: async (me, { query }) => ({ convo: await showConvo(getConvo(me, query.get('convoId'))) }),
    getConvoForMembers: async (me, { query }) => {
      const members = [...new Set([me, ...query.getAll('members')])].sort()
      const known = [...convos.values()].find((convo) => convo.members.join() === members.join())
      return { convo: await showConvo(known ?? begin(members)) }
    },
    getMessages: async (me, { query }) => {
      const all = getConvo(me, query.get('convoId')).messages.toReversed()
      const cursor = query.get('cursor')
      const rest = cursor === null ? all : all.filter((message) => message.rev < cursor)
      const page = rest.slice(0, Number(query.get('limit') ?? 50))
      return {
        messages: page.map(showMessage),
        ...(page.length < rest.length ? { cursor: page.at(-1)?.rev } : {}),
      }
    },
    sendMessage: async (me, { body }) => {
      const { convoId, message } = body as { convoId: string; message: { text: string; facets?: unknown } }
      if (typeof message?.text !== 'string' || message.text.length > 10_000) {
        throw new ChatError(400, 'InvalidRequest', 'The message has no text, or too much of it')
      }
      const convo = getConvo(me, convoId)
      const rev = tick()
      const sent: Message = {
        id: `m${rev}`,
        rev,
        text: message.text,
        ...(message.facets ? { facets: message.facets } : {}),
        sender: { did: me },
        sentAt: options.now().toISOString(),
        deleted: false,
      }
      convo.messages.push(sent)
      log.push({ rev, kind: 'logCreateMessage', convo, message: sent })
      return showMessage(sent)
    },
    deleteMessageForSelf: async (me, { body }) => {
      const { convoId, messageId } = body as { convoId: string; messageId: string }
      const convo = getConvo(me, convoId)
      const message = convo.messages.find((one) => one.id === messageId)
      if (!message) throw new ChatError(400, 'InvalidRequest', 'No such message')
      message.deleted = true
      log.push({ rev: tick(), kind: 'logDeleteMessage', convo, message })
      return showMessage(message)
    },
    updateRead: async (me, { body }) => {
      const { convoId } = body as { convoId: string }
      return { convo: await showConvo(getConvo(me, convoId)) }
    },
  }

  function begin(members: string[]): Conversation {
    const rev = tick()
    const convo: Conversation = { id: `c${rev}`, members, messages: [] }
    convos.set(convo.id, convo)
    log.push({ rev, kind: 'logBeginConvo', convo, message: null })
    return convo
  }

  function getConvo(me: string, id: string | null): Conversation {
    const convo = convos.get(id ?? '')
    if (!convo?.members.includes(me)) throw new ChatError(400, 'InvalidConvo', 'No such conversation')
    return convo
  }

  async function showConvo(convo: Conversation) {
    const members = await Promise.all(convo.members.map((did) => options.describe(did)))
    return {
      id: convo.id,
      rev: convo.messages.at(-1)?.rev ?? convo.id,
      members,
      muted: false,
      unreadCount: 0,
    }
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      const [status, code] =
        error instanceof ChatError ? [error.status, error.code] : [500, 'InternalServerError']
      outgoing.writeHead(status, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify({ error: code, message: String(error) }))
    })
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://chat')
    const nsid = url.pathname.replace('/xrpc/', '')
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const token = incoming.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const me = await options.whoCalls(token, nsid).catch((error: unknown) => {
      throw new ChatError(401, 'AuthenticationRequired', String(error))
    })
    const method = nsid.startsWith('chat.bsky.convo.')
      ? methods[nsid.slice('chat.bsky.convo.'.length)]
      : undefined
    if (!method) throw new ChatError(501, 'MethodNotImplemented', `${nsid} is not part of the stand-in`)
    const text = Buffer.concat(chunks).toString('utf8')
    const said = await method(me, { query: url.searchParams, body: text === '' ? null : JSON.parse(text) })
    outgoing.writeHead(200, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify(said))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Input {
  query: URLSearchParams
  body: unknown
}

function showMessage({ deleted, ...message }: Message) {
  if (!deleted) return { $type: 'chat.bsky.convo.defs#messageView', ...message }
  const { id, rev, sender, sentAt } = message
  return { $type: 'chat.bsky.convo.defs#deletedMessageView', id, rev, sender, sentAt }
}

function showLine({ rev, kind, convo, message }: LogLine) {
  return {
    $type: `chat.bsky.convo.defs#${kind}`,
    rev,
    convoId: convo.id,
    ...(message ? { message: showMessage(message) } : {}),
  }
}
