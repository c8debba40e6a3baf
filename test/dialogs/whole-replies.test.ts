import { expect } from 'chai'
import { staffWords } from '../../dialogs/staff-words.ts'
import type { AtDesk } from '../support/whole-service.ts'
import { conversationOf } from './carrier.ts'
import { until } from './chat-world.ts'
import { openWholeWorld, type WholeWorld } from './whole-world.ts'

type Json = Record<string, unknown>
const say = staffWords.ko
const mina = { id: 'mina', name: 'Mina' }
const drafts = [
  '기다려 주셔서 고마워요. 주문 번호를 알려 주시겠어요?',
  '안녕하세요, 다정텔레콤이에요. 주문 번호를 알려 주시겠어요?',
]
const edited = '기다려 주셔서 고마워요. 주문 번호를 알려 주시면 살펴볼게요.'

/** A client that has no address: it reads what the bot says from the answer to what it posts. */
describe('a whole service and a client with deliveryMode expectReplies', () => {
  let whole: WholeWorld
  let desk: AtDesk
  let customers = 0
  before(async () => {
    whole = await openWholeWorld({ replies: drafts })
    desk = await whole.service.colleague('민아', 'owner')
    const { code } = await desk.ask<{ code: string }>('/api/me/chats/code', {})
    expect(texts(await write(`연결 ${code}`))[0]).to.include('민아 님, 연결됐어요')
    const { places } = await desk.ask<{ places: { kind: string; placeId: string }[] }>('/api/card-places')
    const own = places.find(({ kind }) => kind === 'colleague')
    await desk.ask('/api/card-targets', { kind: 'colleague', placeId: own?.placeId })
  })
  after(() => whole.close())

  const texts = (replies: Json[]) => replies.map(({ text, summary }) => String(text ?? summary))

  async function post(more: Json): Promise<Json[]> {
    const { carrier } = whole
    const answer = await carrier.deliver(
      carrier.from('msteams', mina, { deliveryMode: 'expectReplies', ...more }),
    )
    expect(answer.status, JSON.stringify(answer.json)).to.equal(200)
    return answer.json.activities as Json[]
  }
  const write = (text: string) => post({ text })

  const cardsNow = () =>
    whole.carrier
      .standing(conversationOf('msteams', mina.id).id)
      .filter((one) => JSON.stringify(one).includes('AdaptiveCard'))
  const actionsOf = (card: Json): Json[] => {
    const [attachment] = card.attachments as { content: { actions?: Json[] } }[]
    return (attachment?.content.actions ?? []).flatMap((one) => {
      const inner = one.card as { actions: Json[] } | undefined
      return inner ? inner.actions : [one]
    })
  }

  /** A customer writes, and their card stands at the connector. */
  async function customer() {
    customers += 1
    const id = `customer-${customers}`
    const asked = `#${customers}00 주문이 아직 안 왔어요. 언제 오나요?`
    const { carrier } = whole
    await carrier.deliver(carrier.from('line', { id, name: '김하나' }, { text: asked }))
    const card = () => cardsNow().find((one) => JSON.stringify(one).includes(asked))
    await until('a card', () => card() !== undefined)
    const got = () =>
      carrier
        .standing(conversationOf('line', id).id)
        .map(({ text }) => String(text))
        .filter((text) => [...drafts, edited].some((one) => text.startsWith(one)))
    return {
      ...{ id, asked, got },
      /** Presses what the card says now, as a client does: with what the button carries and what was typed. */
      async press(what: string, typed: Json = {}) {
        const now = card() as Json
        const action = actionsOf(now).find(({ data }) => (data as Json | undefined)?.do === what)
        expect(action, what).to.not.equal(undefined)
        return post({ text: undefined, value: { ...(action?.data as Json), ...typed }, replyToId: now.id })
      },
      offers: () => actionsOf(card() as Json).map(({ data, url }) => (data as Json | undefined)?.do ?? url),
      shows: (words: string) => until(words, () => JSON.stringify(card()).includes(words)),
    }
  }

  const table: [string, (one: Awaited<ReturnType<typeof customer>>) => Promise<void>][] = [
    [
      'approve',
      async (one) => {
        await one.shows(' · LINE · ')
        expect(await one.press('approve')).to.deep.equal([])
        await one.shows(say.card.answer)
        await until('the reply', () => one.got().length > 0)
        expect(drafts.some((text) => one.got()[0]?.startsWith(text))).to.equal(true)
      },
    ],
    [
      'edit',
      async (one) => {
        await one.press('edit', { text: edited })
        await one.shows(say.card.answer)
        await until('the reply', () => one.got().length > 0)
        expect(one.got()).to.deep.equal([edited])
      },
    ],
    [
      'another-try',
      async (one) => {
        const asked = whole.model.asked.length
        await one.press('another-try', { guidance: '조금 더 짧게' })
        await until('another answer', () =>
          whole.model.asked.slice(asked).some((text) => text.includes('조금 더 짧게')),
        )
        await until('a draft again', () => one.offers().includes('approve'))
        expect(one.got()).to.deep.equal([])
      },
    ],
    [
      'hand-over, and reply',
      async (one) => {
        expect(texts(await one.press('hand-over'))[0]).to.include('이제 이 대화는')
        await one.shows(say.card.withPerson)
        await one.press('reply', { text: edited })
        await one.shows(say.card.answer)
        await until('the reply', () => one.got().length > 0)
        expect(one.got()).to.deep.equal([edited])
      },
    ],
    [
      'hand-over, and give-back',
      async (one) => {
        await one.press('hand-over')
        await one.shows(say.card.withPerson)
        await one.press('give-back')
        await until('a draft again', () => one.offers().includes('approve'))
      },
    ],
    [
      'undo',
      async (one) => {
        await whole.undoable(60)
        await one.press('approve')
        await one.shows(say.button.undo)
        await one.press('undo')
        await one.shows(say.card.takenBack('민아'))
        await whole.undoable(0)
        expect(one.got()).to.deep.equal([])
      },
    ],
    [
      'the console',
      async (one) => {
        const link = one.offers().find((what) => String(what).startsWith('http'))
        const [, id = ''] = /\/desk\/all\/(\d+)$/.exec(String(link)) ?? []
        expect(JSON.stringify(await desk.ask(`/api/conversations/${id}`))).to.include(one.asked)
      },
    ],
  ]
  for (const [what, does] of table)
    it(`does from a card: ${what}`, async () => {
      await does(await customer())
    })

  it('is told who was faster, with the text, when two press the same', async () => {
    const one = await customer()
    const [now] = cardsNow().filter((card) => JSON.stringify(card).includes(one.asked))
    await one.press('edit', { text: edited })
    const value = actionsOf(now as Json).find(
      ({ data }) => (data as Json | undefined)?.do === 'approve',
    )?.data
    const [late] = await post({ text: undefined, value, replyToId: now?.id })
    expect(late?.summary).to.include('이미 민아 님이')
    expect(JSON.stringify(late)).to.include(edited)
    await until('the reply', () => one.got().length > 0)
    expect(one.got()).to.deep.equal([edited])
  })

  it('has its cards of commands in the answer, and presses those as well', async () => {
    const one = await customer()
    const [list] = await write('대기열')
    expect(JSON.stringify(list)).to.include(one.asked)
    expect(JSON.stringify(list)).to.include(' · LINE')
    const [ask] = await write('모두 멈춰')
    const [stop] = actionsOf(ask as Json)
    expect(texts(await post({ text: undefined, value: stop?.data }))[0]).to.include('모두 멈췄어요')
    expect(texts(await write('다시 보내기'))[0]).to.equal(say.say.resumed)
  })
})
