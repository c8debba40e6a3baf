import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { sliceBytes } from '../../../src/channels/bluesky/facets.ts'
import type { Account, Reply } from '../../../src/channels/channel.ts'
import type { Mention } from '../../../src/core/mention.ts'
import { type Embedded, startEmbedded } from '../../../src/store/embedded.ts'
import { failing } from '../../channels/bluesky-failing.ts'
import { channelContract } from '../../channels/contract.ts'
import { type Ears, openEars } from '../../channels/ears.ts'
import { installNetworks } from '../install.ts'
import { type BlueskyNetwork, startBlueskyNetwork } from './network.ts'
import { type BlueskyWorld, type Crowd, gatherCrowd, makeBlueskyWorld, mentionOf, replyTo } from './world.ts'

const never = new AbortController().signal
const can = { dm: true, thread: true, edit: false, listen: true, webhook: false, find: true }

describe("Bluesky's own network", () => {
  let folder: string
  let database: Embedded
  let network: BlueskyNetwork
  let crowd: Crowd

  before(async function () {
    // Ten minutes: the first run installs the network's programs from the registry.
    this.timeout(600_000)
    await installNetworks()
    folder = mkdtempSync(join(tmpdir(), 'dajeong-bluesky-'))
    database = await startEmbedded(folder)
    network = await startBlueskyNetwork({ databaseUrl: database.url })
    crowd = await gatherCrowd(network)
  })
  after(async () => {
    await network?.close()
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  channelContract('Bluesky', can, () => makeBlueskyWorld(network, crowd))

  describe('what only Bluesky has', () => {
    let world: BlueskyWorld
    let account: Account
    let ears: Ears

    beforeEach(async () => {
      world = await makeBlueskyWorld(network, crowd)
      account = world.open()
      ears = await openEars(world)
      await ears.until(() => ears.cursor !== null)
    })
    afterEach(async () => {
      await ears.stop()
      await world.close()
    })

    const heard = (nativeId: string): Promise<Mention> =>
      ears.until(() => ears.mentions().find((mention) => mention.nativeId === nativeId))

    it('hears a quote of the brand', async () => {
      const ours = await world.sayAsBrand?.('새 소식입니다')
      const { parent: record } = await replyTo(crowd.anna, ours ?? '')
      const embed = { $type: 'app.bsky.embed.record', record }
      const mention = await heard(
        await world.post(crowd.anna, { text: '이것 좀 보세요', embed, langs: ['ko'] }),
      )
      expect(mention).to.include({ summoned: 'quote', text: '이것 좀 보세요', thread: null, language: 'ko' })
    })

    it('knows that a reply to somebody else in our thread is not addressed to us', async () => {
      const ours = await world.sayAsBrand?.('무엇이든 물어보세요')
      const first = await world.say({ from: world.anna, text: '언제 와요?', parent: ours })
      const second = await world.say({ from: world.ben, text: '저도 궁금해요', parent: first })
      expect(await heard(second)).to.include({ summoned: 'none', parent: first, thread: ours })
    })

    it('hears a post whose author has a slow clock', async () => {
      const createdAt = new Date(Date.now() - 3 * 3_600_000).toISOString()
      // The listener began after everything so far, so what is dated before its beginning is history; this account has none.
      const text = `@${world.us.handle} 시계가 느려요`
      const facets = [mentionOf(world.us)]
      const mention = await heard(await world.post(crowd.anna, { text, facets, createdAt }))
      expect(mention).to.include({ text: '시계가 느려요', postedAt: createdAt })
    })

    it('hears that a direct message was deleted', async () => {
      const id = await world.say({ from: world.anna, text: '지울게요', visibility: 'direct' })
      await heard(id)
      const [, convoId = '', messageId = ''] = id.split(':')
      await crowd.anna.chat.chat.bsky.convo.deleteMessageForSelf({ convoId, messageId })
      const deleted = await ears.until(() => ears.events.find((event) => event.kind === 'deleted'))
      expect(deleted.nativeId).to.equal(id)
    })

    it('replies with facets at the right bytes and references to parent and root', async () => {
      const first = await world.say({ from: world.anna, text: '도와주세요' })
      const second = await world.post(crowd.ben, {
        text: `@${world.us.handle} 저도요`,
        facets: [mentionOf(world.us)],
        reply: await replyTo(crowd.ben, first),
      })
      const text = `안녕하세요 👩‍👩‍👧 @${crowd.ben.handle}님, https://example.com/도움?a=1 #다정이 @nobody.test`
      const receipt = await deliver(replyOf(await heard(second), text))
      const { value } = await read(receipt.nativeId)
      const record = value as { text: string; facets: Facet[]; reply: unknown; langs?: string[] }
      expect(record.text).to.equal(text)
      expect(record.reply).to.deep.equal({
        root: (await replyTo(crowd.ben, first)).parent,
        parent: (await replyTo(crowd.ben, second)).parent,
      })
      const shown = record.facets.map(({ index, features: [feature] }) => [
        sliceBytes(record.text, index.byteStart, index.byteEnd),
        feature?.did ?? feature?.uri ?? feature?.tag,
      ])
      expect(shown).to.deep.equal([
        [`@${crowd.ben.handle}`, crowd.ben.did],
        ['https://example.com/', 'https://example.com/'],
        ['#다정이', '다정이'],
      ])
    })

    it('leaves exactly one post in the thread when the answer was lost and the reply is sent again', async () => {
      const id = await world.say({ from: world.anna, text: '거기 계세요?' })
      const reply = replyOf(await heard(id), '네, 있어요')
      const prepared = await account.prepare?.(reply, never)
      const ready = { ...reply, prepared: prepared ?? null }
      await world.loseNextAnswer()
      expect((await failing(account.send(ready, never))).kind).to.equal('network')
      const found = await world.open().find?.(ready, never)
      const again = await world.open().send(ready, never)
      expect(again).to.deep.equal(found)
      expect(await world.answers()).to.have.length(1)
    })

    it('never replaces another post that stands where the reply would', async () => {
      const mention = await heard(await world.say({ from: world.anna, text: '안녕' }))
      const reply = replyOf(mention, '첫 번째 말')
      await deliver(reply)
      const other = await failing(deliver({ ...reply, text: '두 번째 말' }))
      expect(other.kind).to.equal('refused')
      expect((await world.answers()).map((answer) => answer.text)).to.deep.equal(['첫 번째 말'])
    })

    it('finds the target gone when its author deleted it', async () => {
      const id = await world.say({ from: world.anna, text: '지울 말' })
      const reply = replyOf(await heard(id), '늦었네요')
      await world.remove(id)
      expect((await failing(deliver(reply))).kind).to.equal('gone')
      expect(await world.answers()).to.have.length(0)
    })

    it('answers a public word in private where that is wanted', async () => {
      const mention = await heard(await world.say({ from: world.ben, text: '주문이 이상해요' }))
      await deliver({ ...replyOf(mention, '여기서 이야기해요'), visibility: 'direct' })
      expect(await world.answers()).to.deep.include.members([
        { ...(await world.answers())[0], text: '여기서 이야기해요', visibility: 'direct' },
      ])
    })

    it('never answers a private word in public', async () => {
      const mention = await heard(await world.say({ from: world.ben, text: '비밀', visibility: 'direct' }))
      const error = await failing(deliver({ ...replyOf(mention, '모두에게'), visibility: 'public' }))
      expect(error.kind).to.equal('refused')
      expect((await world.answers()).filter((answer) => answer.visibility === 'public')).to.have.length(0)
    })

    it('finds a direct message whose answer was lost, and sends it once', async () => {
      const mention = await heard(await world.say({ from: world.anna, text: '비밀', visibility: 'direct' }))
      const reply = replyOf(mention, '알겠습니다')
      const ready = { ...reply, prepared: (await account.prepare?.(reply, never)) ?? null }
      expect(await account.find?.(ready, never)).to.equal(null)
      await world.loseNextAnswer()
      expect((await failing(account.send(ready, never))).kind).to.equal('network')
      const found = await account.find?.(ready, never)
      const direct = (await world.answers()).filter((answer) => answer.text === '알겠습니다')
      expect(direct.map((answer) => answer.nativeId)).to.deep.equal([found?.nativeId])
    })

    it('says once that an app password does not reach direct messages, and hears the public on', async () => {
      const said: string[] = []
      const password = await world.us.makePassword(false)
      const log = (_: string, message: string) => said.push(message)
      const poor = world.openWith({ password }, { log })
      const identity = await poor.check(never)
      expect(said.join()).to.contain('no right')
      said.length = 0
      const stop = new AbortController()
      const ids: string[] = []
      const ended = poor.listen?.({
        identity,
        cursor: null,
        signal: stop.signal,
        hear: async ({ events }) => {
          for (const event of events) if (event.kind === 'mention') ids.push(event.mention.nativeId)
        },
      })
      await world.say({ from: world.ben, text: '들리지 않을 말', visibility: 'direct' })
      const id = await world.say({ from: world.anna, text: '들리나요' })
      await ears.until(() => ids.includes(id))
      await new Promise((resolve) => setTimeout(resolve, 700))
      stop.abort()
      await ended
      const complaints = said.filter((message) => message.includes('direct messages cannot be read'))
      expect(complaints, complaints.join('\n')).to.have.length(1)
      expect(ids).to.deep.equal([id])
    })

    it('tells a wrong password from a wrong handle', async () => {
      const password = await failing(world.openWith({ password: 'wrong-pass-word' }).check(never))
      expect(password.kind).to.equal('auth')
      expect(password.message).to.contain('app password').and.not.contain('wrong-pass-word')
      const handle = await failing(world.openWith({ identifier: 'no-such-brand.test' }).check(never))
      expect(handle.kind).to.equal('auth')
      expect(handle.message).to.contain('knows no account')
    })

    it('is busy until the server says so when it logs in too often', async () => {
      // Straight to the server, whose limit is 30 log-ins in 5 minutes for one name.
      const eager = { service: network.pdsUrl, identifier: 'no-such-brand.test' }
      const errors = await Promise.all(
        Array.from({ length: 32 }, () => failing(world.openWith(eager).check(never))),
      )
      const busy = errors.filter((error) => error.kind === 'busy')
      expect(busy).to.have.length(2)
      for (const { retryAt } of busy) {
        expect(retryAt?.getTime()).to.be.within(Date.now(), Date.now() + 301_000)
      }
    })

    const deliver = async (reply: Reply) => {
      const prepared = (await account.prepare?.(reply, never)) ?? null
      return account.send({ ...reply, prepared }, never)
    }
    const read = async (uri: string) => {
      const [, , repo = '', collection = '', rkey = ''] = uri.split('/')
      return (await crowd.anna.agent.com.atproto.repo.getRecord({ repo, collection, rkey })).data
    }
  })
})

interface Facet {
  index: { byteStart: number; byteEnd: number }
  features: { did?: string; uri?: string; tag?: string }[]
}

function replyOf(mention: Mention, text: string): Reply {
  const to = { nativeId: mention.nativeId, author: mention.author, ref: mention.ref }
  const { language, visibility } = mention
  return { id: 'reply-1', text, language, visibility, to, at: new Date(), prepared: null }
}
