import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { openHouse } from './house.ts'

describe('what was learned and what is known, over the API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const remove = (path: string) => house.call(path, {}, {}, 'DELETE')
  const read = async (answer: Response) => (await answer.json()) as Record<string, unknown>

  it('keeps, shows and forgets lessons', async () => {
    const scene = await makeScene(house.test.db)
    const brand = await house.test.db
      .selectFrom('brands')
      .select('id')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    await house.test.db.updateTable('accounts').set({ brand_id: brand.id }).execute()
    const { id, hash } = await scene.draft('방금 출발했어요!')
    const path = `/api/conversations/${scene.conversationId}`
    const without = await house.call(`${path}/refuse`, { draftId: id, hash, reason: '' })
    expect(without.status).to.equal(400)
    const refused = await house.call(`${path}/refuse`, {
      draftId: id,
      hash,
      because: 'tone',
      reason: '가벼워요',
    })
    expect(refused.status).to.equal(200)
    const page = (await read(await house.call('/api/lessons?kind=refused&language=ko&most=1'))) as {
      lessons: { id: string }[]
      next: string | null
    }
    expect(page.lessons[0]).to.include({ kind: 'refused', reason: 'tone', note: '가벼워요', reply: null })
    expect(page.next).to.equal(null)
    const lesson = `/api/lessons/${page.lessons[0]?.id}`
    expect((await remove(lesson)).status).to.equal(200)
    expect((await remove(lesson)).status).to.equal(404)
    expect(await read(await house.call('/api/lessons'))).to.deep.equal({ lessons: [], next: null })
  })

  it('asks for a reason with 409, takes it, and takes none that is too short or too long', async () => {
    const scene = await makeScene(house.test.db)
    const { id, hash } = await scene.draft('내일까지 전액 환불해 드릴게요.')
    const approve = (overrule?: string) =>
      house.call(`/api/conversations/${scene.conversationId}/approve`, { draftId: id, hash, overrule })
    const asked = await approve()
    expect(asked.status).to.equal(409)
    expect(await read(asked)).to.have.property('kind', 'needs-reason')
    expect((await approve(' 네 ')).status).to.equal(400)
    expect((await approve('x'.repeat(301))).status).to.equal(400)
    expect((await approve('팀장이 허락했어요')).status).to.equal(200)
  })

  it('tells in a sentence that there is no model', async () => {
    const scene = await makeScene(house.test.db)
    const path = `/api/conversations/${scene.conversationId}`
    const rewrite = (body: unknown) => house.call(`${path}/rewrite`, body)
    const answer = await rewrite({ text: '네', wish: 'shorter' })
    expect(answer.status).to.equal(409)
    expect(await read(answer))
      .to.have.property('en')
      .that.includes('no model')
    expect((await rewrite({ text: '네', wish: 'longer' })).status).to.equal(400)
    expect((await rewrite({ text: '네', wish: { words: ' ' } })).status).to.equal(400)
    expect((await rewrite({ text: '네', wish: { words: 'x'.repeat(201) } })).status).to.equal(400)
    const summary = await read(await house.call(`${path}/summary?language=en`))
    expect(summary).to.include({ writer: 'plain', language: 'en' })
    expect((await house.call(`${path}/summary?language=fr`)).status).to.equal(400)
    expect((await house.call('/api/conversations/999/summary')).status).to.equal(404)
  })

  it('takes documents, finds in them and removes them', async () => {
    const add = (name: string, text: string) =>
      house.call('/api/knowledge', { name, contentBase64: base64(text) })
    const taken = await add('로밍.md', '# 로밍\n## 하루 요금\n로밍은 하루 11,000원이에요.')
    expect(await read(taken)).to.include({ kind: 'added', name: '로밍.md', title: '로밍', passages: 1 })
    expect(await read(await add('로밍.md', '# 로밍\n## 하루 요금\n로밍은 하루 11,000원이에요.'))).to.include({
      kind: 'same',
    })
    const { documents } = (await read(await house.call('/api/knowledge'))) as {
      documents: { id: string; validity: string; addedBy: string }[]
    }
    expect(documents).to.have.length(1)
    expect(documents[0]).to.include({ validity: 'valid' })
    expect(documents[0]?.addedBy).to.match(/^colleague:/)
    const found = await read(
      await house.call(`/api/knowledge/search?q=${encodeURIComponent('로밍 하루 얼마')}`),
    )
    expect(found.passages).to.have.nested.property('[0].heading').that.includes('하루 요금')
    expect((await remove(`/api/knowledge/${documents[0]?.id}`)).status).to.equal(200)
    expect((await remove(`/api/knowledge/${documents[0]?.id}`)).status).to.equal(404)
    expect(await read(await house.call('/api/knowledge'))).to.deep.equal({ documents: [] })
  })

  const refused: [says: string, body: unknown, status: number][] = [
    ['what is no base64', { name: 'a.md', contentBase64: 'äöü' }, 400],
    ['base64 with spaces', { name: 'a.md', contentBase64: 'aGk g' }, 400],
    ['no name', { name: '', contentBase64: base64('# a\nb') }, 400],
    ['no content', { name: 'a.md', contentBase64: '' }, 422],
    ['a path', { name: '../a.md', contentBase64: base64('# a\nb') }, 422],
    ['a program', { name: 'a.exe', contentBase64: base64('MZ') }, 422],
    ['a text that says it is a PDF', { name: 'a.pdf', contentBase64: base64('hello') }, 422],
    [
      'what is not UTF-8',
      { name: 'a.txt', contentBase64: Buffer.from([0xb0, 0xa1]).toString('base64') },
      422,
    ],
    ['5 MB and a bit', { name: 'a.txt', contentBase64: 'A'.repeat(6_700_100) }, 400],
  ]
  for (const [says, body, status] of refused)
    it(`refuses ${says}`, async () => {
      expect((await house.call('/api/knowledge', body)).status).to.be.oneOf([
        status,
        ...(status === 400 ? [413] : []),
      ])
      expect(await read(await house.call('/api/knowledge'))).to.deep.equal({ documents: [] })
    })

  it('takes nearly 5 MB', async () => {
    const text = `# 긴 글\n${'가나다라 마바사아 자차카타. '.repeat(9_000)}`
    const answer = await house.call('/api/knowledge', { name: 'long.txt', contentBase64: base64(text) })
    expect(answer.status).to.equal(200)
  })

  it('lets no other page and no stranger remove anything', async () => {
    const path = `${house.server.url}/api/knowledge/1`
    const foreign = await fetch(path, { method: 'DELETE', headers: { cookie: house.cookie } })
    expect(foreign.status).to.equal(403)
    expect((await fetch(path, { method: 'DELETE', headers: { 'x-dajeong': '1' } })).status).to.equal(401)
  })
})
