import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import type { Written } from '../../src/core/draft.ts'
import { makePrompts } from '../../src/desk/prompts.ts'
import { replayDraft } from '../../src/desk/replay.ts'
import { makeKeeper, makeLivePrompts, shippedPrompts } from '../../src/live-prompts.ts'
import { makeWriter } from '../../src/make-writer.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { insertDrafts } from '../../src/store/drafts.ts'
import { makeLlmWriter } from '../../src/writer/llm-writer.ts'
import type { Writer } from '../../src/writer/writer.ts'
import { toDraft } from '../support/asked.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { noBudget, toldModel } from '../support/told-model.ts'
import { makeScene, type Scene } from './scene.ts'

const files = shippedPrompts()
const patience = new AbortController().signal

describe('A replay', () => {
  let test: TestDatabase
  let scene: Scene
  let brandId: string
  before(async () => {
    test = await openTestDatabase()
    scene = await makeScene(test.db)
    brandId = (await findAccount(test.db, scene.accountId))?.brandId ?? ''
  })
  after(() => test.close())

  async function store(written: Written, editedFrom: string | null = null): Promise<string> {
    // A conversation has one current draft.
    await test.db.updateTable('drafts').set({ state: 'overtaken' }).execute()
    const made = await insertDrafts(test.db, [
      {
        ...{ conversationId: scene.conversationId, version: await scene.version(), written, editedFrom },
        ...{ findings: [], decision: null, authorId: null },
      },
    ])
    return made.get(scene.conversationId) ?? ''
  }

  function writerWith(model = toldModel('not JSON', { reply: '네, 말씀 잘 들었어요.' })) {
    const plain: Writer = {
      name: 'plain',
      classify: () => Promise.reject(new Error('not asked')),
      draft: () => Promise.reject(new Error('not asked')),
    }
    const writer = makeLlmWriter({
      ...{ model, plain, read: () => Promise.reject(new Error('not asked')), ...noBudget },
      ...{ prompts: makeLivePrompts(test.db, files, () => {}), keep: makeKeeper(test.db) },
    })
    return { model, writer }
  }

  const request = () => toDraft({ brandId, texts: ['요금이 두 번 나갔어요 010-1234-5678'] })

  it('has every input of a draft by a model, and the very bytes that were sent', async () => {
    const { model, writer } = writerWith()
    const id = await store(await writer.draft(request(), patience))
    const replay = await replayDraft(test.db, id)
    expect(replay).to.include({ same: true, madeBy: 'reply-complaint', model: 'told', why: null })
    expect(replay?.messages).to.deep.equal(model.asked.at(-1))
    expect(replay?.parts.map(({ name }) => name)).to.have.members([
      'reply-complaint',
      '_voice',
      '_tone',
      '_safety',
    ])
    for (const part of replay?.parts ?? []) expect(part.source).to.equal(files.get(part.name)?.text)
    expect(JSON.stringify(replay?.inputs)).to.include('요금이 두 번').and.not.include('1234')
  })

  it('still has them when other words are live since then', async () => {
    const prompts = makePrompts({ db: test.db, files })
    const save = (source: string) =>
      prompts.save({ brandId, name: '_voice', source, reason: 'try', who: 'colleague:7' })
    await save(`${files.get('_voice')?.text}- Be warm.\n`)
    const { model, writer } = writerWith()
    const id = await store(await writer.draft(request(), patience))
    await save(`${files.get('_voice')?.text}- Be cold.\n`)
    const replay = await replayDraft(test.db, id)
    expect(replay?.same).to.equal(true)
    expect(replay?.messages).to.deep.equal(model.asked.at(-1))
    expect(replay?.messages[0]?.content).to.include('Be warm.').and.not.include('Be cold.')
    const voice = replay?.parts.find(({ name }) => name === '_voice')
    expect(voice?.versions).to.have.length(1)
    expect(voice?.versions[0]).to.include({ author: 'colleague:7', reason: 'try' })
  })

  it('says so when the bytes differ, and when words are lost', async () => {
    const { writer } = writerWith()
    const written = await writer.draft(request(), patience)
    const inputs = { ...(written.inputs as Record<string, never>), data: 'something else' }
    expect(await replayDraft(test.db, await store({ ...written, inputs }))).to.include({ same: false })
    const madeFrom = { prompt: 'reply-complaint', parts: { 'reply-complaint': 'a'.repeat(64) } }
    const lost = await replayDraft(test.db, await store({ ...written, madeFrom }))
    expect(lost).to.include({ same: null, why: 'The words of reply-complaint are not kept here.' })
  })

  it('makes a draft of phrases again', async () => {
    const plain = await makeWriter(readConfig({}), test.db, () => {})
    const asked = request()
    const written = await plain.draft(asked, patience)
    const kept = { ...written, inputs: JSON.parse(JSON.stringify(asked)) }
    const marked = { ...kept, text: `${written.text}\n\nAI가 쓴 답이에요.` }
    for (const one of [kept, marked])
      expect(await replayDraft(test.db, await store(one))).to.include({ same: true, again: written.text })
    expect(await replayDraft(test.db, await store({ ...kept, text: '다른 말' }))).to.include({ same: false })
    const { parts } = (await replayDraft(test.db, await store(kept))) ?? { parts: [] }
    expect(parts.map(({ name }) => name)).to.deep.equal(['plain/ko'])
  })

  it('of what a colleague wrote leads to the draft that it came from', async () => {
    const { writer } = writerWith()
    const written = await writer.draft(request(), patience)
    const id = await store(written)
    const edited = await store({ ...written, writer: 'colleague', madeFrom: {}, inputs: null }, id)
    expect(await replayDraft(test.db, edited)).to.include({ same: null, editedFrom: id })
    expect(await replayDraft(test.db, '999999')).to.equal(null)
  })
})
