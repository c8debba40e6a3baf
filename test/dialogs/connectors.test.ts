import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { makeServiceHosts } from '../../dialogs/service-hosts.ts'
import type { Reference, Turn } from '../../dialogs/turn.ts'
import { ChannelError } from '../../src/channels/channel.ts'
import type { TestDatabase } from '../support/database.ts'
import { openWorld, useWorld, type World } from './world.ts'

const card = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: '초안' }] }

describe('what is said through connectors of others', () => {
  let test: TestDatabase
  let world: World

  useWorld((given) => {
    ;({ test, world } = given)
  })

  /** Runs one turn and gives what the bot's doings came to. */
  async function inTurn<R>(work: (turn: Turn) => Promise<R>, more = {}): Promise<R | ChannelError> {
    const outs: (R | ChannelError)[] = []
    world.bot = async (turn) => {
      outs.push(
        await work(turn).catch((error: unknown) => {
          if (error instanceof ChannelError) return error
          throw error
        }),
      )
    }
    const answer = await world.post(world.message(more))
    expect(answer.status, answer.text).to.equal(200)
    return outs[0] as R | ChannelError
  }
  const say = (text = '네') => inTurn((turn) => turn.say({ text }))
  const kindOf = (out: unknown) => (out instanceof ChannelError ? out.kind : out)

  it('arrives as a reply with our token, a card with its words, and gives an id', async () => {
    const id = await inTurn((turn) =>
      turn.say({ id: 'p-1', text: '초안이 있어요', card, suggestions: ['승인', '넘기기'], locale: 'ko-KR' }),
    )
    expect(id).to.equal('m-1')
    const [said] = world.connector.said
    expect(said).to.include({ method: 'POST', token: 'ours-1' })
    expect(said?.path).to.match(/^\/v3\/conversations\/c-1\/activities\/a-\d+$/)
    expect(said?.activity).to.deep.include({
      ...{ type: 'message', summary: '초안이 있어요', locale: 'ko-KR', from: { id: 'bot' } },
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { fallbackText: '초안이 있어요', ...card },
        },
      ],
    })
    expect(said?.activity.suggestedActions).to.deep.equal({
      to: [],
      actions: ['승인', '넘기기'].map((title) => ({ type: 'imBack', title, value: title })),
    })
    expect(JSON.stringify(said)).to.not.include('p-1')
    const form = Object.fromEntries(world.issuer.forms[0] ?? [])
    expect(form).to.deep.equal({
      grant_type: 'client_credentials',
      client_id: '11111111-2222-3333-4444-555555555555',
      client_secret: 'app-s3cret',
      scope: 'https://api.botframework.com/.default',
    })
  })

  it('is said in words where cards are not drawn', async () => {
    await inTurn((turn) => turn.say({ text: '초안이 있어요', card }), { channelId: 'line' })
    expect(world.connector.said[0]?.activity).to.include({ text: '초안이 있어요' })
    expect(world.connector.said[0]?.activity.attachments).to.equal(undefined)
  })

  it('is Markdown where clients read it, and without its marks where they do not', async () => {
    const post = { text: '서 \\- 준 님, `도움말`이라고 보내세요', markdown: true }
    await inTurn((turn) => turn.say(post))
    await inTurn((turn) => turn.say(post), { channelId: 'line' })
    await inTurn((turn) => turn.say({ text: post.text }), { channelId: 'line' })
    const [client, line, letters] = world.connector.said.map(({ activity }) => activity)
    expect(client).to.include({ text: post.text, textFormat: 'markdown' })
    expect(line).to.include({ text: '서 - 준 님, 도움말이라고 보내세요', textFormat: 'plain' })
    expect(letters).to.include({ text: post.text, textFormat: 'plain' })
  })

  it('is changed in place', async () => {
    await inTurn((turn) => turn.change('m/7', { text: '승인됐어요', card }))
    const [said] = world.connector.said
    expect(said).to.include({ method: 'PUT', path: '/v3/conversations/c-1/activities/m%2F7' })
    expect(said?.activity).to.include({ id: 'm/7', summary: '승인됐어요' })
  })

  it('shows that somebody writes, and minds no failure of that', async () => {
    world.connector.moods.push({ status: 400 })
    await inTurn((turn) => turn.typing())
    expect(world.connector.said[0]?.activity.type).to.equal('typing')
  })

  it('does not wait for a connector that does not take our typing', async () => {
    world.connector.moods.push('hang')
    expect(
      await inTurn(async (turn) => {
        await turn.typing()
        return turn.say({ text: '네' })
      }),
    ).to.equal('m-2')
  })

  it('asks for one token for many, and again when it is refused', async () => {
    await inTurn((turn) => Promise.all([1, 2, 3].map((n) => turn.say({ text: `${n}` }))))
    expect(world.issuer.forms).to.have.length(1)
    world.connector.moods.push({ status: 401 })
    expect(await say()).to.equal('m-5')
    expect(world.connector.said.slice(3).map(({ token }) => token)).to.deep.equal(['ours-1', 'ours-2'])
    world.connector.moods.push({ status: 401 }, { status: 401 })
    expect(kindOf(await say())).to.equal('auth')
  })

  it('is said once more when the connector is busy for a moment', async () => {
    world.connector.moods.push({ status: 429, headers: { 'retry-after': '1' } })
    expect(await say()).to.equal('m-2')
  })

  it('is given back as busy, with its time, when that moment is long or comes twice', async () => {
    world.connector.moods.push({ status: 429, headers: { 'retry-after': '60' } })
    const later = await say()
    expect(kindOf(later)).to.equal('busy')
    expect((later as ChannelError).retryAt?.getTime()).to.be.greaterThan(Date.now() + 30_000)
    expect(world.connector.said).to.have.length(1)
    const busy = { status: 429, headers: { 'retry-after': '0' } }
    world.connector.moods.push(busy, busy)
    expect(kindOf(await say())).to.equal('busy')
    expect(world.connector.said).to.have.length(3)
  })

  it('is not said twice where it may have arrived', async () => {
    for (const mood of [{ status: 500 }, { status: 502 }, 'hang', 'cut', 'not-json'] as const) {
      const before = world.connector.said.length
      world.connector.moods.push(mood)
      expect(kindOf(await say()), JSON.stringify(mood)).to.equal('network')
      expect(world.connector.said.length - before, JSON.stringify(mood)).to.equal(1)
    }
  })

  it('is changed once more where that may have arrived, since the same stands there twice', async () => {
    world.connector.moods.push({ status: 502 })
    await inTurn((turn) => turn.change('m-7', { text: '승인됐어요' }))
    expect(world.connector.said.map(({ method }) => method)).to.deep.equal(['PUT', 'PUT'])
  })

  it('tells by its kind what is to be done', async () => {
    const kinds: [number, string][] = [
      ...[
        [400, 'refused'],
        [403, 'refused'],
        [413, 'refused'],
        [302, 'refused'],
      ],
      ...[
        [404, 'gone'],
        [410, 'gone'],
      ],
    ] as [number, string][]
    for (const [status, kind] of kinds) {
      world.connector.moods.push({ status, headers: { location: 'https://evil.example/' } })
      expect(kindOf(await say()), `${status}`).to.equal(kind)
    }
  })

  it('is not said while Microsoft gives no token, and says which of its reasons it was', async () => {
    const error = 'invalid_client'
    const said = "AADSTS7000215: Invalid client secret provided: 'app-s3cret'"
    world.issuer.give = () => ({ status: 401, body: { error, error_description: said } })
    const out = await say()
    expect(kindOf(out)).to.equal('auth')
    expect((out as Error).message).to.match(/MicrosoftAppPassword \(AADSTS7000215\)/)
    expect((out as Error).message).to.not.include('app-s3cret')
    world.issuer.give = () => ({ status: 503, body: {} })
    expect(kindOf(await say())).to.equal('busy')
    world.issuer.give = () => ({ status: 200, body: { token: 'other' } })
    expect(kindOf(await say())).to.equal('busy')
    expect(world.connector.said).to.deep.equal([])
    expect(world.logged.join()).to.not.include('app-s3cret')
  })

  it('asks for its token at the tenant of a bot that has one', async () => {
    const paths: unknown[] = []
    const single = await openWorld(test.db, {
      app: { id: '11111111-2222-3333-4444-555555555555', password: 'x', type: 'SingleTenant' },
      tenantId: 'our-tenant',
      call: async ({ url, method }) => {
        paths.push(`${method} ${new URL(url).pathname}`)
        return { status: 200, headers: new Headers(), json: { access_token: 't', expires_in: 3600, id: '1' } }
      },
    })
    const serviceUrl = single.connector.url
    const reference = { channelId: 'msteams', serviceUrl, conversation: { id: 'c' }, bot: { id: 'b' } }
    await single.made.speaker.speak(reference, (line) => line.say({ text: '네' }).then(() => {}))
    expect(paths).to.deep.equal(['POST /our-tenant/oauth2/v2.0/token', 'POST /v3/conversations/c/activities'])
    await single.close()
  })

  describe('first', () => {
    let reference: Reference

    beforeEach(async () => {
      await inTurn(async (turn) => {
        reference = turn.reference
      })
    })

    it('by a stored reference, as a new message', async () => {
      const stored = JSON.parse(JSON.stringify(reference)) as Reference
      await world.made.speaker.speak(stored, async (line) => {
        const id = await line.say({ text: '새 초안이 있어요' })
        expect(id).to.equal('m-1')
        await line.change('m-1', { text: '승인됐어요' })
      })
      expect(world.connector.said.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
        'POST /v3/conversations/c-1/activities',
        'PUT /v3/conversations/c-1/activities/m-1',
      ])
      expect(world.connector.said[0]?.activity.replyToId).to.equal(undefined)
    })

    it('but to no host that was taken off the list meanwhile', async () => {
      const away = { ...reference, serviceUrl: 'https://evil.example/' }
      const out = await world.made.speaker.speak(away, async () => {}).catch((error: unknown) => error)
      expect(kindOf(out)).to.equal('refused')
      expect((out as Error).message).to.match(/MICROSOFT_SERVICE_HOSTS/)
    })

    it('when the turn that is spoken through is over', async () => {
      const [turn] = world.turns
      expect(await turn?.say({ text: '늦었지만' })).to.equal('m-1')
      await turn?.typing()
      await pause(1)
      expect(world.connector.said[0]?.path).to.equal('/v3/conversations/c-1/activities')
    })

    it('and tells what went wrong', async () => {
      world.connector.moods.push({ status: 404 })
      const out = await world.made.speaker
        .speak(reference, async (line) => void (await line.say({ text: '네' })))
        .catch((error: unknown) => error)
      expect(kindOf(out)).to.equal('gone')
    })
  })
})

describe('the service addresses that are answered', () => {
  const usual = makeServiceHosts(['bot.example', '10.0.0.5:8443', '*.corp.example', '127.0.0.1:9000'], false)

  it("are Microsoft's and those that are named", () => {
    for (const url of [
      'https://smba.trafficmanager.net/kr/',
      'https://smba.trafficmanager.net/amer/3f1a/',
      'https://directline.botframework.com/',
      'https://smba.infra.gcc.teams.microsoft.com/teams',
      'https://bot.example/',
      'https://bot.example:8443/x',
      'https://BOT.example/',
      'https://10.0.0.5:8443/',
      'https://eu.corp.example/',
      'http://127.0.0.1:9000/',
    ])
      expect(usual(url), url).to.equal(true)
  })

  it('are no others, however they are spelled', () => {
    for (const url of [
      'http://smba.trafficmanager.net/',
      'https://smba.trafficmanager.net:8443/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://user:pass@smba.trafficmanager.net/',
      'https://evil.example/smba.trafficmanager.net/',
      'https://evil.example#smba.trafficmanager.net',
      'https://smba.trafficmanager.net/?to=evil.example',
      'https://evilbotframework.com/',
      'https://botframework.com.evil.example/',
      'https://smba.trafficmanager.net./',
      'https://10.0.0.5/',
      'http://10.0.0.5:8443/',
      'https://corp.example/',
      'http://127.0.0.1:9001/',
      'http://127.0.0.1/',
      'http://localhost:9000/',
      'http://169.254.169.254/latest/',
      'http://[::1]:9000/',
      'https://2130706433/',
      'urn:dajeong:directline',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'ws://smba.trafficmanager.net/',
      '//smba.trafficmanager.net/',
      '',
      ' ',
    ])
      expect(usual(url), url).to.equal(false)
  })

  it('are those of this machine alone where the door is open', () => {
    const open = makeServiceHosts(['bot.example'], true)
    for (const url of [
      'http://localhost:3000/',
      'http://127.0.0.1:1/x',
      'https://[::1]:9/',
      'http://0x7f.1:80/',
    ])
      expect(open(url), url).to.equal(true)
    for (const url of [
      'https://bot.example/',
      'https://smba.trafficmanager.net/',
      'http://localhost.evil.example/',
    ])
      expect(open(url), url).to.equal(false)
  })
})
