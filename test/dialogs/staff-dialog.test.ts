import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Role } from '../../src/core/rights.ts'
import type { Decider } from '../../src/desk/decision.ts'
import { rate } from '../desk/rated.ts'
import { seedAccount } from '../support/database.ts'
import { type ChatWorld, type Person, texts, turnOf, useChatWorld } from './chat-world.ts'

describe('the bot for colleagues', () => {
  let world: ChatWorld
  let mina: Decider
  const who: Person = { id: 'teams-mina', name: 'Mina' }
  const { audits, scene } = useChatWorld(who, (given) => {
    ;({ world, mina } = given)
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
        const said = await world.press(await world.linkedAs(role), {
          do: what,
          ...seen,
          text: '곧 알려 드릴게요.',
        })
        const refused = texts(said).some((text) => text.includes('권한이 필요해요'))
        expect(refused).to.equal(!allowed)
        if (!allowed) expect(await one.stages()).to.deep.equal(['waiting'])
      })

    it('nobody at another brand, as if it were not there', async () => {
      const other = await seedAccount(world.db, { nativeId: randomUUID() })
      const stranger = await world.linkedAs('owner', other.brandId)
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
      const colleague = await world.made('approver', world.brandId)
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
    const jun = await world.linkedAs('approver')
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
    expect(asked?.text).to.include('까닭을 적어 주세요')
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
    expect(texts(said)[0]).to.include('그사이 고객이 더 썼어요')
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
    const jun = await world.linkedAs('agent')
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

  it('tells how customers rated the help today, where they were asked', async () => {
    expect(texts(await world.write(who, '보고'))[0]).to.not.include('점')
    const at = new Date().toISOString()
    const ask = async (score: number | null) => {
      const one = await scene('고마워요')
      const id = String(await one.version())
      await rate(world.db, { conversationId: one.conversationId, id }, { at, score })
    }
    await ask(null)
    expect(texts(await world.write(who, '보고'))[0]).to.include('1분께 여쭤봤고, 아직 점수를 준 분은 없어요')
    await ask(5)
    await ask(4)
    expect(texts(await world.write(who, '보고'))[0]).to.include(
      '3분께 여쭤봤고, 2분이 점수를 주셨어요. 평균은 5점 만점에 4.5점이에요.',
    )
  })

  it('tells of today, and tries a message with the prompt as it is', async () => {
    expect(texts(await world.write(who, '보고'))[0]).to.match(/^오늘 들은 말 \d+개, 나간 답 \d+개/)
    const [tried] = await world.write(who, '시험 영업시간이 어떻게 되나요?')
    expect(JSON.stringify(tried?.card)).to.include('답: 영업시간이 어떻게 되나요?')
    const agent = await world.linkedAs('agent')
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
    const agent = await world.linkedAs('agent')
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
    const agent = await world.linkedAs('agent')
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
