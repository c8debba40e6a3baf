import { expect } from 'chai'
import { PolicyRule } from '../../src/core/policy-rules.ts'
import { openWorld, type World } from '../support/engine.ts'
import { readingOf } from '../support/reading.ts'

const nothing = { tokensIn: 0, tokensOut: 0, costMicros: 0 }

describe('the rules of a policy, on the way of a mention', () => {
  let world: World
  afterEach(() => world.close())

  const rules = (...each: object[]) => ({ rules: each.map((one) => PolicyRule.parse(one)) })
  const drafts = () => world.database.db.selectFrom('drafts').select(['decision']).execute()
  async function settled() {
    const heard = () => world.database.db.selectFrom('mentions').select(['stage', 'why']).execute()
    return world.until(async () => {
      const [first] = await heard()
      return first && !['heard', 'classified', 'drafted'].includes(first.stage) ? first : null
    })
  }
  const complain = () => world.say('minji', '어제부터 인터넷이 계속 끊겨요. 언제 고쳐지나요?')

  it('hand over before anything is drafted', async () => {
    world = await openWorld({ policy: rules({ minConfidence: 0, do: 'hand-over' }) })
    await complain()
    expect(await settled()).to.deep.equal({ stage: 'with-person', why: 'rule-hands-over' })
    expect(await drafts()).to.deep.equal([])
  })

  it('hand over after drafting where the draft of the rule before had a finding', async () => {
    const policy = rules(
      { minConfidence: 0, findings: 'none', do: 'send' },
      { minConfidence: 0, do: 'hand-over' },
    )
    const writer = {
      name: 'plain' as const,
      classify: async () => ({ classification: readingOf({ intent: 'question' }), spent: nothing }),
      draft: async () => ({
        ...{
          text: '제가 알아보고 알려 드릴게요.',
          language: 'ko' as const,
          writer: 'plain' as const,
          model: null,
        },
        ...{ madeFrom: {}, inputs: null, cites: [], known: false, fellBack: null, ...nothing },
      }),
    }
    world = await openWorld({ mode: 'send', policy, writer })
    await complain()
    expect(await settled()).to.deep.equal({ stage: 'with-person', why: 'rule-hands-over' })
    expect(await drafts()).to.deep.equal([])
  })

  it('pass on how long a reply is to wait', async () => {
    world = await openWorld({
      mode: 'send',
      policy: rules({ minConfidence: 0, do: 'send', afterSeconds: 2 }),
    })
    await world.say('jun', '안녕하세요! 오늘 하루도 힘내세요')
    await settled()
    expect((await drafts())[0]?.decision).to.deep.include({ kind: 'send', why: 'allowed', afterMs: 2_000 })
    const sends = world.database.db.selectFrom('sends').select(['queued_at', 'not_before'])
    const { queued_at: queued, not_before: earliest } = await sends.executeTakeFirstOrThrow()
    expect(Number(earliest) - Number(queued)).to.be.within(1_000, 3_000)
    await world.until(async () => (await world.answers()).length === 1)
  })
})
