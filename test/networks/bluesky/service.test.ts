import { AppBskyFeedDefs } from '@atproto/api'
import { expect } from 'chai'
import { openScene, type Scene } from '../../../bench/faults/scene.ts'
import { sliceBytes } from '../../../src/channels/bluesky/facets.ts'
import { openEmptyDatabase } from '../../support/database.ts'
import { type FaultProxy, startFaultProxy } from '../fault-proxy.ts'
import { installNetworks } from '../install.ts'
import { type Conversation, type Desk, openDesk } from './desk-support.ts'
import { type BlueskyNetwork, type BlueskyPerson, startBlueskyNetwork } from './network.ts'
import { eventually, makeService, type Service } from './service-support.ts'
import { mentionOf, replyTo } from './world.ts'

// The whole way on the real network: Bluesky's own programs, our service as an operator runs it, and a colleague at the
// API. What was said is read from the network, never from us.
describe('the service on Bluesky', () => {
  let scene: Scene
  let database: Awaited<ReturnType<typeof openEmptyDatabase>>
  let network: BlueskyNetwork
  let proxy: FaultProxy
  let service: Service
  let desk: Desk
  let brand: BlueskyPerson
  let alice: BlueskyPerson
  let bob: BlueskyPerson
  let carol: BlueskyPerson

  before(async function () {
    // Ten minutes: the first run installs the network's programs from the registry.
    this.timeout(600_000)
    await installNetworks()
    scene = openScene('dajeong-bluesky-service')
    database = await openEmptyDatabase()
    network = await startBlueskyNetwork({ databaseUrl: database.url })
    proxy = await startFaultProxy(network.pdsUrl, network.bypass)
    brand = await network.join('brand')
    alice = await network.join('alice')
    bob = await network.join('bob')
    carol = await network.join('carol')
    service = makeService(scene)
    const { url, admin } = await service.start()
    if (!admin) throw new Error('The first screen shows no one-time password.')
    desk = await openDesk(url, admin)
    await service.account(
      [
        ...['add', 'bluesky', '--mode', 'draft', '--service', proxy.url],
        ...['--identifier', brand.handle, '--chat-proxy', network.chatDid],
      ],
      { DAJEONG_ACCOUNT_PASSWORD: await brand.makePassword(true) },
    )
    await eventually('the service listens', 30_000, async () => {
      const [account] = await desk.accounts()
      return account?.heardAt
    })
  })
  after(async () => {
    await service?.stop()
    await proxy?.close()
    await network?.close()
    await database?.close()
    await scene?.close()
  })

  it('answers a mention in its thread once a colleague approves', async () => {
    const post = await mention(alice, '이 가방 다른 색도 있나요?')
    const seen = await desk.waiting('이 가방 다른 색도 있나요?')
    expect(await answersTo(post)).to.have.length(0)
    const { text } = await desk.approve(seen)
    await desk.reached(seen.id, '이 가방 다른 색도 있나요?', 'sent')
    expect((await onlyAnswerTo(post)).text)
      .to.equal(text)
      .and.to.equal(seen.draft?.text)
  })

  it('goes on in the same conversation when the person answers the reply', async () => {
    const first = await mention(alice, '매장은 몇 시에 열어요?')
    const { id } = await approved('매장은 몇 시에 열어요?')
    const ours = await onlyAnswerTo(first)
    const { uri: second } = await alice.agent.post({
      text: '그럼 주말에도 여나요?',
      reply: await replyTo(alice, ours.uri),
      langs: ['ko'],
    })
    const conversation = await approved('그럼 주말에도 여나요?')
    expect(conversation.id).to.equal(id)
    expect(conversation.turns.map((turn) => turn.from)).to.deep.equal(['person', 'brand', 'person', 'brand'])
    await onlyAnswerTo(second, first)
  })

  it("puts facets at the right bytes of a colleague's own text", async () => {
    const { uri: root } = await alice.agent.post({ text: '오늘은 쇼핑하는 날' })
    const post = await mention(carol, '환불은 어떻게 받나요?', await replyTo(carol, root))
    const seen = await desk.waiting('환불은 어떻게 받나요?')
    const link = 'https://example.com/help?q=1'
    const text = `안녕하세요 👩‍👩‍👧 카롤님 🙏🏽 ${link} 에 있어요. @${alice.handle}님께도요!`
    await desk.approve(seen, text)
    await desk.reached(seen.id, '환불은 어떻게 받나요?', 'sent')
    const answer = await onlyAnswerTo(post, root)
    expect(answer.text).to.equal(text)
    expect(
      answer.facets?.map(({ index, features: [feature] }) => [
        sliceBytes(text, index.byteStart, index.byteEnd),
        feature?.uri ?? feature?.did,
      ]),
    ).to.deep.equal([
      [link, link],
      [`@${alice.handle}`, alice.did],
    ])
  })

  it('answers a direct message in its conversation, once', async () => {
    const convoId = await write(bob, '교환하고 싶은데 어떻게 하나요?')
    const { visibility, turns } = await approved('교환하고 싶은데 어떻게 하나요?')
    expect(visibility).to.equal('direct')
    expect(await messagesIn(convoId)).to.deep.equal([turns.at(-1)?.text])
  })

  it('leaves exactly one reply in the thread when it was killed between send and commit', async () => {
    const post = await mention(carol, '선물 포장도 되나요?')
    const seen = await desk.waiting('선물 포장도 되나요?')
    const { text } = await killedWhileSending(seen, 'com.atproto.repo.putRecord')
    expect((await onlyAnswerTo(post)).text).to.equal(text)
    const found = await backUntilSent(seen, '선물 포장도 되나요?')
    expect((await onlyAnswerTo(post)).text).to.equal(text)
    expect(found).to.deep.equal(askedFirst)
  })

  it('leaves exactly one message when it was killed between send and commit', async () => {
    const convoId = await write(carol, '포인트는 언제 들어와요?')
    const seen = await desk.waiting('포인트는 언제 들어와요?')
    const { text } = await killedWhileSending(seen, 'chat.bsky.convo.sendMessage')
    expect(await messagesIn(convoId)).to.deep.equal([text])
    const found = await backUntilSent(seen, '포인트는 언제 들어와요?')
    expect(await messagesIn(convoId)).to.deep.equal([text])
    expect(found).to.deep.equal(askedFirst)
  })

  it('posts nothing when the author deleted the mention before it was approved', async () => {
    const post = await mention(bob, '혹시 오늘 문 여나요?')
    const seen = await desk.waiting('혹시 오늘 문 여나요?')
    await bob.agent.deletePost(post)
    await eventually('the deletion is known everywhere', 20_000, async () => {
      return (await alice.agent.getPosts({ uris: [post] })).data.posts.length === 0
    })
    await desk.approve(seen)
    const { turns } = await desk.reached(seen.id, '혹시 오늘 문 여나요?', 'withdrawn')
    expect(turns.find((turn) => turn.from === 'person')?.why).to.contain('does not exist any more')
    expect(await answersTo(post)).to.have.length(0)
  })

  async function mention(
    from: BlueskyPerson,
    text: string,
    reply?: Awaited<ReturnType<typeof replyTo>>,
  ): Promise<string> {
    const record = { text: `@${brand.handle} ${text}`, facets: [mentionOf(brand)], langs: ['ko'] }
    return (await from.agent.post({ ...record, ...(reply ? { reply } : {}) })).uri
  }

  /** @returns the conversation's id on the network. */
  async function write(from: BlueskyPerson, text: string): Promise<string> {
    const { data } = await from.chat.chat.bsky.convo.getConvoForMembers({ members: [brand.did] })
    await from.chat.chat.bsky.convo.sendMessage({ convoId: data.convo.id, message: { text } })
    return data.convo.id
  }

  /** Waits for the draft, approves it, and waits until it was sent. */
  async function approved(text: string): Promise<Conversation> {
    const seen = await desk.waiting(text)
    await desk.approve(seen)
    return desk.reached(seen.id, text, 'sent')
  }

  /** Approves, and kills the service when the network has accepted the reply and the service does not know it yet. */
  async function killedWhileSending(seen: Conversation, nsid: string): Promise<{ text: string }> {
    const accepted = proxy.holdNext(({ method, path }) => method === 'POST' && path === `/xrpc/${nsid}`)
    const { text } = await desk.approve(seen)
    await accepted
    await service.kill()
    return { text }
  }

  /** Starts the service again and waits until it knows that the reply was sent. @returns how it learned of it. */
  async function backUntilSent(seen: Conversation, text: string): Promise<typeof askedFirst> {
    const before = proxy.asked.length
    const { url, admin } = await service.start()
    expect(admin, 'there is an admin already').to.equal(null)
    desk.moveTo(url)
    const { events } = await desk.reached(seen.id, text, 'sent')
    const last = events.find((event) => event.to === 'sent')
    const calls = proxy.asked.slice(before).map(({ path }) => path)
    const triedAgain = calls.filter((path) => /putRecord|createRecord|applyWrites|sendMessage/.test(path))
    return { from: last?.from ?? null, why: last?.why ?? null, triedAgain }
  }

  /** What the brand's repository holds in answer to a post, whether somebody shows it or not. */
  async function answersTo(uri: string): Promise<Answer[]> {
    const { data } = await carol.agent.com.atproto.repo.listRecords({
      repo: brand.did,
      collection: 'app.bsky.feed.post',
      limit: 100,
    })
    return data.records
      .map(({ uri: own, value }) => ({ ...(value as unknown as Answer), uri: own }))
      .filter(({ reply }) => reply.parent.uri === uri)
  }

  /** The one answer to a post: it stands rightly in the thread, and the AppView shows it and no other. */
  async function onlyAnswerTo(uri: string, root = uri): Promise<Answer> {
    const [answer, ...others] = await answersTo(uri)
    if (!answer) throw new Error(`Nothing answers ${uri}.`)
    expect(others, 'more answers').to.deep.equal([])
    expect(answer.reply).to.deep.equal({
      root: (await replyTo(alice, root)).parent,
      parent: (await replyTo(alice, uri)).parent,
    })
    const shown = await eventually(`the AppView shows an answer to ${uri}`, 20_000, async () => {
      const { thread } = (await alice.agent.getPostThread({ uri, depth: 1 })).data
      if (!AppBskyFeedDefs.isThreadViewPost(thread)) return null
      const ours = thread.replies?.filter(
        (one) => AppBskyFeedDefs.isThreadViewPost(one) && one.post.author.did === brand.did,
      )
      return ours && ours.length > 0 ? ours : null
    })
    expect(shown).to.have.length(1)
    expect(shown[0]).to.have.nested.property('post.uri', answer.uri)
    return answer
  }

  /** The texts of the brand's messages in a conversation, oldest first. */
  async function messagesIn(convoId: string): Promise<string[]> {
    const { data } = await brand.chat.chat.bsky.convo.getMessages({ convoId })
    return data.messages
      .toReversed()
      .map((message) => message as { sender: { did: string }; text: string })
      .filter(({ sender }) => sender.did === brand.did)
      .map(({ text }) => text)
  }
})

/** How it learned that it was sent: it asked the network, and did not send a second time. */
const askedFirst: { from: string | null; why: string | null; triedAgain: string[] } = {
  from: 'sending',
  why: 'the network already had it',
  triedAgain: [],
}

interface Answer {
  uri: string
  text: string
  reply: { root: Ref; parent: Ref }
  facets?: {
    index: { byteStart: number; byteEnd: number }
    features: { uri?: string; did?: string }[]
  }[]
}
interface Ref {
  uri: string
  cid: string
}
