import { expect } from 'chai'
import { sql } from 'kysely'
import { type Account, ChannelError, type Receipt } from '../../src/channels/channel.ts'
import { makeHandover } from '../../src/desk/handover.ts'
import { makeUndo } from '../../src/desk/undo.ts'
import { deskTools, makeColleague, makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { queueApproved, sendingBy } from './sending.ts'

describe('a reply whose fate is unknown', () => {
  let test: TestDatabase
  let scene: Scene
  let sendId: string
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())

  /** Approved, and tried once: the process was killed before it heard what became of it. */
  beforeEach(async () => {
    scene = await makeScene(test.db)
    const { id, mentionIds } = await queueApproved(test.db, scene, '같이 볼게요!')
    sendId = id
    for (const mentionId of mentionIds) await scene.move(mentionId, 'approved', 'sending')
    await test.db
      .updateTable('sends')
      .set({ state: 'sending', attempts: 1 })
      .where('id', '=', sendId)
      .execute()
  })

  async function tryAgain(account: Partial<Account>): Promise<string> {
    const { send } = await sendingBy(test.db, account)
    await send(sendId, new AbortController().signal)
    const row = await test.db
      .selectFrom('sends')
      .select('state')
      .where('id', '=', sendId)
      .executeTakeFirstOrThrow()
    return row.state
  }
  const never = async (): Promise<Receipt> => {
    throw new Error('It must not be sent.')
  }

  for (const kind of ['busy', 'network', 'auth'] as const) {
    it(`stays in doubt while the network cannot tell (${kind})`, async () => {
      const find = async () => {
        throw new ChannelError(kind, 'not now')
      }
      expect(await tryAgain({ find, send: never })).to.equal('sending')
    })
  }

  it('is not taken back by a newer message, which would have it answered twice', async () => {
    const find = async () => {
      throw new ChannelError('busy', 'not now')
    }
    await tryAgain({ find, send: never })
    await scene.say('아직인가요?')
    expect(await scene.stages()).to.deep.equal(['sending', 'heard'])
    expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['sending'])
  })

  it('stays in doubt when the second try is turned away', async () => {
    const send = async () => {
      throw new ChannelError('busy', 'too many calls')
    }
    expect(await tryAgain({ find: async () => null, send })).to.equal('sending')
  })

  it('is settled when the network has it', async () => {
    const find = async () => ({ nativeId: '1', url: null, ref: {} })
    expect(await tryAgain({ find, send: never })).to.equal('sent')
  })

  const answers = async () => (await scene.jobs()).filter(({ task }) => task === 'answer').length
  const states = async () => (await scene.sends()).map(({ state }) => state)

  it('does not go out any more when the network does not have it and the person has said more', async () => {
    await scene.say('아직인가요?')
    expect(await tryAgain({ find: async () => null, send: never })).to.equal('voided')
    expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
    expect(await answers()).to.equal(1)
  })

  it('goes out when the network does not have it and nothing happened since', async () => {
    const send = async () => ({ nativeId: '3', url: null, ref: {} })
    expect(await tryAgain({ find: async () => null, send })).to.equal('sent')
  })

  describe('that the network turned away while it was under way', () => {
    beforeEach(async () => {
      await test.db
        .updateTable('sends')
        .set({ state: 'queued', attempts: 0 })
        .where('id', '=', sendId)
        .execute()
      await test.db
        .updateTable('mentions')
        .set({ stage: 'approved' })
        .where('stage', '=', 'sending')
        .execute()
    })
    /** Something happens between the call and the network's word that it is busy. */
    const busyAfter = (happens: () => Promise<unknown>) => ({
      send: async () => {
        await happens()
        throw new ChannelError('busy', 'not now')
      },
    })

    it('waits for its next try when nothing happened meanwhile', async () => {
      expect(await tryAgain(busyAfter(async () => {}))).to.equal('queued')
      expect(await scene.stages()).to.deep.equal(['approved'])
    })

    it('is void when the person said more, and both messages get one answer', async () => {
      expect(await tryAgain(busyAfter(() => scene.say('아니 취소할게요')))).to.equal('voided')
      expect(await scene.stages()).to.deep.equal(['heard', 'heard'])
      expect(await answers()).to.equal(1)
    })

    it('leaves alone what answers the newer message, where it was taken back before its call came to an end', async () => {
      const prepare = async () => {
        await scene.say('아니 취소할게요')
        const newer = await queueApproved(test.db, scene, '바로 취소해 드릴게요!')
        expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided', 'queued'])
        expect(newer.id).to.not.equal(sendId)
        throw new ChannelError('busy', 'not now')
      }
      expect(await tryAgain({ prepare, send: never })).to.equal('voided')
      expect(await states()).to.deep.equal(['voided', 'queued'])
      expect(await scene.stages()).to.deep.equal(['approved', 'approved'])
    })

    it('is void when a colleague took over', async () => {
      const colleague = await makeColleague(test.db, '민아')
      const { conversationId } = scene
      const takeOver = () =>
        makeHandover(deskTools(test.db)).handOver({ conversationId, colleague, why: null })
      expect(await tryAgain(busyAfter(takeOver))).to.equal('voided')
      expect(await states()).to.deep.equal(['voided'])
    })

    it('cannot be undone into a draft beside the one that answers what was said meanwhile', async () => {
      await tryAgain(busyAfter(() => scene.say('아니 취소할게요')))
      const colleague = await makeColleague(test.db, '준')
      const undone = await makeUndo({ db: test.db }).undo({
        ...{ conversationId: scene.conversationId, sendId, colleague },
      })
      expect(undone.kind).to.equal('overtaken')
      const { rows } = await sql<{
        count: string
      }>`select count(*) from drafts where state = 'current'`.execute(test.db)
      expect(rows[0]?.count).to.equal('0')
    })
  })

  it('is not tried by two jobs at once', async () => {
    const { promise, resolve } = Promise.withResolvers<Receipt>()
    const asked: string[] = []
    const { send } = await sendingBy(test.db, {
      find: async () => {
        asked.push('find')
        return promise
      },
    })
    const { signal } = new AbortController()
    const first = send(sendId, signal)
    const second = await send(sendId, signal).catch((error: Error) => error.message)
    resolve({ nativeId: '2', url: null, ref: {} })
    await first
    expect(second).to.match(/another job/)
    expect(asked).to.deep.equal(['find'])
  })
})
