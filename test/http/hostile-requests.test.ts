import { expect } from 'chai'
import { addresses, ends, requests, starts, uploads, waysOut } from './hostile.ts'
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
    for (const [says, name, content] of uploads)
      it(`is refused: ${says}`, async () => {
        const { status, text } = await send(name, typeof content === 'function' ? content() : content)
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
    it(`leads by none of ${waysOut.length * starts.length * ends.length} ways out of the folder of the console`, async () => {
      const { host } = new URL(house.server.url)
      for (const way of waysOut)
        for (const start of starts)
          for (const end of ends) {
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
    for (const url of addresses)
      it(`is not asked, to be taken in or to be tried: ${JSON.stringify(url)}`, async () => {
        for (const [path, body] of [
          ['/api/knowledge/url', { url }],
          ['/api/knowledge/try', { document: { kind: 'page', url }, conversations: ['1'] }],
        ] as const) {
          const answer = await house.call(path, body)
          expect(answer.status, path).to.be.oneOf([400, 422])
          expect(await answer.text(), path).to.not.match(/ECONN|root:|meta-data/)
        }
      })
  })

  describe('a request', () => {
    for (const [says, bytes] of requests)
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
