import { expect } from 'chai'
import { sql } from 'kysely'
import type { Account, Receipt } from '../../src/channels/channel.ts'
import { markOf } from '../../src/core/disclosure.ts'
import { Disclosure } from '../../src/core/policy.ts'
import { hearWishes } from '../../src/store/wishes.ts'
import { makeScene, type Scene } from '../desk/scene.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { queueApproved, sendingBy } from './sending.ts'

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

  async function disclose(on: boolean) {
    await sql`update brands set policy = jsonb_set(policy, '{disclosure,on}', ${String(on)}::jsonb)`.execute(
      test.db,
    )
  }

  /** Approves this text as it stands, whatever a check would say, and tries to send it. @returns what went out. */
  async function approveAndSend(
    text: string,
    max = 500,
    writer = 'plain',
  ): Promise<{ sent: string[]; outcomes: string[] }> {
    const { id, draftId } = await queueApproved(test.db, scene, text)
    await sql`update drafts set writer = ${writer} where id = ${draftId}`.execute(test.db)
    const sent: string[] = []
    const account: Partial<Account> = {
      send: async (reply): Promise<Receipt> => {
        sent.push(reply.text)
        return { nativeId: '1', url: null, ref: {} }
      },
    }
    const { send, outcomes } = await sendingBy(test.db, account, max)
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
      expect(await reason()).to.match(/^(profanity|claims-human|prompt-leak|too-long): /)
    })
  }

  it('gives it to a person when it does not say that a machine writes, and has to', async () => {
    await disclose(true)
    expect((await approveAndSend('같이 볼게요')).outcomes).to.deep.equal(['blocked'])
    expect(await reason()).to.match(/^disclosure: /)
  })

  it('lets it go out with the mark, and what a colleague wrote without one', async () => {
    await disclose(true)
    const marked = `같이 볼게요\n\n${markOf(Disclosure.parse({}), 'ko')}`
    expect((await approveAndSend(marked)).sent).to.deep.equal([marked])
    scene = await makeScene(test.db)
    await disclose(true)
    expect((await approveAndSend('같이 볼게요', 500, 'colleague')).outcomes).to.deep.equal(['sent'])
  })

  it('gives it to a person when they have asked for one meanwhile', async () => {
    const { conversationId } = scene
    const said = { mentionId: await newest(), wish: 'person', text: '상담원' } as const
    await hearWishes(test.db, conversationId, [said])
    expect((await approveAndSend('같이 볼게요')).outcomes).to.deep.equal(['blocked'])
    expect(await reason()).to.equal('the person asked for a person')
  })

  it('gives it to a person when it tells in public what was said directly', async () => {
    const { conversationId } = scene
    await sql`
      with dm as (
        insert into conversations (account_id, person_id, key, visibility)
        select account_id, person_id, 'dm', 'direct' from conversations where id = ${conversationId} returning *)
      insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot, ref, posted_at)
      select account_id, 'dm-1', id, person_id, 'heard', '역삼초등학교 앞으로 와 주세요', 'direct', 'direct', false, '{}', now() from dm`.execute(
      test.db,
    )
    expect((await approveAndSend('역삼초등학교로 갈게요')).outcomes).to.deep.equal(['blocked'])
    expect(await reason()).to.match(/^private-surfaces: /)
  })

  async function newest(): Promise<string> {
    const row = await test.db
      .selectFrom('mentions')
      .select('id')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  async function reason(): Promise<string | null> {
    const row = await test.db
      .selectFrom('mentions')
      .select('why')
      .where('conversation_id', '=', scene.conversationId)
      .executeTakeFirstOrThrow()
    return row.why
  }
})
