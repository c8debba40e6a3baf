import { mock } from 'node:test'
import { expect } from 'chai'
import { type Auth, makeAuth } from '../../src/desk/auth.ts'
import { hashPassword } from '../../src/desk/password.ts'
import { makePeople } from '../../src/desk/people.ts'
import { makeStaff, type Staff } from '../../src/desk/staff.ts'
import { originOf } from '../../src/http/auth.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import { countTriesIn } from '../../src/store/tries.ts'
import { openTestDatabase, type TestDatabase, testKey } from '../support/database.ts'

const minute = 60_000

describe('whoever guesses', () => {
  let test: TestDatabase
  before(async () => {
    test = await openTestDatabase()
  })
  after(() => test.close())
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') }))
  afterEach(async () => {
    mock.timers.reset()
    await test.db.deleteFrom('tries').execute()
  })
  const later = (ms: number) => mock.timers.setTime(Date.now() + ms)

  describe('is counted', () => {
    it('by their address, and where one subscriber has many by their network', () => {
      const same = [
        ['203.0.113.9', '203.0.113.9'],
        ['::ffff:203.0.113.9', '203.0.113.9'],
        ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
        ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
        ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
        ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
        ['2001:db8::1', '2001:db8:0:0::/64'],
        ['[2001:db8:1:2::5]:4711', '2001:db8:1:2::/64'],
        ['fe80::1%eth0', 'fe80:0:0:0::/64'],
        ['::1', '0:0:0:0::/64'],
        ['unknown', 'unknown'],
      ] as const
      for (const [address, origin] of same) expect(originOf(address), address).to.equal(origin)
    })

    it('so that no flood of made-up names makes us forget a name that is being guessed at', async () => {
      const tries = countTriesIn(test.pool, testKey)('guess at', 10, 15 * minute)
      for (let made = 0; made < 10; made += 1) expect(await tries.take('victim')).to.equal(0)
      for (let made = 0; made < 1_000; made += 1) await tries.take(`made up ${made}`)
      later(30)
      expect(await tries.take('victim')).to.equal(15 * minute - 30)
      later(15 * minute)
      expect(await tries.take('victim'), 'until its time is over').to.equal(0)
    })

    it('on every node together, and no restart forgets', async () => {
      const nodes = [
        countTriesIn(test.pool, testKey),
        countTriesIn(test.pool, testKey),
        countTriesIn(test.pool, testKey),
      ]
      const taken: number[] = []
      for (let made = 0; made < 12; made += 1)
        taken.push((await nodes[made % 3]?.('guess at', 10, 15 * minute).take('hana')) ?? -1)
      expect(taken.filter((waitMs) => waitMs === 0)).to.have.length(10)
      expect(
        await countTriesIn(test.pool, testKey)('guess at', 10, 15 * minute).take('hana'),
      ).to.be.greaterThan(0)
      expect(
        await countTriesIn(test.pool, testKey)('another', 10, 15 * minute).take('hana'),
        'of one kind',
      ).to.equal(0)
    })

    it('exactly when many come at once', async () => {
      const tries = countTriesIn(test.pool, testKey)('guess at', 10, 15 * minute)
      const all = await Promise.all(Array.from({ length: 100 }, () => tries.take('all at once')))
      expect(all.filter((waitMs) => waitMs === 0)).to.have.length(10)
    })

    it('at no cost to the database once they are stopped', async () => {
      const tries = countTriesIn(test.pool, testKey)('guess at', 10, 15 * minute)
      for (let made = 0; made < 200; made += 1) await tries.take('flood')
      const [row] = await test.db.selectFrom('tries').select('points').execute()
      expect(row?.points).to.be.within(11, 13)
    })

    it('until one succeeds', async () => {
      const tries = countTriesIn(test.pool, testKey)('guess at', 1, minute)
      await tries.take('found')
      await tries.forget('found')
      expect(await tries.take('found')).to.equal(0)
      expect(await tries.take('found')).to.equal(minute)
    })

    it('and what was typed is not kept', async () => {
      const typed = '비밀번호를 주소 칸에 넣었다'
      await countTriesIn(test.pool, testKey)('guess at', 10, minute).take(typed.repeat(1_000))
      const rows = await test.db.selectFrom('tries').selectAll().execute()
      expect(rows.length).to.be.greaterThan(0)
      expect(JSON.stringify(rows)).to.not.include('비밀번호')
    })
  })

  describe('at the staff’s door', () => {
    let staff: Staff
    let auth: Auth
    const password = 'the right one, and long'
    before(async () => {
      const passwordHash = await hashPassword(password)
      const one = { name: '민아', passwordHash, mustChange: false }
      await insertColleague(test.db, { ...one, email: 'mina@dajeong.local' })
      await insertColleague(test.db, { ...one, email: 'invited@dajeong.local', passwordHash: 'none' })
    })
    beforeEach(() => {
      auth = makeAuth({ db: test.db, key: testKey })
      staff = makeStaff({
        db: test.db,
        key: testKey,
        auth,
        countTries: countTriesIn(test.pool, testKey),
        now: () => new Date(),
      })
    })
    const kindOf = async (email: string, ip: string, word = 'wrong') =>
      (await staff.signIn({ email, password: word, ip })).kind

    it('has 10 tries at an address in 15 minutes, from wherever they come, and the right password is no help then', async () => {
      for (let tries = 0; tries < 10; tries += 1)
        expect(await kindOf('mina@dajeong.local', `198.51.100.${tries}`)).to.equal('wrong')
      const last = await staff.signIn({ email: 'MINA@dajeong.local ', password, ip: '198.51.100.200' })
      expect(last).to.deep.equal({ kind: 'too-many', waitMs: 15 * minute })
      later(15 * minute)
      expect(await kindOf('mina@dajeong.local', '198.51.100.200', password)).to.equal('signed-in')
    }).timeout(120_000)

    it('is stopped after 60 from one place, and from then on locks nobody out from there', async () => {
      const long = 'x'.repeat(2_000)
      for (let tries = 0; tries < 60; tries += 1)
        expect(await kindOf(`who${tries}@dajeong.local`, '203.0.113.7', long)).to.equal('wrong')
      for (let tries = 0; tries < 30; tries += 1)
        expect(await kindOf('mina@dajeong.local', '203.0.113.7', long)).to.equal('too-many')
      expect(await kindOf('mina@dajeong.local', '203.0.113.8', password)).to.equal('signed-in')
    })

    it('hears the same, after the same work, whether an address is unknown, known, or invited and without a password', async () => {
      const spent = new Map<string, number>()
      const emails = ['mina@dajeong.local', 'invited@dajeong.local', 'nobody@dajeong.local']
      for (let round = 0; round < 4; round += 1)
        for (const email of emails) {
          const start = performance.now()
          expect(await staff.signIn({ email, password: 'wrong', ip: 'here' })).to.deep.equal({
            kind: 'wrong',
          })
          const took = performance.now() - start
          // The quickest counts: whatever else the machine does only makes it slower.
          spent.set(email, Math.min(spent.get(email) ?? Number.POSITIVE_INFINITY, took))
        }
      const each = emails.map((email) => spent.get(email) ?? 0)
      // Without the work for the password an answer takes a twentieth.
      expect(Math.min(...each) / Math.max(...each), JSON.stringify(each)).to.be.greaterThan(1 / 4)
      expect(await kindOf('invited@dajeong.local', 'here', 'none')).to.equal('wrong')
    }).timeout(120_000)

    it('of links has 30 tries in 15 minutes from one place', async () => {
      const people = makePeople({
        db: test.db,
        auth,
        countTries: countTriesIn(test.pool, testKey),
        now: () => new Date(),
      })
      const accept = () => people.accept({ token: 'made-up', password: 'short', ip: '203.0.113.9' })
      for (let tries = 0; tries < 30; tries += 1) expect(await accept()).to.include({ kind: 'too-short' })
      expect(await accept()).to.deep.equal({ kind: 'too-many', waitMs: 15 * minute })
      later(15 * minute)
      expect(await accept()).to.include({ kind: 'too-short' })
    })
  })
})
