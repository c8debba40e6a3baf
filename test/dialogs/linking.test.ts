import { expect } from 'chai'
import { makeAuth } from '../../src/desk/auth.ts'
import type { Decider } from '../../src/desk/decision.ts'
import { makePeople } from '../../src/desk/people.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { testKey } from '../support/database.ts'
import { type ChatWorld, type Person, texts, turnOf, useChatWorld } from './chat-world.ts'

describe('the bot for colleagues, as to who is one', () => {
  let world: ChatWorld
  let mina: Decider
  let newcomers = 0
  const who: Person = { id: 'teams-mina', name: 'Mina' }
  const { audits, scene } = useChatWorld(who, (given) => {
    ;({ world, mina } = given)
  })

  describe('links a chat user', () => {
    const newcomer = (): Person => {
      newcomers += 1
      return { id: `new-${newcomers}`, name: 'New' }
    }

    it('by a code, once', async () => {
      const [one, two] = [newcomer(), newcomer()]
      const code = await world.code(await world.made('agent', null))
      expect(texts(await world.write(one, `연결 ${code}`))[0]).to.include('연결됐어요')
      expect(texts(await world.write(two, `link ${code}`))[0]).to.include('코드가 맞지 않거나')
      expect(texts(await world.write(two, '대기열'))[0]).to.include('아직 누구신지 몰라요')
      expect(texts(await world.write(one, '대기열'))[0]).to.not.include('아직 누구신지')
      expect(await audits('chat-linked')).to.be.greaterThan(0)
      expect(await audits('chat-link-failed')).to.be.greaterThan(0)
    })

    it('never by a code that has run out', async () => {
      const code = await world.code(await world.made('agent', null))
      world.clock.now = () => new Date(Date.now() + 11 * 60_000)
      const said = await world.write(newcomer(), `연결 ${code}`)
      world.clock.now = () => new Date()
      expect(texts(said)[0]).to.include('10분이 지났어요')
    })

    it('only by the newest code', async () => {
      const colleague = await world.made('agent', null)
      const old = await world.code(colleague)
      const fresh = await world.code(colleague)
      if (old !== fresh)
        expect(texts(await world.write(newcomer(), `연결 ${old}`))[0]).to.include('맞지 않거나')
      expect(texts(await world.write(newcomer(), `연결 ${fresh}`))[0]).to.include('연결됐어요')
    })

    it('stores nothing that the code could be read from', async () => {
      const code = await world.code(await world.made('agent', null))
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
      const code = await world.code(await world.made('agent', null))
      expect(texts(await world.write(guesser, `연결 ${code}`))[0]).to.include('너무 여러 번')
    })

    it('only one of two who send the same code at once', async () => {
      const code = await world.code(await world.made('agent', null))
      const said = await Promise.all([newcomer(), newcomer()].map((one) => world.write(one, `연결 ${code}`)))
      const linked = said.flat().filter(({ text }) => text.includes('연결됐어요'))
      expect(linked).to.have.length(1)
    })

    it('not by a code that others could read, which is void then', async () => {
      const code = await world.code(await world.made('agent', null))
      const group = { ...newcomer(), group: 'team' }
      expect(texts(await world.write(group, `@Dajeong 연결 ${code}`))[0]).to.include('없앴어요')
      expect(texts(await world.write(newcomer(), `연결 ${code}`))[0]).to.include('맞지 않거나')
    })

    it('not where a client says by itself who it is', async () => {
      const code = await world.code(await world.made('agent', null))
      for (const person of [
        { ...newcomer(), channel: 'directline' },
        { ...newcomer(), channel: 'webchat' },
        { ...newcomer(), channel: 'directline', own: true },
      ])
        expect(texts(await world.write(person, `연결 ${code}`))[0]).to.include('여기서는 연결할 수 없어요')
      expect(texts(await world.write(newcomer(), `연결 ${code}`))[0]).to.include('연결됐어요')
    })

    it('who is linked already to nobody else', async () => {
      const code = await world.code(await world.made('agent', null))
      expect(texts(await world.write(who, `연결 ${code}`))[0]).to.include('이미 민아 님과 연결')
    })

    it('until they end it, here or in the console', async () => {
      const [one, two] = [newcomer(), newcomer()]
      const colleague = await world.made('agent', null)
      await world.link(one, colleague)
      await world.link(two, colleague)
      expect(texts(await world.write(one, '연결 해제'))[0]).to.include('연결을 끊었어요')
      expect(texts(await world.write(one, '대기열'))[0]).to.include('아직 누구신지')
      const [left] = await world.chats.own(colleague.id)
      expect(await world.chats.unlink(mina, left?.id ?? '')).to.equal(false)
      expect(await world.chats.unlink(colleague, left?.id ?? '')).to.equal(true)
      expect(texts(await world.write(two, '대기열'))[0]).to.include('아직 누구신지')
    })

    it('until they are removed from the staff, with every code and chat of theirs', async () => {
      const one = newcomer()
      const colleague = await world.made('agent', null)
      await world.link(one, colleague)
      await world.code(colleague)
      const { db, pool } = world.test
      const people = makePeople({
        ...{ db, auth: makeAuth({ db, key: testKey }), countTries: countTriesIn(pool, testKey) },
        now: () => new Date(),
      })
      await people.remove(world.signIn(mina), { id: colleague.id, brandId: null })
      expect(texts(await world.write(one, '대기열'))[0]).to.include('아직 누구신지')
      expect(await world.chats.own(colleague.id)).to.deep.equal([])
      const codes = await pool.query('select 1 from chat_codes where colleague_id = $1', [colleague.id])
      expect(codes.rows).to.have.length(0)
    })

    it('until their last role is gone', async () => {
      const one = newcomer()
      const colleague = await world.made('agent', null)
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
})
