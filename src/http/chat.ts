import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { type ChatConfig, type ChatWindow, isOrigin } from '../core/chat-window.ts'
import { type Built, forever, readBuilt, sendBuilt } from './built.ts'
import { Failure, failureOf, sendJson, toProblem } from './failure.ts'
import { open, type RouteTools, readQuery, requestIdOf } from './route.ts'

export interface ChatTools {
  /** How the window of an account presents itself; null where no such account takes visitors. */
  chatOf(accountId: string): Promise<ChatWindow | null>
  /** The origins whose pages may frame the window of an account. */
  originsOf(accountId: string): Promise<readonly string[]>
  /** Reads what was built; of `dist/` where it is not given. */
  built?: typeof readBuilt
}

const account = z
  .string()
  .regex(/^\d{1,18}$/, 'The number of a webchat account, as `npm run account -- list` shows it.')
const PageQuery = z.object({ account, lang: z.enum(['ko', 'en']).optional() })
const ConfigQuery = z.object({ account })

/**
 * The visitors' side: the page of the chat window, the script that puts it on other sites, and what the page needs to know of its
 * account. Nobody signs in here and no cookie is set or read.
 */
export function addChat(tools: RouteTools, { chatOf, originsOf, built = readBuilt }: ChatTools): void {
  const web = built('web')
  const page = web.get('chat/index.html')
  const embed = web.get('chat/embed.js')
  // Four megabytes that are held only where somebody opens a window.
  let kept: Map<string, Built> | null = null
  const webchat = () => {
    kept ??= built('webchat')
    return kept
  }

  const framersOf = async (id: string) => (await originsOf(id)).filter(isOrigin)

  open(tools, 'GET', '/chat', 'chat', async (req, res) => {
    const query = PageQuery.safeParse(Object.fromEntries(new URL(req.url ?? '/', 'http://chat').searchParams))
    if (!query.success || !(await chatOf(query.data.account))) return say(res, 404, noSuchWindow)
    const library = [...webchat().keys()].find((name) => name.endsWith('.js'))
    if (!page || !library) return say(res, 503, notBuilt)
    const nonce = randomBytes(18).toString('base64')
    const html = page.plain
      .toString('utf8')
      .replaceAll('__NONCE__', nonce)
      .replaceAll('__WEBCHAT__', `/chat/${library}`)
    res.setHeader('content-security-policy', policy(nonce, await framersOf(query.data.account)))
    sendPage(req, res, 200, html)
  })
  open(tools, 'GET', '/chat/config', 'chat-config', async (req, res) => {
    const query = readQuery(ConfigQuery, req)
    const chat = await chatOf(query.account)
    if (!chat) throw new Failure(404, 'not-found', 'No account of this number takes visitors.')
    const config: ChatConfig = {
      account: query.account,
      brand: chat.brand,
      lang: chat.lang,
      color: chat.color,
      origins: await framersOf(query.account),
      uploads: false,
    }
    sendJson(res, 200, config)
  })
  open(tools, 'GET', '/chat/:file', 'chat-file', async (req, res) => {
    const name = (req.url ?? '').split('?')[0]?.slice('/chat/'.length) ?? ''
    const library = name.startsWith('webchat-') ? webchat().get(name) : undefined
    // Sites of others load it, also those that ask for a resource policy; it is asked for anew, because they keep its address.
    const crossing = { 'cross-origin-resource-policy': 'cross-origin' }
    if (name === 'embed.js' && embed) sendBuilt(req, res, embed, 'public, max-age=300', crossing)
    else if (library) sendBuilt(req, res, library, forever)
    else sendJson(res, 404, toProblem(failureOf(404), requestIdOf(res)))
  })
}

// One element of Web Chat is made without the nonce: it begins empty, which this allows, and gets its rules one by one.
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** Web Chat writes its styles into the page, so they need the nonce; its icons are data addresses. Everything else is ours. */
function policy(nonce: string, framers: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' ${emptyStyle}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framers.length > 0 ? framers.join(' ') : "'none'"}`,
  ].join('; ')
}

function sendPage(req: IncomingMessage, res: ServerResponse, status: number, html: string): void {
  const bytes = Buffer.from(html)
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}

/** Words and nothing to press, so that any page may frame it: its visitor would see the browser's own error otherwise. */
function say(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors *",
  })
  res.end(text)
}

const noSuchWindow =
  '이 주소에는 상담창이 없어요. 주소의 account 번호를 확인해 주세요.\nThere is no chat window at this address. Check its account number.\n'
const notBuilt =
  '지금은 상담창을 열 수 없어요. 다른 방법으로 문의해 주세요.\nThe chat is not available right now. Please reach us another way.\n\n운영하는 분께: 상담창이 아직 만들어지지 않았어요. 개발용 패키지와 함께 npm install을 하고 npm run build:web을 한 뒤에 서비스를 다시 시작해 주세요.\nFor the operator: the chat window was not built. Run npm install with the development packages, then npm run build:web, and start the service again.\n'
