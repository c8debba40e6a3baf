import { expect } from 'chai'
import { openHouse } from './house.ts'

const first = '# 반품\n\n## 기간\n반품은 7일 안에 돼요.\n'
const second = '# 반품\n\n## 기간\n반품은 14일 안에 돼요.\n'

/** What the calls here answer with, each a part of it. */
interface Said {
  id: string
  error: string
  message: string
  passages: unknown
  versions: Record<string, unknown>[]
  documents: Record<string, unknown>[]
  entries: { why: string }[]
}

describe('versions of documents, over the API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  beforeEach(async () => {
    house = await openHouse()
  })
  afterEach(() => house.close())

  const ask = async (path: string, body?: unknown, method?: string) => {
    const answer = await house.call(path, body, {}, method)
    return { status: answer.status, body: (await answer.json()) as Said }
  }
  const add = async (text: string, more: object = {}) =>
    ask('/api/knowledge', {
      ...{ name: 'returns.md', contentBase64: Buffer.from(text).toString('base64'), ...more },
    })
  const of = (id: string) => `/api/knowledge/documents/${id}`

  it('are listed, read, compared, edited, taken out and brought back', async () => {
    const one = (await add(first, { reason: '처음 올려요', seen: null })).body.id
    const two = (await add(second)).body.id
    const listed = await ask(`${of(one)}/versions`)
    expect(listed.body).to.have.property('name', 'returns.md')
    const versions = listed.body.versions
    expect(versions.map(({ id, live, replaced, reason }) => [id, live, replaced, reason])).to.deep.equal([
      [two, true, false, null],
      [one, false, true, '처음 올려요'],
    ])
    expect(versions[0]?.addedBy).to.match(/^colleague:\d+$/)
    const read = await ask(`${of(two)}/versions/${one}?from=0&most=1`)
    expect(JSON.stringify(read.body.passages)).to.include('7일')
    expect((await ask(`${of(two)}/versions/${one}?most=1000`)).status).to.equal(400)
    const compared = await ask(`${of(two)}/diff?from=${one}&to=${two}`)
    expect(compared.body)
      .to.include({ same: 0, more: 0 })
      .and.have.nested.property('changes[0].kind', 'changed')
    expect((await ask(`${of(two)}/versions/${two}/source`)).body).to.deep.equal({ text: second })
    const text = second.replace('14일', '30일')
    expect((await ask(`${of(two)}/check`, { text })).body).to.have.nested.property(
      ...(['changes[0].after.text', '반품은 30일 안에 돼요.'] as const),
    )
    expect((await ask(`${of(two)}/check`, { text: '' })).status).to.equal(422)
    const edited = await ask(of(two), { text, seen: two, reason: '기간이 늘었어요' }, 'PUT')
    expect(edited.body).to.include({ kind: 'replaced', name: 'returns.md' })
    const out = await ask(`${of(edited.body.id)}/remove`, { reason: '잠시 내려요' })
    expect(out.body).to.deep.equal({ kind: 'done' })
    const removed = (await ask('/api/knowledge/removed')).body.documents
    expect(removed).to.have.length(1)
    expect(removed[0]).to.include({ id: edited.body.id, removedReason: '잠시 내려요', live: false })
    const back = await ask(`${of(one)}/roll-back`, { version: one, seen: null, reason: '처음이 맞아요' })
    expect(back.body).to.include({ kind: 'added', passages: 1 })
    const [live] = (await ask(`${of(one)}/versions`)).body.versions
    expect(live).to.include({ live: true, backTo: 1, hash: versions[1]?.hash, reason: '처음이 맞아요' })
    expect(JSON.stringify((await ask('/api/knowledge/search?q=반품 기간')).body)).to.include('7일')
    const audit = (await ask('/api/audit?what=knowledge&most=5')).body.entries
    expect(audit.map(({ why }) => why.split(' ').slice(0, 2).join(' '))).to.deep.equal([
      ...['brought back', 'removed returns.md:', 'replaced returns.md,', 'replaced returns.md,'],
      'added returns.md,',
    ])
    expect(audit[0]?.why).to.include('처음이 맞아요')
  })

  it('tell in a sentence who comes too late, and change nothing', async () => {
    const one = (await add(first)).body.id
    const two = (await add(second)).body.id
    const late: [string, unknown, string?][] = [
      [
        '/api/knowledge',
        { name: 'returns.md', contentBase64: Buffer.from('# x\ny').toString('base64'), seen: one },
      ],
      [of(one), { text: first, seen: one, reason: '고쳐요' }, 'PUT'],
      [`${of(one)}/roll-back`, { version: one, seen: one, reason: '되돌려요' }],
      [`${of(one)}/remove`, {}],
    ]
    for (const [path, body, method] of late) {
      const { status, body: said } = await ask(path, body, method)
      expect([status, said.error], path).to.deep.equal([409, 'changed-meanwhile'])
      expect(said.message).to.include('read it anew')
    }
    const versions = (await ask(`${of(two)}/versions`)).body.versions
    expect(versions.map(({ id }) => id)).to.deep.equal([two, one])
  })

  it('want a reason, a version that is there, and what was seen', async () => {
    const one = (await add(first)).body.id
    const back = (body: unknown) => ask(`${of(one)}/roll-back`, body)
    expect((await back({ version: one, seen: one, reason: ' x ' })).status).to.equal(400)
    expect((await back({ version: one, reason: '되돌려요' })).status).to.equal(400)
    expect((await back({ version: '999', seen: one, reason: '되돌려요' })).status).to.equal(404)
    expect((await ask(of(one), { text: first, seen: one }, 'PUT')).status).to.equal(400)
    expect((await ask(`${of('999')}/versions`)).status).to.equal(404)
    expect((await ask(`${of(one)}/diff?from=${one}`)).status).to.equal(400)
  })
})
