import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { open, type RouteTools } from './route.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Serves the staff's page. Its few files are read once and served by name, so no path ever reaches the disk. */
export function addPage(tools: RouteTools): void {
  const folder = new URL('./page/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const type = types[name.split('.').at(-1) ?? '']
    if (!type) continue
    const bytes = readFileSync(new URL(name, folder))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const path = name === 'index.html' ? '/' : `/page/${name}`
    open(tools, 'GET', path, `page-${name}`, async (req, res) => {
      const headers = { etag, 'cache-control': 'no-cache' }
      if (req.headers['if-none-match'] === etag) {
        res.writeHead(304, headers)
        res.end()
        return
      }
      res.writeHead(200, { ...headers, 'content-type': type, 'content-length': bytes.length })
      res.end(bytes)
    })
  }
  open(tools, 'GET', '/favicon.ico', 'favicon', async (_req, res) => {
    res.writeHead(308, { location: '/page/icon.svg' })
    res.end()
  })
}
