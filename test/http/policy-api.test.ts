import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'chai'
import { usualTopics } from '../../src/core/topic.ts'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { type House, openHouse } from './house.ts'

describe('the API of the policy', () => {
  let house: House & { close(): Promise<void> }
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())

  const put = (policy: unknown, reason: unknown = '조심스럽게') =>
    house.call('/api/policy', { policy, reason }, {}, 'PUT')
  const read = async <T = Record<string, never>>(answer: Response | Promise<Response>) =>
    (await (await answer).json()) as T

  it('shows, checks, publishes, tells apart and rolls back', async () => {
    const start = await read<{ hash: string; version: string; sentences: { en: string }[] }>(
      house.call('/api/policy'),
    )
    expect(start.version).to.equal('0')
    expect(start.sentences[0]?.en).to.equal(
      'Chatter on any account with confidence of at least 0.7: send at once.',
    )
    const policy = {
      rules: [{ intent: 'question', minConfidence: 0.9, findings: 'none', do: 'send', afterSeconds: 30 }],
    }
    const checked = await read<{ sentences: { ko: string }[] }>(house.call('/api/policy/check', { policy }))
    expect(checked.sentences[0]?.ko).to.match(/30초 뒤에 보내요\.$/)
    expect(await read(house.call('/api/policy'))).to.include({ version: '0', hash: start.hash })
    expect((await put(policy)).status).to.equal(200)
    const { versions } = await read<{ versions: { version: string; live: boolean; author: string }[] }>(
      house.call('/api/policy/versions'),
    )
    expect(versions.map(({ live }) => live)).to.deep.equal([true, false])
    const [now, then] = versions.map(({ version }) => version)
    const { changes } = await read<{ changes: { en: string }[] }>(
      house.call(`/api/policy/diff?from=${then}&to=${now}`),
    )
    expect(changes.map(({ en }) => en).join()).to.include('send after 30 s')
    const back = await house.call('/api/policy/roll-back', { version: then, reason: 'too bold' })
    expect(back.status).to.equal(200)
    expect(await read(house.call('/api/policy'))).to.include({
      hash: start.hash,
      reason: 'too bold',
      live: true,
    })
    expect(await read(house.call(`/api/policy/versions/${now}`))).to.deep.include({
      live: false,
      version: now,
    })
  })

  it('asks what would have been', async () => {
    const account = await seedAccount(house.test.db, { mode: 'send', nativeId: 'asks' })
    await house.test.db
      .updateTable('accounts')
      .set({
        brand_id: (
          await house.test.db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
        ).id,
      })
      .where('id', '=', account.id)
      .execute()
    const scene = await makeScene(house.test.db, '배송 언제 와요?', { accountId: account.id })
    await scene.draft('내일 도착해요.')
    const told = await read<{
      considered: number
      changed: { conversationId: string; would: { kind: string } }[]
    }>(house.call('/api/policy/what-if', { policy: { sendIntents: ['question'] } }))
    expect(told.considered).to.equal(1)
    expect(told.changed.map(({ conversationId, would }) => [conversationId, would.kind])).to.deep.equal([
      [scene.conversationId, 'send'],
    ])
  })

  it('helps who writes one', async () => {
    const schema = await read<object>(house.call('/api/policy/schema'))
    const fits = new Ajv2020({ strict: false }).compile(schema)
    expect(fits({ topics: usualTopics, rules: [{ do: 'send' }] }), JSON.stringify(fits.errors)).to.equal(true)
    for (const wrong of [{ rules: [{ do: 'shout' }] }, { minConfidence: 2 }])
      expect(fits(wrong)).to.equal(false)
    expect(schema).to.have.nested.property('properties.voice.properties.neverSay.title', '쓰지 않는 말')
  })

  const wrong: [says: string, policy: unknown, reason: unknown, field: string][] = [
    ['a field that is none', { colour: 'red' }, 'why not', 'policy.colour'],
    ['a number out of range', { minConfidence: 2 }, 'why not', 'policy.minConfidence'],
    [
      'a rule that sends to who is angry',
      { rules: [{ do: 'send', feelings: ['angry'] }] },
      'why not',
      'policy.rules.0.feelings',
    ],
    ['no reason', { minConfidence: 0.8 }, '', 'reason'],
    ['no policy', 'all', 'why not', 'policy'],
    [
      'a trick',
      JSON.parse('{"__proto__": {"minConfidence": 0}, "constructor": 1}'),
      'why not',
      'policy.constructor',
    ],
  ]
  for (const [says, policy, reason, field] of wrong) {
    it(`refuses ${says}, and says where`, async () => {
      const before = await read<{ hash: string }>(house.call('/api/policy'))
      const answer = await put(policy, reason)
      expect(answer.status).to.equal(400)
      const { fields } = await read<{ fields: { path: string; message: string }[] }>(answer)
      expect(fields.map(({ path }) => path)).to.include(field)
      expect(await read(house.call('/api/policy'))).to.include({ hash: before.hash })
    })
  }

  it('knows no version that is not there', async () => {
    for (const path of ['/api/policy/versions/999', '/api/policy/diff?from=0&to=999'])
      expect((await house.call(path)).status, path).to.equal(404)
    expect((await house.call('/api/policy/roll-back', { version: '999', reason: 'why' })).status).to.equal(
      404,
    )
  })
})
