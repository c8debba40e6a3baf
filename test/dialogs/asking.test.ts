import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Post } from '../../dialogs/turn.ts'
import { ChannelError } from '../../src/channels/channel.ts'
import { makeAsking } from '../../src/chat-asking.ts'
import { signsOf } from '../../src/chat-progress.ts'
import type { Stage } from '../../src/core/stage.ts'
import { takeAsking } from '../../src/store/asking.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { hear, mentionRow, said } from '../support/said.ts'

describe('a chat that asks for what is missing', () => {
  let test: TestDatabase
  let conversationId: string
  let draftId: string
  let line: string[]
  let troubles: unknown[]
  let failing: unknown[]

  /** Somebody wrote over our own window, or another client, and a draft waits that leaves a number to be asked for. */
  async function waits(own: boolean): Promise<void> {
    const account = await seedAccount(test.db, { channel: 'webchat', nativeId: 'webchat:1', mode: 'draft' })
    const native = randomUUID()
    const ref = {
      ...{ channelId: own ? 'directline' : 'line', conversation: { id: 'c1' } },
      dajeong: { own, accountId: account.id, person: 'p1' },
    }
    await hear(test.db, account, said(native, { text: '택배가 안 와요', visibility: 'direct', ref }))
    ;({ conversationId } = await mentionRow(test.db, native))
    const asks = { ko: '주문번호', en: 'your order number', told: ['order-number'] }
    const { rows } = await sql<{ id: string }>`
      insert into drafts (conversation_id, conversation_version, text, hash, language, writer, made_from, findings, tokens_in, tokens_out, cost_micros)
      values (${conversationId}, 1, '확인할게요', 'h', 'ko', 'plain', ${JSON.stringify({ asks })}, '[]', 0, 0, 0) returning id::text as id`.execute(
      test.db,
    )
    draftId = rows[0]?.id ?? ''
    await sql`update mentions set stage = 'waiting', draft_id = ${draftId}`.execute(test.db)
  }
  beforeEach(async () => {
    test = await openTestDatabase()
    line = []
    troubles = []
    failing = []
  })
  afterEach(() => test.close())

  /** Asks over a client that keeps by their names what is said, as our own window does. */
  function ask(): Promise<void> {
    const say = async (post: Post) => {
      const error = failing.shift()
      if (error) throw error
      line.push(`${post.id} ${post.text}`)
      return null
    }
    const speaker = {
      speak: (_: unknown, work: (line: never) => Promise<void>) => work({ say } as never),
    }
    return makeAsking({ db: test.db, speaker, onTrouble: (error) => troubles.push(error) })(draftId)
  }
  async function story(): Promise<string[]> {
    const rows = await test.db.selectFrom('events').select('why').where('kind', '=', 'asked').execute()
    return rows.map(({ why }) => why ?? '')
  }
  async function asked(): Promise<number> {
    const one = test.db.selectFrom('conversations').select('asked').where('id', '=', conversationId)
    return (await one.executeTakeFirstOrThrow()).asked.length
  }

  it('asks, and the story tells so', async () => {
    await waits(false)
    await ask()
    expect(line).to.have.length(1)
    expect(line[0]).to.match(/^ask:\d+ 주문번호도 여기에/)
    expect(await story()).to.deep.equal(['주문번호'])
  })

  for (const kind of ['busy', 'refused', 'gone'] as const)
    it(`is tried again where the client says that nothing arrived (${kind})`, async () => {
      await waits(false)
      failing.push(new ChannelError(kind, 'not now'))
      expect(await ask().catch((error: unknown) => error)).to.be.instanceOf(ChannelError)
      expect(await asked()).to.equal(0)
      expect(await story()).to.deep.equal([])
      await ask()
      expect(line).to.have.length(1)
    })

  it('does not ask again where it may have arrived, and does not hide it', async () => {
    await waits(false)
    failing.push(new ChannelError('network', 'hung up'))
    await ask()
    await ask()
    expect(line).to.deep.equal([])
    expect(troubles).to.have.length(1)
    expect(await asked()).to.equal(1)
  })

  it('does not ask again in another client when it ended between noting and asking', async () => {
    await waits(false)
    await takeAsking(test.db, draftId)
    await ask()
    expect(line).to.deep.equal([])
  })

  it('asks again in our own window, under the same name, which shows it once', async () => {
    await waits(true)
    await ask()
    await ask()
    expect(new Set(line).size).to.equal(1)
    expect(line).to.have.length(2)
    expect(await asked()).to.equal(1)
  })

  it('gives it back in our own window whatever went wrong', async () => {
    await waits(true)
    failing.push(new Error('the database was away'))
    expect(await ask().catch((error: unknown) => error)).to.be.instanceOf(Error)
    expect(await asked()).to.equal(0)
    await ask()
    expect(line).to.have.length(1)
  })
})

describe('what a customer sees of how an answer comes along', () => {
  const told = { ko: '주문번호', en: 'your order number' }
  const rows: [Stage, string[], string[]][] = [
    ['heard', ['typing'], ['typing']],
    ['classified', ['typing'], ['typing']],
    ['drafted', ['typing'], ['typing']],
    ['waiting', ['waits'], ['thanks', 'waits']],
    ['with-person', ['waits'], ['thanks', 'waits']],
    ['approved', [], ['thanks']],
    ['sending', [], ['thanks']],
    ['sent', [], ['thanks']],
    ['ignored', [], ['thanks']],
    ['failed', [], ['thanks']],
    ['withdrawn', [], []],
  ]
  for (const [stage, seen, seenTold] of rows)
    it(`is told by the stage of their message: ${stage}`, () => {
      const one = { stage, quiet: false, held: false }
      expect(signsOf({ ...one, told: null })).to.deep.equal(seen)
      expect(signsOf({ ...one, told })).to.deep.equal(seenTold)
      expect(signsOf({ ...one, told, held: true })).to.deep.equal([])
      expect(signsOf({ ...one, told, quiet: true })).to.deep.equal([])
    })
})
