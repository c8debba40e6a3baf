import { readFileSync } from 'node:fs'
import { type Answer, Refusal, type Route } from './http.ts'

// The same letters as the console's, in parts of which a browser asks for those that the page needs.
const folder = 'pretendard/dist/web/variable/'
const sheet = 'pretendardvariable-dynamic-subset.css'
const part = /^PretendardVariable\.subset\.\d{1,3}\.woff2$/
const aDay = { 'cache-control': 'public, max-age=86400' }

/** The letters of the page, for a machine that has no Korean ones. */
export function fontRoutes(): Route[] {
  return [
    {
      method: 'GET',
      path: '/font/pretendard.css',
      answer: () => ({
        html: read(sheet).toString('utf8'),
        headers: { ...aDay, 'content-type': 'text/css; charset=utf-8' },
      }),
    },
    // Where the sheet says that they are.
    { method: 'GET', path: '/font/woff2-dynamic-subset/:name', answer: ({ params }) => letters(params.name) },
  ]
}

function letters(name = ''): Answer {
  if (!part.test(name)) throw new Refusal(404, 'Record not found')
  return {
    bytes: read(`woff2-dynamic-subset/${name}`),
    headers: { ...aDay, 'content-type': 'font/woff2' },
  }
}

/** @throws Refusal where the font is not there; the page is drawn with the letters of the machine then. */
function read(name: string): Buffer {
  try {
    return readFileSync(new URL(import.meta.resolve(folder + name)))
  } catch {
    throw new Refusal(404, 'Record not found')
  }
}
