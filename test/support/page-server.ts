import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site with one page, which says what the test wants it to. */
export interface PageServer {
  /** As an operator names it, so that it is fetched though it is on this machine. */
  host: string
  url: string
  page: { body: string; type: string; status: number; location?: string }
  /** How often it was asked. */
  asked(): number
  close(): Promise<void>
}

export async function openPageServer(body: string, type = 'text/html; charset=utf-8'): Promise<PageServer> {
  const page: PageServer['page'] = { body, type, status: 200 }
  let asked = 0
  const server = createServer((_req, res) => {
    asked += 1
    const { location } = page
    res
      .writeHead(page.status, { 'content-type': page.type, ...(location ? { location } : {}) })
      .end(page.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ host, url: `http://${host}/returns`, page },
    asked: () => asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
