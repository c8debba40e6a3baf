import { expect } from 'chai'
import { sql } from 'kysely'
import { earlierLine } from '../../src/core/earlier.ts'
import { findMemory } from '../../src/store/memory.ts'
import { calm } from '../desk/scene.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { hear, mentionRow, said } from '../support/said.ts'

describe('what is remembered of a person', () => {
  let test: TestDatabase
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())

  it('is the last other conversations on this account, and for what is public only public ones', async () => {
    const account = await seedAccount(test.db)
    const texts = ['하나', '배송 문의 010-2345-6789', '셋', '넷', '지금']
    for (const [place, text] of texts.entries())
      await hear(test.db, account, said(`m-${place}`, { text, thread: `t-${place}` }))
    await hear(test.db, account, said('dm', { text: '역삼동이에요', visibility: 'direct', thread: 'dm' }))
    await hear(
      test.db,
      account,
      said('other', { text: '남의 말', visibility: 'direct', by: 'bora', thread: 'x' }),
    )
    await sql`update mentions set classification = ${JSON.stringify(calm)}::jsonb where native_id = 'm-2'`.execute(
      test.db,
    )
    const now = await mentionRow(test.db, 'm-4')
    const of = { personId: now.personId, conversationId: now.conversationId }
    const open = await findMemory(test.db, { ...of, visibility: 'public' })
    expect(open.earlier.map(({ asked, visibility }) => `${asked} ${visibility}`)).to.deep.equal([
      '넷 public',
      '셋 public',
      '배송 문의 010-2345-6789 public',
    ])
    expect(open.earlier[1]).to.include({ intent: 'question', answeredBy: null })
    expect(open.saidInPrivate).to.deep.equal(['역삼동이에요'])
    const direct = await findMemory(test.db, { ...of, visibility: 'direct' })
    expect(direct.earlier[0]).to.include({ asked: '역삼동이에요', visibility: 'direct' })
    expect(direct.saidInPrivate).to.deep.equal([])
  })

  it('is told in a line without what is personal', () => {
    const at = new Date('2026-11-20T03:00:00Z')
    const one = {
      at,
      visibility: 'public',
      intent: 'complaint',
      topic: '배송',
      answeredBy: 'colleague',
    } as const
    const line = earlierLine({ ...one, asked: `제 번호는 010-2345-6789예요\n${'아주 '.repeat(60)}` })
    expect(line).to.match(
      /^2026-11-20, public, complaint about 배송, answered by a colleague: "제 번호는 \[phone\]예요 아주/,
    )
    expect(line.length).to.be.below(170)
  })
})
