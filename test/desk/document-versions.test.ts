import { expect } from 'chai'
import { sql } from 'kysely'
import { makeDocumentVersions } from '../../src/desk/document-versions.ts'
import { makeKnowledge } from '../../src/desk/knowledge.ts'
import { makeMeaning } from '../../src/knowledge/meaning.ts'
import { listAudit } from '../../src/store/audit.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const first = '# 로밍\n## 하루 요금\n로밍은 하루 11,000원이에요.\n\n## 문자\n문자는 무료예요.\n'
const second = '# 로밍\n## 하루 요금\n로밍은 하루 13,000원이에요.\n\n## 통화\n통화는 1분에 200원이에요.\n'

describe('versions of a document', () => {
  let test: TestDatabase
  let brandId: string
  let asked: string[]
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
    asked = []
  })
  afterEach(() => test.close())

  const now = () => new Date('2026-11-23T03:00:00Z')
  const tools = () => {
    const embed = {
      model: 'made-up',
      async documents(texts: readonly string[]) {
        asked.push(...texts)
        return texts.map((text) => [text.length, 1])
      },
      question: async () => [1, 1],
    }
    const meaning = makeMeaning({ db: test.db, embed, onTrouble: () => {} })
    return { db: test.db, brandId, now, meaning }
  }
  const who = 'colleague:7'
  const add = (text: string, more: { name?: string; seen?: string | null; reason?: string } = {}) =>
    makeKnowledge(tools()).add({ brandId, name: 'roaming.md', bytes: bytes(text), who, ...more })
  const desk = () => makeDocumentVersions(tools())
  const versions = async (id: string) => (await desk().versionsOf(id))?.versions ?? []
  const passages = async (id: string, version = id) => {
    const page = await desk().passagesOf({ id, version, from: 0, most: 100 })
    return page?.passages.map(({ text }) => text)
  }
  const search = async (question: string) =>
    (await makeKnowledge({ db: test.db, now }).search(brandId, question, 3)).map(({ text }) => text)
  const reason = '값이 잘못 올라왔어요'

  it('keep who took each in, when, why and a hash, and how it ended', async () => {
    const one = await add(first, { reason: '처음' })
    const two = await add(second)
    const [newer, older] = await versions(one.id)
    expect(newer).to.deep.include({ id: two.id, number: 2, live: true, addedBy: who, reason: null })
    expect(newer).to.deep.include({ removedAt: null, replaced: false, editable: true, hasSource: true })
    expect(older).to.deep.include({ id: one.id, number: 1, live: false, reason: '처음', passages: 2 })
    expect(older).to.deep.include({ removedBy: who, removedReason: null, replaced: true })
    expect(older?.hash)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal(newer?.hash)
    expect(await versions(two.id)).to.deep.equal(await versions(one.id))
    expect(await desk().versionsOf('999')).to.equal(null)
  })

  it('show the passages of each as they were, a page at a time, with what has expired', async () => {
    const one = await add(`---\nvalid_until: 2026-01-31\n---\n${first}`)
    await add(second)
    const page = await desk().passagesOf({ id: one.id, version: one.id, from: 0, most: 1 })
    expect(page?.passages).to.have.length(1)
    expect(page?.passages[0]).to.deep.include({ validity: 'expired', validUntil: '2026-01-31' })
    expect(page?.passages[0]?.text).to.include('11,000원')
    expect(page?.next).to.equal(1)
    const rest = await desk().passagesOf({ id: one.id, version: one.id, from: 1, most: 1 })
    expect(rest?.passages[0]?.text).to.include('무료')
    expect(rest?.next).to.equal(null)
  })

  it('tell what is different between any two', async () => {
    const one = await add(first)
    const two = await add(second)
    const compared = await desk().difference({ id: two.id, from: one.id, to: two.id })
    if (compared.kind !== 'difference') throw new Error(compared.kind)
    expect(compared).to.include({ same: 0, more: 0 })
    expect(compared.changes.map(({ kind }) => kind)).to.deep.equal(['changed', 'removed', 'added'])
    const back = await desk().difference({ id: two.id, from: two.id, to: two.id })
    expect(back).to.deep.include({ same: 2, changes: [] })
    const other = await add(first, { name: 'other.md' })
    expect(await desk().difference({ id: two.id, from: other.id, to: two.id })).to.deep.equal({
      kind: 'not-found',
    })
  })

  it('come back with the same passages and hash, found at once, without new vectors', async () => {
    const one = await add(first)
    const two = await add(second)
    expect(await search('로밍 하루 요금')).to.satisfy((found: string[]) => found[0]?.includes('13,000'))
    const before = asked.length
    const ask = { id: two.id, version: one.id, seen: two.id, reason, who } as const
    const back = await desk().rollBack(ask)
    if (!('id' in back)) throw new Error(back.kind)
    expect(back).to.include({ kind: 'replaced', name: 'roaming.md', passages: 2, withoutVectors: 0 })
    expect(asked.length).to.equal(before)
    expect(await passages(back.id)).to.deep.equal(await passages(one.id))
    const [live, , oldest] = await versions(back.id)
    expect(live).to.deep.include({ live: true, number: 3, backTo: 1, reason, hash: oldest?.hash })
    expect((await search('로밍 하루 요금'))[0]).to.include('11,000')
    expect(await search('통화 1분')).to.not.satisfy((found: string[]) =>
      found.some((text) => text.includes('200원')),
    )
    const counted = await sql<{ passages: string }>`
      select sum(passages)::text as passages from passage_counts where brand_id = ${brandId}`.execute(test.db)
    expect(counted.rows[0]?.passages).to.equal('2')
    const [entry] = await listAudit(test.db, {
      ...{ who: null, what: 'knowledge', since: null, until: null, before: null, most: 1, brands: 'every' },
    })
    expect(entry).to.include({ who, target: 'document:roaming.md' })
    expect(entry?.why).to.include('brought back roaming.md').and.include(reason)
    expect(entry?.after).to.deep.include({ id: back.id, hash: oldest?.hash, backTo: one.id })
    expect(entry?.before).to.deep.equal({ id: two.id, hash: live && (await versions(two.id))[1]?.hash })
  })

  it('let one of two win who go back at once, and tell the other', async () => {
    const one = await add(first)
    const two = await add(second)
    const three = await add(`${first}\n## 데이터\n데이터는 느려질 수 있어요.\n`)
    const go = (version: string) => desk().rollBack({ id: three.id, version, seen: three.id, reason, who })
    const done = await Promise.all([go(one.id), go(two.id), go(one.id)])
    expect(done.map(({ kind }) => kind).sort()).to.deep.equal([
      ...['changed-meanwhile', 'changed-meanwhile', 'replaced'],
    ])
    expect(await versions(one.id)).to.have.length(4)
    const edit = () => desk().edit({ id: one.id, seen: three.id, text: `${first}\n더 있어요.`, reason, who })
    expect(await edit()).to.deep.equal({ kind: 'changed-meanwhile' })
  })

  it('let an upload that knows of an older one not take the place of a newer one', async () => {
    const one = await add(first, { seen: null })
    await add(second, { seen: one.id })
    const late = await add(`${first} `, { seen: one.id }).catch((error: unknown) => error)
    expect(late).to.have.property('name', 'DocumentOvertaken')
    expect(await search('통화 1분')).to.have.length(1)
  })

  it('come back after the document was taken out, with who took it out and why', async () => {
    const one = await add(first)
    const stale = await add(second)
    expect(await desk().remove({ id: one.id, reason: null, who })).to.deep.equal({
      kind: 'changed-meanwhile',
    })
    const [taken, again] = await Promise.all([
      desk().remove({ id: stale.id, reason: ' 더는 팔지 않아요 ', who }),
      desk().remove({ id: stale.id, reason: null, who }),
    ])
    expect([taken.kind, again.kind].sort()).to.deep.equal(['changed-meanwhile', 'done'])
    const [gone] = await desk().removed()
    expect(gone).to.deep.include({ id: stale.id, live: false, replaced: false, removedBy: who })
    expect(await search('로밍')).to.deep.equal([])
    const ask = { id: one.id, version: one.id, reason, who } as const
    expect(await desk().rollBack({ ...ask, seen: stale.id })).to.deep.equal({ kind: 'changed-meanwhile' })
    expect(await desk().rollBack({ ...ask, seen: null })).to.include({ kind: 'added' })
    expect(await desk().removed()).to.deep.equal([])
    expect((await search('문자'))[0]).to.include('무료')
  })

  it('keep what they were made of, to edit it, and see what that changes before it is taken in', async () => {
    const one = await add(`\uFEFF${first.replaceAll('\n', '\r\n')}`)
    expect(await desk().sourceOf({ id: one.id, version: one.id })).to.deep.equal({ text: first })
    const text = first.replace('11,000', '12,000')
    const checked = await desk().check({ id: one.id, text })
    if (checked.kind !== 'difference') throw new Error(checked.kind)
    expect(checked.changes).to.have.length(1)
    expect(checked.changes[0]?.after?.text).to.include('12,000')
    expect((await search('로밍 하루 요금'))[0], 'nothing is kept').to.include('11,000')
    const done = await desk().edit({ id: one.id, seen: one.id, text, reason, who })
    if (!('id' in done)) throw new Error(done.kind)
    expect((await search('로밍 하루 요금'))[0]).to.include('12,000')
    expect(await desk().sourceOf({ id: one.id, version: done.id })).to.deep.equal({ text })
    expect((await versions(done.id))[0]).to.deep.include({ reason, addedBy: who })
    expect(await desk().check({ id: one.id, text: ' ' })).to.include({ kind: 'unreadable' })
    const nothing = { id: one.id, seen: done.id, text: '', reason, who } as const
    expect(await desk().edit(nothing)).to.include({ kind: 'unreadable' })
    expect(await versions(one.id)).to.have.length(2)
  })

  it('have no source where they are older than that is kept, until the same file is taken again', async () => {
    const one = await add(first)
    await test.db.deleteFrom('document_sources').execute()
    expect(await desk().sourceOf({ id: one.id, version: one.id })).to.deep.equal({ text: null })
    expect((await versions(one.id))[0]).to.include({ hasSource: false, editable: true })
    expect(await add(first)).to.include({ kind: 'same', id: one.id })
    expect(await desk().sourceOf({ id: one.id, version: one.id })).to.deep.equal({ text: first })
    const page = await add('<h1>반품</h1><p>7일 안에요.</p>', { name: 'page.html' })
    expect((await versions(page.id))[0]).to.include({ editable: false })
    expect(await desk().sourceOf({ id: page.id, version: page.id })).to.deep.equal({ text: null })
    expect(await desk().check({ id: page.id, text: '말' })).to.deep.equal({ kind: 'not-found' })
  })

  it('are the brand’s own', async () => {
    const one = await add(first)
    const other = await seedAccount(test.db, { nativeId: 'other', brandName: '다른상회' })
    const theirs = makeDocumentVersions({ ...tools(), brandId: other.brandId })
    expect(await theirs.versionsOf(one.id)).to.equal(null)
    expect(await theirs.passagesOf({ id: one.id, version: one.id, from: 0, most: 9 })).to.equal(null)
    const ask = { id: one.id, version: one.id, seen: null, reason, who } as const
    expect(await theirs.rollBack(ask)).to.deep.equal({ kind: 'not-found' })
    expect(await theirs.remove({ id: one.id, reason: null, who })).to.deep.equal({ kind: 'not-found' })
    const mine = await makeKnowledge(tools()).add({
      ...{ brandId: other.brandId, name: 'roaming.md', bytes: bytes(second), who },
    })
    const inside = { id: one.id, version: mine.id, seen: one.id, reason, who } as const
    expect(await desk().rollBack(inside)).to.deep.equal({ kind: 'not-found' })
  })
})
