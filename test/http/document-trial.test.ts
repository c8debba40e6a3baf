import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openHouse } from './house.ts'
import { makeThing, signedInAs } from './people.ts'

const question = '로밍패스는 하루에 얼마예요?'
const roaming = (price: string) =>
  `# 해외로밍\n\n## 하루 로밍패스 요금\n하루 로밍패스는 하루 ${price}원에 데이터를 무제한으로 쓸 수 있어요.\n`

interface Reply {
  text: string | null
  documents: string[]
}
interface Said {
  id: string
  kind: string
  error: string
  failing: { case: { name: string }; checks: { ko: string; passed: boolean }[] }[]
  results: { message: string; live: Reply; tried: Reply }[]
  byWordsAlone: number
  entries: { what: string; target: string; why: string; after: unknown }[]
}

describe('a document that is not live yet', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let accountId: string
  beforeEach(async () => {
    house = await openHouse()
    const { db } = house.test
    accountId = (await seedAccount(db, { mode: 'send', nativeId: 'trial' })).id
    await db.updateTable('accounts').set({ brand_id: house.brandId }).where('id', '=', accountId).execute()
  })
  afterEach(() => house.close())

  const ask = async (path: string, body?: unknown, method?: string, cookie?: string) => {
    const answer = await house.call(path, body, cookie ? { cookie } : {}, method)
    return { status: answer.status, body: (await answer.json()) as Said }
  }
  const file = (text: string, name = 'roaming.md') => ({
    name,
    contentBase64: Buffer.from(text).toString('base64'),
  })
  const add = async (text: string, more: object = {}, cookie?: string) =>
    ask('/api/knowledge', { ...file(text), ...more }, 'POST', cookie)
  const addCase = (text: string) =>
    ask('/api/cases', {
      ...{ name: '로밍 값', message: question, channel: 'webhook' },
      must: [{ kind: 'contains', text }],
    })
  const edit = (id: string, price: string, more: object = {}, cookie?: string) =>
    ask(
      `/api/knowledge/documents/${id}`,
      { text: roaming(price), seen: id, reason: '값이 바뀌어요', ...more },
      'PUT',
      cookie,
    )
  const finds = async () => JSON.stringify((await ask('/api/knowledge/search?q=하루 로밍패스')).body)

  it('is tried on messages beside what is live, in every way it can become so', async () => {
    const { id } = (await add(roaming('9,900'))).body
    const { id: caseId } = (await addCase('9,900')).body
    const scene = await makeScene(house.test.db, question, { accountId })
    const chosen = { conversations: [scene.conversationId], caseIds: [caseId] }
    const tryOut = (document: object) => ask('/api/knowledge/try', { document, ...chosen })

    const typed = await tryOut({ kind: 'text', id, text: roaming('8,800') })
    expect(typed.body.results.map(({ message }) => message)).to.deep.equal([question, question])
    for (const { live, tried } of typed.body.results) {
      expect(live.text).to.include('9,900')
      expect(tried.text).to.include('8,800').and.not.include('9,900')
      expect(tried.documents).to.deep.equal(['roaming.md'])
    }
    expect(typed.body.byWordsAlone, 'nothing is found by meaning here').to.equal(0)
    const sent = await tryOut({ kind: 'file', ...file(roaming('7,700')) })
    expect(sent.body.results[0]?.tried.text).to.include('7,700')
    const other = await tryOut({
      kind: 'file',
      ...file('# 매장\n\n## 시간\n매장은 9시에 열어요.\n', 'shops.md'),
    })
    expect(other.body.results[0]?.tried.text).to.include('9,900')
    const without = await tryOut({ kind: 'without', id })
    expect(without.body.results[0]?.tried.documents).to.deep.equal([])
    expect(without.body.results[0]?.tried.text ?? '').to.not.include('9,900')
    expect(await finds(), 'nothing of it is live')
      .to.include('9,900')
      .and.not.include('8,800')

    await ask(`/api/cases/${caseId}`, undefined, 'DELETE')
    expect((await edit(id, '6,600')).status).to.equal(200)
    const back = await ask('/api/knowledge/try', {
      ...{ document: { kind: 'version', id, version: id }, conversations: [scene.conversationId] },
    })
    expect(back.body.results[0]?.live.text).to.include('6,600')
    expect(back.body.results[0]?.tried.text).to.include('9,900')
  })

  it('is refused where there is nothing to try, or nothing to try it on', async () => {
    const { id } = (await add(roaming('9,900'))).body
    const theirs = await makeThing(house.test.db, 'document', (await seedAccount(house.test.db)).brandId)
    const { id: caseId } = (await addCase('9,900')).body
    const tryOut = (document: object, caseIds = [caseId]) => ask('/api/knowledge/try', { document, caseIds })
    for (const one of [theirs, '999']) {
      expect((await tryOut({ kind: 'without', id: one })).status).to.equal(404)
      expect((await tryOut({ kind: 'text', id: one, text: roaming('1') })).status).to.equal(404)
      expect((await tryOut({ kind: 'version', id, version: one })).status).to.equal(404)
    }
    expect((await tryOut({ kind: 'without', id }, [])).status).to.equal(404)
    expect((await tryOut({ kind: 'text', id, text: '' })).status).to.equal(422)
    expect((await tryOut({ kind: 'file', ...file('MZ', 'roaming.exe') })).status).to.equal(422)
    expect((await tryOut({ kind: 'file', name: 'a.md', contentBase64: '***' })).status).to.equal(400)
  })

  it('does not become live while a saved case fails with it', async () => {
    const { id } = (await add(roaming('9,900'))).body
    await addCase('9,900')
    for (const held of [await edit(id, '8,800'), await add(roaming('8,800'), { seen: id })]) {
      expect([held.status, held.body.kind]).to.deep.equal([409, 'failing'])
      expect(held.body.failing[0]?.case.name).to.equal('로밍 값')
      expect(held.body.failing[0]?.checks[0]).to.deep.include({ passed: false })
    }
    expect(await finds())
      .to.include('9,900')
      .and.not.include('8,800')
    // What the case asks for still holds.
    expect((await add(`${roaming('9,900')}\n## 문의\n114로 물어보세요.\n`)).status).to.equal(200)
    expect((await add(roaming('9,900'))).status, 'the same again').to.equal(200)
  })

  it('is let through by an owner with a reason, which is written down, and by nobody else', async () => {
    const { id } = (await add(roaming('9,900'))).body
    await addCase('9,900')
    const admin = await signedInAs(house.test.db, 'admin', house.brandId)
    const overrule = '오늘부터 값이 내려요'
    const refused = await edit(id, '8,800', { overrule }, admin.cookie)
    expect([refused.status, refused.body.kind]).to.deep.equal([409, 'may-not-overrule'])
    expect(await finds()).to.include('9,900')
    expect((await edit(id, '8,800', { overrule })).body).to.include({ kind: 'replaced' })
    expect(await finds()).to.include('8,800')
    const { entries } = (await ask('/api/audit?what=cases-overruled&most=5')).body
    expect(entries).to.have.length(1)
    expect(entries[0]).to.include({ target: 'document:roaming.md', why: `roaming.md: ${overrule}` })
    expect(JSON.stringify(entries[0]?.after ?? entries[0])).to.not.include(question)
  })

  it('is held up by nothing on its way back or out', async () => {
    const one = (await add(roaming('8,800'))).body.id
    const two = (await edit(one, '9,900')).body.id
    await addCase('9,900')
    const back = await ask(`/api/knowledge/documents/${two}/roll-back`, {
      ...{ version: one, seen: two, reason: '먼저 것이 맞아요' },
    })
    expect(back.status).to.equal(200)
    expect(
      (await ask(`/api/knowledge/documents/${back.body.id}/remove`, { reason: '내려요' })).status,
    ).to.equal(200)
  })
})
