import type { IncomingMessage, ServerResponse } from 'node:http'
import { forever, readBuilt, sendBuilt } from './built.ts'
import { failureOf, sendJson, toProblem } from './failure.ts'
import { open, type RouteTools, requestIdOf } from './route.ts'

/**
 * Serves the console as it was built (scripts/build-console.ts). Its files are read once and served by name, so no path ever
 * reaches the disk. Whatever the console calls a page of its own begins with /desk.
 */
export function addConsole(tools: RouteTools): void {
  const files = readBuilt('web')
  const page = files.get('index.html')
  const icon = [...files.keys()].find((name) => name.endsWith('.svg'))

  const showPage = async (req: IncomingMessage, res: ServerResponse) => {
    if (page) sendBuilt(req, res, page, 'no-cache')
    else notBuilt(res)
  }
  open(tools, 'GET', '/', 'console', showPage)
  open(tools, 'GET', '/desk', 'console-desk', showPage)
  open(tools, 'GET', '/desk/*', 'console-page', showPage)
  open(tools, 'GET', '/assets/*', 'console-file', async (req, res) => {
    const file = files.get((req.url ?? '').split('?')[0]?.slice(1) ?? '')
    if (file) sendBuilt(req, res, file, forever)
    else sendJson(res, 404, toProblem(failureOf(404), requestIdOf(res)))
  })
  open(tools, 'GET', '/favicon.ico', 'favicon', async (_req, res) => {
    res.writeHead(308, { location: `/${icon ?? 'assets/icon.svg'}` })
    res.end()
  })
}

/** The service works without its page; who comes for the page hears how to get it. */
function notBuilt(res: ServerResponse): void {
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  res.end('The console is not built. Run: npm run build:web, and start the service again.\n')
}
