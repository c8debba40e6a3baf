import { expect } from 'chai'
import { makePdf, makeUnfoldingPdf } from '../knowledge/pdf.ts'
import { openHouse } from './house.ts'
import { signedInAs } from './people.ts'
import { speak } from './speak.ts'

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

describe('what a hostile hand sends', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  // They are cut off after half a minute, which the other tests need anyway.
  let slow: Promise<string>[]
  before(async () => {
    house = await openHouse()
    slow = ['', 'content-length: 9\r\n\r\n{'].map((rest) =>
      speak(
        house.server.url,
        `POST /api/sign-in HTTP/1.1\r\nhost: ${new URL(house.server.url).host}\r\nx-dajeong: 1\r\ncontent-type: application/json\r\n${rest}`,
      ),
    )
  })
  after(() => house.close())

  describe('an upload', () => {
    const send = async (name: string, content: Uint8Array | string) => {
      const answer = await house.call('/api/knowledge', { name, contentBase64: base64(content) })
      return { status: answer.status, text: await answer.text() }
    }
    const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])
    const wrong: [says: string, name: string, content: Uint8Array | string][] = [
      ['a zip under the name of a text', 'a.txt', zip],
      ['a program under the name of a text', 'a.md', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
      ['a picture under the name of a page', 'a.html', Buffer.from('\x89PNG\r\n\x1a\n\x00', 'latin1')],
      ['a page under the name of a PDF', 'a.pdf', '<script>alert(1)</script>'],
      ['a PDF under the name of a text', 'a.txt', makePdf(['x'])],
      ['half a PDF', 'a.pdf', makePdf(['x']).slice(0, 70)],
      ['a PDF that unfolds to 2 GB', 'a.pdf', makeUnfoldingPdf(2_000_000_000)],
      ['a picture that is a script', 'a.svg', '<svg onload="alert(1)"/>'],
      ['a program', 'a.exe', 'MZ'],
      ['a page of no kind', 'a', 'text'],
      ['no letters at all', 'a.txt', ''],
      ['letters that are no UTF-8', 'a.txt', Buffer.from([0xff, 0xfe, 0x41])],
      ['5 MB and a letter', 'a.txt', 'x'.repeat(5_000_001)],
      ...[
        ...[
          '../a.md',
          '../../etc/passwd.md',
          '..\\a.md',
          '/etc/a.md',
          'a/../../b.md',
          'C:\\a.md',
          'a\u0000.md',
          '.',
        ],
        ...['..', 'a\r\nset-cookie: x.md', '<img src=x>.md', 'x'.repeat(201), 'con:.md', 'a|b.md'],
      ].map((name): [string, string, string] => [
        `what is called ${JSON.stringify(name.slice(0, 24))}`,
        name,
        '# 말',
      ]),
    ]
    for (const [says, name, content] of wrong)
      it(`is refused: ${says}`, async () => {
        const { status, text } = await send(name, content)
        expect(status, text).to.be.oneOf([400, 413, 422])
        expect(text).to.not.match(/node_modules|\.ts:|at async|\/work|\/tmp/)
      }).timeout(120_000)

    it('left nothing of all that', async () => {
      const { documents } = (await (await house.call('/api/knowledge')).json()) as {
        documents: { name: string }[]
      }
      expect(documents).to.deep.equal([])
    })

    it('is refused by its size before it is read, and by its sender’s rights before that', async () => {
      const { cookie } = await signedInAs(house.test.db, 'viewer', house.brandId)
      const ask = (who: string) =>
        `POST /api/knowledge HTTP/1.1\r\nhost: ${new URL(house.server.url).host}\r\nx-dajeong: 1\r\ncookie: ${who}\r\ncontent-type: application/json\r\ncontent-length: 5000000000\r\n\r\n{"name":"`
      // Five gigabytes are announced and never come; what was read on is bounded, and the connection is closed.
      for (const [who, status] of [
        [house.cookie, 413],
        [cookie, 403],
        ['', 401],
      ] as const) {
        const said = await speak(house.server.url, ask(who), 'x'.repeat(25_000_000))
        expect(said, who).to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
        expect(said).to.match(/connection: close/i)
      }
    })

    it('that is a page brings no script of its own: only its words are kept', async () => {
      const page =
        '<h1>반품 안내</h1><script>alert("never")</script><p onclick="alert(1)">받은 날부터 7일 안에 &lt;b&gt;반품할 수 있어요.</p>'
      expect((await send('page.html', page)).status).to.equal(200)
      const text = await (await house.call('/api/knowledge/search?q=반품 며칠')).text()
      expect(text)
        .to.include('<b>반품할')
        .and.not.match(/alert|onclick/)
    })
  })

  describe('a path', () => {
    const ways = [
      ...[
        '../',
        '..%2f',
        '%2e%2e/',
        '%2e%2e%2f',
        '%252e%252e%252f',
        '..%5c',
        '..\\',
        '%c0%ae%c0%ae/',
        '..;/',
        './/../',
      ],
      ...['....//', '%2e%2e%5c', '..%00/', '..%u2215', '%uff0e%uff0e/'],
    ]
    const from = ['/assets/', '/desk/', '/api/', '/api/prompts/', '/api/conversations/', '/']
    const to = ['package.json', 'src/config.ts', 'etc/passwd', '.env', 'data/secret']
    it(`leads by none of ${ways.length * from.length * to.length} ways out of the folder of the console`, async () => {
      const { host } = new URL(house.server.url)
      for (const way of ways)
        for (const start of from)
          for (const end of to) {
            const path = `${start}${way.repeat(4)}${end}`
            const said = await speak(
              house.server.url,
              `GET ${path} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${house.cookie}\r\nconnection: close\r\n\r\n`,
            )
            // The console answers every page of its own with its one document.
            expect(said, path).to.match(
              start === '/desk/' ? /^HTTP\/1\.1 (200|400|404) / : /^HTTP\/1\.1 4\d\d /,
            )
            expect(said, path).to.not.match(/"dependencies"|process\.env|root:x:|DAJEONG_SECRET/)
          }
    }).timeout(180_000)

    it('leads to no file by an absolute address, a drive or a protocol', async () => {
      for (const path of [
        'http://127.0.0.1/etc/passwd',
        '/assets//etc/passwd',
        '/assets/C:/x',
        '//etc/passwd',
        '/file:///etc/passwd',
      ]) {
        const said = await speak(
          house.server.url,
          `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
        )
        expect(said, path).to.match(/^HTTP\/1\.1 4\d\d /)
      }
    })
  })

  describe('an address that a colleague names', () => {
    const inside = [
      ...[
        'http://127.0.0.1/',
        'http://localhost/',
        'http://[::1]/',
        'http://0/',
        'http://2130706433/',
        'http://0x7f.1/',
      ],
      ...[
        'http://0177.0.0.1/',
        'http://127.1/',
        'http://[::ffff:127.0.0.1]/',
        'http://[::ffff:7f00:1]/',
        'http://10.0.0.1/',
      ],
      ...[
        'http://192.168.0.1/',
        'http://172.16.0.1/',
        'http://169.254.169.254/latest/meta-data',
        'http://100.64.0.1/',
      ],
      ...[
        'http://[fd00:ec2::254]/',
        'http://[fe80::1]/',
        'http://[64:ff9b::7f00:1]/',
        'http://[2002:7f00:1::]/',
      ],
      ...[
        'http://localhost.:80/',
        'http://①②⑦.0.0.1/',
        'http://127。0。0。1/',
        'http://user:pw@8.8.8.8/',
        'http://8.8.8.8:22/',
      ],
      ...[
        'file:///etc/passwd',
        'ftp://8.8.8.8/',
        'gopher://127.0.0.1/',
        'data:text/html,x',
        'javascript:alert(1)',
        'dict://x/',
      ],
      ...[
        '//127.0.0.1/',
        'http:127.0.0.1',
        'http:\\\\127.0.0.1\\',
        ' http://127.0.0.1/',
        'http://127.0.0.1\u0000.example/',
      ],
    ]
    for (const url of inside)
      it(`is not asked: ${JSON.stringify(url)}`, async () => {
        const answer = await house.call('/api/knowledge/url', { url })
        expect(answer.status).to.be.oneOf([400, 422])
        expect(await answer.text()).to.not.match(/ECONN|root:|meta-data/)
      })
  })

  describe('a request', () => {
    const odd: [says: string, bytes: string][] = [
      ['a length that is a sign', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: +1\r\n\r\nx'],
      ['a length twice over', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1, 2\r\n\r\nx'],
      [
        'chunks in an odd spelling',
        'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n',
      ],
      ['chunks and a space', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n'],
      ['a chunk of no size', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
      ['a folded header', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\r\n b\r\n\r\n'],
      ['a header with a NUL', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\u0000b\r\n\r\n'],
      ['no host', 'GET / HTTP/1.1\r\n\r\n'],
      ['a space before its method', '  GET / HTTP/1.1\r\nhost: x\r\n\r\n'],
      ['20 kB of headers', `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'y'.repeat(20_000)}\r\n\r\n`],
    ]
    for (const [says, bytes] of odd)
      it(`is refused that has ${says}`, async () => {
        expect(await speak(house.server.url, bytes)).to.match(/^HTTP\/1\.1 4\d\d /)
      })

    it('is one request: what follows in its body is not taken for another', async () => {
      const inner = 'GET /api/me HTTP/1.1\r\nhost: x\r\n\r\n'
      const said = await speak(
        house.server.url,
        `POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: ${inner.length}\r\nconnection: close\r\n\r\n${inner}`,
      )
      expect(said.split('HTTP/1.1 ')).to.have.length(2)
    })
  })

  it('a request that never ends its head or its body is cut off', async () => {
    for (const said of await Promise.all(slow)) expect(said).to.match(/^(HTTP\/1\.1 408 |$)/)
  }).timeout(120_000)
})
