import { readFileSync } from 'node:fs'
import { findAccountById } from './accounts.ts'
import { fontRoutes } from './fonts.ts'
import { type Answer, type Call, Refusal, type Route } from './http.ts'
import { escapeHtml } from './text.ts'
import type { Town } from './town.ts'

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}
const FILES = ['town.html', 'town.css', 'posts.css', 'town.js', 'view.js', 'words.js', 'icon.svg']

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** The page where one is anybody. */
export function pageRoutes(town: Town): Route[] {
  return [
    { method: 'GET', path: '/', answer: () => file('town.html') },
    // What `url` of an account or a status points to.
    { method: 'GET', path: '/@:handle', answer: () => file('town.html') },
    { method: 'GET', path: '/@:handle/:id', answer: () => file('town.html') },
    { method: 'GET', path: '/page/:name', answer: (call) => file(call.params.name ?? '') },
    { method: 'GET', path: '/avatars/:id.svg', answer: (call) => avatar(town, call) },
    ...fontRoutes(),
  ]
}

function file(name: string): Answer {
  if (!FILES.includes(name)) throw new Refusal(404, 'Record not found')
  const text = readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
  return {
    html: text,
    headers: { ...HEADERS, 'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain' },
  }
}

function avatar(town: Town, call: Call): Answer {
  const account = findAccountById(town, call.params.id ?? '')
  if (!account) throw new Refusal(404, 'Record not found')
  const sign = escapeHtml(account.avatar || ([...account.name][0] ?? ''))
  return {
    html: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" rx="16" fill="${escapeHtml(account.colour)}"/><text x="40" y="54" text-anchor="middle" font-family="sans-serif" font-size="40" fill="#fff">${sign}</text></svg>`,
    headers: { ...HEADERS, 'content-type': 'image/svg+xml' },
  }
}
