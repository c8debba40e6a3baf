import { expect } from 'chai'
import { type Account, ChannelError, type Reply } from '../../src/channels/channel.ts'
import { fitsText } from '../../src/core/limits.ts'
import type { Json, Mention } from '../../src/core/mention.ts'
import { type Ears, type EarsOptions, openEars } from './ears.ts'
import type { World } from './world.ts'

type Able = World['channel']['can']
const never = new AbortController().signal

/**
 * What every channel must be able to show, played on its own world. `can` is asked before the world exists, so that
 * a channel's tests are the ones its abilities call for; nothing here is skipped.
 */
export function channelContract(name: string, can: Able, makeWorld: () => Promise<World>): void {
  describe(`the contract of a channel, kept by ${name}`, () => {
    let world: World
    let account: Account
    let opened: Ears[]

    beforeEach(async () => {
      world = await makeWorld()
      account = world.open()
      opened = []
    })
    afterEach(async () => {
      await Promise.allSettled(opened.map((ears) => ears.stop()))
      await world.close()
    })

    /** With listeners, waits until the first cursor is kept: what is said from then on must be heard. */
    async function listen(options: EarsOptions = {}): Promise<Ears> {
      const ears = await openEars(world, options)
      opened.push(ears)
      if (can.listen) await ears.until(() => ears.cursor !== null)
      return ears
    }
    const heard = (ears: Ears, nativeId: string): Promise<Mention> =>
      ears.until(() => ears.mentions().find((mention) => mention.nativeId === nativeId))

    async function hearOne(words: Partial<Parameters<World['say']>[0]> = {}): Promise<Mention> {
      const ears = await listen()
      const mention = await heard(ears, await world.say({ from: world.anna, text: '안녕하세요', ...words }))
      await ears.stop()
      return mention
    }

    it('says who we are', async () => {
      const identity = await account.check(never)
      expect(identity.handle).to.not.equal('')
      if (world.brand) expect(identity.nativeId).to.equal(world.brand.nativeId)
    })

    it('declares only what it has', () => {
      expect(world.channel.can).to.deep.equal(can)
      expect(account.listen !== undefined, 'listen').to.equal(can.listen)
      expect(account.webhook !== undefined, 'webhook').to.equal(can.webhook)
      expect(account.find !== undefined, 'find').to.equal(can.find)
      expect(world.sayAsBrand !== undefined || !can.thread, 'a world with threads').to.equal(true)
      expect((world.edit && world.remove) !== undefined || !can.edit, 'a world with edits').to.equal(true)
      expect(world.deliveries !== undefined || !can.webhook, 'a world with deliveries').to.equal(true)
    })

    it('hears a public mention with its author, its text and its time', async () => {
      const mention = await hearOne({ text: '배송이 안 와요 & <b>why</b>? 👩‍👩‍👧\n둘째 줄' })
      expect(mention.text).to.equal('배송이 안 와요 & <b>why</b>? 👩‍👩‍👧\n둘째 줄')
      expect(mention.visibility).to.equal('public')
      expect(mention.author).to.include({
        nativeId: world.anna.nativeId,
        handle: world.anna.handle,
        bot: false,
      })
      expect(mention.summoned).to.be.oneOf(['mention', 'comment', 'reply'])
      expect(mention.parent).to.equal(null)
    })

    it('marks another bot as a bot', async () => {
      expect((await hearOne({ from: world.robot })).author.bot).to.equal(true)
    })

    if (can.thread) {
      it('hears a reply to the brand, knows what it answers, and drops what the brand itself says', async () => {
        const ears = await listen()
        const ours = await world.sayAsBrand?.('오늘도 좋은 하루 보내세요')
        const mention = await heard(ears, await world.say({ from: world.ben, text: '네!', parent: ours }))
        expect(mention.parent).to.equal(ours)
        expect(mention.summoned).to.be.oneOf(['reply', 'comment'])
        const authors = ears.mentions().map((one) => one.author.nativeId)
        expect(authors).to.not.include(world.brand?.nativeId)
      })
    }

    if (can.dm) {
      it('hears a direct message as direct', async () => {
        const mention = await hearOne({ text: '주문 번호는 123입니다', visibility: 'direct' })
        expect(mention).to.include({
          visibility: 'direct',
          summoned: 'direct',
          text: '주문 번호는 123입니다',
        })
      })

      it('answers a direct message directly', async () => {
        const mention = await hearOne({ visibility: 'direct' })
        await send(replyTo(mention, '확인해 볼게요'))
        expect(await world.answers()).to.have.length(1)
        expect((await world.answers())[0]).to.include({ text: '확인해 볼게요', visibility: 'direct' })
      })
    }

    if (can.edit) {
      it('hears that a mention was edited', async () => {
        const ears = await listen()
        const id = await world.say({ from: world.anna, text: '처음' })
        await heard(ears, id)
        await world.edit?.(id, '고침')
        const edited = await ears.until(() => ears.events.find((event) => event.kind === 'edited'))
        expect(edited.mention).to.include({ nativeId: id, text: '고침' })
      })

      it('hears that a mention was deleted', async () => {
        const ears = await listen()
        const id = await world.say({ from: world.anna, text: '지울 말' })
        await heard(ears, id)
        await world.remove?.(id)
        const deleted = await ears.until(() => ears.events.find((event) => event.kind === 'deleted'))
        expect(deleted.nativeId).to.equal(id)
      })
    }

    it('gives what is delivered twice the same id, and loses nothing that is out of order', async () => {
      await world.repeat?.()
      const ears = await listen()
      const ids: string[] = []
      for (let n = 0; n < 4; n += 1) ids.push(await world.say({ from: world.anna, text: `${n}번째` }))
      for (const id of ids) await heard(ears, id)
      expect(new Set(ears.mentions().map((mention) => mention.nativeId))).to.deep.equal(new Set(ids))
    })

    if (can.listen) {
      it('does not answer history at its first start', async () => {
        const old = await world.say({ from: world.anna, text: '옛날 이야기' })
        const ears = await listen()
        await heard(ears, await world.say({ from: world.ben, text: '새 이야기' }))
        expect(ears.mentions().map((mention) => mention.nativeId)).to.not.include(old)
      })

      it('hears after a stop all that was said meanwhile', async () => {
        const first = await listen()
        await heard(first, await world.say({ from: world.anna, text: '먼저' }))
        await first.stop()
        const ids: string[] = []
        for (let n = 0; n < 45; n += 1) ids.push(await world.say({ from: world.ben, text: `말 ${n}` }))
        const second = await listen({ cursor: first.cursor })
        for (const id of ids) await heard(second, id)
      })

      it('hears again what could not be kept', async () => {
        const first = await listen()
        const cursor = first.cursor
        await first.stop()
        const id = await world.say({ from: world.anna, text: '잊지 마세요' })
        let failures = 0
        const beforeKeeping = () => {
          failures += 1
          if (failures === 1) throw new Error('the disk is full')
        }
        const second = await listen({ cursor, beforeKeeping })
        await second.until(() => failures > 0)
        // It may ride the failure out or give up; either way nothing was kept, and the old cursor still leads here.
        const third = await listen({ cursor: second.cursor })
        await third.until(() =>
          [...second.mentions(), ...third.mentions()].some((one) => one.nativeId === id),
        )
      })

      it('says again and again that it hears everything, also while nobody speaks', async () => {
        const ears = await listen()
        await ears.until(() => ears.upToDate >= 2)
        expect(ears.events).to.deep.equal([])
      })

      it('stops when it is told to', async () => {
        const ears = await listen()
        await ears.stop()
      })

      it('ends with auth when the network refuses us', async () => {
        const ears = await listen()
        await world.refuseUs()
        await world.cut?.()
        expect((await failing(ears.ended)).kind).to.equal('auth')
      })
    }

    it('hears on after the connection was cut', async () => {
      const ears = await listen()
      await heard(ears, await world.say({ from: world.anna, text: '하나' }))
      await world.cut?.()
      await heard(ears, await world.say({ from: world.anna, text: '둘' }))
    })

    it('answers a public mention in public, under it, with the very text', async () => {
      const mention = await hearOne()
      const receipt = await send(replyTo(mention, '안녕하세요 & <반가워요> 😊\n\n둘째 줄'))
      const answers = await world.answers()
      expect(answers).to.have.length(1)
      expect(answers[0]).to.deep.include({
        nativeId: receipt.nativeId,
        text: '안녕하세요 & <반가워요> 😊\n\n둘째 줄',
        parent: mention.nativeId,
        visibility: 'public',
      })
    })

    it('posts once when the same reply is sent twice', async () => {
      const reply = replyTo(await hearOne(), '한 번만')
      const first = await send(reply)
      const second = await send(reply)
      expect(second.nativeId).to.equal(first.nativeId)
      expect(await world.answers()).to.have.length(1)
    })

    it('posts twice when two replies have the same text', async () => {
      const mention = await hearOne()
      await send(replyTo(mention, '감사합니다', 'reply-a'))
      await send(replyTo(mention, '감사합니다', 'reply-b'))
      expect(await world.answers()).to.have.length(2)
    })

    it('calls a send whose answer was lost doubtful', async () => {
      const reply = replyTo(await hearOne(), '도착했나요')
      await world.loseNextAnswer()
      expect((await failing(send(reply))).kind).to.equal('network')
      expect(await world.answers()).to.have.length(1)
    })

    if (can.find) {
      it('finds a reply whose answer was lost, and knows when none arrived', async () => {
        const reply = replyTo(await hearOne(), '도착했나요')
        expect(await find(reply)).to.equal(null)
        await world.loseNextAnswer()
        await failing(send(reply))
        const found = await find(reply)
        expect(found?.nativeId).to.equal((await world.answers())[0]?.nativeId)
      })
    }

    it('refuses a text that is too long, and posts nothing of it', async () => {
      const mention = await hearOne()
      const limits = await account.limits(mention.visibility, never)
      expect(fitsText('가'.repeat(limits.max + 1), limits).fits).to.equal(false)
      // Twice, because `limits` may keep something back for what the channel puts around the text.
      const text = '가'.repeat(limits.max * 2)
      expect((await failing(send(replyTo(mention, text)))).kind).to.equal('refused')
      expect(await world.answers()).to.have.length(0)
    })

    it('sends a text that is just short enough', async () => {
      const mention = await hearOne()
      const { max, unit, maxBytes } = await account.limits(mention.visibility, never)
      const bytes = Math.min(
        unit === 'bytes' ? max : Number.POSITIVE_INFINITY,
        maxBytes ?? Number.POSITIVE_INFINITY,
      )
      const text = '가'.repeat(Math.min(unit === 'bytes' ? bytes : max, Math.floor(bytes / 3)))
      await send(replyTo(mention, text))
      expect((await world.answers())[0]?.text).to.equal(text)
    })

    it('is refused with auth when its credentials are worth nothing', async () => {
      const mention = await hearOne()
      await world.refuseUs()
      expect((await failing(world.open().check(never))).kind).to.equal('auth')
      expect((await failing(send(replyTo(mention, '들리나요')))).kind).to.equal('auth')
    })

    it('is busy until a time when it called too often', async () => {
      const mention = await hearOne()
      await world.beBusy()
      const error = await failing(send(replyTo(mention, '나중에')))
      expect(error.kind).to.equal('busy')
      expect(error.retryAt?.getTime()).to.be.greaterThan(Date.now() - 1_000)
      expect(await world.answers()).to.have.length(0)
    })

    if (can.edit) {
      it('finds its target gone when that was deleted', async () => {
        const mention = await hearOne()
        await world.remove?.(mention.nativeId)
        expect((await failing(send(replyTo(mention, '어디 계세요')))).kind).to.equal('gone')
        expect(await world.answers()).to.have.length(0)
      })
    }

    function replyTo(mention: Mention, text: string, id = 'reply-1'): Reply {
      const to = { nativeId: mention.nativeId, author: mention.author, ref: mention.ref }
      const { language, visibility } = mention
      return { id, text, language, visibility, to, at: new Date(), prepared: null }
    }
    const prepared = new Map<string, Json | null>()
    /** Prepares once and sends from what a store would give back, as core does over a restart. */
    async function ready(reply: Reply): Promise<Reply> {
      const key = `${reply.to.nativeId} ${reply.id}`
      if (!prepared.has(key)) prepared.set(key, (await account.prepare?.(reply, never)) ?? null)
      return { ...reply, prepared: JSON.parse(JSON.stringify(prepared.get(key) ?? null)) }
    }
    const send = async (reply: Reply) => world.open().send(await ready(reply), never)
    const find = async (reply: Reply) => world.open().find?.(await ready(reply), never)
  })
}

/** Expects a ChannelError and returns it. */
async function failing(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error, String(error)).to.be.instanceOf(ChannelError)
  return error as ChannelError
}
