import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Post } from '../../dialogs/turn.ts'
import type { Role } from '../../src/core/rights.ts'
import type { Decider } from '../../src/desk/decision.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { makeColleague, makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { type ChatWorld, openChatWorld, type Person, turnOf } from './chat-world.ts'

const texts = (posts: Post[]) => posts.map(({ text }) => text)

describe('the bot for colleagues', () => {
  let world: ChatWorld
  let mina: Decider
  const who: Person = { id: 'teams-mina', name: 'Mina' }
  before(async () => {
    world = await openChatWorld()
    mina = await makeColleague(world.db, '민아')
    await world.link(who, mina)
  })
  after(() => world.close())

  async function made(role: Role | null, brandId: string | null): Promise<Decider> {
    const id = (await insertColleague(world.db, {
      ...{
        email: `${randomUUID()}@dajeong.local`,
        name: String(role),
        passwordHash: 'none',
        mustChange: false,
      },
    })) as string
    if (role) await saveMembership(world.db, { colleagueId: id, brandId, role })
    return { id, name: String(role) }
  }
  let people = 0
  async function linkedAs(role: Role, brandId: string | null = world.brandId): Promise<Person> {
    people += 1
    const person = { id: `user-${people}`, name: role }
    await world.link(person, await made(role, brandId))
    return person
  }
  const audits = async (what: string) =>
    (await world.db.selectFrom('audit').selectAll().where('what', '=', what).execute()).length
  const scene = (text = '배송 언제 와요?') => makeScene(world.db, text, { accountId: world.accountId })

  describe('links a chat user', () => {
    const newcomer = (): Person => {
      people += 1
      return { id: `new-${people}`, name: 'New' }
    }

    it('by a code, once', async () => {
      const [one, two] = [newcomer(), newcomer()]
      const code = await world.code(await made('agent', null))
      expect(texts(await world.write(one, `연결 ${code}`))[0]).to.include('연결됐어요')
      expect(texts(await world.write(two, `link ${code}`))[0]).to.include('코드가 맞지 않거나')
      expect(texts(await world.write(two, '대기열'))[0]).to.include('아직 누구신지 몰라요')
      expect(texts(await world.write(one, '대기열'))[0]).to.not.include('아직 누구신지')
      expect(await audits('chat-linked')).to.be.greaterThan(0)
      expect(await audits('chat-link-failed')).to.be.greaterThan(0)
    })

    it('never by a code that has run out', async () => {
      const code = await world.code(await made('agent', null))
      world.clock.now = () => new Date(Date.now() + 11 * 60_000)
      const said = await world.write(newcomer(), `연결 ${code}`)
      world.clock.now = () => new Date()
      expect(texts(said)[0]).to.include('10분이 지났어요')
    })

    it('only by the newest code', async () => {
      const colleague = await made('agent', null)
      const old = await world.code(colleague)
      const fresh = await world.code(colleague)
      if (old !== fresh)
        expect(texts(await world.write(newcomer(), `연결 ${old}`))[0]).to.include('맞지 않거나')
      expect(texts(await world.write(newcomer(), `연결 ${fresh}`))[0]).to.include('연결됐어요')
    })

    it('stores nothing that the code could be read from', async () => {
      const code = await world.code(await made('agent', null))
      const rows = await world.test.pool.query('select * from chat_codes')
      const book = await world.test.pool.query("select * from audit where what like 'chat%'")
      expect(JSON.stringify([rows.rows, book.rows])).to.not.include(code)
    })

    it('not after five wrong codes', async () => {
      const guesser = newcomer()
      const said: string[] = []
      for (let tries = 0; tries < 6; tries += 1)
        said.push(...texts(await world.write(guesser, '연결 000000')))
      expect(said.at(-1)).to.include('너무 여러 번')
      const code = await world.code(await made('agent', null))
      expect(texts(await world.write(guesser, `연결 ${code}`))[0]).to.include('너무 여러 번')
    })

    it('only one of two who send the same code at once', async () => {
      const code = await world.code(await made('agent', null))
      const said = await Promise.all([newcomer(), newcomer()].map((one) => world.write(one, `연결 ${code}`)))
      const linked = said.flat().filter(({ text }) => text.includes('연결됐어요'))
      expect(linked).to.have.length(1)
    })

    it('not by a code that others could read, which is void then', async () => {
      const code = await world.code(await made('agent', null))
      const group = { ...newcomer(), group: 'team' }
      expect(texts(await world.write(group, `@Dajeong 연결 ${code}`))[0]).to.include('없앴어요')
      expect(texts(await world.write(newcomer(), `연결 ${code}`))[0]).to.include('맞지 않거나')
    })

    it('not where a client says by itself who it is', async () => {
      const code = await world.code(await made('agent', null))
      for (const person of [
        { ...newcomer(), channel: 'directline' },
        { ...newcomer(), channel: 'webchat' },
        { ...newcomer(), channel: 'directline', own: true },
      ])
        expect(texts(await world.write(person, `연결 ${code}`))[0]).to.include('여기서는 연결할 수 없어요')
      expect(texts(await world.write(newcomer(), `연결 ${code}`))[0]).to.include('연결됐어요')
    })

    it('who is linked already to nobody else', async () => {
      const code = await world.code(await made('agent', null))
      expect(texts(await world.write(who, `연결 ${code}`))[0]).to.include('이미 민아 님과 연결')
    })

    it('until they end it, here or in the console', async () => {
      const [one, two] = [newcomer(), newcomer()]
      const colleague = await made('agent', null)
      await world.link(one, colleague)
      await world.link(two, colleague)
      expect(texts(await world.write(one, '연결 해제'))[0]).to.include('연결을 끊었어요')
      expect(texts(await world.write(one, '대기열'))[0]).to.include('아직 누구신지')
      const [left] = await world.chats.own(colleague.id)
      expect(await world.chats.unlink(mina, left?.id ?? '')).to.equal(false)
      expect(await world.chats.unlink(colleague, left?.id ?? '')).to.equal(true)
      expect(texts(await world.write(two, '대기열'))[0]).to.include('아직 누구신지')
    })

    it('until their last role is gone', async () => {
      const one = newcomer()
      const colleague = await made('agent', null)
      await world.link(one, colleague)
      await world.db.deleteFrom('memberships').where('colleague_id', '=', colleague.id).execute()
      expect(texts(await world.write(one, '대기열'))[0]).to.include('아직 누구신지')
    })
  })

  describe('takes', () => {
    const takes = (person: Person, more = {}) => world.node.takes(turnOf(world.service, person, more))
    for (const [what, person, more, expected] of [
      ['a linked colleague', who, { text: '안녕' }, true],
      ['everybody of a channel that is of the house', { id: 'x', name: 'X' }, { text: '안녕' }, true],
      ['a code, wherever it is sent', { id: 'x', name: 'X', channel: 'line' }, { text: '연결 123456' }, true],
      [
        'a press of one of our cards',
        { id: 'x', name: 'X', channel: 'line' },
        { value: { by: 'dajeong-staff' } },
        true,
      ],
      ['no customer', { id: 'x', name: 'X', channel: 'line' }, { text: '배송 언제 와요?' }, false],
      [
        'no visitor of ours',
        { id: 'x', name: 'X', channel: 'directline', own: true },
        { value: { by: 'dajeong-staff' } },
        false,
      ],
      [
        'the same id of another tenant: not as a colleague',
        { id: 'teams-mina', name: 'M', channel: 'line' },
        { text: '안녕' },
        false,
      ],
    ] as [string, Person, object, boolean][])
      it(`${what}${expected ? '' : ' (it does not)'}`, async () => {
        expect(await takes(person, more)).to.equal(expected)
      })
  })

  describe('tells who is not linked how to be, and nothing else', () => {
    const stranger: Person = { id: 'stranger', name: 'S' }
    for (const text of ['대기열', '다음', '보고', '모두 멈춰', '시험 안녕', '여기로', '답 네', 'help', ''])
      it(text || 'nothing', async () => {
        const said = await world.write(stranger, text)
        expect(texts(said)).to.deep.equal([
          '아직 누구신지 몰라요. 다정 콘솔의 "내 계정 → 채팅 연결"에서 코드를 만든 다음, 저에게 1:1로 `연결 123456`처럼 보내 주세요.',
        ])
        expect(said[0]?.card).to.equal(undefined)
      })

    it('a pressed card', async () => {
      const one = await scene()
      const { id, hash } = await one.draft('내일 도착해요.')
      const value = { do: 'approve', conversation: one.conversationId, draft: id, hash }
      const said = await world.press(stranger, value)
      expect(texts(said)[0]).to.include('아직 누구신지')
      expect(await one.stages()).to.deep.equal(['waiting'])
    })

    it('in English to whoever reads English', async () => {
      const said = await world.write({ ...stranger, locale: 'en-US' }, 'queue')
      expect(texts(said)[0]).to.include('I do not know you yet')
    })
  })

  describe('lets everybody do what the console lets them', () => {
    const table: [Role, string, boolean][] = (['viewer', 'agent', 'approver', 'admin'] as const).flatMap(
      (role, rank) =>
        [
          [role, 'show', true],
          [role, 'hand-over', rank >= 1],
          [role, 'another-try', rank >= 1],
          [role, 'approve', rank >= 2],
          [role, 'edit', rank >= 2],
          [role, 'reply', rank >= 2],
          [role, 'resume', rank >= 3],
        ] as [Role, string, boolean][],
    )
    for (const [role, what, allowed] of table)
      it(`${role}: ${what} ${allowed ? 'is open' : 'is closed'}`, async () => {
        const one = await scene()
        const { id, hash } = await one.draft('내일 도착해요.')
        const seen = { conversation: one.conversationId, draft: id, hash, version: await one.version() }
        const said = await world.press(await linkedAs(role), { do: what, ...seen, text: '곧 알려 드릴게요.' })
        const refused = texts(said).some((text) => text.includes('권한이 필요해요'))
        expect(refused).to.equal(!allowed)
        if (!allowed) expect(await one.stages()).to.deep.equal(['waiting'])
      })

    it('nobody at another brand, as if it were not there', async () => {
      const other = await seedAccount(world.db, { nativeId: randomUUID() })
      const stranger = await linkedAs('owner', other.brandId)
      const one = await scene()
      const { id, hash } = await one.draft('내일 도착해요.')
      const of = {
        conversation: one.conversationId,
        draft: id,
        hash,
        version: '1',
        text: '네',
        send: randomUUID(),
      }
      for (const act of [
        'show',
        'approve',
        'edit',
        'hand-over',
        'another-try',
        'reply',
        'give-back',
        'undo',
        'take',
      ])
        expect(texts(await world.press(stranger, { do: act, ...of })), act).to.deep.equal([
          '그런 대화가 없거나, 볼 수 있는 브랜드가 아니에요.',
        ])
      expect(await one.stages()).to.deep.equal(['waiting'])
      expect(texts(await world.write(stranger, '대기열'))[0]).to.include('지금 기다리는 대화가 없어요')
      expect(texts(await world.press(stranger, { do: 'stop' }))[0]).to.include('그런 대화가 없거나')
    })

    it('anew with every press', async () => {
      const colleague = await made('approver', world.brandId)
      const person = { id: 'soon-viewer', name: 'V' }
      await world.link(person, colleague)
      await world.db
        .updateTable('memberships')
        .set({ role: 'viewer' })
        .where('colleague_id', '=', colleague.id)
        .execute()
      const one = await scene()
      const { id, hash } = await one.draft('내일 도착해요.')
      const said = await world.press(person, {
        do: 'approve',
        conversation: one.conversationId,
        draft: id,
        hash,
      })
      expect(texts(said)[0]).to.include('"승인" 권한')
    })
  })

  describe('trusts nothing that a card says', () => {
    it('a draft of another conversation', async () => {
      const [mine, other] = [await scene(), await scene('다른 말')]
      await mine.draft('이 대화의 초안')
      const { id, hash } = await other.draft('다른 초안')
      const value = { do: 'approve', conversation: mine.conversationId, draft: id, hash }
      expect(texts(await world.press(who, value))[0]).to.include('그런 대화가 없거나')
      expect([await mine.stages(), await other.stages()]).to.deep.equal([['waiting'], ['waiting']])
    })

    it('another text than what was seen', async () => {
      const one = await scene()
      const { id } = await one.draft('초안')
      const value = { do: 'approve', conversation: one.conversationId, draft: id, hash: 'b'.repeat(64) }
      expect(texts(await world.press(who, value))[0]).to.include('초안이 그사이 바뀌었어요')
      expect(await one.sends()).to.have.length(0)
    })

    for (const value of [
      { do: 'approve', conversation: '7; drop table drafts', draft: '1', hash: 'a'.repeat(64) },
      { do: 'sudo' },
      { do: 'approve', conversation: { $ne: 1 }, draft: [], hash: null },
    ])
      it(JSON.stringify(value), async () => {
        expect(texts(await world.press(who, value as never))[0]).to.include('이 버튼은 알아볼 수 없어요')
      })
  })

  it('approves, edits, and says to the second that it was answered', async () => {
    const one = await scene()
    const { id, hash } = await one.draft('내일 도착해요.')
    const seen = { conversation: one.conversationId, draft: id, hash }
    expect(texts(await world.press(who, { do: 'edit', ...seen, text: '네, 여기 있어요.' }))).to.deep.equal([
      '보냈어요.',
    ])
    const [send] = await one.sends()
    expect(send).to.include({ text: '네, 여기 있어요.', approvedBy: mina.id })
    const jun = await linkedAs('approver')
    const said = await world.press(jun, { do: 'approve', ...seen })
    expect(texts(said)[0]).to.match(/^이미 민아 님이 \d\d:\d\d에 처리했어요\.$/)
    expect(JSON.stringify(said[0]?.card)).to.include('네, 여기 있어요.')
    expect(await one.sends()).to.have.length(1)
  })

  it('asks for a reason, on a card, and sends with it', async () => {
    const one = await scene()
    const doubt = [
      { code: 'unsupported', severity: 'person', ko: '근거가 없어요.', en: 'x', span: null } as const,
    ]
    const { id, hash } = await one.draft('내일 도착해요.', [...doubt])
    const [asked] = await world.press(who, {
      do: 'approve',
      conversation: one.conversationId,
      draft: id,
      hash,
    })
    expect(asked?.text).to.include('이유를 적어 주세요')
    const card = world.service.standing.findLast(({ post }) => post === asked)
    const { actions } = (card?.post.card ?? {}) as { actions?: { data: { [key: string]: string } }[] }
    const said = await world.write(who, '', {
      kind: 'press',
      value: { ...actions?.[0]?.data, overrule: '전화로 확인했어요' },
      replyTo: card?.id ?? null,
    })
    expect(said).to.deep.equal([])
    expect(card?.post.text).to.equal('보냈어요.')
    expect(await one.sends()).to.have.length(1)
  })

  it('says why what is blocked does not go', async () => {
    const one = await scene()
    const { id, hash } = await one.draft('네')
    const text = '가'.repeat(600)
    const said = await world.press(who, {
      do: 'edit',
      conversation: one.conversationId,
      draft: id,
      hash,
      text,
    })
    expect(said[0]?.text).to.equal('이대로는 보낼 수 없어요.')
    expect(await one.sends()).to.have.length(0)
  })

  it('hands over, answers from the chat, and gives back by one word', async () => {
    const one = await scene()
    await one.draft('내일 도착해요.')
    await world.press(who, { do: 'hand-over', conversation: one.conversationId })
    expect(await one.stages()).to.deep.equal(['with-person'])
    expect(texts(await world.write(who, '답 네, 보고 있어요.'))[0]).to.equal('보냈어요.')
    const [send] = await one.sends()
    expect(send).to.include({ text: '네, 보고 있어요.', approvedBy: mina.id })
    expect(texts(await world.write(who, '돌려주기'))[0]).to.equal('다정에게 돌려줬어요.')
    expect(texts(await world.write(who, '답 한 번 더'))[0]).to.include('어느 대화인지')
  })

  it('does not send what was written before the customer wrote more, and shows it', async () => {
    const one = await scene()
    await one.draft('내일 도착해요.')
    await world.press(who, { do: 'hand-over', conversation: one.conversationId })
    await one.say('아니 취소할게요')
    const said = await world.write(who, '답 네, 내일 가요!')
    expect(texts(said)[0]).to.include('그사이 손님이 더 썼어요')
    expect(JSON.stringify(said.at(-1)?.card)).to.include('아니 취소할게요')
    expect(await one.sends()).to.have.length(0)
    expect(texts(await world.write(who, '답 네, 보고 있어요.'))[0]).to.equal('보냈어요.')
  })

  it('does not take what is merely written for an answer to a customer', async () => {
    const one = await scene()
    await one.draft('내일 도착해요.')
    await world.press(who, { do: 'hand-over', conversation: one.conversationId })
    expect(texts(await world.write(who, '아 배고파'))[0]).to.include('무슨 말인지')
    expect(await one.sends()).to.have.length(0)
  })

  it('gives the next one out, once', async () => {
    await world.db.updateTable('queue').set({ assignee_id: mina.id }).execute()
    const one = await scene('가장 급한 말')
    await one.draft('초안')
    const jun = await linkedAs('agent')
    const said = await Promise.all([world.write(who, '다음'), world.write(jun, 'next')])
    const cards = said.flat().filter(({ card }) => card)
    expect(cards).to.have.length(1)
    expect(JSON.stringify(cards[0]?.card)).to.include('가장 급한 말')
  })

  it('shows the queue, and a card from it', async () => {
    const one = await scene('줄 서 있는 말')
    await one.draft('초안')
    const [queue] = await world.write(who, '대기열')
    expect(queue?.text).to.match(/확인할 초안 \d+개/)
    const [card] = await world.press(who, { do: 'show', conversation: one.conversationId })
    expect(JSON.stringify(card?.card)).to.include('줄 서 있는 말')
  })

  it('tells of today, and tries a message with the prompt as it is', async () => {
    expect(texts(await world.write(who, '보고'))[0]).to.match(/^오늘 들은 말 \d+개, 나간 답 \d+개/)
    const [tried] = await world.write(who, '시험 영업시간이 어떻게 되나요?')
    expect(JSON.stringify(tried?.card)).to.include('답: 영업시간이 어떻게 되나요?')
    const agent = await linkedAs('agent')
    expect(texts(await world.write(agent, '시험 안녕'))[0]).to.include('"조정" 권한')
  })

  it('stops everything, after it has asked once more', async () => {
    const [asked] = await world.write(who, '모두 멈춰')
    expect(asked?.text).to.include('모든 발송을 멈출까요')
    const stopped = () =>
      world.db
        .selectFrom('brands')
        .select('stopped_at')
        .where('id', '=', world.brandId)
        .executeTakeFirstOrThrow()
    expect((await stopped()).stopped_at).to.equal(null)
    expect(texts(await world.press(who, { do: 'stop', why: '시험이에요' }))[0]).to.include('모두 멈췄어요')
    expect((await stopped()).stopped_at).to.not.equal(null)
    expect(texts(await world.press(who, { do: 'stop', why: null }))[0]).to.include('이미 멈춰 있어요')
    const agent = await linkedAs('agent')
    expect(texts(await world.write(agent, '다시 보내기'))[0]).to.include('"연결" 권한')
    expect(texts(await world.write(who, '다시 보내기'))[0]).to.include('다시 보내기 시작했어요')
  })

  it('in a channel keeps to itself what customers wrote', async () => {
    const one = await scene('비밀스러운 말')
    await one.draft('초안')
    const inTeam = { ...who, group: 'a team' }
    for (const text of ['대기열', '다음', '보고', '시험 안녕'])
      expect(texts(await world.write(inTeam, `<at>Dajeong</at> ${text}`))[0], text).to.include('1:1로')
    const said = await world.press(inTeam, { do: 'show', conversation: one.conversationId })
    expect(JSON.stringify(said)).to.not.include('비밀스러운 말')
  })

  it('meets a channel only by the word of who may connect', async () => {
    const agent = await linkedAs('agent')
    expect(texts(await world.write({ ...agent, group: 'team b' }, '여기로'))[0]).to.include('"연결" 권한')
    expect(texts(await world.write(who, '여기로'))[0]).to.include('채널에서 써 주세요')
    expect(
      texts(await world.write({ ...who, group: 'team b;messageid=17' }, '<at>Dajeong</at> 여기로'))[0],
    ).to.include('기억했어요')
    const teams = (await world.places.list()).filter(({ kind }) => kind === 'team')
    expect(teams).to.have.length(1)
    expect(await audits('team-channel-added')).to.equal(1)
    expect(texts(await world.write({ ...who, group: 'team b' }, '여기 그만'))[0]).to.include(
      '이제 여기로 카드를 보내지 않아요',
    )
    expect((await world.places.list()).filter(({ kind }) => kind === 'team')).to.have.length(0)
  })

  it('says that it could not, and logs no word of anybody, when something breaks', async () => {
    const broken = { ...turnOf(world.service, who, { text: '대기열' }), reference: 1n as never }
    const before = world.service.standing.length
    await world.node.bot(broken)
    expect(world.service.standing.slice(before).map(({ post }) => post.text)[0]).to.include(
      '지금은 하지 못했어요',
    )
    expect(world.lines.some(({ level }) => level === 'error')).to.equal(true)
  })
})
