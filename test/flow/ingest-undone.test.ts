import { expect } from 'chai'
import { sql } from 'kysely'
import { findSend } from '../../src/store/sends.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { deliverFor, draftFor, draftState } from '../support/queued.ts'
import { deletion, edit, hear, mentionRow, nothing, said } from '../support/said.ts'

describe('taking in what a person takes back', () => {
  let store: TestDatabase
  let account: Awaited<ReturnType<typeof seedAccount>>
  beforeEach(async () => {
    store = await openTestDatabase()
    account = await seedAccount(store.db)
  })
  afterEach(() => store.close())

  const row = (nativeId: string) => mentionRow(store.db, nativeId)
  const jobs = async () => (await sql`select key from graphile_worker.jobs`.execute(store.db)).rows

  describe('an edit', () => {
    it('is only kept while nothing was read yet', async () => {
      await hear(store.db, account, said('m-1'))
      expect(await hear(store.db, account, edit('m-1', '고침'))).to.deep.equal({ ...nothing, edited: 1 })
      expect(await row('m-1')).to.include({ stage: 'heard', text: '고침', version: '2' })
      expect((await row('m-1')).editedAt).to.be.instanceOf(Date)
    })

    for (const stage of ['drafted', 'waiting', 'approved'] as const) {
      it(`makes void what is ${stage}`, async () => {
        await hear(store.db, account, said('m-1'))
        const { draftId, sendId } = await draftFor(store.db, account.id, 'm-1', stage)
        await hear(store.db, account, edit('m-1', '고침'))
        expect(await row('m-1')).to.include({ stage: 'heard', text: '고침', draftId: null, version: '2' })
        expect(await draftState(store.db, draftId)).to.equal('overtaken')
        if (sendId) expect((await findSend(store.db, sendId))?.state).to.equal('voided')
      })
    }

    for (const stage of [
      'sending',
      'sent',
      'with-person',
      'ignored',
      'refused',
      'failed',
      'withdrawn',
    ] as const) {
      it(`is written down and moves nothing that is ${stage}`, async () => {
        await hear(store.db, account, said('m-1'))
        await sql`update mentions set stage = ${stage}`.execute(store.db)
        await hear(store.db, account, edit('m-1', '고침'))
        expect(await row('m-1')).to.include({ stage, text: '고침', version: '1' })
        const event = await sql<{ detail: unknown }>`select detail from events where kind = 'edited'`.execute(
          store.db,
        )
        expect(event.rows).to.deep.equal([{ detail: { before: 'm-1라고 말했어요' } }])
      })
    }

    it('that changes nothing, or comes for something that we never heard, is no edit', async () => {
      await hear(store.db, account, said('m-1'))
      const same = await hear(store.db, account, edit('m-1', 'm-1라고 말했어요'), edit('m-9', '고침'))
      expect(same).to.deep.equal(nothing)
      expect(await row('m-1')).to.include({ version: '1' })
      expect((await sql`select 1 from mentions`.execute(store.db)).rows).to.have.length(1)
    })
  })

  describe('a deletion', () => {
    for (const stage of ['heard', 'drafted', 'waiting', 'approved'] as const) {
      it(`withdraws what is ${stage}`, async () => {
        await hear(store.db, account, said('m-1'))
        const draft = stage === 'heard' ? null : await draftFor(store.db, account.id, 'm-1', stage)
        expect(await hear(store.db, account, deletion('m-1'))).to.deep.equal({ ...nothing, deleted: 1 })
        expect(await row('m-1')).to.include({ stage: 'withdrawn', draftId: null })
        if (draft) expect(await draftState(store.db, draft.draftId)).to.equal('overtaken')
        if (draft?.sendId) expect((await findSend(store.db, draft.sendId))?.state).to.equal('voided')
      })
    }

    for (const stage of ['with-person', 'ignored', 'refused', 'failed'] as const) {
      it(`withdraws what is ${stage}`, async () => {
        await hear(store.db, account, said('m-1'))
        await sql`update mentions set stage = ${stage}`.execute(store.db)
        await hear(store.db, account, deletion('m-1'))
        expect(await row('m-1')).to.include({ stage: 'withdrawn' })
      })
    }

    it('of what was sent is written down', async () => {
      await hear(store.db, account, said('m-1'))
      await deliverFor(store.db, account.id, 'm-1', 'ours-1')
      await hear(store.db, account, deletion('m-1'))
      expect(await row('m-1')).to.include({ stage: 'sent' })
      expect((await row('m-1')).deletedAt).to.be.instanceOf(Date)
      const found = await sql`select 1 from events where kind = 'deleted'`.execute(store.db)
      expect(found.rows).to.have.length(1)
    })

    it('of one message of a burst leaves the other to be answered', async () => {
      await hear(store.db, account, said('m-1'), said('m-2', { parent: 'm-1' }))
      await hear(store.db, account, deletion('m-1'))
      expect((await row('m-2')).stage).to.equal('heard')
      expect(await jobs()).to.have.length(1)
    })

    it('in the same group as its mention withdraws it', async () => {
      const counts = await hear(store.db, account, said('m-1'), deletion('m-1'))
      expect(counts).to.deep.equal({ ...nothing, fresh: 1, deleted: 1 })
      expect((await row('m-1')).stage).to.equal('withdrawn')
    })

    it('twice, or of something that we never heard, changes nothing', async () => {
      await hear(store.db, account, said('m-1'))
      await hear(store.db, account, deletion('m-1'))
      const { version } = await row('m-1')
      await hear(store.db, account, deletion('m-1'), deletion('m-9'))
      expect(await row('m-1')).to.include({ stage: 'withdrawn', version })
    })
  })
})
