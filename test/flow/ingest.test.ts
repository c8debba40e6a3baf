import { expect } from 'chai'
import { sql } from 'kysely'
import { takeLeases } from '../../src/store/accounts.ts'
import { saveCursor } from '../../src/store/hearing.ts'
import { findSend, recordAttempt, type SendWork } from '../../src/store/sends.ts'
import { openTestDatabase, type Seed, seedAccount, type TestDatabase } from '../support/database.ts'
import { attemptFor, deliverFor, draftFor, draftState } from '../support/queued.ts'
import { deletion, edit, hear, mentionRow, nothing, said } from '../support/said.ts'

describe('taking in what was heard', () => {
  let store: TestDatabase
  let account: Awaited<ReturnType<typeof seedAccount>>
  beforeEach(async () => {
    store = await openTestDatabase()
    account = await seedAccount(store.db)
  })
  afterEach(() => store.close())

  const more = (seed: Seed) => seedAccount(store.db, { nativeId: 'brand-2', ...seed })
  const row = (nativeId: string) => mentionRow(store.db, nativeId)
  const jobs = async () =>
    (
      await sql<{ key: string }>`select key from graphile_worker.jobs order by key`.execute(store.db)
    ).rows.map(({ key }) => key)
  const count = async (table: 'mentions' | 'conversations' | 'persons' | 'events' | 'sends') =>
    Number(
      (
        await store.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<string>().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )
  const sameConversation = async (a: string, b: string) =>
    (await row(a)).conversationId === (await row(b)).conversationId

  it('stores a mention with its person, its conversation, an event and one job', async () => {
    expect(await hear(store.db, account, said('m-1'))).to.deep.equal({ ...nothing, fresh: 1 })
    const { conversationId, ...found } = await row('m-1')
    expect(found).to.deep.include({ stage: 'heard', version: '1', ref: { note: 'm-1' } })
    expect(await jobs()).to.deep.equal([`answer:${conversationId}`])
    expect(await count('events')).to.equal(1)
  })

  it('changes nothing on a repeat, in the same group or later, even after it was answered', async () => {
    expect(await hear(store.db, account, said('m-1'), said('m-1'))).to.deep.equal({
      ...nothing,
      fresh: 1,
      repeated: 1,
    })
    await sql`update mentions set stage = 'sent'`.execute(store.db)
    await sql`delete from graphile_worker._private_jobs`.execute(store.db)
    expect(await hear(store.db, account, said('m-1', { text: 'anders' }))).to.deep.equal({
      ...nothing,
      repeated: 1,
    })
    expect(await row('m-1')).to.include({ stage: 'sent', version: '1', text: 'm-1라고 말했어요' })
    expect(await jobs()).to.deep.equal([])
  })

  it('stores once what two transactions bring at the same moment', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => hear(store.db, account, said('m-1'), said('m-2'))))
    expect(all.reduce((sum, { fresh }) => sum + fresh, 0)).to.equal(2)
    expect(await count('mentions')).to.equal(2)
    expect(await count('persons')).to.equal(1)
  })

  it('tells the same id on two accounts apart', async () => {
    const other = await more({})
    await hear(store.db, account, said('m-1'))
    expect(await hear(store.db, other, said('m-1'))).to.deep.equal({ ...nothing, fresh: 1 })
  })

  it('drops what the brand itself said', async () => {
    const own = said('m-1')
    own.author.nativeId = account.nativeId
    expect(await hear(store.db, account, own)).to.deep.equal({ ...nothing, own: 1 })
    expect(await count('mentions')).to.equal(0)
    expect(await jobs()).to.deep.equal([])
  })

  it('keeps a new handle and name of a person that we know', async () => {
    await hear(store.db, account, said('m-1'))
    const renamed = said('m-2')
    renamed.author = { ...renamed.author, handle: 'hanna', name: '한나' }
    await hear(store.db, account, renamed)
    expect(await count('persons')).to.equal(1)
    const person = await store.db.selectFrom('persons').select(['handle', 'name']).executeTakeFirst()
    expect(person).to.deep.equal({ handle: 'hanna', name: '한나' })
  })

  describe('a burst', () => {
    it('is one conversation with one job when there is a quiet time', async () => {
      const quiet = await more({ policy: { quietMs: 2_000 } })
      await hear(store.db, quiet, said('m-1'))
      await hear(store.db, quiet, said('m-2'), said('m-3'))
      expect(await sameConversation('m-1', 'm-2')).to.equal(true)
      expect(await sameConversation('m-1', 'm-3')).to.equal(true)
      expect(await jobs()).to.deep.equal([`answer:${(await row('m-1')).conversationId}`])
      expect((await row('m-1')).version).to.equal('2')
    })

    it('is a conversation each when there is none', async () => {
      await hear(store.db, account, said('m-1'), said('m-2'))
      expect(await sameConversation('m-1', 'm-2')).to.equal(false)
      expect(await jobs()).to.have.length(2)
    })

    it('is not joined by what comes when it was answered, or too late', async () => {
      const quiet = await more({ policy: { quietMs: 2_000 } })
      await hear(store.db, quiet, said('m-1'))
      await sql`update mentions set stage = 'sent'`.execute(store.db)
      await hear(store.db, quiet, said('m-2'))
      expect(await sameConversation('m-1', 'm-2')).to.equal(false)
      await sql`update conversations set heard_at = now() - interval '1 minute'`.execute(store.db)
      await hear(store.db, quiet, said('m-3'))
      expect(await sameConversation('m-2', 'm-3')).to.equal(false)
    })

    it('is not joined by somebody else, nor across accounts', async () => {
      const quiet = await more({ policy: { quietMs: 2_000 } })
      const third = await more({ nativeId: 'brand-3', policy: { quietMs: 2_000 } })
      await hear(store.db, quiet, said('m-1'), said('m-2', { by: 'ben' }))
      await hear(store.db, third, said('m-3'))
      expect(await sameConversation('m-1', 'm-2')).to.equal(false)
      expect(await sameConversation('m-1', 'm-3')).to.equal(false)
    })
  })

  describe('a thread', () => {
    it('keeps a reply to what the same person said, in the same group or later', async () => {
      await hear(store.db, account, said('m-1'), said('m-2', { parent: 'm-1' }))
      await hear(store.db, account, said('m-3', { parent: 'm-2' }))
      expect(await sameConversation('m-1', 'm-2')).to.equal(true)
      expect(await sameConversation('m-1', 'm-3')).to.equal(true)
    })

    it('keeps a reply to what we answered', async () => {
      await hear(store.db, account, said('m-1'))
      await deliverFor(store.db, account.id, 'm-1', 'ours-1')
      await hear(store.db, account, said('m-2', { parent: 'ours-1' }))
      expect(await sameConversation('m-1', 'm-2')).to.equal(true)
    })

    it('gives a bystander a conversation of their own', async () => {
      await hear(store.db, account, said('m-1', { thread: 't-1' }))
      await hear(store.db, account, said('m-2', { by: 'ben', parent: 'm-1', thread: 't-1' }))
      await hear(store.db, account, said('m-3', { by: 'ben', parent: 'm-2', thread: 't-1' }))
      expect(await sameConversation('m-1', 'm-2')).to.equal(false)
      expect(await sameConversation('m-2', 'm-3')).to.equal(true)
      expect((await row('m-1')).personId).not.to.equal((await row('m-2')).personId)
    })

    it('takes a reply to something that we never heard', async () => {
      await hear(store.db, account, said('m-1', { parent: 'nowhere' }), said('m-2', { parent: 'nowhere' }))
      expect(await sameConversation('m-1', 'm-2')).to.equal(true)
    })

    it('never joins a direct message to a public conversation, nor a public one to a direct', async () => {
      const quiet = await more({ policy: { quietMs: 2_000 } })
      await hear(store.db, quiet, said('m-1'))
      await hear(store.db, quiet, said('d-1', { visibility: 'direct', parent: 'm-1' }))
      await hear(store.db, quiet, said('m-2', { parent: 'd-1' }))
      expect(await sameConversation('m-1', 'd-1')).to.equal(false)
      expect(await sameConversation('d-1', 'm-2')).to.equal(false)
      await hear(store.db, quiet, said('d-2', { visibility: 'direct' }))
      expect(await sameConversation('d-1', 'd-2')).to.equal(true)
    })
  })

  describe('a newer word of the person', () => {
    const newer = () => hear(store.db, account, said('m-2', { parent: 'm-1' }))

    for (const stage of ['drafted', 'waiting', 'approved'] as const) {
      it(`overtakes what is ${stage}`, async () => {
        await hear(store.db, account, said('m-1'))
        const { draftId, sendId } = await draftFor(store.db, account.id, 'm-1', stage)
        await newer()
        expect(await row('m-1')).to.include({ stage: 'heard', draftId: null, why: 'a newer message came' })
        expect((await row('m-1')).version).to.equal('2')
        expect(await draftState(store.db, draftId)).to.equal('overtaken')
        if (sendId) expect((await findSend(store.db, sendId))?.state).to.equal('voided')
        expect(await jobs()).to.include(`answer:${(await row('m-1')).conversationId}`)
      })
    }

    it('leaves alone what is just being sent', async () => {
      await hear(store.db, account, said('m-1'))
      const send = await attemptFor(store.db, account.id, 'm-1')
      await newer()
      expect((await row('m-1')).stage).to.equal('sending')
      expect((await findSend(store.db, send.id))?.state).to.equal('sending')
      expect(await draftState(store.db, send.draftId)).to.equal('approved')
      expect((await row('m-2')).stage).to.equal('heard')
    })

    it('and an attempt to send at the same moment: one of them wins', async () => {
      for (let n = 0; n < 8; n += 1) {
        await hear(store.db, account, said(`a-${n}`, { by: `person-${n}` }))
        const { sendId } = await draftFor(store.db, account.id, `a-${n}`, 'approved')
        const send = (await findSend(store.db, sendId ?? '')) as SendWork
        await takeLeases(store.db, 'node', 60_000)
        const [recorded] = await Promise.all([
          recordAttempt(store.db, send, { node: 'node', epoch: '1', callMs: 1 }, null),
          hear(store.db, account, said(`b-${n}`, { by: `person-${n}`, parent: `a-${n}` })),
        ])
        expect((await findSend(store.db, send.id))?.state).to.equal(recorded ? 'sending' : 'voided')
        expect((await row(`a-${n}`)).stage).to.equal(recorded ? 'sending' : 'heard')
      }
    })
  })

  describe('text that is strange', () => {
    it('is made storable: NUL, half a pair, and what is not NFC', async () => {
      const strange = said('m-\u00001', {
        text: 'a\u0000b \ud83d c \u1112\u1161\u11ab',
        ref: { 'k\u0000': '\ude00' },
      })
      strange.author.name = '\u0000\udfff'
      expect(await hear(store.db, account, strange)).to.include({ fresh: 1 })
      expect((await row('m-\ufffd1')).text).to.equal('a\ufffdb \ufffd c 한')
      await hear(store.db, account, edit('m-\u00001', '\u0000'), deletion('m-\u00001'))
      expect(await row('m-\ufffd1')).to.include({ text: '\ufffd', stage: 'withdrawn' })
    })

    it('is kept as it is: right to left, zero width, HTML and 20,000 characters', async () => {
      const texts = [
        '\u202eabc\u202c',
        'a\u200bb\u200d',
        '<script>alert(1)</script>',
        '긴'.repeat(20_000),
        '',
      ]
      for (const [at, text] of texts.entries()) {
        await hear(store.db, account, said(`m-${at}`, { text, by: `p-${at}` }))
        expect((await row(`m-${at}`)).text).to.equal(text)
      }
    })

    it('that no mention may have is noted, and the rest of the group is stored', async () => {
      const long = said('m-1', { text: 'x'.repeat(20_001) })
      const counts = await hear(store.db, account, long, said('m-2'))
      expect(counts).to.deep.equal({ ...nothing, fresh: 1, unreadable: 1 })
      expect((await row('m-2')).stage).to.equal('heard')
      expect(await count('mentions')).to.equal(1)
    })

    it('in ids as long as they may be does not stop the group', async () => {
      // Random, because PostgreSQL compresses what repeats and only then fits it in an index.
      const long = (seed: number) =>
        Array.from({ length: 256 }, (_, at) =>
          String.fromCharCode(0xac00 + ((at * 7_919 + seed * 104_729 + at * at * 31) % 11_172)),
        ).join('')
      const mention = said(long(1), { thread: long(2), parent: long(3) })
      mention.author.nativeId = long(4)
      await hear(store.db, account, mention, said('m-2'))
      expect((await row('m-2')).stage).to.equal('heard')
      expect((await row(long(1))).stage).to.equal('heard')
    })
  })

  it('notes what could not be read, with what came', async () => {
    const raw = { strange: ['\u0000', '\ud800'], '\u0000': 1 }
    const counts = await hear(store.db, account, {
      ...{ kind: 'unreadable', nativeId: 'n-\u0000', why: 'it has no author', raw },
    })
    expect(counts).to.deep.equal({ ...nothing, unreadable: 1 })
    const { rows } = await sql<object>`select kind, why, account_id, detail from events`.execute(store.db)
    expect(rows).to.deep.equal([
      {
        ...{ kind: 'unreadable', why: 'it has no author', account_id: account.id },
        detail: { nativeId: 'n-\ufffd', raw: { strange: ['\ufffd', '\ufffd'], '\ufffd': 1 } },
      },
    ])
  })

  it('is saved together with the cursor, or not at all', async () => {
    await takeLeases(store.db, 'node', 60_000)
    const save = (epoch: string, nativeId: string, broken = false) =>
      store.db
        .transaction()
        .execute(async (trx) => {
          if (!(await saveCursor(trx, account.id, epoch, { upTo: nativeId }))) throw new Error('lost')
          const { ingest } = await import('../../src/flow/ingest.ts')
          const hearer = { id: account.id, nativeId: account.nativeId, quietMs: 0 }
          await ingest(trx, [{ hearer, event: { kind: 'mention', mention: said(nativeId) } }])
          if (broken) throw new Error('killed before the commit')
        })
        .catch(() => {})
    const state = async () => [
      (await store.db.selectFrom('accounts').select('cursor').executeTakeFirst())?.cursor,
      await count('mentions'),
      (await jobs()).length,
    ]
    await save('1', 'm-1')
    expect(await state()).to.deep.equal([{ upTo: 'm-1' }, 1, 1])
    await save('1', 'm-2', true)
    await save('0', 'm-3')
    expect(await state()).to.deep.equal([{ upTo: 'm-1' }, 1, 1])
  })
})
