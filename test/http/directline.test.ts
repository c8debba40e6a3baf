import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import { makePersons } from '../../src/desk/persons.ts'
import { appendToChat, clearUnused } from '../../src/store/chat.ts'
import { makeColleague } from '../desk/scene.ts'
import { type ChatWorld, identitySecret, openChatWorld, site, until } from '../support/chat-world.ts'

const messages = (activities: readonly { [key: string]: unknown }[]) =>
  activities.filter(({ type }) => type === 'message').map(({ text }) => text)
const nowSeconds = () => Math.floor(Date.now() / 1_000)
/** Signed as docs/webchat.md says, written without the code under test. */
function signed(value: unknown, secret = identitySecret): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

describe('the line of chat windows', () => {
  let world: ChatWorld
  let address = '192.0.2.1'
  let broken = false
  beforeEach(async () => {
    address = '192.0.2.1'
    broken = false
    world = await openChatWorld({ address: () => address, broken: () => broken })
  })
  afterEach(() => world.close())

  it('greets whoever comes in, pushes it to their window, and shows it again to whoever reads', async () => {
    const visitor = await world.visitor({ locale: 'ko-KR' })
    const window = await visitor.stream()
    const hello = await until(() => window.activities.find(({ type }) => type === 'message'))
    expect(String(hello.text)).to.contain('AI')
    expect(JSON.stringify(hello.suggestedActions))
      .to.contain('상담원 연결')
      .and.contain('배송이 언제 오나요?')
    expect(hello.from).to.deep.equal({ id: 'brand', role: 'bot' })
    const read = await visitor.read()
    expect(messages(read.activities)).to.deep.equal([hello.text])
    expect((await visitor.read(read.watermark)).activities).to.deep.equal([])
    await window.close()
  })

  it('keeps what is said before it says so, shows it to both, and hears it once as a direct mention', async () => {
    const visitor = await world.visitor()
    const window = await visitor.stream()
    expect(await visitor.say('배송이 안 와요', 'one')).to.equal(200)
    expect(await visitor.say('배송이 안 와요', 'one')).to.equal(200)
    const echo = await until(() => window.activities.find(({ text }) => text === '배송이 안 와요'))
    expect(echo.channelData).to.deep.equal({ clientActivityID: 'one' })
    expect(echo.from).to.deep.equal({ id: `guest:${visitor.id}`, role: 'user' })
    await until(() => world.takeIn())
    const mentions = await world.database.db.selectFrom('mentions').selectAll().execute()
    expect(mentions).to.have.length(1)
    expect(mentions[0]).to.include({ text: '배송이 안 와요', visibility: 'direct', summoned: 'direct' })
    expect(window.activities.filter(({ text }) => text === '배송이 안 와요')).to.have.length(1)
    await until(() => window.activities.some(({ type }) => type === 'typing'))
    await window.close()
  })

  it('delivers a reply once however often it is tried, to whoever is there and to whoever comes back', async () => {
    const visitor = await world.visitor()
    const window = await visitor.stream()
    await visitor.say('언제 와요?')
    await until(() => world.takeIn())
    const { ref } = await world.database.db.selectFrom('mentions').select('ref').executeTakeFirstOrThrow()
    const reply = { id: 'send-1', text: '내일 도착해요.', language: 'ko' }
    const signal = AbortSignal.timeout(5_000)
    expect(await world.line.chat.find(ref, 'send-1')).to.equal(null)
    const id = await world.line.chat.post(ref, reply, signal)
    expect(await world.line.chat.post(ref, reply, signal)).to.equal(id)
    expect(await world.line.chat.find(ref, 'send-1')).to.equal(id)
    await until(() => window.activities.some(({ text }) => text === '내일 도착해요.'))
    await window.close()
    const later = await visitor.stream()
    await until(() => later.activities.some(({ text }) => text === '내일 도착해요.'))
    expect(messages(later.activities).filter((text) => text === '내일 도착해요.')).to.have.length(1)
    await later.close()
  })

  it('brings a window up to date from its watermark, with nothing twice and nothing left out', async () => {
    const visitor = await world.visitor()
    for (let n = 0; n < 12; n += 1) await visitor.say(`${n}번`)
    const { activities, watermark } = await visitor.read()
    const seen = messages(activities)
    for (let n = 0; n < 450; n += 1)
      await appendToChat(world.database.db, visitor.id, {
        ...{ key: `b:x${n}`, fromVisitor: false },
        activity: { type: 'message', text: `답 ${n}` },
      })
    const back = await world.call(`conversations/${visitor.id}?watermark=${watermark}`, {
      token: visitor.token,
    })
    const window = await visitor.stream(String(back.json.streamUrl))
    await until(() => window.activities.some(({ text }) => text === '답 449'))
    const fresh = messages(window.activities).filter((text) => String(text).startsWith('답'))
    expect(fresh).to.deep.equal(Array.from({ length: 450 }, (_, n) => `답 ${n}`))
    expect(messages(window.activities).filter((text) => seen.includes(text))).to.deep.equal([])
    await window.close()
  })

  it('tells windows on other nodes', async () => {
    const visitor = await world.visitor()
    const other = await openChatWorld({ database: world.database, accountId: world.accountId })
    const window = await visitor.stream(
      visitor.streamUrl.replace(/^ws:\/\/[^/]+/, other.url.replace('http', 'ws')),
    )
    await visitor.say('다른 창에서도 보여요')
    await until(() => window.activities.some(({ text }) => text === '다른 창에서도 보여요'))
    await window.close()
    await other.close()
  })

  it('goes on with what was said while no node was there for it', async () => {
    const visitor = await world.visitor()
    await until(async () => messages((await visitor.read()).activities).length === 1)
    // Kept and not yet seen by the bot, as when the process ends between the two.
    await appendToChat(world.database.db, visitor.id, {
      ...{ key: 'v:lost', fromVisitor: true },
      activity: { type: 'message', text: '들려요?', from: { id: `guest:${visitor.id}`, role: 'user' } },
    })
    await world.database.db
      .updateTable('chat_activities')
      .set({ at: new Date(Date.now() - 60_000) })
      .execute()
    await until(() => world.takeIn())
    const heard = await world.database.db.selectFrom('mentions').select('text').execute()
    expect(heard).to.deep.equal([{ text: '들려요?' }])
  })

  it('does not let one thing that always fails keep the next from being heard, and tells who wrote it', async () => {
    const visitor = await world.visitor()
    broken = true
    await visitor.say('안 들어가는 말')
    const longAgo = new Date(Date.now() - 600_000)
    await world.database.db.updateTable('chat_activities').set({ tries: 9, at: longAgo }).execute()
    await until(async () =>
      messages((await visitor.read()).activities).some((text) => String(text).includes('받지 못했어요')),
    )
    broken = false
    await visitor.say('들어가는 말')
    await until(() => world.takeIn())
    const heard = await world.database.db.selectFrom('mentions').select('text').execute()
    expect(heard).to.deep.equal([{ text: '들어가는 말' }])
  })

  it('keeps one person in one chat on every device when the site says who they are', async () => {
    const identity = signed({ sub: 'u-7', name: '김다정', exp: nowSeconds() + 600 })
    const [phone, desk] = [await world.visitor({ identity }), await world.visitor({ identity })]
    expect(desk.id).to.equal(phone.id)
    await phone.say('안녕하세요')
    await until(() => world.takeIn())
    const person = await world.database.db
      .selectFrom('persons')
      .select(['native_id', 'name'])
      .executeTakeFirstOrThrow()
    expect(person).to.deep.equal({ native_id: 'user:u-7', name: '김다정' })
  })

  it('keeps nothing of whoever is forgotten, closes their window, and takes them for a newcomer after that', async () => {
    const { db } = world.database
    const visitor = await world.visitor()
    const window = await visitor.stream()
    await visitor.say('저는 민감한사람이에요')
    await until(() => world.takeIn())
    const closed = new Promise<number>((resolve) => window.socket.once('close', (code) => resolve(code)))
    const person = await db.selectFrom('persons').select('id').executeTakeFirstOrThrow()
    const { brand_id: brandId } = await db.selectFrom('accounts').select('brand_id').executeTakeFirstOrThrow()
    const mina = await makeColleague(db, '민아')
    const persons = makePersons({ db, brandId, now: () => new Date() })
    await until(async () => (await db.selectFrom('bot_state').select('key').execute()).length > 0)
    const done = await persons.forget({ personId: person.id, because: 'asked', colleague: mina })
    expect(done).to.have.property('kind', 'forgotten')
    expect(await closed).to.equal(4404)
    for (const table of ['chats', 'chat_activities', 'bot_state', 'mentions', 'inbox'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).to.deep.equal([])
    expect(
      (await world.call(`conversations/${visitor.id}/activities`, { token: visitor.token })).status,
    ).to.equal(404)
    expect((await world.call('conversations', { token: visitor.token, body: {} })).status).to.equal(201)
    // The same chat as to its name, and empty: told again who answers, and nothing of before.
    await until(async () => messages((await visitor.read()).activities).length === 1)
    const { activities } = await visitor.read()
    expect(String(messages(activities)[0]))
      .to.contain('AI')
      .and.contain('상담원')
    expect(JSON.stringify(activities)).to.not.contain('민감한')
  })

  it('lets nobody new in while its account only listens', async () => {
    await world.database.db.updateTable('accounts').set({ mode: 'off' }).execute()
    const { status, json } = await world.call('tokens/generate', { body: { account: world.accountId } })
    expect(status).to.equal(503)
    expect(json.error).to.have.property('code', 'Resting')
  })

  it('forgets after a month who only looked in, and nobody who said something', async () => {
    const { db } = world.database
    const [quiet, loud] = [await world.visitor(), await world.visitor()]
    await loud.say('안녕하세요')
    await until(() => world.takeIn())
    await until(async () => (await db.selectFrom('bot_state').select('key').execute()).length === 2)
    expect(await clearUnused(db)).to.equal(0)
    await db
      .updateTable('chats')
      .set({ created_at: new Date(Date.now() - 31 * 86_400_000) })
      .execute()
    expect(await clearUnused(db)).to.equal(1)
    expect((await db.selectFrom('chats').select('id').execute()).map(({ id }) => id)).to.deep.equal([loud.id])
    expect(
      (await db.selectFrom('bot_state').select('person').execute()).map(({ person }) => person),
    ).to.deep.equal([`guest:${loud.id}`])
    expect((await world.call(`conversations/${quiet.id}`, { token: quiet.token })).status).to.equal(404)
  })

  it('lets two tabs of one person that come at once into one chat', async () => {
    const identity = signed({ sub: 'twice', exp: nowSeconds() + 600 })
    const enter = () => world.call('tokens/generate', { body: { account: world.accountId, identity } })
    const entered = await Promise.all(Array.from({ length: 12 }, enter))
    expect(new Set(entered.map(({ json }) => json.conversationId)).size).to.equal(1)
  })

  it('outlives windows beyond those that it takes, frames that are none and streams that were refused', async () => {
    const visitor = await world.visitor()
    const windows = await Promise.all(Array.from({ length: 10 }, () => visitor.stream()))
    expect(await visitor.stream().catch((error: unknown) => String(error))).to.contain('503')
    const { socket } = windows[0] as (typeof windows)[number]
    const raw = (socket as unknown as { _socket: { write(data: Buffer): void } })._socket
    raw.write(Buffer.from([255, 255, 255, 255, 255]))
    await new Promise((resolve) => socket.once('close', resolve))
    for (let n = 0; n < 30; n += 1)
      await visitor.stream(visitor.streamUrl.replace(/t=.*/, 't=x')).catch(() => {})
    expect(await visitor.say('아직 있어요?')).to.equal(200)
    await Promise.all(windows.slice(1).map((window) => window.close()))
    const again = await visitor.stream()
    await again.close()
  })

  it('takes what a client calls “joined” for what it is', async () => {
    const visitor = await world.visitor()
    expect(await visitor.say('진짜 말이에요', 'joined')).to.equal(200)
    await until(() => world.takeIn())
    expect((await visitor.read()).activities.map(({ text }) => text)).to.include('진짜 말이에요')
    expect(await visitor.say('x', '\u0000')).to.equal(400)
  })

  it('says nothing to whoever asked for silence, and says once that a person has it, however much they write', async () => {
    const { db } = world.database
    const visitor = await world.visitor()
    const waits = async () =>
      messages((await visitor.read()).activities).filter((text) => String(text).includes('남아 있어요'))
        .length
    await visitor.say('사람 불러 주세요')
    await until(() => world.takeIn())
    await db.updateTable('mentions').set({ stage: 'with-person' }).execute()
    await until(async () => (await waits()) === 1)
    for (const text of ['여보세요', '계세요?']) await visitor.say(text)
    await until(async () => {
      await world.takeIn()
      return (await db.selectFrom('mentions').select('id').execute()).length === 3
    })
    await db.updateTable('mentions').set({ stage: 'with-person' }).execute()
    await new Promise((resolve) => setTimeout(resolve, 4_500))
    expect(await waits()).to.equal(1)
    const other = await world.visitor()
    const { brand_id } = await db.selectFrom('accounts').select('brand_id').executeTakeFirstOrThrow()
    await sql`insert into person_wishes (brand_id, channel, native_id, wish, said)
      values (${brand_id}, 'webchat', ${`guest:${other.id}`}, 'silence', '')`.execute(db)
    await other.say('그만')
    await until(() => world.takeIn())
    await db.updateTable('mentions').set({ stage: 'with-person' }).execute()
    await new Promise((resolve) => setTimeout(resolve, 4_500))
    expect(messages((await other.read()).activities)).to.have.length(2)
  })

  describe('refuses', () => {
    const identities: [string, () => string][] = [
      [
        'signed with another secret',
        () => signed({ sub: 'u', exp: nowSeconds() + 60 }, 'another secret of thirty-two letters'),
      ],
      ['that is over', () => signed({ sub: 'u', exp: nowSeconds() - 1 })],
      ['good for longer than a day', () => signed({ sub: 'u', exp: nowSeconds() + 90_000 })],
      ['without an end', () => signed({ sub: 'u' })],
      [
        'made in the future',
        () => signed({ sub: 'u', iat: nowSeconds() + 3_600, exp: nowSeconds() + 7_200 }),
      ],
      ['without anybody', () => signed({ sub: '', exp: nowSeconds() + 60 })],
      [
        'changed after it was signed',
        () => {
          const body = Buffer.from(JSON.stringify({ sub: 'boss', exp: nowSeconds() + 60 })).toString(
            'base64url',
          )
          return signed({ sub: 'u', exp: nowSeconds() + 60 }).replace(/^[^.]+/, body)
        },
      ],
      ['that is none', () => 'x.y'],
    ]
    for (const [title, make] of identities)
      it(`an identity ${title}`, async () => {
        const { status, json } = await world.call('tokens/generate', {
          body: { account: world.accountId, identity: make() },
        })
        expect(status).to.equal(403)
        expect(json.error).to.have.property('code', 'WrongIdentity')
      })

    it('pages that are not among those that may show it, and tells those that may', async () => {
      const body = { account: world.accountId }
      const no = await world.call('tokens/generate', { body, headers: { origin: 'https://evil.example' } })
      expect(no.status).to.equal(403)
      expect(no.headers.get('access-control-allow-origin')).to.equal(null)
      const yes = await world.call('tokens/generate', { body, headers: { origin: site } })
      expect(yes.status).to.equal(200)
      expect(yes.headers.get('access-control-allow-origin')).to.equal(site)
    })

    it('tokens that are missing, forged, over or of another chat', async () => {
      const [a, b] = [await world.visitor(), await world.visitor()]
      const at = `conversations/${a.id}/activities`
      expect((await world.call(at)).status).to.equal(401)
      expect((await world.call(at, { token: `${a.token.slice(0, -2)}xx` })).status).to.equal(403)
      expect((await world.call(at, { token: b.token })).status).to.equal(403)
      const [, mac] = a.token.split('.')
      const forged = Buffer.from(
        JSON.stringify({ c: a.id, a: world.accountId, v: 'user:boss', e: 9e9, b: 1 }),
      ).toString('base64url')
      expect((await world.call(at, { token: `${forged}.${mac}` })).status).to.equal(403)
      expect((await world.call(at, { token: a.token })).status).to.equal(200)
    })

    it('a stream with another chat’s token', async () => {
      const [a, b] = [await world.visitor(), await world.visitor()]
      const wrong = a.streamUrl.replace(/t=.*/, `t=${b.token}`)
      const refused = await a.stream(wrong).catch((error: unknown) => String(error))
      expect(refused).to.contain('403')
    })

    it('files, empty messages, what is too long and what is no JSON, each with a sentence', async () => {
      const { id, token } = await world.visitor()
      const at = `conversations/${id}/activities`
      const cases: [unknown, number][] = [
        [{ type: 'message', text: 'x', attachments: [{ contentUrl: 'data:,' }] }, 415],
        [{ type: 'message', text: '  ' }, 400],
        [{ type: 'message', text: 'x'.repeat(4_001) }, 400],
        [{ type: 'message', value: 'x'.repeat(5_000) }, 415],
        ['{', 400],
        ['[]', 400],
        [{ type: 7 }, 400],
        ['x'.repeat(300_000), 413],
      ]
      for (const [body, status] of cases) {
        const answer = await world.call(at, { token, body })
        expect(answer.status, JSON.stringify(body).slice(0, 60)).to.equal(status)
        expect(answer.json.error).to.have.property('message').that.is.a('string').and.is.not.empty
      }
      expect((await world.call(`conversations/${id}/upload`, { token, body: 'x' })).status).to.equal(415)
    })

    it('a flood of one visitor, and lets them go on later', async () => {
      const visitor = await world.visitor()
      const statuses: number[] = []
      for (let n = 0; n < 20; n += 1) statuses.push(await visitor.say(`${n}`))
      expect(statuses.filter((status) => status === 200)).to.have.length(15)
      expect(statuses.at(-1)).to.equal(429)
      const other = await world.visitor()
      expect(await other.say('저는 괜찮죠?')).to.equal(200)
    })

    it('a flood of newcomers from one address, and nobody else', async () => {
      const enter = () => world.call('tokens/generate', { body: { account: world.accountId } })
      const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await enter()).status))
      expect(statuses.filter((status) => status === 429)).to.have.length(10)
      address = '192.0.2.2'
      expect((await enter()).status).to.equal(200)
    })

    it('accounts that are none, and paths that are none', async () => {
      for (const account of ['0', '999999', 'x', '', null])
        expect((await world.call('tokens/generate', { body: { account } })).status).to.be.oneOf([400, 404])
      const { token } = await world.visitor()
      for (const path of ['', 'conversations/%E0%A4%A', 'x/y/z', 'conversations/..', 'tokens'])
        expect((await world.call(path, { token })).status, path).to.be.oneOf([400, 403, 404])
    })
  })
})
