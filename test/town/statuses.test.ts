import { expect } from 'chai'
import type { OpenTown } from '../../src/town/server.ts'
import {
  Context,
  call,
  NotificationJson,
  Notifications,
  openTestTown,
  post,
  read,
  StatusJson,
  say,
  witness,
} from './client.ts'

describe('statuses of the town', () => {
  let town: OpenTown
  beforeEach(async () => {
    town = await openTestTown()
  })
  afterEach(() => town.close())

  it('tells the brand of a mention, with the words as HTML', async () => {
    await say(town, { text: '<b>느려요</b> & "화나요"\n한 줄\n\n다음 문단 https://a.example/x?y=1&z=2.' })
    const [first] = await read(Notifications, call(town, '/api/v1/notifications?types[]=mention'))
    expect(first?.status?.content).to.equal(
      `<p><span class="h-card" translate="no"><a href="${town.url}/@brand" class="u-url mention">@<span>brand</span></a></span>` +
        ' &lt;b&gt;느려요&lt;/b&gt; &amp; &quot;화나요&quot;<br />한 줄</p><p>다음 문단 ' +
        '<a href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="nofollow noopener">https://a.example/x?y=1&amp;z=2</a>.</p>',
    )
    expect(first?.status?.mentions.map((one) => one.acct)).to.deep.equal(['brand'])
  })

  it('takes JSON and forms alike', async () => {
    const form = new URLSearchParams({ status: '반가워요', visibility: 'unlisted', language: 'ko' })
    const answer = await fetch(`${town.url}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: 'Bearer brand-token' },
      body: form,
    })
    expect((await read(StatusJson, answer)).visibility).to.equal('unlisted')
    expect((await read(StatusJson, post(town, { status: '반가워요' }))).visibility).to.equal('public')
  })

  it('reaches somebody of another server by the whole handle only', async () => {
    await say(town, { person: 'hana@garden.example' })
    const whole = await read(StatusJson, post(town, { status: '@hana@garden.example 네!' }))
    expect(whole.mentions.map((one) => one.acct)).to.deep.equal(['hana@garden.example'])
    const half = await read(StatusJson, post(town, { status: '@hana 네!' }))
    expect(half.mentions).to.deep.equal([])
  })

  it('shows a direct message to its author and to those it names, and to nobody else', async () => {
    const secret = await say(town, { visibility: 'direct', text: '비밀이에요' })
    const hidden = await say(town, { visibility: 'direct', to: 'minji', person: 'joonho', text: '우리끼리' })
    expect((await call(town, `/api/v1/statuses/${secret.id}`)).status).to.equal(200)
    expect((await call(town, `/api/v1/statuses/${secret.id}`, { token: null })).status).to.equal(404)
    expect((await call(town, `/api/v1/statuses/${hidden.id}`)).status).to.equal(404)
    expect((await call(town, `/api/v1/statuses/${hidden.id}/context`)).status).to.equal(404)
    expect((await post(town, { status: '엿보기', in_reply_to_id: hidden.id })).status).to.equal(404)
    expect(await (await call(town, '/town/timeline', { token: null })).text()).to.not.contain('비밀이에요')
  })

  it('leaves out of a thread what the reader may not see', async () => {
    const root = await say(town)
    const answer = await read(StatusJson, post(town, { status: '@minji 네', in_reply_to_id: root.id }))
    await say(town, {
      person: 'joonho',
      to: 'minji',
      visibility: 'direct',
      inReplyTo: answer.id,
      text: '귓속말',
    })
    const thanks = await say(town, { inReplyTo: answer.id, text: '고마워요' })
    const context = await read(Context, call(town, `/api/v1/statuses/${answer.id}/context`))
    expect(context.ancestors.map((one) => one.id)).to.deep.equal([root.id])
    expect(context.descendants.map((one) => one.id)).to.deep.equal([thanks.id])
  })

  it('lists a thread depth first', async () => {
    const root = await say(town, { text: '뿌리' })
    const a = await say(town, { text: '가', inReplyTo: root.id })
    const b = await say(town, { text: '나', inReplyTo: root.id })
    const a1 = await say(town, { text: '가1', inReplyTo: a.id })
    const context = await read(Context, call(town, `/api/v1/statuses/${root.id}/context`))
    expect(context.descendants.map((one) => one.id)).to.deep.equal([a.id, a1.id, b.id])
  })

  it('takes a deleted status away with its notification and keeps it in the witness', async () => {
    const said = await say(town)
    const reply = await say(town, { inReplyTo: said.id, text: '덧붙여요' })
    const all = await read(Notifications, call(town, '/api/v1/notifications'))
    const about = all.find((one) => one.status?.id === said.id)
    await call(town, `/town/statuses/${said.id}`, { method: 'DELETE', token: null })
    expect((await call(town, `/api/v1/statuses/${said.id}`)).status).to.equal(404)
    expect((await call(town, `/api/v1/notifications/${about?.id}`)).status).to.equal(404)
    expect(await read(Notifications, call(town, '/api/v1/notifications'))).to.have.length(1)
    expect((await post(town, { status: '늦었네요', in_reply_to_id: said.id })).status).to.equal(404)
    expect((await read(StatusJson, call(town, `/api/v1/statuses/${reply.id}`))).in_reply_to_id).to.equal(null)
    const seen = (await witness(town)).find((one) => one.id === said.id)
    expect(seen?.deletedAt).to.be.a('string')
    expect(seen?.text).to.equal(said.text)
  })

  it('marks an edit, and tells those whom only the edit names', async () => {
    const said = await say(town, { person: 'minji', to: 'minji', text: '혼잣말' })
    expect(await read(Notifications, call(town, '/api/v1/notifications'))).to.have.length(0)
    const change = { text: '@brand 이제 물어볼게요' }
    for (let twice = 0; twice < 2; twice += 1) {
      await call(town, `/town/statuses/${said.id}`, { method: 'PUT', body: change, token: null })
    }
    const told = await read(Notifications, call(town, '/api/v1/notifications'))
    expect(told).to.have.length(1)
    expect(told[0]?.status?.edited_at).to.be.a('string')
    const alone = await read(NotificationJson, call(town, `/api/v1/notifications/${told[0]?.id}`))
    expect(alone.status?.content).to.contain('이제 물어볼게요')
  })

  it('lets the brand change and delete its own words only', async () => {
    const own = await read(StatusJson, post(town, { status: '안녕하세여' }))
    const path = `/api/v1/statuses/${own.id}`
    const edited = await read(StatusJson, call(town, path, { method: 'PUT', body: { status: '안녕하세요' } }))
    expect(edited.content).to.equal('<p>안녕하세요</p>')
    const gone = (await (await call(town, path, { method: 'DELETE' })).json()) as { text: string }
    expect(gone.text).to.equal('안녕하세요')
    const other = await say(town)
    expect((await call(town, `/api/v1/statuses/${other.id}`, { method: 'DELETE' })).status).to.equal(404)
    const answer = await call(town, `/api/v1/statuses/${other.id}`, {
      method: 'PUT',
      body: { status: '조작' },
    })
    expect(answer.status).to.equal(404)
  })

  it('gives ids that only grow', async () => {
    const said = [await say(town), await say(town), await say(town)].map((one) => one.id)
    expect([...said].sort()).to.deep.equal(said)
    expect(said.every((id) => /^\d{18}$/.test(id))).to.equal(true)
  })

  it('shows an account and what it said, to whom it may be shown', async () => {
    await say(town, { text: '모두에게' })
    await say(town, { text: '비밀', visibility: 'direct' })
    const account = (await (
      await call(town, '/api/v1/accounts/lookup?acct=minji', { token: null })
    ).json()) as { id: string }
    const path = `/api/v1/accounts/${account.id}`
    expect(((await (await call(town, path)).json()) as { acct: string }).acct).to.equal('minji')
    expect(await (await call(town, `${path}/statuses`)).json()).to.have.length(2)
    expect(await (await call(town, `${path}/statuses`, { token: null })).json()).to.have.length(1)
    const own = (await (await call(town, '/api/v1/accounts/verify_credentials')).json()) as {
      acct: string
      bot: boolean
    }
    expect([own.acct, own.bot]).to.deep.equal(['brand', true])
  })
})
