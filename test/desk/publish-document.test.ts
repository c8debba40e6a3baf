import { expect } from 'chai'
import { sql } from 'kysely'
import type { Gate } from '../../src/desk/gate.ts'
import { makeKnowledge } from '../../src/desk/knowledge.ts'
import { publishDocument } from '../../src/desk/publish-document.ts'
import { prepareDocument } from '../../src/knowledge/take.ts'
import { listDocuments } from '../../src/store/documents.ts'
import { lockPrompts } from '../../src/store/prompts.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'

const who = 'colleague:7' as const
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a document on its way to be live', () => {
  let test: TestDatabase
  let brandId: string
  beforeEach(async () => {
    test = await openTestDatabase()
    brandId = (await seedAccount(test.db)).brandId
  })
  afterEach(() => test.close())

  const others = () => makeKnowledge({ db: test.db, now: () => new Date() })
  const publish = async (gate: Gate, seen?: string | null) => {
    const file = { brandId, name: 'roaming.md', bytes: bytes('## 로밍\n하루 9,900원이에요.\n') }
    const document = await prepareDocument({ ...file, addedBy: who })
    return publishDocument({ db: test.db, gate }, { document, who, ...(seen === undefined ? {} : { seen }) })
  }
  const live = async () => (await listDocuments(test.db, brandId)).map(({ name }) => name)
  /** Somebody waits for a lock that another has. */
  async function waiting(): Promise<void> {
    for (;;) {
      const { rows } =
        await sql`select 1 from pg_locks where locktype = 'advisory' and not granted and database = (
        select oid from pg_database where datname = current_database())`.execute(test.db)
      if (rows.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const open = { kind: 'open' as const, overruled: [] }

  it('is looked at again when something else became live while the cases ran', async () => {
    const seen: string[][] = []
    const done = await publish(async ({ knowledge }) => {
      seen.push((await knowledge?.())?.passages.map(({ document }) => document.name) ?? [])
      if (seen.length === 1)
        await others().add({ brandId, name: 'shops.md', bytes: bytes('## 매장\n9시에 열어요.\n'), who })
      return open
    })
    expect(done).to.include({ kind: 'added', name: 'roaming.md' })
    expect(seen).to.deep.equal([['roaming.md'], ['roaming.md']])
    expect(await live()).to.deep.equal(['roaming.md', 'shops.md'])
  })

  it('gives up where others publish again and again, and nothing of it is there', async () => {
    let times = 0
    const done = await publish(async () => {
      times += 1
      await others().add({ brandId, name: 'shops.md', bytes: bytes(`## 매장\n${times}시에 열어요.\n`), who })
      return open
    })
    expect(done).to.deep.equal({ kind: 'overtaken' })
    expect(times).to.equal(5)
    expect(await live()).to.deep.equal(['shops.md'])
  })

  it('runs no case again when a colleague was faster meanwhile', async () => {
    let times = 0
    let error: unknown
    await publish(async () => {
      times += 1
      await others().add({ brandId, name: 'roaming.md', bytes: bytes('## 로밍\n하루 7,700원이에요.\n'), who })
      return open
    }, null).catch((thrown: unknown) => {
      error = thrown
    })
    expect(error).to.have.property('name', 'DocumentOvertaken')
    expect(times).to.equal(1)
  })

  it('runs the cases after all where it said this already and says it no more', async () => {
    await publish(async () => open)
    const first = others()
    let times = 0
    const publishing = test.db.transaction().execute(async (trx) => {
      await lockPrompts(trx, brandId)
      const done = publish(async () => {
        times += 1
        return open
      })
      // It has found the same words live by now, and waits for who publishes.
      await waiting()
      await first.add({ brandId, name: 'roaming.md', bytes: bytes('## 로밍\n하루 7,700원이에요.\n'), who })
      return { done }
    })
    expect(await (await publishing).done).to.include({ kind: 'replaced' })
    expect(times).to.equal(1)
  })

  it('waits for no case to be told that a colleague was faster, or that it says this already', async () => {
    const never: Gate = () => Promise.reject(new Error('the cases ran'))
    await publish(async () => open)
    let error: unknown
    await publish(never, null).catch((thrown: unknown) => {
      error = thrown
    })
    expect(error).to.have.property('name', 'DocumentOvertaken')
    expect(await publish(never)).to.include({ kind: 'same' })
  })
})
