import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { ChannelError } from '../../src/channels/channel.ts'
import type { Decider } from '../../src/desk/decision.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makePersons } from '../../src/desk/persons.ts'
import { makeReview } from '../../src/desk/review.ts'
import { makeUndo } from '../../src/desk/undo.ts'
import { deskTools, makeColleague, makeScene, type Scene } from '../desk/scene.ts'
import { type ChatWorld, openChatWorld, type Person, turnOf, until } from './chat-world.ts'

describe('cards that live', () => {
  let world: ChatWorld
  let mina: Decider
  let jun: Decider
  const who: Person = { id: 'teams-mina', name: 'Mina' }
  const team: Person = { ...who, group: 'the team' }

  beforeEach(async () => {
    world = await openChatWorld()
    mina = await makeColleague(world.db, '민아')
    jun = await makeColleague(world.db, '준')
    await world.link(who, mina)
    await world.write(team, '<at>Dajeong</at> 여기로')
    await world.target('team', mina)
  })
  afterEach(() => world.close())

  const scene = (text = '배송 언제 와요?') => makeScene(world.db, text, { accountId: world.accountId })
  const cards = (where = 'the team') => world.cardsIn(where)
  const shows = (words: string, where = 'the team') =>
    cards(where).some(({ post }) => JSON.stringify(post).includes(words))
  const review = () => makeReview(deskTools(world.db))

  async function waiting(text = '배송 언제 와요?'): Promise<Scene & { id: string; hash: string }> {
    const one = await scene(text)
    const draft = await one.draft('네, 여기 있어요.')
    world.node.poke()
    await until('the card is there', () => shows(text))
    return { ...one, ...draft }
  }
  const seen = ({ conversationId, id: draftId, hash }: Awaited<ReturnType<typeof waiting>>) => ({
    ...{ conversationId, draftId, hash },
  })

  it('are posted once, and changed when somebody decides elsewhere', async () => {
    const one = await waiting()
    await review().approve({ ...seen(one), colleague: jun })
    world.node.poke()
    await until('it tells who answered', () => shows('준 님이'))
    expect(cards()).to.have.length(1)
    expect(cards()[0]?.post.text).to.match(/^준 님이 .*에 답했어요$/)
    const { changes } = cards()[0] ?? {}
    await sleep(500)
    expect(cards()[0]?.changes).to.equal(changes)
  })

  it('go to a colleague who was chosen, in their language', async () => {
    await world.target('colleague', mina)
    await waiting('둘 다에게')
    await until('both have it', () => shows('둘 다에게', 'private teams-mina'))
  })

  it('tell of another try, of the new draft, of a newer message', async () => {
    const one = await waiting()
    const press = { do: 'another-try', conversation: one.conversationId, version: await one.version() }
    await world.press(team, press, cards()[0]?.id ?? null)
    await until('it is being written', () => shows('다정이 답을 쓰고 있어요'))
    await one.draft('다른 초안이에요.')
    world.node.poke()
    await until('the new draft is on the same card', () => shows('다른 초안이에요.'))
    expect(cards()).to.have.length(1)
    await one.say('아직인가요?')
    world.node.poke()
    await until('it is over', () => shows('고객이 새로 쓴 말이 있어서'))
    await one.draft('둘째 답')
    world.node.poke()
    await until('the newer message has a card', () => shows('둘째 답'))
    expect(cards()).to.have.length(2)
  })

  it('tell of a handover with what happened so far, and of giving back', async () => {
    const one = await waiting()
    await world.press(team, { do: 'hand-over', conversation: one.conversationId }, cards()[0]?.id ?? null)
    await until('it is a person’s', () => shows('사람의 답이 필요해요') && shows('지금까지'))
    expect(shows('민아 님이 맡고 있어요')).to.equal(true)
    await makeHandover(deskTools(world.db)).giveBack({ conversationId: one.conversationId, colleague: mina })
    world.node.poke()
    await until('it is the bot’s', () => shows('다정이 답을 쓰고 있어요'))
    expect(cards()).to.have.length(1)
  })

  it('are answered by a reply to them, in the channel itself', async () => {
    const one = await waiting()
    await world.press(team, { do: 'hand-over', conversation: one.conversationId }, cards()[0]?.id ?? null)
    const kept = async () =>
      (await world.test.pool.query<{ version: string }>('select version from staff_cards')).rows
    const version = await one.version()
    await until('it is a person’s', async () => (await kept()).some((card) => card.version === version))
    await world.write({ ...team, group: 'the team;messageid=9' }, '<at>Dajeong</at> 네, 보고 있어요.', {
      replyTo: cards()[0]?.id ?? null,
    })
    await until('it tells who answered', () => shows('민아 님이') && shows('나간 답'))
    expect((await one.sends()).map(({ text }) => text)).to.deep.equal(['네, 보고 있어요.'])
  })

  it('tell of what was taken back, so that it waits again', async () => {
    await world.db
      .updateTable('brands')
      .set({ policy: JSON.stringify({ quietMs: 0, undoSeconds: 60, disclosure: { on: false } }) })
      .where('id', '=', world.brandId)
      .execute()
    const one = await waiting()
    await world.press(
      team,
      { do: 'approve', conversation: one.conversationId, draft: one.id, hash: one.hash },
      cards()[0]?.id ?? null,
    )
    await until('it can be taken back', () => shows('되돌리기'))
    const [send] = await one.sends()
    await makeUndo(deskTools(world.db)).undo({
      ...{ conversationId: one.conversationId, sendId: send?.id ?? '', colleague: jun },
    })
    world.node.poke()
    await until('it waits again', () => shows('준 님이 보내기 전에 되돌렸어요'))
    expect(cards()).to.have.length(1)
  })

  it('are not posted for what began before, nor for what nobody is needed for any more', async () => {
    const one = await scene('이미 끝난 말')
    const draft = await one.draft('네, 여기 있어요.')
    await review().approve({
      conversationId: one.conversationId,
      draftId: draft.id,
      hash: draft.hash,
      colleague: jun,
    })
    await waiting('새로운 말')
    expect(shows('이미 끝난 말')).to.equal(false)
    const { rows } = await world.test.pool.query('select count(*)::int as many from staff_cards')
    expect(rows[0].many).to.equal(1)
  })

  it('are neither doubled nor lost by two nodes', async () => {
    const second = world.openNode()
    const scenes = []
    for (let many = 0; many < 12; many += 1) {
      const one = await scene(`말 번호 ${many}번`)
      scenes.push({ one, draft: await one.draft('네, 여기 있어요.') })
      world.node.poke()
      second.poke()
    }
    await until('all are there', () => cards().length >= 12)
    for (const { one, draft } of scenes) {
      await review().approve({
        conversationId: one.conversationId,
        draftId: draft.id,
        hash: draft.hash,
        colleague: jun,
      })
      second.poke()
    }
    await until('all tell it', () => cards().every(({ post }) => post.text.includes('준 님이')))
    await sleep(500)
    expect(cards()).to.have.length(12)
    expect(cards().filter(({ changes }) => changes > 1)).to.have.length(0)
  })

  it('go on after a restart from what is stored', async () => {
    const one = await waiting()
    await world.node.stop()
    await review().approve({ ...seen(one), colleague: jun })
    const late = await scene('꺼져 있을 때 온 말')
    await late.draft('네, 여기 있어요.')
    world.openNode()
    await until('both are told', () => shows('준 님이') && shows('꺼져 있을 때 온 말'))
    expect(cards()).to.have.length(2)
  })

  it('are tried again when the chat is not there, with the same id', async () => {
    world.service.fails.push(new ChannelError('network', 'cut off'), new ChannelError('busy', 'not now'))
    await waiting()
    expect(cards()).to.have.length(1)
    expect(world.lines.filter(({ level }) => level === 'warn').length).to.be.greaterThan(1)
  })

  it('are no more sent where they are refused, and the admins are told', async () => {
    world.service.fails.push(new ChannelError('refused', 'the bot was taken out of the channel'))
    const one = await scene()
    await one.draft('네, 여기 있어요.')
    world.node.poke()
    const state = async () => (await world.places.list()).find(({ kind }) => kind === 'team')?.target
    await until('it is paused', async () => (await state())?.pausedAt != null)
    expect((await state())?.pausedWhy).to.equal('the bot was taken out of the channel')
    const notes = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('what', '=', 'card-target-paused')
      .execute()
    expect(notes).to.have.length(1)
    expect(world.lines.some(({ level }) => level === 'error')).to.equal(true)
    expect(await world.places.resume({ colleague: mina, id: (await state())?.id ?? '' })).to.equal(true)
    await waiting('다시 온 말')
  })

  it('are emptied when the person is forgotten', async () => {
    const one = await waiting('지워질 말')
    const { person_id: id } = await world.db
      .selectFrom('conversations')
      .select('person_id')
      .where('id', '=', one.conversationId)
      .executeTakeFirstOrThrow()
    const persons = makePersons({ db: world.db, brandId: world.brandId, now: () => new Date() })
    await persons.forget({ personId: id, because: 'asked', colleague: mina })
    world.node.poke()
    await until('nothing of it is shown', () => !shows('지워질 말') && shows('이 대화는 지워졌어요'))
  })

  it('stay where they were asked for and live there', async () => {
    const one = await waiting('보여 달라고 한 말')
    await world.press(who, { do: 'show', conversation: one.conversationId })
    await until('it is there', () => shows('보여 달라고 한 말', 'private teams-mina'))
    await review().approve({ ...seen(one), colleague: jun })
    world.node.poke()
    await until('it tells who answered', () => shows('준 님이', 'private teams-mina'))
  })

  it('go to nobody who has no role at the brand any more', async () => {
    await world.target('colleague', mina)
    await world.db.deleteFrom('memberships').where('colleague_id', '=', mina.id).execute()
    await waiting('아무나 보면 안 되는 말')
    await sleep(500)
    expect(shows('아무나 보면 안 되는 말', 'private teams-mina')).to.equal(false)
  })

  it('are decided once by two chats and the console at the same moment', async () => {
    const other: Person = { id: 'teams-jun', name: 'Jun' }
    await world.link(other, jun)
    for (let round = 0; round < 25; round += 1) {
      const one = await scene(`동시에 ${round}`)
      const draft = await one.draft('네, 여기 있어요.')
      const value = {
        by: 'dajeong-staff',
        do: 'approve',
        conversation: one.conversationId,
        draft: draft.id,
        hash: draft.hash,
      }
      const press = (person: Person) =>
        world.node.bot(turnOf(world.service, person, { kind: 'press', value }))
      await Promise.all([
        press(who),
        press(other),
        review().approve({
          conversationId: one.conversationId,
          draftId: draft.id,
          hash: draft.hash,
          colleague: jun,
        }),
      ])
      expect(await one.sends(), `round ${round}`).to.have.length(1)
    }
  })
})
