import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { failureOf, sendJson, toProblem } from './failure.ts'
import { open, type RouteTools, requestIdOf } from './route.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

interface Served {
  type: string
  etag: string
  plain: Buffer
  br: Buffer | null
  gzip: Buffer | null
}

const built = new URL('../../dist/web/', import.meta.url)
// A browser keeps these for good: another content has another name.
const forever = 'public, max-age=31536000, immutable'

/**
 * Serves the console as it was built (scripts/build-console.ts). Its files are read once and served by name, so no path ever
 * reaches the disk. Whatever the console calls a page of its own begins with /desk.
 */
export function addConsole(tools: RouteTools): void {
  const files = readBuilt()
  const page = files.get('index.html')
  const icon = [...files.keys()].find((name) => name.endsWith('.svg'))

  const showPage = async (req: IncomingMessage, res: ServerResponse) => {
    if (page) send(req, res, page, 'no-cache')
    else notBuilt(res)
  }
  open(tools, 'GET', '/', 'console', showPage)
  open(tools, 'GET', '/desk', 'console-desk', showPage)
  open(tools, 'GET', '/desk/*', 'console-page', showPage)
  open(tools, 'GET', '/assets/*', 'console-file', async (req, res) => {
    const file = files.get((req.url ?? '').split('?')[0]?.slice(1) ?? '')
    if (file) send(req, res, file, forever)
    else sendJson(res, 404, toProblem(failureOf(404), requestIdOf(res)))
  })
  open(tools, 'GET', '/favicon.ico', 'favicon', async (_req, res) => {
    res.writeHead(308, { location: `/${icon ?? 'assets/icon.svg'}` })
    res.end()
  })
}

function readBuilt(): Map<string, Served> {
  const folder = fileURLToPath(built)
  const names = new Set(globSync('**/*.*', { cwd: folder }))
  const read = (name: string) => (names.has(name) ? readFileSync(new URL(name, built)) : null)
  const files = new Map<string, Served>()
  for (const name of names) {
    const type = types[name.split('.').at(-1) ?? '']
    const plain = type ? read(name) : null
    if (!type || !plain) continue
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    files.set(name, { type, etag, plain, br: read(`${name}.br`), gzip: read(`${name}.gz`) })
  }
  return files
}

function send(req: IncomingMessage, res: ServerResponse, file: Served, caching: string): void {
  const headers = { etag: file.etag, 'cache-control': caching, vary: 'accept-encoding' }
  if (req.headers['if-none-match'] === file.etag) {
    res.writeHead(304, headers)
    res.end()
    return
  }
  const { coding, bytes } = choose(file, String(req.headers['accept-encoding'] ?? ''))
  res.writeHead(200, {
    ...headers,
    ...(coding ? { 'content-encoding': coding } : {}),
    'content-type': file.type,
    'content-length': bytes.length,
  })
  res.end(bytes)
}

function choose(file: Served, accepted: string): { coding: 'br' | 'gzip' | null; bytes: Buffer } {
  const takes = (coding: string) =>
    new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\s*,|$))`).test(accepted)
  if (file.br && takes('br')) return { coding: 'br', bytes: file.br }
  if (file.gzip && takes('gzip')) return { coding: 'gzip', bytes: file.gzip }
  return { coding: null, bytes: file.plain }
}

/** The service works without its page; who comes for the page hears how to get it. */
function notBuilt(res: ServerResponse): void {
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  res.end('The console is not built. Run: npm run build:web, and start the service again.\n')
}
