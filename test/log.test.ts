import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makeLog } from '../src/log.ts'
import { patienceMs } from './support/patience.ts'

describe('the log', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dajeong-log-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** What stands in the file after such a line was logged. */
  async function written(detail: Record<string, unknown>): Promise<string> {
    const log = makeLog({ to: 'file', level: 'info', folder })
    log.info('something happened', detail)
    log.info('the end')
    const end = performance.now() + patienceMs
    for (;;) {
      const text = readFileSync(join(folder, 'dajeong.log'), { encoding: 'utf8', flag: 'a+' })
      if (text.includes('the end')) return text
      if (performance.now() > end) throw new Error('nothing was written')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('has no secret and no telephone number, wherever they stand in what is logged', async () => {
    const text = await written({
      ...{
        password: 'p4ss-w0rd',
        apiKey: 'sk-1',
        cookie: 'dajeong_session=abc',
        note: '010-1234-5678로 전화 주세요',
      },
      inner: { list: [{ access_token: 'tok-1' }], mail: 'hana@person.example' },
    })
    expect(text).to.include('something happened').and.include('(secret)')
    expect(text).to.not.match(/p4ss-w0rd|sk-1|session=abc|1234-5678|tok-1|hana@person/)
  })

  it('has of an error’s message no line unmasked, though its stack repeats the message', async () => {
    const message = ['cannot be read:', '010-1234-5678', 'hana@person.example'].join('\n')
    const text = await written({ error: new Error(message, { cause: new TypeError(message) }) })
    expect(text)
      .to.include('cannot be read')
      .and.match(/ {4}at .*log\.test\.ts/)
    expect(text).to.not.match(/1234-5678|hana@person/)
  })
})
