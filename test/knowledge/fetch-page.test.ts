import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { type FetchTools, makeFetchPage, UnreachablePage } from '../../src/knowledge/fetch-page.ts'

describe('a page that a colleague names', () => {
  let server: Server
  let port: number
  let asked: string[]
  let answer: (path: string, res: ServerResponse) => void
  before((done) => {
    server = createServer((req, res) => {
      asked.push(`${req.headers.host}${req.url}`)
      answer(req.url ?? '', res)
    }).listen(0, '127.0.0.1', done)
  })
  beforeEach(() => {
    port = (server.address() as AddressInfo).port
    asked = []
    answer = (_path, res) => send(res, '<html><main><h1>반품</h1><p>7일 안에 됩니다.</p></main></html>')
  })
  after((done) => {
    server.closeAllConnections()
    server.close(done)
  })

  function send(res: ServerResponse, body: string | Buffer, type = 'text/html; charset=utf-8'): void {
    res.writeHead(200, { 'content-type': type })
    res.end(body)
  }

  /** By default a host that the operator named, which lives where the test's server is. */
  const fetcher = (more: Partial<FetchTools> = {}) =>
    makeFetchPage({ named: [`wiki.example:${port}`], lookup: async () => ['127.0.0.1'], ...more })
  const here = (path = '/') => `http://wiki.example:${port}${path}`

  async function refusal(address: string, more: Partial<FetchTools> = {}): Promise<string> {
    try {
      await fetcher(more)(address)
    } catch (error) {
      if (error instanceof UnreachablePage) return error.message
      throw error
    }
    throw new Error(`${address} was fetched`)
  }

  describe('is not fetched from', () => {
    const addresses: [says: string, host: string][] = [
      ['this machine', '127.0.0.1'],
      ['this machine, by another of its numbers', '127.9.9.9'],
      ['this machine, as one number', '2130706433'],
      ['this machine, in hexadecimal', '0x7f.1'],
      ['this machine, in octal', '0177.0.0.1'],
      ['no address at all', '0.0.0.0'],
      ['a private network of class A', '10.1.2.3'],
      ['a private network of class B', '172.16.0.1'],
      ['a private network of class C', '192.168.0.1'],
      ['a network that a provider shares', '100.64.0.1'],
      ['the metadata of a cloud', '169.254.169.254'],
      ['the metadata of another cloud', '100.100.100.200'],
      ['many at once', '224.0.0.1'],
      ['everybody', '255.255.255.255'],
      ['what is reserved', '240.0.0.1'],
      ['what is for examples', '192.0.2.1'],
      ['what is for benchmarks', '198.18.0.1'],
      ['this machine in IPv6', '[::1]'],
      ['no address in IPv6', '[::]'],
      ['an IPv4 address that is mapped', '[::ffff:127.0.0.1]'],
      ['an IPv4 address that is mapped, in hexadecimal', '[::ffff:a9fe:a9fe]'],
      ['an IPv4 address that is only put in', '[::127.0.0.1]'],
      ['an IPv4 address behind NAT64', '[64:ff9b::7f00:1]'],
      ['an IPv4 address by 6to4', '[2002:7f00:1::]'],
      ['an IPv4 address by Teredo', '[2001:0:1::1]'],
      ['the neighbours in IPv6', '[fe80::1]'],
      ['a private network in IPv6', '[fd00::1]'],
      ['the metadata of a cloud in IPv6', '[fd00:ec2::254]'],
      ['many at once in IPv6', '[ff02::1]'],
      ['a site of old in IPv6', '[fec0::1]'],
    ]
    for (const [says, host] of addresses) {
      it(says, async () => {
        expect(await refusal(`http://${host}/`, { named: [] })).to.include('not on the open internet')
      })

      it(`${says}, when a name leads there`, async () => {
        const bare = new URL(`http://${host}/`).hostname.replace(/[[\]]/g, '')
        const tried: string[] = []
        const lookup = async (name: string) => {
          tried.push(name)
          return ['93.184.216.34', bare]
        }
        expect(await refusal('https://shop.example/', { named: [], lookup })).to.include('open internet')
        expect(tried).to.deep.equal(['shop.example'])
      })
    }

    const addressless: [says: string, address: string, why: RegExp][] = [
      ['a file', 'file:///etc/passwd', /begin with https/],
      ['another protocol', 'gopher://shop.example/', /begin with https/],
      ['data', 'data:text/html,hello', /begin with https/],
      ['what is no address', 'shop example', /no address/],
      ['another port', 'http://shop.example:6379/', /Port 6379/],
      ['a port of this machine', 'http://127.0.0.1:5432/', /Port 5432/],
      ['where a password is shown', 'https://me:secret@shop.example/', /name or a password/],
      ['an address that is too long', `https://shop.example/${'a'.repeat(200)}`, /longer than 200/],
    ]
    for (const [says, address, why] of addressless)
      it(says, async () => {
        expect(await refusal(address, { named: [], lookup: async () => ['93.184.216.34'] })).to.match(why)
      })

    it('where the name of this machine ends with a dot', async () => {
      expect(
        await refusal('http://localhost./', { named: [], lookup: async () => ['127.0.0.1'] }),
      ).to.include('open internet')
    })

    it('a host that is named, where it leads to the metadata of a cloud', async () => {
      for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254', 'fe80::1'])
        expect(await refusal(here(), { lookup: async () => [address] }), address).to.include('open internet')
    })

    it('another port of a host that is named with one', async () => {
      expect(await refusal('http://wiki.example:1/')).to.include('Port 1 ')
      expect(asked).to.deep.equal([])
    })

    it('a host that nobody knows, or that no resolver answers for', async () => {
      const lookup = async () => {
        throw new Error('ENOTFOUND')
      }
      expect(await refusal('https://nowhere.example/', { lookup })).to.include('There is no nowhere.example')
      const silent = () => new Promise<string[]>(() => {})
      expect(await refusal('https://silent.example/', { lookup: silent, timeoutMs: 50 })).to.include(
        'silent.example was looked for too long',
      )
    })
  })

  it('is connected to at the very address that was looked at, once', async () => {
    let looked = 0
    const lookup = async () => {
      looked += 1
      return looked === 1 ? ['127.0.0.1'] : ['10.0.0.1']
    }
    const page = await fetcher({ lookup })(here('/returns#part'))
    expect(page.name).to.equal(here('/returns'))
    expect(page.ending).to.equal('.html')
    expect(Buffer.from(page.bytes).toString()).to.include('7일 안에')
    expect([looked, asked]).to.deep.equal([1, [`wiki.example:${port}/returns`]])
  })

  it('may send on three times, and each place is looked at anew', async () => {
    answer = (path, res) => {
      const hop = Number(path.slice(1))
      if (hop < 3) res.writeHead(302, { location: `/${hop + 1}` }).end()
      else send(res, 'There', 'text/plain')
    }
    const page = await fetcher()(here('/0'))
    expect([page.name, page.ending, asked.length]).to.deep.equal([here('/0'), '.txt', 4])
    answer = (path, res) => res.writeHead(302, { location: `/${Number(path.slice(1)) + 1}` }).end()
    expect(await refusal(here('/0'))).to.include('more than 3 times')
  })

  it('may not send on to this machine, to another port or to a file', async () => {
    const targets: [location: string, why: RegExp][] = [
      ['http://127.0.0.1/', /open internet/],
      ['http://[::1]/', /open internet/],
      ['//169.254.169.254/latest/meta-data', /open internet/],
      ['http://shop.example:22/', /Port 22/],
      ['file:///etc/passwd', /begin with https/],
    ]
    for (const [location, why] of targets) {
      answer = (_path, res) => res.writeHead(307, { location }).end()
      expect(await refusal(here()), location).to.match(why)
    }
  })

  it('is told from its type, and what cannot be read is refused', async () => {
    const types: [type: string, ending: string][] = [
      ['text/markdown', '.md'],
      ['text/csv; charset=utf-8', '.csv'],
      ['application/pdf', '.pdf'],
      ['TEXT/HTML', '.html'],
    ]
    for (const [type, ending] of types) {
      answer = (_path, res) => send(res, 'x', type)
      expect((await fetcher()(here())).ending).to.equal(ending)
    }
    answer = (_path, res) => send(res, 'MZ', 'application/x-msdownload')
    expect(await refusal(here())).to.include('application/x-msdownload')
    answer = (_path, res) =>
      void res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('x')
    expect(await refusal(here())).to.include('compressed')
    answer = (_path, res) => void res.writeHead(403).end()
    expect(await refusal(here())).to.include('answered 403')
  })

  it('is read in its own letters', async () => {
    const euckr = Buffer.from([0xb0, 0xa1, 0xb3, 0xaa])
    answer = (_path, res) => send(res, euckr, 'text/plain; charset=euc-kr')
    expect(Buffer.from((await fetcher()(here())).bytes).toString()).to.equal('가나')
    answer = (_path, res) =>
      send(res, Buffer.concat([Buffer.from('<meta charset="euc-kr">'), euckr]), 'text/html')
    expect(Buffer.from((await fetcher()(here())).bytes).toString()).to.include('가나')
    answer = (_path, res) => send(res, 'x', 'text/plain; charset=nonsense')
    expect(await refusal(here())).to.include('nonsense')
  })

  it('is given up when it is too long, and when it takes too long', async () => {
    let wrote = 0
    answer = (_path, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' })
      const more = (): void => {
        if (res.destroyed) return
        wrote += 65_536
        res.write('x'.repeat(65_536), more)
      }
      more()
    }
    expect(await refusal(here())).to.include('more than 5 MB')
    expect(wrote).to.be.lessThan(50_000_000)
    answer = (_path, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' })
      res.write('slowly')
    }
    expect(await refusal(here(), { timeoutMs: 100 })).to.include('too long')
    answer = () => {}
    expect(await refusal(here(), { timeoutMs: 100 })).to.include('too long')
  })
})
