import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { customerWords } from '../../dialogs/customer-words.ts'
import { setMode } from '../../src/store/accounts.ts'
import type { AtDesk } from '../support/whole-service.ts'
import { conversationOf } from './carrier.ts'
import { until } from './chat-world.ts'
import type { Mood } from './connector-server.ts'
import { openWholeWorld, type WholeWorld } from './whole-world.ts'

interface Whole {
  id: string
  person: { handle: string; name: string }
  account: { id: string; channel: string }
  via: string | null
  draft: { id: string; hash: string; text: string } | null
}
/** Everybody is answered in words of their own, so that nobody's count as said already to others today. */
const begins = [
  '기다려 주셔서 고마워요.',
  '많이 답답하셨겠어요.',
  '알려 주신 내용을 잘 읽었어요.',
  '걱정하셨을 것 같아요.',
]
const asks = [
  '주문 번호를 알려 주시겠어요?',
  '주문하실 때 적으신 성함을 여기에 남겨 주시면 살펴볼게요.',
  '결제하신 날이 언제인지 알 수 있을까요?',
]
const wordsFor = (nth: number) => `${begins[nth % begins.length]} ${asks[nth % asks.length]}`
const machine = customerWords.ko.machine

describe('customers of other channels of the Bot Framework', () => {
  let whole: WholeWorld
  let desk: AtDesk
  let people = 0
  before(async () => {
    whole = await openWholeWorld({ replies: [wordsFor(0)], others: 'line, facebook' })
    desk = await whole.service.colleague('민아', 'owner')
  })
  after(() => whole.close())

  function somebody(channel = 'line') {
    people += 1
    const who = { id: `U${people}`, name: '김하나' }
    const asked = `#${people}00 주문이 아직 안 왔어요.`
    const { carrier } = whole
    const words = wordsFor(people)
    whole.model.replies = [words]
    const place = conversationOf(channel, who.id).id
    const said = () => carrier.standing(place).map(({ text }) => String(text))
    return {
      ...{ who, asked, place, said, words },
      write: (text = asked, more: Record<string, unknown> = {}) =>
        carrier.deliver(carrier.from(channel, who, { text, ...more })),
      /** How the connector answers what is said to this person that has these words. */
      moods: (part: string, moods: Mood[]) =>
        carrier.connector.moodsTo(
          ({ path, activity }) => path.includes(`/${place}/`) && String(activity.text).includes(part),
          moods,
        ),
      /** The reply, as often as it was handed to the connector, whatever that answered. */
      got: () => said().filter((text) => text.startsWith(words)),
      /** What the desk has of them once a draft waits. */
      async atDesk(): Promise<Whole & { draft: NonNullable<Whole['draft']> }> {
        let found: Whole | null = null
        await until('a draft', async () => {
          found = await wholeOf(asked)
          return found?.draft != null
        })
        return found as unknown as Whole & { draft: NonNullable<Whole['draft']> }
      },
    }
  }
  async function wholeOf(asked: string): Promise<Whole | null> {
    const { rows } = await whole.test.pool.query(
      'select conversation_id::text as id from mentions where text = $1',
      [asked],
    )
    return rows[0] ? desk.ask<Whole>(`/api/conversations/${rows[0].id}`) : null
  }
  const textsOf = async (conversation: string) => {
    const { rows } = await whole.test.pool.query(
      'select text from mentions where conversation_id = $1 order by id',
      [conversation],
    )
    return rows.map(({ text }) => String(text))
  }
  /** With a reason: whatever the guard thinks of the words, it is what becomes of them on their way that is looked at here. */
  const approve = ({ id, draft }: { id: string; draft: { id: string; hash: string } }) =>
    desk.ask(`/api/conversations/${id}/approve`, {
      ...{ draftId: draft.id, hash: draft.hash, overrule: '읽어 보았고 괜찮아요.' },
    })
  const sendOf = async (conversation: string) => {
    const { rows } = await whole.test.pool.query(
      'select state, error, attempts from sends where conversation_id = $1 order by queued_at desc limit 1',
      [conversation],
    )
    return rows[0] as { state: string; error: string | null; attempts: number }
  }
  /** Approves, and lets the connector answer so when the reply comes. */
  async function approved(moods: Mood[], one = somebody()) {
    await one.write()
    const found = await one.atDesk()
    one.moods(one.words, moods)
    await approve(found)
    return { ...one, conversation: found.id }
  }

  it('become a mention at the desk: the account, the person, the words', async () => {
    const one = somebody()
    expect((await one.write()).status).to.equal(200)
    const found = await one.atDesk()
    expect(found.account).to.include({ id: whole.accountId, channel: 'webchat' })
    expect(found.via).to.equal('line')
    expect(found.person).to.include({ name: '김하나' })
    const { rows } = await whole.test.pool.query(
      'select p.native_id from persons p join conversations c on c.person_id = p.id where c.id = $1',
      [found.id],
    )
    expect(rows).to.deep.equal([{ native_id: `line:${one.who.id}` }])
  })

  it('are told once that a machine answers, however much they write', async () => {
    const one = somebody()
    await one.write()
    await one.write('그리고 주소도 바꾸고 싶어요.')
    await one.write('언제쯤 되나요?')
    expect(one.said().filter((text) => text.includes(machine))).to.have.length(1)
  })

  it('are told with the next message where it surely did not arrive, and heard all the same', async () => {
    const one = somebody()
    const away = { status: 403, body: { error: { code: 'Forbidden', message: 'not now' } } }
    one.moods(machine, [away])
    expect((await one.write()).status).to.equal(200)
    await one.atDesk()
    const before = one.said().filter((text) => text.includes(machine)).length
    await one.write('듣고 계세요?')
    expect(one.said().filter((text) => text.includes(machine)).length - before).to.equal(1)
    await one.write('네?')
    expect(one.said().filter((text) => text.includes(machine)).length - before).to.equal(1)
  })

  it('get the approved reply at their conversation, once', async () => {
    const one = await approved([])
    await until('the reply', () => one.got().length > 0)
    await until('it is known', async () => (await sendOf(one.conversation)).state === 'sent')
    expect(one.got()).to.have.length(1)
  })

  it('get it once also when it was approved before a restart and while another node works', async () => {
    const one = somebody()
    await one.write()
    const found = await one.atDesk()
    await whole.undoable(2)
    await approve(found)
    const other = await whole.openNode()
    await whole.restart()
    await whole.undoable(0)
    await until('the reply', async () => (await sendOf(found.id)).state === 'sent')
    expect(one.got()).to.have.length(1)
    await other.close()
    desk = await whole.service.colleague('준', 'owner')
  })

  it('get it once when the connector has too much to do', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1' } }
    const one = await approved([busy, busy])
    await until('the reply', async () => (await sendOf(one.conversation)).state === 'sent')
    const { attempts } = await sendOf(one.conversation)
    // Three calls, of which only the last was taken.
    expect(one.got()).to.have.length(3)
    expect(attempts).to.equal(2)
  })

  for (const [name, mood] of [
    ['is in trouble', { status: 500 }],
    ['hangs up', 'cut'],
    ['does not answer', 'hang'],
  ] as [string, Mood][])
    it(`are not told twice when the connector ${name}: a colleague reads that it may have arrived`, async () => {
      const one = await approved([mood])
      await until('it is given up', async () => (await sendOf(one.conversation)).state === 'failed')
      expect((await sendOf(one.conversation)).error).to.include('It may have arrived')
      expect(one.got()).to.have.length(1)
    })

  for (const [status, words] of [
    [403, 'the person may have blocked the brand'],
    [404, 'can no longer be reached on line'],
  ] as const)
    it(`who cannot be reached any more (${status}) are a colleague's matter, with a sentence`, async () => {
      const body = { error: { code: 'x', message: 'User blocked the conversation with the bot.' } }
      const one = await approved([{ status, body }])
      await until('it is given up', async () => (await sendOf(one.conversation)).state === 'failed')
      const { error } = await sendOf(one.conversation)
      expect(error).to.include(words)
      expect(error).to.include('User blocked the conversation with the bot.')
      expect(one.got()).to.have.length(1)
      expect(JSON.stringify(await wholeOf(one.asked))).to.include(words)
    })

  it('do not stop the window of the same account when our credentials are not taken', async () => {
    const no = { status: 401 }
    const one = await approved([no, no])
    await until('it is tried later', async () =>
      String((await sendOf(one.conversation)).error).includes('MicrosoftAppPassword'),
    )
    const account = await whole.test.db
      .selectFrom('accounts')
      .select('state')
      .where('id', '=', whole.accountId)
      .executeTakeFirstOrThrow()
    expect(account.state).to.not.equal('refused')
    await until('the reply', async () => (await sendOf(one.conversation)).state === 'sent')
  })

  it('get no reply longer than every channel of the account takes', async () => {
    const { engine } = whole.service
    expect(engine.limitsOf('webchat', whole.accountId, 'direct')).to.deep.equal({ max: 2_000, unit: 'utf16' })
  })

  it('are asked for words when a picture comes without any', async () => {
    const one = somebody()
    const picture = { contentType: 'image/jpeg', contentUrl: 'https://line.example/1.jpg' }
    await one.write('', { attachments: [picture] })
    expect(one.said()[0]).to.include(machine)
    expect(one.said()[1]).to.equal(customerWords.ko.files)
    await one.write(one.asked, { attachments: [picture] })
    expect((await one.atDesk()).person.name).to.equal('김하나')
    expect(one.said().filter((text) => text === customerWords.ko.files)).to.have.length(1)
  })

  it('who send a picture while a colleague talks with them hear no machine, and the colleague sees that one came', async () => {
    const one = somebody()
    const picture = { contentType: 'image/jpeg', contentUrl: 'https://line.example/1.jpg' }
    await one.write()
    const { id } = await one.atDesk()
    await desk.ask(`/api/conversations/${id}/hand-over`, {})
    const before = one.said()
    expect((await one.write('', { attachments: [picture] })).status).to.equal(200)
    await until('it is at the desk', async () => (await textsOf(id)).length === 2)
    expect(await textsOf(id)).to.deep.equal([one.asked, customerWords.ko.onlyFiles])
    expect(one.said().slice(before.length)).to.not.include(customerWords.ko.files)
  })

  it('who asked for silence, or whose account is off, hear no machine when they send a picture', async () => {
    const picture = { contentType: 'image/jpeg', contentUrl: 'https://line.example/1.jpg' }
    const one = somebody()
    await one.write()
    const { id } = await one.atDesk()
    await desk.ask(`/api/conversations/${id}/silence`, { reason: '전화로 부탁하셨어요' })
    await one.write('', { attachments: [picture] })
    await until('it is at the desk', async () => (await textsOf(id)).length === 2)
    const { db } = whole.test
    await setMode(db, whole.accountId, 'off')
    const other = somebody()
    await other.write('', { attachments: [picture] })
    await setMode(db, whole.accountId, 'draft')
    expect(one.said()).to.not.include(customerWords.ko.files)
    expect(other.said()).to.deep.equal([])
  })

  it('are greeted once when it is something else that did not arrive', async () => {
    const one = somebody()
    const picture = { contentType: 'image/jpeg', contentUrl: 'https://line.example/1.jpg' }
    one.moods(customerWords.ko.files, [{ status: 403 }])
    await one.write('', { attachments: [picture] })
    await one.write()
    await one.atDesk()
    expect(one.said().filter((text) => text.includes(machine))).to.have.length(1)
  })

  it('of a channel that no account takes are refused, with what to do', async () => {
    const one = somebody('telegram')
    const answer = await one.write()
    expect(answer.status).to.equal(403)
    expect(answer.json).to.include({ error: 'channel-not-taken' })
    expect(answer.json.message).to.include('No account takes customers of telegram')
    expect(whole.service.logged.some((line) => line.includes('customers whom no account takes'))).to.equal(
      true,
    )
    expect(await wholeOf(one.asked)).to.equal(null)
    expect(one.said()).to.deep.equal([])
  })

  it('are heard once when the same activity comes twice, also at once', async () => {
    const one = somebody('facebook')
    const id = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => one.write(one.asked, { id })))
    answers.push(await one.write(one.asked, { id }))
    expect(answers.at(-1)?.status).to.equal(200)
    await one.atDesk()
    const { rows } = await whole.test.pool.query(
      'select count(*)::int as count from mentions where text = $1',
      [one.asked],
    )
    expect(rows).to.deep.equal([{ count: 1 }])
  })
})
