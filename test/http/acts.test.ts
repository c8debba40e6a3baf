import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { makeScene } from '../desk/scene.ts'
import { seedAccount } from '../support/database.ts'
import { openHouse } from './house.ts'

describe('the API of what is done in one conversation', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  before(async () => {
    house = await openHouse()
  })
  after(() => house.close())
  const read = async (answer: Response) => (await answer.json()) as Record<string, unknown>

  async function waiting(undoSeconds = 0) {
    const policy = {
      undoSeconds,
      disclosure: { on: false, againAfterHours: 24, channels: {}, ko: null, en: null },
    }
    const { id } = await seedAccount(house.test.db, { nativeId: randomUUID(), policy })
    const scene = await makeScene(house.test.db, undefined, { accountId: id })
    const draft = await scene.draft('방금 출발했어요!')
    const path = `/api/conversations/${scene.conversationId}`
    return { scene, path, seen: { draftId: draft.id, hash: draft.hash } }
  }

  it('takes an approval back while it waits, and shows until when', async () => {
    const { path, seen, scene } = await waiting(30)
    const approved = await read(await house.call(`${path}/approve`, seen))
    expect(Date.parse(String(approved.undoUntil))).to.be.greaterThan(Date.now())
    const open = await read(await house.call(path))
    const ours = (open.turns as Record<string, unknown>[]).at(-1)
    expect(ours?.state).to.equal('queued')
    expect(new Date(String(ours?.undoUntil))).to.deep.equal(new Date(String(approved.undoUntil)))
    const { sendId } = approved
    for (let twice = 0; twice < 2; twice += 1) {
      const answer = await house.call(`${path}/undo`, { sendId })
      expect(answer.status).to.equal(200)
      expect(await read(answer)).to.deep.equal({
        ...{ kind: 'undone', draftId: seen.draftId, text: '방금 출발했어요!' },
      })
    }
    expect(await scene.stages()).to.deep.equal(['waiting'])
  })

  it('says what goes out when it is too late', async () => {
    const { path, seen } = await waiting()
    const { sendId, undoUntil } = await read(await house.call(`${path}/approve`, seen))
    expect(undoUntil).to.equal(null)
    await house.test.pool.query(`update sends set state = 'sending', tried_at = now() where id = $1`, [
      sendId,
    ])
    const late = await house.call(`${path}/undo`, { sendId })
    expect(late.status).to.equal(409)
    expect(await read(late)).to.include({ kind: 'too-late', state: 'sending', text: '방금 출발했어요!' })
    expect((await house.call(`${path}/undo`, { sendId: randomUUID() })).status).to.equal(404)
    expect((await house.call(`${path}/undo`, { sendId: 'x' })).status).to.equal(400)
  })

  it('stops all sending with a reason, and lets it go on', async () => {
    expect((await house.call('/api/stop', { why: '' })).status).to.equal(400)
    const { stopped } = await read(await house.call('/api/stop', { why: '가격이 틀렸어요' }))
    expect(stopped).to.include({ name: '관리자', why: '가격이 틀렸어요' })
    expect(await read(await house.call('/api/stop'))).to.deep.equal({ stopped })
    expect(await read(await house.call('/api/resume-sending', {}))).to.deep.equal({ kind: 'done' })
    expect(await read(await house.call('/api/stop'))).to.deep.equal({ stopped: null })
  })

  it('keeps notes for colleagues, snoozes, silences and marks spam', async () => {
    const { path, scene } = await waiting()
    const note = await read(await house.call(`${path}/notes`, { text: '나중에 볼게요 @관리자' }))
    expect(note.to).to.deep.equal([])
    const { notes } = await read(await house.call(`${path}/notes`))
    expect((notes as unknown[])[0]).to.include({ id: note.id, text: '나중에 볼게요 @관리자' })
    expect(await read(await house.call('/api/me/mentions'))).to.deep.equal({ notes: [] })
    expect((await house.call(`${path}/notes/read`, {})).status).to.equal(200)
    const gone = await house.call(`${path}/notes/${note.id}`, {}, {}, 'DELETE')
    expect(await read(gone)).to.deep.equal({ kind: 'done' })
    const until = new Date(Date.now() + 3_600_000).toISOString()
    expect((await house.call(`${path}/snooze`, { until })).status).to.equal(200)
    const open = await read(await house.call(path))
    expect(Date.parse(String(open.snoozedUntil))).to.equal(Date.parse(until))
    expect((await house.call(`${path}/snooze`, { until: '2020-01-01T00:00:00Z' })).status).to.equal(409)
    expect((await house.call(`${path}/silence`, { reason: '' })).status).to.equal(400)
    expect((await house.call(`${path}/silence`, { reason: '원하지 않아요' })).status).to.equal(200)
    expect((await read(await house.call(path))).wish).to.include({ wish: 'silence' })
    const version = await scene.version()
    expect((await house.call(`${path}/spam`, { version })).status).to.equal(200)
    expect(await scene.stages()).to.deep.equal(['refused'])
    expect((await house.call('/api/conversations/999/notes', { text: 'x' })).status).to.equal(404)
  })

  it('keeps saved replies and says in words what is wrong with one', async () => {
    const { path } = await waiting()
    const one = { name: '인사', language: 'ko', text: '{{person.name}} 님, 안녕하세요!' }
    const made = await read(await house.call('/api/saved-replies', one))
    expect((await house.call('/api/saved-replies', one)).status).to.equal(409)
    const wrong = await house.call('/api/saved-replies', { ...one, name: '둘', text: '{{person.age}}' })
    expect(wrong.status).to.equal(422)
    expect((await read(wrong)).message)
      .to.include('{{person.age}}')
      .and.include('{{person.name}}')
    const change = { ...one, name: '반가움', reason: ' 더 반갑게 ' }
    const put = (body: unknown) => house.call(`/api/saved-replies/${made.id}`, body, {}, 'PUT')
    expect((await put({ ...change, reason: ' 네 ' })).status).to.equal(400)
    expect((await put({ ...change, reason: '가'.repeat(301) })).status).to.equal(400)
    expect(await read(await put(change))).to.include({ id: made.id, name: '반가움' })
    const { versions } = await read(await house.call(`/api/saved-replies/${made.id}/versions`))
    expect((versions as { reason: unknown }[]).map(({ reason }) => reason)).to.deep.equal([
      ...['더 반갑게', null],
    ])
    const tried = { id: made.id, text: '{{person.age}}', conversations: ['1'] }
    const unknown = await house.call('/api/saved-replies/try', tried)
    expect(unknown.status).to.equal(422)
    expect((await read(unknown)).message).to.include('{{person.age}}')
    // What waits here is of another brand than the house's.
    const none = await house.call('/api/saved-replies/try', { ...tried, text: '어서 오세요' })
    expect(none.status).to.equal(404)
    expect((await read(none)).message).to.include('Choose conversations of this brand')
    // The house's brand has no conversations of its own here, so nothing of another brand is filled in.
    expect((await house.call(`${path}/saved-replies/${made.id}/fill`, {})).status).to.equal(404)
    expect(await read(await house.call('/api/saved-replies'))).to.have.property('replies')
    expect((await house.call(`/api/saved-replies/${made.id}`, {}, {}, 'DELETE')).status).to.equal(200)
    expect((await house.call(`/api/saved-replies/${made.id}`, {}, {}, 'DELETE')).status).to.equal(404)
  })

  it('shows a person’s card, links, and forgets them with a receipt', async () => {
    const { path } = await waiting()
    const { id } = (await read(await house.call(path))).person as { id: string }
    const card = await read(await house.call(`/api/persons/${id}`))
    expect(card).to.deep.include({
      id,
      language: 'ko',
      counts: { conversations: 1, messages: 1, answers: 0 },
    })
    expect(
      (await house.call(`/api/persons/${id}/links`, { personId: id, reason: '같아요' })).status,
    ).to.equal(404)
    expect((await house.call(`/api/persons/${id}/links/${id}`, {}, {}, 'DELETE')).status).to.equal(404)
    const words = await house.call(`/api/persons/${id}/forget`, { reason: '하나 님이 전화로 부탁했어요' })
    expect(words.status).to.equal(400)
    const forgotten = await read(await house.call(`/api/persons/${id}/forget`, { reason: 'asked' }))
    expect((forgotten.stillShown as unknown[]).length).to.equal(1)
    const { receipts } = await read(await house.call('/api/erasures'))
    // The receipts of a brand are its own; this one is of another brand than the house's.
    expect(receipts).to.deep.equal([])
    expect((await house.call(`/api/persons/${id}`)).status).to.equal(404)
    expect((await house.call(path)).status).to.equal(404)
    expect((await house.call(`/api/persons/${id}/forget`, { reason: 'asked' })).status).to.equal(404)
  })
})
