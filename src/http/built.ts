import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** A file as the build left it, with what was compressed then. */
export interface Built {
  type: string
  etag: string
  plain: Buffer
  br: Buffer | null
  gzip: Buffer | null
}

/** A browser keeps these for good: another content has another name. */
export const forever = 'public, max-age=31536000, immutable'

/** Reads a folder of `dist/` once, by name, so that no path of a request ever reaches the disk. */
export function readBuilt(folder: 'web' | 'webchat'): Map<string, Built> {
  const home = new URL(`../../dist/${folder}/`, import.meta.url)
  const names = new Set(globSync('**/*.*', { cwd: fileURLToPath(home) }))
  const read = (name: string) => (names.has(name) ? readFileSync(new URL(name, home)) : null)
  const files = new Map<string, Built>()
  for (const name of names) {
    const type = types[name.split('.').at(-1) ?? '']
    const plain = type ? read(name) : null
    if (!type || !plain) continue
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    files.set(name, { type, etag, plain, br: read(`${name}.br`), gzip: read(`${name}.gz`) })
  }
  return files
}

/** Answers with a built file, as small as the browser can take it, or with 304 where it has it. */
export function sendBuilt(
  req: IncomingMessage,
  res: ServerResponse,
  file: Built,
  caching: string,
  more: Record<string, string> = {},
): void {
  const headers = { etag: file.etag, 'cache-control': caching, vary: 'accept-encoding', ...more }
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

function choose(file: Built, accepted: string): { coding: 'br' | 'gzip' | null; bytes: Buffer } {
  const takes = (coding: string) =>
    new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\s*,|$))`).test(accepted)
  if (file.br && takes('br')) return { coding: 'br', bytes: file.br }
  if (file.gzip && takes('gzip')) return { coding: 'gzip', bytes: file.gzip }
  return { coding: null, bytes: file.plain }
}
