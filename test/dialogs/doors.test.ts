import { expect } from 'chai'
import type { Turn } from '../../dialogs/turn.ts'
import type { TestDatabase } from '../support/database.ts'
import { openWorld, useWorld, type World } from './world.ts'

const card = { type: 'AdaptiveCard', version: '1.4', body: [] }
const execute = (more: object = {}) => ({
  ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'm-1', text: undefined },
  value: { action: { type: 'Action.Execute', verb: 'approve', data: { draft: '7' } } },
  ...more,
})

describe('the bot', () => {
  let test: TestDatabase
  let world: World

  useWorld((given) => {
    ;({ test, world } = given)
  })

  describe('over our own line', () => {
    const visitor = {
      ...{ type: 'message', id: 'v-1', text: '배송이 늦어요', conversation: { id: 'w-1' } },
      ...{ from: { id: 'visitor-1' }, recipient: { id: 'bot' }, locale: 'ko-KR' },
    }

    it('hears a visitor and answers without a token, a network or a memory of what it saw', async () => {
      world.bot = async (turn) => {
        await turn.typing()
        const id = await turn.say({ id: 'post-1', text: '확인할게요', suggestions: ['상담원 연결'] })
        await turn.change(id ?? '', { text: '확인했어요', card })
      }
      await world.made.takeOwn(visitor)
      await world.made.takeOwn(visitor)
      expect(world.turns[0]).to.include({ own: true, channel: 'directline' })
      expect(world.typed).to.deep.equal(['w-1', 'w-1'])
      expect(world.shown.map(({ conversationId, key }) => [conversationId, key])).to.deep.equal([
        ['w-1', 'post-1'],
        ['w-1', 'post-1'],
      ])
      expect(world.shown[0]?.activity).to.include({ type: 'message', text: '확인할게요', replyToId: 'v-1' })
      expect(JSON.stringify(world.shown[0]?.activity)).to.not.include('post-1')
      expect(world.changed[0]).to.deep.include({ conversationId: 'w-1', id: 'shown-1' })
      expect(world.changed[0]?.activity).to.include({ summary: '확인했어요' })
      expect([world.issuer.asked, world.issuer.forms.length, world.connector.said.length]).to.deep.equal([
        0, 0, 0,
      ])
    })

    it('speaks first by a reference, with the id of the post', async () => {
      await world.made.takeOwn(visitor)
      const [turn] = world.turns
      await world.made.speaker.speak(turn?.reference ?? {}, async (line) => {
        expect(await line.say({ id: 'post-2', text: '답이 왔어요' })).to.equal('shown-1')
      })
      expect(world.shown[0]).to.include({ conversationId: 'w-1', key: 'post-2' })
    })

    it('tells the line when a turn breaks, with what broke', async () => {
      world.bot = async () => {
        throw new Error('the database is away')
      }
      const error = await world.made.takeOwn(visitor).catch((reason: unknown) => reason)
      expect((error as Error).message).to.equal('the database is away')
    })

    it('passes on what the line could not keep', async () => {
      const broken = await openWorld(test.db, {
        own: {
          post: () => Promise.reject(new Error('no connection')),
          change: async () => {},
          typing: () => {
            throw new Error('no connection')
          },
        },
      })
      const outs: unknown[] = []
      broken.bot = async (turn) => {
        await turn.typing()
        outs.push(await turn.say({ text: '네' }).catch((error: Error) => error.message))
      }
      await broken.made.takeOwn(visitor)
      expect(outs).to.deep.equal(['no connection'])
      await broken.close()
    })

    it('cannot be entered from outside', async () => {
      const serviceUrl = 'urn:dajeong:directline'
      const token = world.token({ serviceurl: serviceUrl })
      const answer = await world.post(
        world.message({ serviceUrl, channelId: 'directline' }),
        `Bearer ${token}`,
      )
      expect(answer.status).to.equal(403)
      expect((await world.post(world.message({ channelId: 'directline' }))).status).to.equal(200)
      expect(world.turns).to.have.length(1)
      expect(world.turns[0]).to.include({ own: false, channel: 'azure-directline' })
    })
  })

  describe('over HTTP', () => {
    const answered = async (turn: Turn) => {
      await turn.typing()
      const id = await turn.say({ id: 'post-1', text: '초안이 있어요', card })
      expect(id).to.equal(null)
      await turn.change('m-1', { text: '승인됐어요' })
    }

    it('gives all replies in its answer to whoever expects them there', async () => {
      world.bot = answered
      const { status, json } = await world.post(world.message({ deliveryMode: 'expectReplies' }))
      expect(status).to.equal(200)
      const activities = json.activities as Record<string, unknown>[]
      expect(activities.map(({ type, summary, text, id }) => [type, summary ?? text, id])).to.deep.equal([
        ['message', '초안이 있어요', undefined],
        ['messageUpdate', '승인됐어요', 'm-1'],
      ])
      expect(world.connector.said).to.deep.equal([])
    })

    it('gives no replies twice', async () => {
      world.bot = answered
      const activity = world.message({ deliveryMode: 'expectReplies' })
      await world.post(activity)
      expect((await world.post(activity)).json).to.deep.equal({ activities: [] })
    })

    it('answers a press with the card that took the place of the pressed one, for everybody else too', async () => {
      world.bot = (turn) => turn.change('m-1', { text: '승인됐어요', card })
      const { status, json } = await world.post(world.message(execute()))
      expect(status).to.equal(200)
      expect(json).to.deep.equal({
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: card,
      })
      expect(world.connector.said.map(({ method }) => method)).to.deep.equal(['PUT'])
      expect(world.turns[0]?.incoming).to.deep.include({
        kind: 'press',
        value: { verb: 'approve', draft: '7' },
      })
    })

    it('answers a press that changed no card', async () => {
      const { status, json } = await world.post(world.message(execute()))
      expect(status).to.equal(200)
      expect(json).to.include({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
    })

    it('does not say that a press was taken when its turn broke', async () => {
      world.bot = async () => {
        throw new Error('away')
      }
      expect((await world.post(world.message(execute()))).status).to.equal(503)
    })

    it('says of other invokes that they are not served', async () => {
      const { status, json } = await world.post(world.message(execute({ name: 'task/fetch' })))
      expect(status).to.equal(501)
      expect(json.message).to.match(/only adaptiveCard\/action/)
      expect(world.turns).to.deep.equal([])
    })
  })

  describe('without a registered bot', () => {
    let open: World
    let closed: World

    beforeEach(async () => {
      open = await openWorld(test.db, { app: null, openOnLoopback: true })
      closed = await openWorld(test.db, { app: null })
    })
    afterEach(() => Promise.all([open.close(), closed.close()]))

    it('hears nobody from outside', async () => {
      for (const authorization of [null, `Bearer ${closed.token()}`]) {
        const answer = await closed.post(closed.message(), authorization)
        expect(answer.status).to.equal(403)
        expect(answer.json.error).to.equal('no-bot')
      }
      expect(closed.turns).to.deep.equal([])
    })

    it('hears programs of this machine where it is told to, and answers there without a token', async () => {
      open.bot = async (turn) => void (await turn.say({ text: '네' }))
      expect((await open.post(open.message(), null)).status).to.equal(200)
      expect(open.connector.said[0]).to.include({ token: null })
      expect(open.connector.said[0]?.activity).to.include({ text: '네' })
      expect(open.issuer.forms).to.deep.equal([])
    })

    it('hears there neither pages nor whoever comes through a proxy or by another name', async () => {
      for (const headers of [
        { origin: 'http://localhost:5173' },
        { 'x-forwarded-for': '203.0.113.7' },
        { forwarded: 'for=203.0.113.7' },
      ] as Record<string, string>[]) {
        const answer = await open.post(open.message(), null, headers)
        expect(answer.status, JSON.stringify(headers)).to.equal(403)
        expect(answer.json.error).to.equal('not-local')
      }
      const rebound = await open.made.answer({ authorization: undefined, body: open.message(), local: false })
      expect(rebound.status).to.equal(403)
      expect(open.turns).to.deep.equal([])
    })

    it('answers to no other machine', async () => {
      for (const serviceUrl of [
        'https://smba.trafficmanager.net/kr/',
        'http://10.0.0.1/',
        'http://evil.example/',
      ]) {
        const answer = await open.post(open.message({ serviceUrl }), null)
        expect(answer.json.error, serviceUrl).to.equal('service-not-allowed')
      }
      expect(open.turns).to.deep.equal([])
    })
  })
})
