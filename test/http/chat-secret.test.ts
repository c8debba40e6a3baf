import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { saveAccount } from '../../src/store/accounts.ts'
import { appendToChat } from '../../src/store/chat.ts'
import { type ChatWorld, identitySecret, openChatWorld, site, until } from '../support/chat-world.ts'
import { testKey } from '../support/database.ts'

const messages = (activities: readonly { [key: string]: unknown }[]) =>
  activities.filter(({ type }) => type === 'message').map(({ text }) => text)
const nowSeconds = () => Math.floor(Date.now() / 1_000)
/** Signed as docs/webchat.md says, written without the code under test. */
function signed(value: unknown, secret: string): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('a chat account whose identity secret is changed', () => {
  let world: ChatWorld
  beforeEach(async () => {
    world = await openChatWorld()
  })
  afterEach(() => world.close())

  it('ends the passes of those whom a secret named that is changed, with their windows, and nobody else’s', async () => {
    const { db } = world.database
    const name = (secret: string) => signed({ sub: 'u-7', exp: nowSeconds() + 600 }, secret)
    const [named, guest] = [await world.visitor({ identity: name(identitySecret) }), await world.visitor()]
    const window = await named.stream()
    await until(() => window.activities.length > 0)
    const closed = new Promise<number>((resolve) => window.socket.once('close', (code) => resolve(code)))
    const fresh = 'another secret, of which nobody else knows.'
    const { brand_id: brandId } = await db.selectFrom('accounts').select('brand_id').executeTakeFirstOrThrow()
    await saveAccount(db, testKey, {
      ...{ brandId, channel: 'webchat', nativeId: 'webchat:home', handle: 'home', name: '', mode: 'draft' },
      settings: { name: 'home', origins: site, identitySecret: fresh },
    })
    const path = `conversations/${named.id}/activities`
    const asked = await until(async () => {
      const answer = await world.call(path, { token: named.token })
      return answer.status === 403 ? answer : null
    })
    expect(asked.json.error).to.have.property('code', 'TokenExpired')
    for (const [where, body] of [
      ['tokens/refresh', {}],
      ['conversations', {}],
      [path, { type: 'message', text: '아직 나예요' }],
    ] as const)
      expect((await world.call(where, { token: named.token, body })).status, where).to.equal(403)
    let refused = ''
    await named.stream().catch((error: unknown) => {
      refused = String(error)
    })
    expect(refused).to.contain('403')
    // What is said from now on is not shown in the window that is still open, which is closed.
    const before = window.activities.length
    await appendToChat(db, named.id, {
      ...{ key: 'b:late', fromVisitor: false },
      activity: { type: 'message', text: '주소는 다정로 7이에요' },
    })
    expect(await closed).to.equal(4403)
    expect(window.activities).to.have.length(before)
    expect(await guest.say('저는 손님이에요')).to.equal(200)
    const wrong = await world.call('tokens/generate', {
      body: { account: world.accountId, identity: name(identitySecret) },
    })
    expect(wrong.json.error).to.have.property('code', 'WrongIdentity')
    // Named by the new one, they are back in their own chat.
    const back = await world.visitor({ identity: name(fresh) })
    expect(back.id).to.equal(named.id)
    expect(messages((await back.read()).activities)).to.include('주소는 다정로 7이에요')
  })
})
