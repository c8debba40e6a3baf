import { lookup as dnsLookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import type { PageFault } from '../core/page-fault.ts'
import { bareHost, isMetadataAddress, isNamed, isPublicAddress, type NamedHosts } from './public-address.ts'
import { largestBytes } from './read-document.ts'

/** An address of a page that is not fetched, or could not be, in one sentence for whoever gave it. */
export class UnreachablePage extends Error {
  override name = 'UnreachablePage'
  readonly fault: PageFault

  constructor(fault: PageFault, what: string, options?: ErrorOptions) {
    super(what, options)
    this.fault = fault
  }
}

/** A page as a document: named by its address, its ending told by what the server says it is. */
export interface FetchedPage {
  name: string
  ending: '.html' | '.txt' | '.md' | '.csv' | '.pdf'
  bytes: Uint8Array
}

export interface FetchTools {
  named: NamedHosts
  /** Every address that a name has. */
  lookup?: (host: string) => Promise<readonly string[]>
  /** For the whole of it, redirects included, in milliseconds. */
  timeoutMs?: number
}

export type FetchPage = (address: string) => Promise<FetchedPage>

const mostRedirects = 3
const usualTimeoutMs = 15_000
// A document's name has at most as many letters.
const longestUrl = 200

const endings: Record<string, FetchedPage['ending']> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'application/pdf': '.pdf',
}

/**
 * Fetches pages that colleagues name. Whoever may name one must not reach by it what only our own machine can: every address of the
 * host is looked at before a connection is made, the connection goes to that very address, and each redirect is looked at anew.
 */
export function makeFetchPage({ named, lookup = lookUp, timeoutMs = usualTimeoutMs }: FetchTools): FetchPage {
  return async (address) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const first = readUrl(address)
    let url = first
    for (let hops = 0; ; hops += 1) {
      const addresses = await allowedAddresses(url, named, (host) => inTime(lookup(host), signal))
      const answer = await ask(url, addresses, signal)
      const { statusCode: status = 0, headers } = answer
      if (status >= 300 && status < 400 && headers.location !== undefined) {
        answer.destroy()
        if (hops === mostRedirects)
          throw new UnreachablePage(
            'redirects',
            `${first.host} sends on more than ${mostRedirects} times; give the address where it ends.`,
          )
        url = readUrl(headers.location, url)
        continue
      }
      if (status !== 200) {
        answer.destroy()
        throw new UnreachablePage(
          faultOfStatus(status),
          `${url.host} answered ${status}; give the address of a page that everybody can read.`,
        )
      }
      const kind = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      const ending = endings[kind]
      if (!ending || (headers['content-encoding'] ?? 'identity') !== 'identity') {
        answer.destroy()
        throw new UnreachablePage(
          ending ? 'compressed' : 'kind',
          `${url.host} sent ${ending ? 'something compressed' : kind.slice(0, 60) || 'something without a type'}; a page, a text, Markdown, CSV or a PDF can be read.`,
        )
      }
      const bytes = await readBytes(answer, url, signal)
      return { name: first.href, ending, bytes: ending === '.pdf' ? bytes : inUtf8(bytes, headers, url) }
    }
  }
}

function faultOfStatus(status: number): PageFault {
  if (status === 404 || status === 410) return 'not-found'
  return status === 401 || status === 403 ? 'not-open' : 'status'
}

/** @throws UnreachablePage */
function readUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href))
    throw new UnreachablePage('no-address', 'This is no address; it begins with https://.')
  const url = new URL(address, base)
  url.hash = ''
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UnreachablePage('not-web', 'Only addresses that begin with https:// or http:// are fetched.')
  if (url.username !== '' || url.password !== '')
    throw new UnreachablePage(
      'with-password',
      'The address holds a name or a password; give one that everybody can read.',
    )
  if (url.href.length > longestUrl)
    throw new UnreachablePage(
      'too-long',
      `The address is longer than ${longestUrl} letters; give a shorter one.`,
    )
  return url
}

/** @throws UnreachablePage unless every address of the host may be connected to */
async function allowedAddresses(
  url: URL,
  named: NamedHosts,
  lookup: NonNullable<FetchTools['lookup']>,
): Promise<readonly string[]> {
  const host = bareHost(url)
  const isOurs = isNamed(url, named)
  if (!isOurs && url.port !== '')
    throw new UnreachablePage(
      'port',
      `Port ${url.port} is not fetched from; an operator can name ${url.host} in KNOWLEDGE_URL_HOSTS.`,
    )
  const addresses = isIP(host) ? [host] : await found(host, lookup)
  const allowed = isOurs ? (one: string) => !isMetadataAddress(one) : isPublicAddress
  if (addresses.length === 0 || !addresses.every(allowed))
    throw new UnreachablePage(
      'not-public',
      `${url.host} is not on the open internet, so it is not fetched; an operator can name it in KNOWLEDGE_URL_HOSTS.`,
    )
  return addresses
}

async function found(host: string, lookup: NonNullable<FetchTools['lookup']>): Promise<readonly string[]> {
  try {
    return await lookup(host)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'TimeoutError')
      throw new UnreachablePage('too-slow', `${host} was looked for too long; try again.`, { cause })
    throw new UnreachablePage('unknown-host', `There is no ${host}; check the address.`, { cause })
  }
}

/** A resolver that is silent would be waited for beyond all time-outs. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

async function lookUp(host: string): Promise<readonly string[]> {
  return (await dnsLookup(host, { all: true })).map(({ address }) => address)
}

/** Connects to one of these addresses, whatever the name says by then. */
function ask(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
  const known = addresses.map((address) => ({ address, family: isIP(address) }))
  const pinned: LookupFunction = (_host, options, answer) => {
    const [one] = known
    if (options.all) answer(null, known)
    else answer(null, one?.address ?? '', one?.family)
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      // No connection is shared with anything else, and none is kept.
      agent: false,
      lookup: pinned,
      signal,
      headers: {
        accept: 'text/html, text/markdown, text/plain, text/csv, application/pdf;q=0.9',
        'accept-encoding': 'identity',
        'user-agent': 'Dajeong (knowledge)',
      },
    })
    request.once('response', resolve)
    request.once('error', (cause) => reject(lost(url, signal, cause)))
    request.end()
  })
}

async function readBytes(answer: IncomingMessage, url: URL, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length
      // Leaving the loop ends the connection, so that the rest is not sent.
      if (size > largestBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw lost(url, signal, cause)
  }
  if (size > largestBytes)
    throw new UnreachablePage(
      'too-large',
      `${url.host} sent more than ${largestBytes / 1e6} MB; give a smaller page.`,
    )
  return Buffer.concat(chunks)
}

function lost(url: URL, signal: AbortSignal, cause: unknown): UnreachablePage {
  if (signal.aborted)
    return new UnreachablePage(
      'too-slow',
      `${url.host} took too long; try again, or upload the page as a file.`,
      {
        cause,
      },
    )
  const code = (cause as { code?: unknown }).code
  const why = typeof code === 'string' ? ` (${code})` : ''
  return new UnreachablePage('unreachable', `${url.host} could not be reached${why}; check the address.`, {
    cause,
  })
}

/** Documents are read as UTF-8; a page may say that it is something else, in its head or in its first words. */
function inUtf8(bytes: Buffer, headers: IncomingMessage['headers'], url: URL): Uint8Array {
  const said =
    /charset\s*=\s*["']?([\w-]{1,40})/i.exec(headers['content-type'] ?? '') ??
    /<meta[^>]{1,200}?charset\s*=\s*["']?([\w-]{1,40})/i.exec(bytes.subarray(0, 2_048).toString('latin1'))
  const charset = said?.[1] ?? 'utf-8'
  if (/^utf-?8$/i.test(charset)) return bytes
  try {
    return Buffer.from(new TextDecoder(charset, { fatal: true }).decode(bytes), 'utf8')
  } catch (cause) {
    throw new UnreachablePage(
      'letters',
      `${url.host} sent letters that are no ${charset}; upload the page as UTF-8.`,
      {
        cause,
      },
    )
  }
}
