import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { passKey } from '../../src/desk/chat-tokens.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import { appendToChat } from '../../src/store/chat.ts'
import { noteEvents } from '../../src/store/events.ts'
import { type ChatWorld, identitySecret, openChatWorld, site, until } from '../support/chat-world.ts'
import { testKey } from '../support/database.ts'

const messages = (activities: readonly { [key: string]: unknown }[]) =>
  activities.filter(({ type }) => type === 'message').map(({ text }) => text)
const nowSeconds = () => Math.floor(Date.now() / 1_000)
/** Signed as docs/webchat.md says, written without the code under test. */
function signed(value: unknown, secret: string | Buffer): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('a chat account whose identity secret is changed', () => {
  let world: ChatWorld
  beforeEach(async () => {
    world = await openChatWorld()
  })
  afterEach(() => world.close())

  const name = (secret: string) => signed({ sub: 'u-7', exp: nowSeconds() + 600 }, secret)
  const fresh = 'another secret, of which nobody else knows.'
  async function change(secret: string): Promise<void> {
    const { db } = world.database
    const { brand_id: brandId } = await db.selectFrom('accounts').select('brand_id').executeTakeFirstOrThrow()
    await saveAccount(db, testKey, {
      ...{ brandId, channel: 'webchat', nativeId: 'webchat:home', handle: 'home', name: '', mode: 'draft' },
      settings: { name: 'home', origins: site, identitySecret: secret },
    })
  }

  it('ends the passes of those whom a secret named that is changed, with their windows, and nobody else’s', async () => {
    const { db } = world.database
    const [named, guest] = [await world.visitor({ identity: name(identitySecret) }), await world.visitor()]
    const window = await named.stream()
    await until(() => window.activities.length > 0)
    const closed = new Promise<number>((resolve) => window.socket.once('close', (code) => resolve(code)))
    await change(fresh)
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
  it('refuses nobody whom the new one named, also on a node that has known the old one a moment ago', async () => {
    const { database, accountId } = world
    const old = await world.visitor({ identity: name(identitySecret) })
    expect((await world.call(`conversations/${old.id}/activities`, { token: old.token })).status).to.equal(
      200,
    )
    await change(fresh)
    const other = await openChatWorld({ database, accountId })
    try {
      const named = await other.visitor({ identity: name(fresh) })
      // Named there, and read here at once.
      expect(await named.say('저예요')).to.equal(200)
      const read = await world.call(`conversations/${named.id}/activities`, { token: named.token })
      expect(read.status).to.equal(200)
      expect(messages(read.json.activities as { text: string; type: string }[])).to.include('저예요')
    } finally {
      await other.close()
    }
  })

  it('lets in whom the new one names, also on a node that has known the old one a moment ago', async () => {
    await world.visitor({ identity: name(identitySecret) })
    await change(fresh)
    const body = { account: world.accountId, identity: name(fresh) }
    expect((await world.call('tokens/generate', { body })).status).to.equal(200)
    const wrong = { ...body, identity: name('neither of the two, but somebody else’s.') }
    expect((await world.call('tokens/generate', { body: wrong })).status).to.equal(403)
  })

  it('keeps passes that were given before they told by which secret, as long as nothing of the account was saved since', async () => {
    const named = await world.visitor({ identity: name(identitySecret) })
    const { k, ...old } = JSON.parse(
      Buffer.from(named.token.split('.')[0] ?? '', 'base64url').toString('utf8'),
    )
    expect(k).to.be.a('string')
    const token = signed(old, passKey(testKey))
    const path = `conversations/${named.id}/activities`
    expect((await world.call(path, { token })).status).to.equal(200)
    const renewed = await world.call('tokens/refresh', { token, body: {} })
    expect((await world.call(path, { token: String(renewed.json.token) })).status).to.equal(200)
    const { accountId } = world
    await noteEvents(world.database.db, [{ who: 'dajeong', kind: 'account-renewed', why: null, accountId }])
    for (const one of [token, String(renewed.json.token)])
      expect((await world.call(path, { token: one })).status).to.equal(403)
    expect((await world.call(path, { token: named.token })).status, 'one that tells').to.equal(200)
  })
})
