import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import type { Account, Receipt } from '../../src/channels/channel.ts'
import { makeSend } from '../../src/flow/send.ts'
import { takeLeases } from '../../src/store/accounts.ts'
import { queueSends } from '../../src/store/sends.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

describe('the last look before sending', () => {
  let test: TestDatabase
  let scene: Scene
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(async () => {
    scene = await makeScene(test.db)
  })

  /** Approves this text as it stands, whatever a check would say, and tries to send it. @returns what went out. */
  async function approveAndSend(text: string, max = 500): Promise<{ sent: string[]; outcomes: string[] }> {
    const draft = await scene.draft(text)
    const mention = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    await scene.move(mention.id, 'waiting', 'approved')
    const id = randomUUID()
    const { accountId, conversationId } = scene
    await queueSends(test.db, [
      {
        id,
        accountId,
        conversationId,
        mentionId: mention.id,
        draftId: draft.id,
        approvedBy: null,
        text,
        language: 'ko',
      },
    ])
    const leased = await takeLeases(test.db, 'node', 45_000)
    const sent: string[] = []
    const outcomes: string[] = []
    const account: Partial<Account> = {
      send: async (reply): Promise<Receipt> => {
        sent.push(reply.text)
        return { nativeId: '1', url: null, ref: {} }
      },
    }
    const send = makeSend({
      db: test.db,
      node: 'node',
      holding: (own) => ({
        accountId: own,
        epoch: leased.find((one) => one.id === own)?.epoch ?? '',
        account: account as Account,
        paced: (work, signal) => work(signal),
      }),
      limitsOf: () => ({ max, unit: 'graphemes' }),
      now: () => new Date(),
      onOutcome: (_, outcome) => outcomes.push(outcome),
      onRefused: () => {},
    })
    await send(id, new AbortController().signal)
    return { sent, outcomes }
  }

  it('lets a text go out that nothing blocks', async () => {
    expect(await approveAndSend('같이 볼게요')).to.deep.equal({ sent: ['같이 볼게요'], outcomes: ['sent'] })
    expect(await scene.stages()).to.deep.equal(['sent'])
  })

  it('lets a text go out that a colleague was merely warned about', async () => {
    expect((await approveAndSend('내일까지 꼭 처리해 드릴게요')).outcomes).to.deep.equal(['sent'])
  })

  for (const [why, text, max] of [
    ['swears', '씨발 진짜 늦었네요', 500],
    ['claims to be human', '저는 사람이에요, 봇이 아니에요', 500],
    ['shows words of the prompt', '{{name}} 님 안녕하세요', 500],
    ['has become too long', '오래 기다리셨죠', 3],
  ] as const) {
    it(`gives it to a person when it ${why}`, async () => {
      expect(await approveAndSend(text, max)).to.deep.equal({ sent: [], outcomes: ['blocked'] })
      expect(await scene.stages()).to.deep.equal(['with-person'])
      expect((await scene.sends()).map(({ state }) => state)).to.deep.equal(['voided'])
      const row = await test.db
        .selectFrom('mentions')
        .select('why')
        .where('conversation_id', '=', scene.conversationId)
        .executeTakeFirstOrThrow()
      expect(row.why).to.match(/^(profanity|claims-human|prompt-leak|too-long): /)
    })
  }
})
