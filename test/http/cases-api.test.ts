import { expect } from 'chai'
import { shippedPrompts } from '../../src/live-prompts.ts'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { type House, openHouse } from './house.ts'

const ko = shippedPrompts().get('plain/ko')?.text ?? ''

describe('the API of cases', () => {
  let house: House & { close(): Promise<void> }
  let accountId: string
  before(async () => {
    house = await openHouse()
    const { db } = house.test
    const brand = await db.selectFrom('brands').select('id').orderBy('id').executeTakeFirstOrThrow()
    accountId = (await seedAccount(db, { mode: 'send', nativeId: 'cases' })).id
    await db.updateTable('accounts').set({ brand_id: brand.id }).where('id', '=', accountId).execute()
  })
  after(() => house.close())

  type Answer = Record<string, never>
  const read = async <T = Answer>(answer: Response | Promise<Response>) => (await (await answer).json()) as T
  const put = (path: string, body: unknown) => house.call(path, body, {}, 'PUT')
  const remove = (id: string) => house.call(`/api/cases/${id}`, undefined, {}, 'DELETE')
  const words = (change: object = {}) => ({
    ...{ name: '칭찬', message: '오늘 직원분이 정말 친절했어요! 감사해요', channel: 'webhook' },
    must: [{ kind: 'language', is: 'ko' }],
    ...change,
  })

  it('keeps, changes, runs and removes', async () => {
    const added = await read<{ id: string; must: unknown[] }>(house.call('/api/cases', words()))
    expect(added.must).to.deep.equal([{ kind: 'language', is: 'ko' }])
    expect((await house.call('/api/cases', words())).status).to.equal(409)
    const must = [{ kind: 'language', is: 'en' }]
    expect((await put(`/api/cases/${added.id}`, words({ must }))).status).to.equal(200)
    const run = await read<{
      failed: number
      results: { reply: { writer: string }; checks: { ko: string }[] }[]
    }>(house.call('/api/cases/run', {}))
    expect(run.failed).to.equal(1)
    expect(run.results[0]?.reply).to.include({ writer: 'plain', costMicros: 0 })
    expect(run.results[0]?.checks[0]?.ko).to.equal('답의 언어: 영어 — 한국어')
    expect((await remove(added.id)).status).to.equal(200)
    expect((await remove(added.id)).status).to.equal(404)
    expect(await read(house.call('/api/cases'))).to.deep.equal({ cases: [] })
  })

  it('makes one of a conversation, and tries phrases on both', async () => {
    const scene = await makeScene(house.test.db, '오늘 직원분이 정말 친절했어요! 감사해요 😊', { accountId })
    const made = await read<{ id: string }>(house.call(`/api/conversations/${scene.conversationId}/case`, {}))
    const source = ko.replace(/감사/g, '고마움')
    expect(source).not.to.equal(ko)
    const { results } = await read<{ results: { live: { text: string }; tried: { text: string } }[] }>(
      house.call('/api/prompts/plain%2Fko/try', {
        ...{ source, conversations: [scene.conversationId], caseIds: [made.id] },
      }),
    )
    expect(results).to.have.length(2)
    for (const { live, tried } of results) {
      expect(live.text).to.match(/[가-힣]/)
      expect(tried.text)
        .to.match(/[가-힣]/)
        .and.not.include('감사')
    }
    const policy = { voice: { level: 'hapsyo' } }
    const byPolicy = await read<{ results: { live: { text: string }; tried: { text: string } }[] }>(
      house.call('/api/policy/try', { policy, caseIds: [made.id] }),
    )
    expect(byPolicy.results[0]?.tried.text).to.match(/니다/)
    expect(byPolicy.results[0]?.live.text).not.to.equal(byPolicy.results[0]?.tried.text)
    await remove(made.id)
  })

  it('publishes nothing under which a case fails, until it is overruled with a reason', async () => {
    const { id } = await read<{ id: string }>(
      house.call(
        '/api/cases',
        words({
          must: [
            { kind: 'decision', is: 'send' },
            { kind: 'level', is: 'haeyo' },
          ],
        }),
      ),
    )
    const policy = { voice: { level: 'hapsyo' } }
    const publish = (more: object = {}) => put('/api/policy', { policy, reason: '더 공손하게', ...more })
    const held = await publish()
    expect(held.status).to.equal(409)
    const body = await read<{
      kind: string
      failing: { case: { id: string }; checks: { passed: boolean }[] }[]
    }>(held)
    expect(body.kind).to.equal('failing')
    expect(body.failing.map((one) => one.case.id)).to.deep.equal([id])
    expect((await publish({ overrule: 'x' })).status).to.equal(400)
    expect(
      (await read<{ policy: { voice: { level: string } } }>(house.call('/api/policy'))).policy.voice.level,
    ).to.equal('haeyo')
    expect((await publish({ overrule: '사장님이 정했어요' })).status).to.equal(200)
    const noted = await house.test.db
      .selectFrom('events')
      .select('why')
      .where('kind', '=', 'cases-overruled')
      .execute()
    expect(noted).to.deep.equal([{ why: 'policy: 사장님이 정했어요' }])
    const prompt = { source: ko.replace(/감사/g, '고마움'), reason: '우리답게' }
    expect((await put('/api/prompts/plain%2Fko', prompt)).status).to.equal(409)
    await remove(id)
    expect((await put('/api/prompts/plain%2Fko', prompt)).status).to.equal(200)
  })

  it('helps who writes a prompt', async () => {
    const { prompts } = await read<{ prompts: { name: string; inputs: string[]; needs: string[] }[] }>(
      house.call('/api/prompt-help'),
    )
    expect(prompts.map(({ name }) => name)).to.include.members(['classify', 'reply-question'])
    expect(prompts.find(({ name }) => name === 'reply-question')?.inputs).to.include('brandName')
    expect(prompts[0]?.needs).to.deep.equal(['safety'])
  })

  const wrong: [says: string, path: string, body: unknown, status: number][] = [
    ['a check that is none', '/api/cases', { must: [{ kind: 'smells' }] }, 400],
    ['no check', '/api/cases', { must: [] }, 400],
    ['a long message', '/api/cases', { message: 'x'.repeat(4_001) }, 400],
    ['a channel that is a path', '/api/cases', { channel: '../x' }, 400],
    ['a prompt that is none', '/api/cases/run', { prompts: { '../x': 'y' } }, 400],
    ['51 cases', '/api/cases/run', { ids: Array.from({ length: 51 }, (_, at) => `${at}`) }, 400],
    ['a policy that is none', '/api/cases/run', { policy: { colour: 'red' } }, 400],
    ['to try on nothing', '/api/prompts/_voice/try', { source: 'x' }, 404],
    [
      'to try on 21',
      '/api/prompts/_voice/try',
      { source: 'x', caseIds: Array.from({ length: 21 }, () => '1') },
      400,
    ],
    ['a conversation that is not there', '/api/conversations/999999/case', {}, 404],
  ]
  for (const [says, path, body, status] of wrong) {
    it(`refuses ${says}: ${status}`, async () => {
      const sent = path === '/api/cases' ? words(body as object) : body
      const answer = await house.call(path, sent)
      expect(answer.status).to.equal(status)
      expect((await read<{ message: string }>(answer)).message).not.to.match(/node_modules|\.ts/)
    })
  }

  it('refuses words that make no prompt, where there is a message to try them on', async () => {
    const { id } = await read<{ id: string }>(house.call('/api/cases', words()))
    const answer = await house.call('/api/prompts/_voice/try', { source: '{{customer}}', caseIds: [id] })
    expect(answer.status).to.equal(422)
    expect((await read<{ message: string }>(answer)).message).to.match(
      /^_voice\.prompt:1: "customer" is used/,
    )
    await remove(id)
  })
})
