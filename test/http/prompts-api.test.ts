import { expect } from 'chai'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { makeScene } from '../desk/scene.ts'
import { type House, openHouse } from './house.ts'

const voice = shippedPrompts().get('_voice')?.text ?? ''

describe('the API of prompts', () => {
  let house: House & { close(): Promise<void> }
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  const put = (name: string, body: unknown) =>
    fetch(`${house.server.url}/api/prompts/${name}`, {
      method: 'PUT',
      headers: { cookie: house.cookie, 'x-dajeong': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const read = async (answer: Response) => (await answer.json()) as Record<string, never>

  it('lists, shows, saves and rolls back', async () => {
    const { prompts } = await read(await house.call('/api/prompts'))
    expect(prompts).to.have.length(12)
    const saved = await put('_voice', { source: `${voice}- Be warm.\n`, reason: 'warmer' })
    expect(saved.status).to.equal(200)
    const { version } = (await read(saved)).version as unknown as { version: string }
    expect(await read(await house.call('/api/prompts/_voice'))).to.include({
      version,
      reason: 'warmer',
      live: true,
    })
    const one = (of: string) => house.call(`/api/prompts/_voice/versions/${of}`)
    expect(await read(await one(version))).to.include({ source: `${voice}- Be warm.\n`, live: true })
    expect(await read(await one('0'))).to.include({ source: voice, live: false, fromFile: true })
    expect((await one('999999')).status).to.equal(404)
    const back = await house.call('/api/prompts/_voice/roll-back', { version: '0', reason: 'too warm' })
    expect(back.status).to.equal(200)
    const { versions } = (await read(await house.call('/api/prompts/_voice/versions'))) as unknown as {
      versions: { live: boolean; reason: string | null; author: string | null }[]
    }
    expect(versions.map(({ live, reason }) => [live, reason])).to.deep.equal([
      [false, 'too warm'],
      [false, 'warmer'],
      [true, null],
    ])
    expect(versions[0]?.author).to.match(/^colleague:\d+$/)
  })

  it('tells before anything is published what is wrong with words', async () => {
    const check = async (name: string, source: string) =>
      (await read(await house.call(`/api/prompts/${name}/check`, { source }))).why
    expect(await check('_voice', voice)).to.equal(null)
    expect(await check('_voice', `${voice}{{customer}}\n`)).to.match(
      /^_voice\.prompt:\d+: "customer" is used/,
    )
    expect(await check('plain%2Fko', 'language: en')).to.match(/plain\/ko\.yaml/)
    expect((await house.call('/api/prompts/reply-love/check', { source: 'x' })).status).to.equal(404)
    expect((await house.call('/api/prompts/_voice/check', { source: 'x'.repeat(20_001) })).status).to.equal(
      400,
    )
  })

  it('lets one of two colleagues publish who began with the same words', async () => {
    const { hash } = (await read(await house.call('/api/prompts/_tone'))) as unknown as { hash: string }
    const tone = shippedPrompts().get('_tone')?.text ?? ''
    const both = await Promise.all(
      ['Be brief.', 'Be kind.'].map((more) =>
        put('_tone', { source: `${tone}- ${more}\n`, reason: 'my own way', base: hash }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    const late = both.find(({ status }) => status === 409) as Response
    expect(await read(late)).to.deep.equal({ kind: 'overtaken' })
    const { versions } = (await read(await house.call('/api/prompts/_tone/versions'))) as unknown as {
      versions: unknown[]
    }
    expect(versions).to.have.length(2)
  })

  const wrong: [says: string, name: string, body: unknown, status: number, error: RegExp][] = [
    [
      'a broken prompt',
      '_voice',
      { source: '{{x}}', reason: 'why not' },
      422,
      /_voice\.prompt:1: "x" is used/,
    ],
    ['no reason', '_voice', { source: voice }, 400, /./],
    ['an empty reason', '_voice', { source: voice, reason: '' }, 400, /./],
    ['no words', '_voice', { source: '', reason: 'why not' }, 400, /./],
    ['a book', '_voice', { source: 'x'.repeat(20_001), reason: 'why not' }, 400, /./],
    ['an unknown name', 'reply-love', { source: voice, reason: 'why not' }, 404, /no prompt of this name/],
    ['a way out of the folder', '..%2fpackage', { source: voice, reason: 'why not' }, 400, /./],
    ['a name that is none', '__proto__', { source: voice, reason: 'why not' }, 400, /./],
  ]
  for (const [says, name, body, status, error] of wrong) {
    it(`refuses ${says}: ${status}`, async () => {
      const answer = await put(name, body)
      expect(answer.status).to.equal(status)
      const { message } = await read(answer)
      expect(message).to.match(error)
      expect(message).not.to.match(/\/work|\/home|node_modules/)
    })
  }

  it('refuses a version that is not there, a foreign page and a stranger', async () => {
    const none = await house.call('/api/prompts/_voice/roll-back', { version: '99', reason: 'why not' })
    expect(none.status).to.equal(404)
    const url = `${house.server.url}/api/prompts/_voice`
    const body = JSON.stringify({ source: voice, reason: 'why not' })
    const json = { 'content-type': 'application/json' }
    const foreign = await fetch(url, { method: 'PUT', headers: { ...json, cookie: house.cookie }, body })
    expect(foreign.status).to.equal(403)
    const stranger = await fetch(url, { method: 'PUT', headers: { ...json, 'x-dajeong': '1' }, body })
    expect(stranger.status).to.equal(401)
  })

  it('tells how a draft came about', async () => {
    const scene = await makeScene(house.test.db)
    const { id } = await scene.draft('초안이에요.')
    const replay = await house.call(`/api/drafts/${id}/replay`)
    expect(replay.status).to.equal(200)
    expect(await read(replay)).to.include({ draftId: id, text: '초안이에요.', same: null })
    expect((await house.call('/api/drafts/999999/replay')).status).to.equal(404)
  })
})
