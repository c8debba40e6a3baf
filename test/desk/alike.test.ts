import { expect } from 'chai'
import { makePersons } from '../../src/desk/persons.ts'
import { openTestDatabase, seedAccount, type TestDatabase } from '../support/database.ts'
import { makeColleague, makeScene, type Setting } from './scene.ts'

describe('who else a person might be', () => {
  let test: TestDatabase
  let accountId: string
  let elsewhere: string
  let foreign: string
  before(async () => {
    test = await openTestDatabase()
    const first = await seedAccount(test.db, { nativeId: 'first' })
    accountId = first.id
    elsewhere = (await seedAccount(test.db, { nativeId: 'second' })).id
    await test.db
      .updateTable('accounts')
      .set({ brand_id: first.brandId })
      .where('id', '=', elsewhere)
      .execute()
    foreign = (await seedAccount(test.db, { nativeId: 'third' })).id
    const { rows } = await test.pool.query(`insert into brands (name) values ('남의 상회') returning id`)
    await test.pool.query(`update accounts set brand_id = $1 where id = $2`, [rows[0].id, foreign])
  })
  after(() => test.close())
  beforeEach(() => test.pool.query('delete from persons'))

  const persons = () => makePersons({ db: test.db, brandId: '1', now: () => new Date() })
  async function person(setting: Setting): Promise<string> {
    const { conversationId } = await makeScene(test.db, '안녕하세요', { accountId, ...setting })
    const { rows } = await test.pool.query('select person_id from conversations where id = $1', [
      conversationId,
    ])
    return String(rows[0].person_id)
  }
  const idsOf = async (id: string, search = '') =>
    (await persons().alike(id, search)).map(({ personId }) => personId)

  it('are those of the brand who go by the same name or handle, the last heard first', async () => {
    const self = await person({ name: '김하나', handle: '@hana@town.example' })
    const named = await person({ name: '김하나', handle: '@other@town.example', accountId: elsewhere })
    const handled = await person({ name: '', handle: 'Hana', accountId: elsewhere })
    await person({ name: '김두나', handle: '@duna@town.example' })
    await person({ name: '김하나', handle: '@hana@town.example', accountId: foreign })
    expect(await idsOf(self)).to.deep.equal([handled, named])
    const [first] = await persons().alike(self, '')
    expect(first).to.deep.include({ personId: handled, handle: 'Hana', name: '' })
    expect(first?.account.id).to.equal(elsewhere)
    expect(Date.parse(first?.heardAt ?? '')).to.be.greaterThan(0)
  })

  it('are found by a part of a name or handle, taken to the letter', async () => {
    const self = await person({ name: '하나', handle: '@hana@town.example' })
    const one = await person({ name: '이두나 100%', handle: '@duna_1@town.example' })
    const other = await person({ name: '박세나', handle: '@duna21@town.example' })
    expect(await idsOf(self, '두나')).to.deep.equal([one])
    expect(await idsOf(self, ' DUNA ')).to.have.members([one, other])
    expect(await idsOf(self, '%')).to.deep.equal([one])
    expect(await idsOf(self, 'duna_')).to.deep.equal([one])
    expect(await idsOf(self, "'; drop table persons; --")).to.deep.equal([])
  })

  it('are not those who are known to be the same, and twenty at most', async () => {
    const self = await person({ name: '하나', handle: '@hana@town.example' })
    const linked = await person({ name: '하나', handle: '@h@town.example' })
    const colleague = await makeColleague(test.db, '민아')
    await persons().link({ personId: self, otherId: linked, reason: '전화로 확인', colleague })
    expect(await idsOf(self)).to.deep.equal([])
    expect(await idsOf(linked, 'hana')).to.deep.equal([])
    for (let n = 0; n < 21; n += 1) await person({ name: '하나', handle: `@h${n}@town.example` })
    expect(await idsOf(self)).to.have.length(20)
    expect(await idsOf('not an id')).to.deep.equal([])
  })

  it('are nobody by an empty name', async () => {
    const self = await person({ name: '', handle: '@a@town.example' })
    await person({ name: '', handle: '@b@town.example' })
    expect(await idsOf(self)).to.deep.equal([])
  })
})
